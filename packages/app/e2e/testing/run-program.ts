import { spawn } from 'node:child_process'

export interface ProgramResult {
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program to its end, without a shell. Rejects when it cannot be started. */
export function runProgram(
  argv: readonly [string, ...string[]],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<ProgramResult> {
  const [program, ...args] = argv
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ exitCode: code ?? undefined, stdout, stderr }))
  })
}

/** Standard output of a program that must succeed. Throws with its messages when it does not. */
export async function outputOf(
  argv: readonly [string, ...string[]],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  const { exitCode, stdout, stderr } = await runProgram(argv, options)
  if (exitCode === 0) return stdout
  throw new Error(`${argv.join(' ')} ended with ${exitCode}:\n${stdout}${stderr}`)
}
