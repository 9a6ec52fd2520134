import type { DistributionDistance, ReferenceDistribution } from './distribution.ts'
import type { Limit } from './limit.ts'
import type { IgnoredRows, Scalar } from './predicate.ts'

/** How a quantile that lies between two values is read, as numpy names it. */
export type Interpolation = 'linear' | 'lower' | 'higher' | 'midpoint' | 'nearest'

/** What the numbers of moments are called. */
export type Statistic = 'mean' | 'sum' | 'standardDeviation' | 'variance' | 'textLengthMean'

/** Measures of a column's values, of its rows in their order, of the table, and of what the user asks in SQL. */
export type ValueMeasure =
  /** Rows whose values stand more than once, the first of them too. */
  | { readonly counts: 'repeated'; readonly columns: readonly string[]; readonly ignored: IgnoredRows }
  /** Rows for which the user's SQL condition is false; those for which it is NULL are left out. */
  | { readonly counts: 'breaches'; readonly condition: string }
  /** Rows that the user's SELECT gives. */
  | { readonly counts: 'violations'; readonly query: string }
  /** The one number that the user's SELECT gives. */
  | { readonly counts: 'answer'; readonly query: string }
  /** Values whose z-score (sample standard deviation) is not below a bound; `both` takes its magnitude. */
  | { readonly counts: 'outliers'; readonly column: string; readonly below: number; readonly both: boolean }
  /**
   * Values that stand out of order: against the value before them of the same group, in file order or that of another
   * column. Missing values are passed over.
   */
  | {
      readonly counts: 'disorder'
      readonly column: string
      readonly direction: 'increasing' | 'decreasing'
      readonly strict: boolean
      readonly by: readonly string[]
      readonly orderBy: string | undefined
    }
  | { readonly counts: 'statistic'; readonly of: Statistic; readonly column: string }
  /** The least or greatest value; of times the microseconds since 1970 in UTC, of times of day since midnight. */
  | {
      readonly counts: 'extreme'
      readonly of: 'minimum' | 'maximum'
      readonly column: string
      readonly as: 'number' | 'timestamp' | 'time'
    }
  /** Seconds from the newest value to the run's beginning. */
  | { readonly counts: 'age'; readonly column: string }
  | {
      readonly counts: 'quantile'
      readonly column: string
      readonly level: number
      readonly interpolation: Interpolation
    }
  /** How many of several quantiles lie outside their limits. */
  | {
      readonly counts: 'quantiles'
      readonly column: string
      readonly interpolation: Interpolation
      readonly within: readonly { readonly level: number; readonly limit: Limit }[]
    }
  /** Different values, or (`share`) their number for each row that has a value. */
  | { readonly counts: 'distinct'; readonly column: string; readonly share: boolean }
  /** Different values that are not listed (`in`), values listed that do not occur (`contain`), or both (`equal`). */
  | {
      readonly counts: 'set-difference'
      readonly column: string
      readonly must: 'in' | 'contain' | 'equal'
      readonly values: readonly Scalar[]
      readonly sameType?: boolean
    }
  /** Most frequent values that are not listed; with `tiesOk`, none if one of them is listed. */
  | {
      readonly counts: 'most-common'
      readonly column: string
      readonly values: readonly Scalar[]
      readonly sameType?: boolean
      readonly tiesOk: boolean
    }
  /** How far the distribution of the values is from a reference; rows without a value are left out. */
  | {
      readonly counts: 'distribution'
      readonly column: string
      readonly distance: DistributionDistance
      readonly reference: ReferenceDistribution
    }
  /** Rows more than another file has (by its name), as a share of those. */
  | { readonly counts: 'row-growth'; readonly table: string }
  /** The same against the file of the same name on the target branch; what becomes of it when that is not known. */
  | { readonly counts: 'base-growth'; readonly ifNoBase: 'error' | 'pass' }
  /** Rows more or fewer than another file has. */
  | { readonly counts: 'row-difference'; readonly table: string }
  | { readonly counts: 'columns' }
  /** 1 when the column does not stand at a place of the file, from 1, or from its end when negative; else 0. */
  | { readonly counts: 'column-place'; readonly column: string; readonly place: number }
  /** Columns of the file against a list of names: what is too many, what is missing, and what stands elsewhere. */
  | {
      readonly counts: 'column-difference'
      readonly must: 'in' | 'contain' | 'equal'
      readonly names: readonly string[]
      readonly ordered: boolean
    }

/** The columns that such a measure reads, as far as the contract names them. */
export function columnsOfValueMeasure(measure: ValueMeasure): readonly string[] {
  switch (measure.counts) {
    case 'repeated':
      return measure.columns
    case 'disorder':
      return [measure.column, ...measure.by, ...(measure.orderBy === undefined ? [] : [measure.orderBy])]
    case 'breaches':
    case 'violations':
    case 'answer':
    case 'row-growth':
    case 'base-growth':
    case 'row-difference':
    case 'columns':
    case 'column-difference':
      return []
    default:
      return [measure.column]
  }
}
