import type { SourcePosition } from '@mlgate/core'
import type { Limit } from './limit.ts'
import { columnsOf, type Predicate } from './predicate.ts'

/** What is counted over all rows. */
export type Measure =
  /** Nothing: the column must be there. */
  | { readonly counts: 'presence'; readonly column: string }
  | { readonly counts: 'rows' }
  /** Rows for which the predicate is true. */
  | { readonly counts: 'matching'; readonly predicate: Predicate }
  /** Rows beyond the first of each combination of values; rows that lack one of the values are left out. */
  | { readonly counts: 'surplus'; readonly columns: readonly string[] }

export type Severity = 'error' | 'warning'

/** One thing that the contract demands, as plain data. */
export interface PlannedCheck {
  /** Unique within the plan: `distance: minimum`. */
  readonly name: string
  /** What must hold, as a sentence without a full stop. */
  readonly expectation: string
  readonly measure: Measure
  readonly limit: Limit
  readonly severity: Severity
  /** Where the contract demands it. */
  readonly position: SourcePosition
}

/** The columns that a measure reads. */
export function columnsOfMeasure(measure: Measure): readonly string[] {
  switch (measure.counts) {
    case 'presence':
      return [measure.column]
    case 'rows':
      return []
    case 'matching':
      return columnsOf(measure.predicate)
    case 'surplus':
      return measure.columns
  }
}
