import { benjaminiHochberg, sampleMoments, seededHalves, welchTest } from '@mlgate/statistics'
import type { Table } from '@mlgate/tables'
import { featureBins } from './feature-bins.ts'
import { searchSlices } from './search-slices.ts'
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
  /** Mean loss on the half that tested it, in the slice and elsewhere. */
  readonly mean: number
  readonly meanElsewhere: number
  readonly testedRows: number
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
}

/** Slices that are tested at most; each makes the others' test a little harder. */
const mostTested = 20

/**
 * Finds slices with a higher mean loss than the other rows: searched on one half of the rows, tested on the other
 * (Welch's test, Benjamini and Hochberg's correction), so that what is reported is no product of the search. A row's
 * loss may be anything whose mean says how bad a slice is: 1 for a wrong answer, an error, or how much more it is than
 * the baseline's. Source of the idea: Chung et al., Slice Finder (ICDE 2019); sample splitting makes its p values honest.
 */
export function findWeakSlices(
  table: Table,
  losses: Float64Array,
  rows: Uint32Array,
  options: WeakSliceOptions,
): WeakSliceSearch {
  const [search, test] = seededHalves(rows, options.seed)
  const features = featureBins(table, options.columns, search)
  const searched = searchSlices(features, losses, search, {
    depth: options.depth,
    minRows: options.minRows,
    most: mostTested,
  })
  const tested = searched.flatMap(({ conditions }) => {
    const inside = rowsThatMeet(conditions, table, test)
    const isInside = new Set(inside)
    const outside = test.filter((row) => !isInside.has(row))
    if (inside.length < Math.max(2, options.minRows) || outside.length < 2) return []
    const here = sampleMoments(losses, inside)
    const elsewhere = sampleMoments(losses, outside)
    return [{ conditions, here, elsewhere, p: welchTest(here, elsewhere).pGreater }]
  })
  const adjusted = benjaminiHochberg(tested.map(({ p }) => p))
  const found = tested.flatMap(({ conditions, here, elsewhere }, index) => {
    const adjustedP = adjusted[index] as number
    if (adjustedP > options.falseDiscoveryRate) return []
    return [
      {
        conditions,
        words: conditionsInWords(conditions),
        sql: conditionsInSql(conditions, table),
        rows: rowsThatMeet(conditions, table, rows),
        mean: here.mean,
        meanElsewhere: elsewhere.mean,
        testedRows: here.count,
        adjustedP,
      },
    ]
  })
  return { found, tested: tested.length }
}
