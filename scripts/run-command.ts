import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root } from './repository.ts'

export interface CommandResult {
  /** Undefined when a signal ended it or it could not be started. */
  readonly exitCode: number | undefined
  readonly stdout: string
  /** Standard output and error in the order in which they came. */
  readonly output: string
}

export interface CommandOptions {
  readonly cwd?: string
  /** The child's whole environment; our own, with the installed programs on PATH, when left out. */
  readonly env?: Readonly<Record<string, string>>
  /** Also shows the output while it comes. */
  readonly live?: boolean
  readonly timeoutSeconds?: number
}

/** Our environment with the workspace's own programs, Node 24 among them, first on PATH. */
export function workspaceEnvironment(): Record<string, string> {
  const own: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) own[name] = value
  return { ...own, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${own.PATH ?? ''}` }
}

/** Runs a program without a shell; never rejects: a program that cannot be started is a result, too. */
export async function runCommand(argv: readonly [string, ...string[]], options: CommandOptions = {}) {
  const [program, ...rest] = argv
  const { promise, resolve } = Promise.withResolvers<CommandResult>()
  const child = spawn(program, rest, {
    cwd: options.cwd ?? root,
    env: options.env ?? workspaceEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.timeoutSeconds === undefined ? {} : { timeout: options.timeoutSeconds * 1000 }),
  })
  let stdout = ''
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    output += text
    if (options.live) process.stdout.write(text)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text
    if (options.live) process.stderr.write(text)
  })
  child.on('error', (error) => resolve({ exitCode: undefined, stdout, output: `${output}${error.message}\n` }))
  child.on('close', (code, signal) => {
    const ending = signal === null ? '' : `Ended by ${signal}.\n`
    resolve({ exitCode: code ?? undefined, stdout, output: output + ending })
  })
  return promise
}
