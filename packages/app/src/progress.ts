import type { Logger, Progress } from '@mlgate/core'
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

const quietMs = 10_000

/** An occasional line where there is no terminal: nothing for work that is done within ten seconds. */
export function lineProgress(log: Logger, monotonicMs: () => number): Progress {
  let state: { label: string; total: number | undefined; unit: string; done: number; nextAt: number } | undefined
  return {
    start: (label, total, unit) => {
      state = { label, total, unit, done: 0, nextAt: monotonicMs() + quietMs }
    },
    advance: (by) => {
      if (state === undefined) return
      state.done += by
      if (monotonicMs() < state.nextAt) return
      state.nextAt = monotonicMs() + quietMs
      const share = state.total ? ` (${Math.floor((100 * state.done) / state.total)}%)` : ''
      log.info(
        `${state.label}: ${state.done}${state.total === undefined ? '' : ` of ${state.total}`} ${state.unit}${share}`,
      )
    },
    stop: () => {
      state = undefined
    },
  }
}
