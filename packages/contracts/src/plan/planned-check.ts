import type { SourcePosition } from '@mlgate/core'
import type { Limit } from './limit.ts'
import type { Measure } from './measure.ts'

/** Whether a failed check decides (`error`), warns, or is only told. */
export type Severity = 'error' | 'warning' | 'info'

/** The least severity that decides when a check fails; with `never`, only a check that could not run does. */
export type FailOn = Severity | 'never'

const ranks: Readonly<Record<FailOn, number>> = { info: 0, warning: 1, error: 2, never: 3 }

/** Whether a failed check of this severity decides. */
export function decides(severity: Severity, failOn: FailOn): boolean {
  return ranks[severity] >= ranks[failOn]
}

/** Something that the contract says and that nobody checks here, for the reader of the report. */
export interface Note {
  readonly name: string
  readonly text: string
}

/** One thing that the contract demands, as plain data. */
export interface PlannedCheck {
  /** Unique within the plan: `distance: minimum`. */
  readonly name: string
  /** What must hold, as a sentence without a full stop. */
  readonly expectation: string
  readonly measure: Measure
  readonly limit: Limit
  /** Which rows are considered; all unless given. */
  readonly where?: Where
  readonly severity: Severity
  /** Where the contract demands it. */
  readonly position: SourcePosition
}

/** A choice of rows. */
export interface Where {
  /** An SQL condition over the columns of one row, as the contract has it. Rows for which it is NULL are not chosen. */
  readonly condition: string
  /**
   * What becomes of a check when no row is chosen: by default it was not checked, which is an error. A check that counts
   * the rows judges their number (`count`).
   */
  readonly ifNoRows: 'error' | 'pass' | 'count'
}
