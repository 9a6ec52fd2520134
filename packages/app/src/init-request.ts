import type { Answers } from '@mlgate/setup'
import { Command, Option } from 'commander'

/** What `mlgate init` is asked for. */
export interface InitRequest {
  readonly answers: Answers
  /** Use what is sure, and ask nobody. */
  readonly yes: boolean
  /** Replace files that are there. */
  readonly force: boolean
  /** Show what would be written, and write nothing. */
  readonly dryRun: boolean
}

/** The command `init`, with a flag for each answer. */
export function initCommand(accept: (request: InitRequest) => void): Command {
  return new Command('init')
    .description('Look at this folder and write mlgate.yml, a data contract and the workflow for it.')
    .option('--yes', 'use what is sure and ask nothing; ends with 2 where something is not sure', false)
    .option('--dry-run', 'show what would be written as a diff, and write nothing', false)
    .option('--force', 'replace files that are there and differ', false)
    .option('--model <name>', "the model's name")
    .addOption(new Option('--task <task>', 'what is predicted').choices(['classification', 'regression']))
    .option('--train <file>', 'rows to train on')
    .option('--test <file>', 'rows that the gate judges on')
    .option('--split', 'divide a lone CSV or JSON lines file: one row in five for the gate', false)
    .option('--label <column>', 'column that is predicted')
    .option('--id <column>', 'column that identifies a row')
    .option('--group <column>', 'column whose rows depend on each other (a patient, a user)')
    .option(
      '--reading <yaml>',
      'how CSV files are written, as data.reading: \'{encoding: windows-1252, decimal: ","}\'',
    )
    .option('--onnx <file>', 'the model, as training writes it')
    .option('--train-command <line>', 'program and arguments that train; no shell reads it')
    .addOption(new Option('--forge <forge>', 'for which the workflow is').choices(['github', 'gitlab', 'none']))
    .option('--forks', 'for GitHub: also write the workflow that comments on pull requests from forks', false)
    .addHelpText(
      'after',
      '\nExamples:\n  mlgate init\n  mlgate init --yes --label species\n  mlgate init --dry-run --forge gitlab\n\nFiles that are there are never replaced without being asked for.\n\nExit codes: 0 written, 2 something is missing or in the way, 70 a fault in mlgate.',
    )
    .action(({ yes, dryRun, force, trainCommand, ...answers }: Answers & InitOptions) => {
      accept({ answers: { ...answers, 'train-command': trainCommand }, yes, dryRun, force })
    })
}

interface InitOptions {
  readonly yes: boolean
  readonly dryRun: boolean
  readonly force: boolean
  readonly trainCommand?: string
}
