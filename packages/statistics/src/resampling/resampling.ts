import type { JumpableRandomGenerator } from 'pure-rand/types/JumpableRandomGenerator'
import type { RankingTables } from '../comparison/paired-ranking.ts'
import { drawMultiplicities } from './resample-rows.ts'
import { resampleStream } from './resample-stream.ts'
import { type CellTable, type MeanTable, type StatisticTable, widthOf } from './resample-tables.ts'
import { resampleTables } from './resample-threads.ts'

/**
 * A statistic of one resample, from how often each unit (row or group) was drawn; NaN where it is undefined. With
 * `table` the kernel can work it out as well.
 */
export interface ResampledStatistic {
  (counts: Uint8Array): number
  readonly table?: MeanTable | RankingTables
}

/** Adds up the draws in each cell. The array returned is overwritten by the next call. */
export interface CellCounter {
  (counts: Uint8Array): Float64Array
  readonly table?: CellTable
}

/** A statistic of what a count of the draws says; several that share one `count` have it made once a resample. */
export interface CountedStatistic {
  readonly count: CellCounter
  readonly of: (counted: Float64Array) => number
}

/** How the counts of one resample are drawn; `drawMultiplicities` unless rows depend on their neighbours. */
export type Draw = (stream: JumpableRandomGenerator, counts: Uint8Array) => void

export interface ResamplingPlan {
  /** What is drawn: rows, or groups of rows. */
  readonly units: number
  readonly seed: number
  /** The numbers of the resamples, from 0: `from` inclusive, `to` exclusive. */
  readonly from: number
  readonly to: number
  readonly draw?: Draw
}

/** From so many draws on, what it takes to make the kernel ready is little beside its speed. */
const worthTheKernel = 2 ** 22

/**
 * The values of statistics over resamples, one array each: every resample is drawn once and shown to all of them.
 * Resample i depends on `seed` and i alone, so that ranges may be computed apart, in any order or thread, and joined.
 *
 * Where there is much to do, statistics that are tables are worked out in WebAssembly and by several threads, to the same
 * values bit by bit.
 */
export function resampleStatistics(
  plan: ResamplingPlan,
  statistics: readonly (ResampledStatistic | CountedStatistic)[],
): Float64Array[] {
  const { units, seed, from, to, draw } = plan
  const tables = [...new Set(statistics.flatMap((statistic) => tableOf(statistic) ?? []))]
  const isWorthIt = draw === undefined && tables.length > 0 && units * (to - from) >= worthTheKernel
  const found = isWorthIt ? resampleTables({ tables, units, seed }, from, to) : undefined
  if (!found) return oneByOne(plan, statistics)
  const byLoop = oneByOne(
    plan,
    statistics.filter((statistic) => !tableOf(statistic)),
  )
  return statistics.map((statistic) => {
    const table = tableOf(statistic)
    if (!table) return byLoop.shift() as Float64Array
    const values = found[tables.indexOf(table)] as Float64Array
    if (typeof statistic === 'function') return values
    const width = widthOf(table)
    return Float64Array.from({ length: to - from }, (_, number) =>
      statistic.of(values.subarray(number * width, (number + 1) * width)),
    )
  })
}

function tableOf(statistic: ResampledStatistic | CountedStatistic): StatisticTable | undefined {
  return typeof statistic === 'function' ? statistic.table : statistic.count.table
}

function oneByOne(
  { units, seed, from, to, draw }: ResamplingPlan,
  statistics: readonly (ResampledStatistic | CountedStatistic)[],
): Float64Array[] {
  if (statistics.length === 0) return []
  const values = statistics.map(() => new Float64Array(to - from))
  const counts = new Uint8Array(units)
  const counted = new Map<CellCounter, Float64Array>()
  for (let number = from; number < to; number++) {
    if (draw) draw(resampleStream(seed, number), counts)
    else drawMultiplicities(resampleStream(seed, number), counts)
    counted.clear()
    for (const [index, statistic] of statistics.entries()) {
      ;(values[index] as Float64Array)[number - from] = valueFor(statistic, counts, counted)
    }
  }
  return values
}

function valueFor(
  statistic: ResampledStatistic | CountedStatistic,
  counts: Uint8Array,
  counted: Map<CellCounter, Float64Array>,
): number {
  if (typeof statistic === 'function') return statistic(counts)
  const { count, of } = statistic
  const found = counted.get(count) ?? count(counts)
  counted.set(count, found)
  return of(found)
}

/** The mean of one value a unit, weighted by the counts. */
export function resampledMean(values: Float64Array): ResampledStatistic {
  const mean = (counts: Uint8Array): number => {
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
  return Object.assign(mean, { table: { values } })
}

/** Counts the draws in each cell, of which there are at most 256. */
export function cellCounter(cellOfUnit: Uint8Array, cells: number): CellCounter {
  const sums = new Int32Array(256)
  const drawn = new Float64Array(cells)
  const count = (counts: Uint8Array): Float64Array => {
    sums.fill(0)
    for (let unit = 0; unit < cellOfUnit.length; unit++) {
      const cell = cellOfUnit[unit] as number
      sums[cell] = ((sums[cell] as number) + (counts[unit] as number)) | 0
    }
    for (let cell = 0; cell < cells; cell++) drawn[cell] = sums[cell] as number
    return drawn
  }
  return Object.assign(count, { table: { cellOfUnit, cells } })
}
