import { performance } from 'node:perf_hooks'
import type { Clock } from '@mlgate/core'

/** The machine's own clocks. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
}
