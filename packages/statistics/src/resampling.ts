import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { drawMultiplicities } from './resample-rows.ts'
import { resampleStream } from './resample-stream.ts'

/** A statistic of one resample, from how often each unit (row or group) was drawn; NaN where it is undefined. */
export type ResampledStatistic = (counts: Uint8Array) => number

/** How the counts of one resample are drawn; `drawMultiplicities` unless rows depend on their neighbours. */
export type Draw = (stream: RandomGenerator, counts: Uint8Array) => void

export interface ResamplingPlan {
  /** What is drawn: rows, or groups of rows. */
  readonly units: number
  readonly seed: number
  /** The numbers of the resamples, from 0: `from` inclusive, `to` exclusive. */
  readonly from: number
  readonly to: number
  readonly draw?: Draw
}

/**
 * The values of statistics over resamples, one array each: every resample is drawn once and shown to all of them.
 * Resample i depends on `seed` and i alone, so that ranges may be computed apart, in any order or thread, and joined.
 */
export function resampleStatistics(plan: ResamplingPlan, statistics: readonly ResampledStatistic[]): Float64Array[] {
  const { units, seed, from, to, draw = drawOnce } = plan
  const values = statistics.map(() => new Float64Array(to - from))
  const counts = new Uint8Array(units)
  for (let number = from; number < to; number++) {
    draw(resampleStream(seed, number), counts)
    for (const [index, statistic] of statistics.entries()) {
      ;(values[index] as Float64Array)[number - from] = statistic(counts)
    }
  }
  return values
}

function drawOnce(stream: RandomGenerator, counts: Uint8Array): void {
  drawMultiplicities(stream, counts)
}

/** The mean of one value a unit, weighted by the counts. */
export function resampledMean(values: Float64Array): ResampledStatistic {
  return (counts) => {
    let sum = 0
    let other = 0
    let drawn = 0
    const even = values.length - (values.length % 2)
    // Two sums, because one addition has to wait for the one before it.
    for (let unit = 0; unit < even; unit += 2) {
      const [first, second] = [counts[unit] as number, counts[unit + 1] as number]
      sum += first * (values[unit] as number)
      other += second * (values[unit + 1] as number)
      drawn = (drawn + first + second) | 0
    }
    for (let unit = even; unit < values.length; unit++) {
      sum += (counts[unit] as number) * (values[unit] as number)
      drawn += counts[unit] as number
    }
    return (sum + other) / drawn
  }
}

/** Counts draws by cell (at most 256 cells) and hands them to `ofCells`, as scratch memory of the next resample. */
export function resampledCells(
  cellOfUnit: Uint8Array,
  cells: number,
  ofCells: (drawn: Float64Array) => number,
): ResampledStatistic {
  const sums = new Int32Array(256)
  const drawn = new Float64Array(cells)
  return (counts) => {
    sums.fill(0)
    for (let unit = 0; unit < cellOfUnit.length; unit++) {
      const cell = cellOfUnit[unit] as number
      sums[cell] = ((sums[cell] as number) + (counts[unit] as number)) | 0
    }
    for (let cell = 0; cell < cells; cell++) drawn[cell] = sums[cell] as number
    return ofCells(drawn)
  }
}
