import { Command, Option } from 'commander'

/** Which contracts are to be compared. */
export interface DiffRequest {
  readonly before: string
  readonly after: string
  readonly failOn: 'breaking' | 'any' | 'never'
  readonly format: 'text' | 'markdown' | 'json'
  readonly project: string
  readonly model: string | undefined
}

/** Declares `mlgate contract diff`. */
export function diffCommand(accept: (request: DiffRequest) => void): Command {
  return new Command('diff')
    .description('Say what a contract demands otherwise than another, and for whom that breaks something.')
    .argument('<old>', 'contract: a file, or <ref>:<path> of git')
    .argument('<new>', 'contract: a file, or <ref>:<path> of git')
    .addOption(
      new Option('--fail-on <changes>', 'which changes end with 1')
        .choices(['breaking', 'any', 'never'])
        .default('breaking'),
    )
    .addOption(
      new Option('--format <format>', 'form of the answer').choices(['text', 'markdown', 'json']).default('text'),
    )
    .option('--json', 'the same as --format json', false)
    .option('--project <file>', 'project file, which says what the model reads (candidate.features)', 'mlgate.yml')
    .option('--model <name>', 'which model of the project file')
    .addHelpText(
      'after',
      '\nExamples:\n  mlgate contract diff main:contracts/flights.odcs.yaml contracts/flights.odcs.yaml\n  mlgate contract diff old.yaml new.yaml --fail-on any --format markdown\n\nExit codes: 0 no such change, 1 such a change, 2 configuration.',
    )
    .action(
      (
        before: string,
        after: string,
        { json, ...options }: Omit<DiffRequest, 'before' | 'after'> & { json: boolean },
      ) => accept({ ...options, before, after, format: json ? 'json' : options.format }),
    )
}
