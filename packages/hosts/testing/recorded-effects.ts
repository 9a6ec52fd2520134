import type { ExecRequest, ExecResult, Logger } from '@mlgate/core'
import type { HostDependencies, Patience } from '../src/host-dependencies.ts'

/** What a host did to its surroundings. */
export interface RecordedEffects {
  readonly deps: HostDependencies
  /** Everything written to standard output. */
  written(): string
  /** All log lines, each with its level: `warn: …`. */
  readonly logged: string[]
}

/** Impatient: a test waits milliseconds where a job waits seconds. */
export const impatience: Patience = {
  answerSeconds: 0.5,
  retries: 2,
  retryBaseMs: 1,
  limitSeconds: 3,
  settleMs: 1,
  artifactSeconds: 20,
}

/** Dependencies of a host that keep what they were given, with the real network and impatience. */
export function recordEffects(more: Partial<HostDependencies> = {}): RecordedEffects {
  let output = ''
  const logged: string[] = []
  const level = (name: string) => (message: string) => {
    logged.push(`${name}: ${message}`)
  }
  const log: Logger = { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') }
  return {
    written: () => output,
    logged,
    deps: {
      fetch: globalThis.fetch,
      write: (text) => {
        output += text
      },
      exec: refuseToExecute,
      log,
      patience: impatience,
      ...more,
    },
  }
}

async function refuseToExecute(request: ExecRequest): Promise<ExecResult> {
  throw new Error(`Nothing was to be executed here: ${request.argv.join(' ')}`)
}
