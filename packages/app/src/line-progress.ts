import type { Logger, Progress } from '@mlgate/core'

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
