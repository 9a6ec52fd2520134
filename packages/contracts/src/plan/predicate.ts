import type { TemporalFormat, TemporalType } from './temporal-format.ts'

/** Logical types whose values are checked. */
export type LogicalType = TemporalType | 'string' | 'number' | 'integer' | 'boolean'

export type Scalar = string | number | boolean | null

/** The side of a bound on which a value fails. */
export type Side = 'below' | 'above'

/**
 * What makes a row fail, as plain data: each engine says it in its own words. Apart from `null` and `any-of`, rows
 * without a value never fail; NaN counts as no value, as it does for everything that learns from the data.
 */
export type Predicate =
  | { readonly is: 'null'; readonly columns: readonly string[] }
  | { readonly is: 'any-of'; readonly column: string; readonly values: readonly Scalar[] }
  | { readonly is: 'none-of'; readonly column: string; readonly values: readonly Scalar[] }
  /** `whole` says that all of the text must match, not a part. */
  | { readonly is: 'not-matching'; readonly column: string; readonly pattern: string; readonly whole: boolean }
  | {
      readonly is: 'not-type'
      readonly column: string
      readonly type: LogicalType
      readonly format: TemporalFormat | undefined
    }
  | {
      readonly is: 'beyond-number'
      readonly column: string
      readonly side: Side
      readonly bound: number
      readonly exclusive: boolean
    }
  | {
      readonly is: 'beyond-time'
      readonly column: string
      readonly side: Side
      readonly type: TemporalType
      readonly bound: string
      readonly exclusive: boolean
      readonly format: TemporalFormat | undefined
    }
  | { readonly is: 'beyond-length'; readonly column: string; readonly side: Side; readonly length: number }
  | { readonly is: 'beyond-integer'; readonly column: string; readonly low: string; readonly high: string }
  | { readonly is: 'beyond-magnitude'; readonly column: string; readonly largest: number }
  | { readonly is: 'not-multiple'; readonly column: string; readonly of: number }
  | { readonly is: 'any'; readonly of: readonly Predicate[] }

/** Names of the columns that a predicate looks at. */
export function columnsOf(predicate: Predicate): readonly string[] {
  if (predicate.is === 'null') return predicate.columns
  if (predicate.is === 'any') return [...new Set(predicate.of.flatMap(columnsOf))]
  return [predicate.column]
}
