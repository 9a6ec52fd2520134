import { benjaminiHochberg, type SampleMoments, sampleMoments, seededHalves, welchTest } from '@mlgate/statistics'
import type { Table } from '@mlgate/tables'
import { featureBins } from './feature-bins.ts'
import { worstSlice } from './search-slices.ts'
import { conditionsInSql, conditionsInWords, rowsThatMeet, type SliceCondition } from './slice-condition.ts'

/** A slice on which the loss is higher than elsewhere, as rows showed that had no part in finding it. */
export interface WeakSlice {
  readonly conditions: readonly SliceCondition[]
  /** `age ≥ 61 and plan = basic` */
  readonly words: string
  /** The same as a condition for `slices`. */
  readonly sql: string
  /** All rows of the slice, of both halves, ascending. */
  readonly rows: Uint32Array
  /** Its rows, and the others, on the half that tested it: what is said of it rests on these. */
  readonly tested: Uint32Array
  readonly elsewhere: Uint32Array
  /** Mean loss there. */
  readonly mean: number
  readonly meanElsewhere: number
  /** Adjusted for the number of slices that were tested (Benjamini and Hochberg). */
  readonly adjustedP: number
}

export interface WeakSliceSearch {
  readonly found: readonly WeakSlice[]
  /** Slices that looked weak on the half that was searched. */
  readonly tested: number
}

export interface WeakSliceOptions {
  /** Columns to slice by. */
  readonly columns: readonly string[]
  /** Conditions of a slice. */
  readonly depth: number
  /** Rows that a slice must have on each half. */
  readonly minRows: number
  readonly seed: number
  /** Share of the slices reported that may be false. */
  readonly falseDiscoveryRate: number
  /** The cluster of each row of the table: rows that depend on each other are never torn apart. */
  readonly clusters?: Int32Array | undefined
}

/** Slices that are tested at most; each makes the others' test a little harder. */
const mostTested = 10

/**
 * Finds slices with a higher mean loss than the other rows, worst first, each still worse without the rows of those before
 * it, so that one cause is told once: searched on one half of the rows, tested on the other
 * (Welch's test, Benjamini and Hochberg's correction), so that what is reported is no product of the search. A row's
 * loss may be anything whose mean says how bad a slice is: 1 for a wrong answer, an error, or how much more it is than
 * the baseline's. Of rows in clusters, whole clusters are dealt, and their means
 * are tested. Source of the idea: Chung et al., Slice Finder (ICDE 2019); sample splitting makes its p values honest.
 */
export function findWeakSlices(
  table: Table,
  losses: Float64Array,
  rows: Uint32Array,
  options: WeakSliceOptions,
): WeakSliceSearch {
  const [search, test] = halvesOf(rows, options)
  const features = featureBins(table, options.columns, search)
  const searched: (readonly SliceCondition[])[] = []
  for (let left = search; searched.length < mostTested; ) {
    const worst = worstSlice(features, losses, left, options)
    if (worst === undefined) break
    searched.push(worst.conditions)
    left = without(left, worst.rows)
  }
  let untold = test
  const tested = searched.flatMap((conditions) => {
    const inside = rowsThatMeet(conditions, table, test)
    const outside = without(test, inside)
    const left = untold
    untold = without(left, inside)
    const whole = pOfWorse(losses, inside, outside, options)
    const alone = pOfWorse(losses, rowsThatMeet(conditions, table, left), untold, options)
    // Both must hold: it is weak as it is told, with all its rows, and still without those of the slices before it.
    return whole === undefined || alone === undefined
      ? []
      : [{ conditions, inside, outside, p: Math.max(whole, alone) }]
  })
  const adjusted = benjaminiHochberg(tested.map(({ p }) => p))
  const found = tested.flatMap(({ conditions, inside, outside }, index) => {
    const adjustedP = adjusted[index] as number
    if (adjustedP > options.falseDiscoveryRate) return []
    return [
      {
        conditions,
        words: conditionsInWords(conditions),
        sql: conditionsInSql(conditions, table),
        rows: rowsThatMeet(conditions, table, rows),
        tested: inside,
        elsewhere: outside,
        mean: sampleMoments(losses, inside).mean,
        meanElsewhere: sampleMoments(losses, outside).mean,
        adjustedP,
      },
    ]
  })
  return { found, tested: tested.length }
}

/** How likely so much higher a mean loss would be by chance (Welch's test); undefined on too few rows. */
function pOfWorse(
  losses: Float64Array,
  inside: Uint32Array,
  outside: Uint32Array,
  { minRows, clusters }: WeakSliceOptions,
): number | undefined {
  if (inside.length < Math.max(2, minRows) || outside.length < 2) return undefined
  const here = momentsOf(losses, inside, clusters)
  const elsewhere = momentsOf(losses, outside, clusters)
  return here === undefined || elsewhere === undefined ? undefined : welchTest(here, elsewhere).pGreater
}

function without(rows: Uint32Array, others: Uint32Array): Uint32Array {
  const isOther = new Set(others)
  return rows.filter((row) => !isOther.has(row))
}

/** Rows dealt into two halves; whole clusters, where rows depend on each other. */
function halvesOf(
  rows: Uint32Array,
  { seed, clusters }: WeakSliceOptions,
): readonly [search: Uint32Array, test: Uint32Array] {
  if (clusters === undefined) return seededHalves(rows, seed)
  const all = Uint32Array.from(new Set(Array.from(rows, (row) => clusters[row] as number))).sort()
  const first = new Set(seededHalves(all, seed)[0])
  const isFirst = (row: number): boolean => first.has(clusters[row] as number)
  return [rows.filter(isFirst), rows.filter((row) => !isFirst(row))]
}

/** Moments of the rows' losses, or of the clusters' mean losses; undefined when there are fewer than two. */
function momentsOf(
  losses: Float64Array,
  rows: Uint32Array,
  clusters: Int32Array | undefined,
): SampleMoments | undefined {
  if (clusters === undefined) return sampleMoments(losses, rows)
  const sums = new Map<number, { sum: number; count: number }>()
  for (const row of rows) {
    const cluster = clusters[row] as number
    const { sum, count } = sums.get(cluster) ?? { sum: 0, count: 0 }
    sums.set(cluster, { sum: sum + (losses[row] as number), count: count + 1 })
  }
  const means = Float64Array.from(sums.values(), ({ sum, count }) => sum / count)
  return means.length < 2 ? undefined : sampleMoments(means, Uint32Array.from(means.keys()))
}
