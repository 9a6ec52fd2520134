import { spawn } from 'node:child_process'
import { open } from 'node:fs/promises'
import { ConfigurationError } from '@mlgate/core'

export type Argv = readonly [string, ...string[]]

export interface StartRequest {
  readonly argv: Argv
  readonly cwd: string
  /** The whole environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>
  /** Receives standard output and error. */
  readonly logFile: string
}

export interface StartedProcess {
  readonly pid: number
  /** How it ended, in words; undefined while it runs. */
  readonly ended: () => string | undefined
}

/** Starts a program that outlives this process. Rejects with ConfigurationError when it cannot be started. */
export type StartProcess = (request: StartRequest) => Promise<StartedProcess>

/**
 * Starts a program in a session and process group of its own, so that what ends this process (Ctrl-C, a runner that
 * clears up its children) does not reach it.
 */
export const startDetached: StartProcess = async ({ argv, cwd, env, logFile }) => {
  const [program, ...args] = argv
  const log = await open(logFile, 'a')
  try {
    const child = spawn(program, args, { cwd, env, detached: true, shell: false, stdio: ['ignore', log.fd, log.fd] })
    let ended: string | undefined
    child.once('exit', (code, signal) => {
      ended = code === null ? `ended by ${signal}` : `ended with exit code ${code}`
    })
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve)
      child.once('error', (cause) =>
        reject(new ConfigurationError(`${program}: cannot be started (${cause.message}).`, { cause })),
      )
    })
    child.unref()
    const { pid } = child
    if (pid === undefined) throw new TypeError('a spawned process has a number')
    return { pid, ended: () => ended }
  } finally {
    await log.close()
  }
}
