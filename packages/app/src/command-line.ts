import { exitCodes, type HostName, type InputDeclaration } from '@mlgate/core'
import { inputsOf, localSteps, type Step, steps } from '@mlgate/steps'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { type ContractRequest, contractCommand } from './contract/contract-request.ts'
import { type DoctorRequest, doctorCommand } from './doctor/doctor-request.ts'
import { type InitRequest, initCommand } from './init-request.ts'
import type { LogFormat } from './logger.ts'
import { type ReplayRequest, replayCommand } from './replay-request.ts'
import type { LogLevel } from './text-logger.ts'

/** What the command line asks for. */
export interface Invocation {
  readonly step: Step
  /** Inputs that were given, by name. */
  readonly inputs: Readonly<Record<string, string>>
  readonly host: HostName | undefined
  readonly format: 'text' | 'markdown' | 'json'
  readonly verbose: boolean
  /** Whether it is only to be told what the step would do. */
  readonly explain: boolean
  readonly logFormat: LogFormat
  readonly logLevel: LogLevel
}

export type Parsed =
  | { readonly invocation: Invocation }
  /** A key pair is wanted, its private key in this file. */
  | { readonly keyFile: string }
  /** A model is to be served by this process, until it is told to end. */
  | { readonly serve: ServeRequest }
  /** This process is to forward an environment's port to what serves there. */
  | { readonly forward: ForwardRequest }
  /** A project is to be set up in this folder. */
  | { readonly init: InitRequest }
  /** A data contract is to be made. */
  | { readonly contract: ContractRequest }
  /** A verdict is to be recomputed from what it left. */
  | { readonly replay: ReplayRequest }
  /** What the steps need here is to be checked. */
  | { readonly doctor: DoctorRequest }
  /** Help, the version or a usage error was printed; nothing is left to do. */
  | { readonly exitCode: 0 | 2 }

export interface ServeRequest {
  readonly manifest: string
  readonly onnx: string
  readonly port: number
  readonly processFile: string | undefined
}

export interface ForwardRequest {
  readonly stateFile: string
  readonly port: number
  readonly processFile: string
}

export interface CommandLineOutput {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly columns: number
}

/** Reads the arguments of `mlgate`. Commands, flags and help all come from the steps' declarations. */
export function parseCommandLine(args: readonly string[], version: string, output: CommandLineOutput): Parsed {
  const found: { invocation?: Invocation; other?: Parsed } = {}
  const program = new Command('mlgate')
    .description('Composable CI/CD steps for machine learning.')
    .version(version, '--version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: output.out,
      writeErr: output.err,
      getOutHelpWidth: () => output.columns,
      getErrHelpWidth: () => output.columns,
    })
    .showHelpAfterError('(mlgate --help lists what there is)')
    .addHelpText('after', '\nEvery step reads mlgate.yml and leaves its record and reports in .mlgate/<model>/<step>/.')
  for (const step of [...steps, ...localSteps]) {
    program.addCommand(commandOf(step, (invocation) => (found.invocation = invocation)))
  }
  const accept = (other: Parsed) => (found.other = other)
  program.addCommand(initCommand((init) => accept({ init })))
  program.addCommand(doctorCommand((doctor) => accept({ doctor })))
  program.addCommand(contractCommand((contract) => accept({ contract })))
  program.addCommand(keygenCommand(accept))
  program.addCommand(serveCommand(accept))
  program.addCommand(replayCommand((request) => accept({ replay: request })))
  program.addCommand(forwardCommand(accept), { hidden: true })
  inheritSettings(program)
  if (args.length === 0) {
    program.outputHelp()
    return { exitCode: exitCodes.pass }
  }
  try {
    program.parse([...args], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return { exitCode: error.exitCode === 0 ? exitCodes.pass : exitCodes.configuration }
  }
  if (found.other !== undefined) return found.other
  return found.invocation === undefined ? { exitCode: exitCodes.configuration } : { invocation: found.invocation }
}

/** Commands below commands end and print as the program does. */
function inheritSettings(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent)
    inheritSettings(command)
  }
}

function keygenCommand(accept: (parsed: Parsed) => void): Command {
  return new Command('keygen')
    .description('Make a key pair that signs records: the private key into a file, the public one for mlgate.yml.')
    .option('--out <file>', 'file for the private key; must not exist', 'mlgate-signing-key.pem')
    .addHelpText(
      'after',
      '\nExample:\n  mlgate keygen --out ci-key.pem\n\nPut the private key into the secret MLGATE_SIGNING_KEY, then delete the file.',
    )
    .action(({ out }: { out: string }) => accept({ keyFile: out }))
}

function serveCommand(accept: (parsed: Parsed) => void): Command {
  return new Command('serve')
    .description('Serve a model on loopback: Open Inference Protocol v2, /predict by column names, /metrics.')
    .requiredOption('--manifest <file>', 'what is served and how its scores are understood, as deploy-model writes it')
    .requiredOption('--onnx <file>', 'the model; its digest must be the one in the manifest')
    .option('--port <number>', 'port to listen on; 0 for a free one', portNumber, 8080)
    .addOption(new Option('--process-file <file>').hideHelp())
    .addHelpText('after', '\nExample:\n  mlgate serve --manifest manifest.json --onnx model.onnx --port 8080')
    .action((options: ServeRequest) => accept({ serve: { ...options, processFile: options.processFile } }))
}

/** What deploy-model starts to hold an environment's port; nobody else needs it. */
function forwardCommand(accept: (parsed: Parsed) => void): Command {
  return new Command('forward')
    .description("Forward an environment's port to what serves there.")
    .requiredOption('--state-file <file>', 'state of the environment')
    .requiredOption('--process-file <file>', 'where this process says who it is')
    .requiredOption('--port <number>', 'port to listen on', portNumber)
    .action((options: ForwardRequest) => accept({ forward: options }))
}

function portNumber(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('A port is a number from 0 to 65535.')
}

/** One flag an input; secrets have none, because arguments are visible to everybody on the machine. */
function commandOf(step: Step, accept: (invocation: Invocation) => void): Command {
  const inputs = Object.entries<InputDeclaration>(inputsOf(step))
  const flags = inputs.flatMap(([name, declaration]) =>
    declaration.type === 'secret' ? [] : [{ name, declaration, option: optionOf(name, declaration) }],
  )
  const command = new Command(step.name).description(step.summary)
  for (const { option } of flags) command.addOption(option)
  command
    .addOption(
      new Option('--host <name>', 'where this runs; recognised when not given').choices([
        'github',
        'gitlab',
        'generic',
      ]),
    )
    .addOption(
      new Option('--format <format>', 'form of the report on standard output')
        .choices(['text', 'markdown', 'json'])
        .default('text'),
    )
    .option('--verbose', 'show folded parts of the report as well', false)
    .addOption(new Option('--log-format <format>', 'form of log lines').choices(['text', 'json']).default('text'))
    .addOption(
      new Option('--log-level <level>', 'least important log line to show')
        .choices(['debug', 'info', 'warn', 'error'])
        .default('info'),
    )
  if (step.explain !== undefined) {
    command.option('--explain', 'print what would be done, and do nothing; with --format json as data', false)
  }
  command.addHelpText('after', helpAfter(step, inputs)).action((options: Record<string, unknown>) => {
    const given = flags.flatMap(({ name, option }) => {
      const value = options[option.attributeName()]
      return typeof value === 'string' ? [[name, value] as const] : []
    })
    if (options.explain === true && options.format === 'markdown') {
      command.error('error: --explain has the formats text and json.')
    }
    accept({
      step,
      inputs: Object.fromEntries(given),
      host: options.host as HostName | undefined,
      format: options.format as Invocation['format'],
      verbose: options.verbose === true,
      explain: options.explain === true,
      logFormat: options.logFormat as LogFormat,
      logLevel: options.logLevel as LogLevel,
    })
  })
  return command
}

function optionOf(name: string, declaration: Exclude<InputDeclaration, { type: 'secret' }>): Option {
  const fallback = 'default' in declaration ? ` (default: ${declaration.default})` : ''
  const option = new Option(`--${name} <${declaration.type}>`, `${declaration.description}${fallback}`)
  return declaration.type === 'choice' ? option.choices([...declaration.choices]) : option
}

function helpAfter(step: Step, inputs: readonly (readonly [string, InputDeclaration])[]): string {
  return [
    '',
    'Examples:',
    ...inputs.flatMap(([name, declaration]) =>
      examplesOf(name, declaration, Object.fromEntries(inputs)).map((example) => `  ${example(`mlgate ${step.name}`)}`),
    ),
    ...(step.explain === undefined ? [] : [`  mlgate ${step.name} --explain`]),
    '',
    'Exit codes: 0 pass, 1 fail, 2 configuration, 3 infrastructure, 4 inconclusive, 70 a fault in mlgate.',
  ].join('\n')
}

/** An artifact is named by its id and its digest together, so its digest has no example of its own. */
function examplesOf(
  name: string,
  declaration: InputDeclaration,
  all: Readonly<Record<string, InputDeclaration>>,
): ((command: string) => string)[] {
  if (declaration.type === 'secret') {
    const variables = new Set(declaration.githubDefault?.includes('github.token') === true ? ['GITHUB_TOKEN'] : [])
    return [...variables.add(declaration.variable)].map((variable) => (command) => `${variable}=… ${command}`)
  }
  const partner = all[name.replace(/-digest$/, '-id')]
  if (name.endsWith('-digest') && partner !== undefined) return []
  const digest = name.replace(/-id$/, '-digest')
  const names = name.endsWith('-id') && all[digest] !== undefined ? [name, digest] : [name]
  const flags = names.map((flag) => `--${flag} ${valueExample(flag, all[flag] ?? declaration)}`)
  return [(command) => `${command} ${flags.join(' ')}`]
}

/** What stands in an example; a workflow's expression is none on a command line. */
function valueExample(name: string, { example }: InputDeclaration): string {
  if (!example.startsWith('${{')) return example
  return name.endsWith('-digest') ? 'sha256:…' : '<id>'
}
