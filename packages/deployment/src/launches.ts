import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '@mlgate/core'
import { CandidateProblem } from './candidate-problem.ts'
import type { Launched } from './environment-state.ts'
import { processFileName, readProcessFile } from './process-file.ts'
import { endProcess, processMark } from './process-identity.ts'
import type { Argv, StartedProcess, StartProcess } from './start-process.ts'

/** How long a process may take to end what is under way; the server itself gives up after ten seconds. */
const graceSeconds = 15
const pollMs = 25

/** A process that has been started and may not listen yet. */
export interface Launch {
  readonly id: string
  readonly folder: string
  readonly process: StartedProcess
}

export interface LaunchEffects {
  readonly start: StartProcess
  readonly clock: Clock
}

/**
 * The processes of an environment. Each has a folder, made before it starts, in which it says who it is; so none is ever
 * lost: clearing a folder away ends a process that has spoken, and one that has not yet spoken fails to, and ends itself.
 */
export interface Launches {
  /** Starts a process; `file` is written into its folder first and handed to `argv`. */
  start(argv: (folder: { readonly processFile: string; readonly file: string }) => Argv, file: string): Promise<Launch>
  /** Waits until it listens. Throws CandidateProblem when it ends or takes too long. */
  listening(launch: Launch, deadlineMs: number): Promise<Launched>
  /** The last lines that a process has printed; untrusted. */
  logTail(launch: Launch): Promise<readonly string[]>
  /** Ends the processes of all other launches and clears their folders away. */
  keepOnly(launches: readonly (string | undefined)[]): Promise<void>
}

/** `folder` is the environment's. */
export function launchesIn(folder: string, env: Readonly<Record<string, string>>, effects: LaunchEffects): Launches {
  const live = join(folder, 'launches')
  const ending = join(folder, 'ending')
  return {
    async start(argv, file) {
      const id = randomUUID()
      const own = join(live, id)
      await mkdir(own, { recursive: true })
      const path = join(own, 'launch.json')
      await writeFile(path, file)
      const processFile = join(own, processFileName)
      const request = { argv: argv({ processFile, file: path }), cwd: own, env, logFile: join(own, 'process.log') }
      return { id, folder: own, process: await effects.start(request) }
    },
    async listening({ id, folder: own, process }, deadlineMs) {
      for (;;) {
        const said = await readProcessFile(own)
        if (said?.port !== undefined) return { launch: id, pid: said.pid, mark: said.mark, port: said.port }
        await stillStarting(process, deadlineMs, effects.clock)
      }
    },
    logTail: ({ folder: own }) => lastLines(join(own, 'process.log')),
    async keepOnly(launches) {
      await mkdir(live, { recursive: true })
      await mkdir(ending, { recursive: true })
      for (const id of await readdir(live)) {
        if (!launches.includes(id)) await rename(join(live, id), join(ending, id))
      }
      for (const id of await readdir(ending)) {
        const said = await readProcessFile(join(ending, id))
        if (said !== undefined) await endProcess(said, graceSeconds)
        await rm(join(ending, id), { recursive: true, force: true })
      }
    },
  }
}

/** Waits a moment. Throws CandidateProblem when the process has ended or the time is up. */
export async function stillStarting(process: StartedProcess, deadlineMs: number, clock: Clock): Promise<void> {
  const ended = process.ended()
  if (ended !== undefined) throw new CandidateProblem(`Its process ${ended} before it served.`)
  if (clock.monotonicMs() >= deadlineMs) throw new CandidateProblem('It was not ready in time.')
  await sleep(pollMs)
}

/** Ends a process that this run has started, also when it has not said yet who it is. */
export async function endLaunch({ process }: Launch): Promise<void> {
  if (process.ended() !== undefined) return
  const mark = await processMark(process.pid)
  // It may have ended in this moment, and its number may be another's: our own child keeps it until its end is known.
  if (mark !== undefined && process.ended() === undefined) await endProcess({ pid: process.pid, mark }, graceSeconds)
}

const tailBytes = 4096
const tailLines = 20

async function lastLines(path: string): Promise<readonly string[]> {
  const log = await open(path, 'r')
  try {
    const { size } = await log.stat()
    const start = Math.max(0, size - tailBytes)
    const { buffer, bytesRead } = await log.read(Buffer.alloc(tailBytes), 0, tailBytes, start)
    const text = buffer.subarray(0, bytesRead).toString('utf8').trimEnd()
    return text === '' ? [] : text.split(/\r?\n/).slice(-tailLines)
  } finally {
    await log.close()
  }
}
