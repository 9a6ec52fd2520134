import type { Progress } from '@mlgate/core'
import { Presets, SingleBar } from 'cli-progress'
import { harmlessLine } from './harmless-line.ts'

/** A bar on a terminal. */
export function terminalProgress(stream: NodeJS.WriteStream): Progress {
  let bar: SingleBar | undefined
  return {
    start: (rawLabel, total, rawUnit) => {
      // Labels may name files; the log makes its lines harmless, nobody else does here.
      const [label, unit] = [harmlessLine(rawLabel), harmlessLine(rawUnit)]
      bar = new SingleBar(
        {
          stream,
          clearOnComplete: true,
          hideCursor: true,
          format:
            total === undefined ? `${label} {value} ${unit}` : `${label} {bar} {value}/{total} ${unit} ETA {eta} s`,
        },
        Presets.shades_classic,
      )
      bar.start(total ?? 0, 0)
    },
    advance: (by) => bar?.increment(by),
    stop: () => {
      bar?.stop()
      bar = undefined
    },
  }
}
