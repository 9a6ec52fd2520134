import type { EventEmitter } from 'node:events'
import { announceProcess } from './process-file.ts'

/** Something that listens until it is closed. */
export interface Listening {
  readonly port: number
  close(): Promise<void>
}

/**
 * The life of a process that a deployment has started: says who it is, starts, says where it listens, and ends what is
 * under way when it is told to (SIGTERM, SIGINT). Resolves when it has been closed. Without `processFile`, for a process
 * that a person started, nothing is said.
 */
export async function runLaunched(
  processFile: string | undefined,
  start: () => Promise<Listening>,
  signals: EventEmitter = process,
): Promise<void> {
  let tell: () => void = () => undefined
  const told = new Promise<void>((resolve) => {
    tell = resolve
  })
  signals.once('SIGTERM', tell)
  signals.once('SIGINT', tell)
  try {
    if (processFile !== undefined) await announceProcess(processFile)
    const listening = await start()
    try {
      if (processFile !== undefined) await announceProcess(processFile, listening.port)
      await told
    } finally {
      await listening.close()
    }
  } finally {
    signals.removeListener('SIGTERM', tell)
    signals.removeListener('SIGINT', tell)
  }
}
