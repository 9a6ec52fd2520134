import { Command, InvalidArgumentError } from 'commander'

/** Which files a contract is to follow from. */
export interface InferRequest {
  /** None: those of the project file. */
  readonly files: readonly string[]
  readonly output: string | undefined
  readonly force: boolean
  readonly name: string | undefined
  readonly id: string | undefined
  readonly label: string | undefined
  /** As a part of the span; undefined for the usual one. */
  readonly slack: number | undefined
  readonly project: string
  readonly model: string | undefined
}

/** Declares `mlgate contract infer`. */
export function inferCommand(accept: (request: InferRequest) => void): Command {
  return new Command('infer')
    .description('Propose a data contract from all rows of files, each demand with what it was seen in.')
    .argument(
      '[files...]',
      'files of rows; when not given those of mlgate.yml: train is learned from, the others are checked against it',
    )
    .option('--output <file>', 'where the contract is written; standard output when not given')
    .option('--force', 'replace a file that is there', false)
    .option('--name <name>', "the contract's id and the name of its table")
    .option('--id <column>', 'column that identifies a row; data.id of mlgate.yml when not given')
    .option('--label <column>', 'column that is predicted; data.label of mlgate.yml when not given')
    .option('--slack <part>', 'room beside what was seen, as a part of its span (default: 0.25)', partOfSpan)
    .option('--project <file>', 'project file', 'mlgate.yml')
    .option('--model <name>', 'which model of the project file')
    .addHelpText(
      'after',
      '\nExamples:\n  mlgate contract infer data/train.csv\n  mlgate contract infer data/train.csv --output contracts/flights.odcs.yaml\n\nExit codes: 0 written, 1 written, but a file of the project does not keep it, 2 configuration.',
    )
    .action((files: string[], options: Omit<InferRequest, 'files'>) => accept({ ...options, files }))
}

function partOfSpan(text: string): number {
  const part = Number(text)
  if (text.trim() !== '' && part >= 0 && part <= 100) return part
  throw new InvalidArgumentError('A part of the span is a number from 0 to 100, such as 0.1.')
}
