import { type Clock, ConfigurationError } from '@mlgate/core'
import { CandidateProblem } from './candidate-problem.ts'
import type { EnvironmentState } from './environment-state.ts'
import { endLaunch, type Launches } from './launches.ts'
import { endProcess, isAlive } from './process-identity.ts'
import { entryProtocol } from './start-entry.ts'
import type { Argv } from './start-process.ts'

type Entry = NonNullable<EnvironmentState['entry']>

const startSeconds = 30
const graceSeconds = 15
/** How the log of `mlgate` begins an error. */
const errorPrefix = 'error: '

/** Whether the forwarding process stands on the declared port and does what this version expects of it. */
export async function entryServes(entry: Entry | undefined, port: number): Promise<boolean> {
  return entry !== undefined && entry.port === port && entry.protocol === entryProtocol && (await isAlive(entry))
}

/**
 * Makes sure that the forwarding process runs. One on another port is left alone, to be ended after the switch. Throws
 * ConfigurationError when the declared port is taken by something else.
 */
export async function ensureEntry(
  { entry }: EnvironmentState,
  options: {
    readonly port: number
    readonly stateFile: string
    readonly command: (options: {
      readonly processFile: string
      readonly stateFile: string
      readonly port: number
    }) => Argv
    readonly launches: Launches
    readonly clock: Clock
  },
): Promise<Entry> {
  const { port, stateFile, launches, clock } = options
  if (entry !== undefined && (await entryServes(entry, port))) return entry
  // Of an earlier mlgate: two cannot hold one port.
  if (entry?.port === port) await endProcess(entry, graceSeconds)
  const launch = await launches.start(({ processFile }) => options.command({ processFile, stateFile, port }), '{}')
  try {
    const launched = await launches.listening(launch, clock.monotonicMs() + startSeconds * 1000)
    return { ...launched, protocol: entryProtocol }
  } catch (error) {
    await endLaunch(launch)
    if (!(error instanceof CandidateProblem)) throw error
    throw new ConfigurationError(
      `Port ${port} cannot be served: ${whyItEnded(error, await launches.logTail(launch))}`,
      {
        cause: error,
      },
    )
  }
}

/** What the forwarding process said itself, in its log's words for an error; else how it ended, and all that it printed. */
function whyItEnded({ message }: CandidateProblem, logTail: readonly string[]): string {
  const said = logTail.find((line) => line.startsWith(errorPrefix))
  return said?.slice(errorPrefix.length) ?? `${message} ${logTail.join(' ').slice(-600)}`.trim()
}
