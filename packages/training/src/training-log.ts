import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

/** A log file that is being written, and its last lines. */
export interface TrainingLog {
  /** Adds a line; beyond the limit lines only count towards the tail. */
  line(text: string): void
  /** The last lines, in order, each cut to a readable length. */
  tail(): readonly string[]
  /** Ends the file, with a note when it is not whole. Rejects when the disk did not take it. */
  close(): Promise<void>
}

/** Lines shown when training fails, and in the report. */
const tailLines = 20
const tailLineLength = 500

/**
 * Starts a log file, replacing an older one. Lines are kept as they come, whatever they hold; at most `limitBytes` of
 * them.
 */
export function openTrainingLog(path: string, limitBytes = 16 * 1024 * 1024): TrainingLog {
  const stream = createWriteStream(path)
  // The stream may fail long before anybody awaits it.
  const written = finished(stream).then(
    () => undefined,
    (error: unknown) => ({ error }),
  )
  const last: string[] = []
  let bytes = 0
  let left = 0
  return {
    line(text) {
      last.push(text.length > tailLineLength ? `${text.slice(0, tailLineLength)}…` : text)
      if (last.length > tailLines) last.shift()
      const line = `${text}\n`
      bytes += Buffer.byteLength(line)
      // Once one line did not fit no later one is written: a log with holes misleads.
      if (left > 0 || bytes > limitBytes) left++
      else stream.write(line)
    },
    tail: () => [...last],
    async close() {
      if (left > 0) {
        stream.write(
          `[mlgate: ${left} more lines were printed; ${limitBytes} bytes of log are kept. The last lines:]\n`,
        )
        for (const line of last) stream.write(`${line}\n`)
      }
      stream.end()
      const failure = await written
      if (failure !== undefined) throw failure.error
    },
  }
}
