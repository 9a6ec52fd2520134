import { Command, Option } from 'commander'

/** What `mlgate doctor` is asked for. */
export interface DoctorRequest {
  readonly project: string
  readonly format: 'text' | 'json'
}

export function doctorCommand(accept: (request: DoctorRequest) => void): Command {
  return new Command('doctor')
    .description('Check what the steps need here: Node.js, machine code, git, the project file, token, policy, keys.')
    .option('--project <path>', 'project file', 'mlgate.yml')
    .addOption(new Option('--format <format>', 'form of what is found').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      '\nExamples:\n  mlgate doctor\n  GITHUB_TOKEN=… GITHUB_REPOSITORY=acme/flights mlgate doctor --format json\n\nNothing is written, and no secret is shown.\n\nExit codes: 0 all well, 2 something here must be corrected, 3 something is not reachable, 70 a fault in mlgate.',
    )
    .action(accept)
}
