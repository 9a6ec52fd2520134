import { type ImportFormat, importFormats } from '@mlgate/contracts/import-formats'
import { Command, Option } from 'commander'

/** Which file is to become a contract. */
export interface ImportRequest {
  readonly file: string
  /** What the file is; recognised when undefined. */
  readonly from: ImportFormat | undefined
  /** Where the contract goes; standard output when undefined. */
  readonly output: string | undefined
  /** Whether a contract that lacks what could not be translated is good enough. */
  readonly allowMissing: boolean
  readonly force: boolean
}

/** Declares `mlgate contract import`. */
export function importCommand(accept: (request: ImportRequest) => void): Command {
  return new Command('import')
    .description("Translate another tool's rules into a data contract; what has no translation is listed.")
    .argument('<file>', "the other tool's file: JSON, YAML or protobuf text")
    .addOption(new Option('--from <format>', 'what the file is; recognised when not given').choices(importFormats))
    .option('--output <file>', 'where the contract is written; standard output when not given')
    .option('--allow-missing', 'end with 0 although something was not translated', false)
    .option('--force', 'replace a file that is there', false)
    .addHelpText(
      'after',
      '\nExamples:\n  mlgate contract import gx/expectations/flights.json\n  mlgate contract import gx/expectations/flights.json --output contracts/flights.yaml\n\nExit codes: 0 all was translated, 1 something was not (the contract is written, and says what), 2 configuration.',
    )
    .action((file: string, { from, output, allowMissing, force }: Omit<ImportRequest, 'file'>) =>
      accept({ file, from, output, allowMissing, force }),
    )
}
