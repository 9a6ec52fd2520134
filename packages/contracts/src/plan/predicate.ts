import type { TemporalFormat, TemporalType } from './temporal-format.ts'

/** Logical types whose values are checked. */
export type LogicalType = TemporalType | 'string' | 'number' | 'integer' | 'boolean'

export type Scalar = string | number | boolean | null

/** Which rows are left out when several columns are looked at: those that lack one of the values, all of them, or none. */
export type IgnoredRows = 'anyMissing' | 'allMissing' | 'never'

/** The side of a bound on which a value fails. */
export type Side = 'below' | 'above'

/**
 * What makes a row fail, as plain data: each engine says it in its own words. Apart from `null` and `any-of`, rows
 * without a value never fail; NaN counts as no value, as it does for everything that learns from the data.
 */
export type Predicate =
  | { readonly is: 'null'; readonly columns: readonly string[] }
  | { readonly is: 'not-null'; readonly column: string }
  /** With `sameType` a text is no number, whatever it reads; true is 1 and false is 0. */
  | { readonly is: 'any-of'; readonly column: string; readonly values: readonly Scalar[]; readonly sameType?: boolean }
  /** One of these texts, in a file that does not declare that texts they are. */
  | { readonly is: 'missing-text'; readonly column: string; readonly texts: readonly string[] }
  | { readonly is: 'none-of'; readonly column: string; readonly values: readonly Scalar[]; readonly sameType?: boolean }
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
  | { readonly is: 'matching'; readonly column: string; readonly pattern: string; readonly whole: boolean }
  /** Not between two bounds, or not to be read as what they are; a bound that is not given is infinite. */
  | {
      readonly is: 'outside'
      readonly column: string
      readonly as: 'number' | 'timestamp' | 'time'
      readonly low: Bound | undefined
      readonly high: Bound | undefined
    }
  /** No date or time in any of these strptime formats. */
  | { readonly is: 'not-written'; readonly column: string; readonly formats: readonly string[] }
  | { readonly is: 'not-json'; readonly column: string }
  /** Values of several columns in one row that are not as they must be; `ignored` rows never fail. */
  | {
      readonly is: 'row-unlike'
      readonly columns: readonly string[]
      readonly must: RowRule
      readonly ignored: IgnoredRows
    }
  /** No object, or no array. */
  | { readonly is: 'not-nested'; readonly column: string; readonly type: 'object' | 'array' }
  /** An object without a value in one of these fields. */
  | { readonly is: 'missing-field'; readonly column: string; readonly fields: readonly string[] }
  /** By the number of an array's items, or of the fields of an object that have a value. */
  | {
      readonly is: 'beyond-size'
      readonly column: string
      readonly part: 'items' | 'fields'
      readonly side: Side
      readonly size: number
    }
  /** An array with a value twice. */
  | { readonly is: 'repeated-item'; readonly column: string }
  /** An array with an item that fails a predicate about the same column, which there stands for the item. */
  | { readonly is: 'any-item'; readonly column: string; readonly item: Predicate }
  | { readonly is: 'any' | 'all'; readonly of: readonly Predicate[] }

/** A bound of values: a number, or ISO 8601 text. */
export interface Bound {
  readonly value: number | string
  readonly excluded: boolean
}

/** What the values of several columns must be to each other; with `sameType` values of different types are neither. */
export type RowRule =
  | { readonly be: 'equal'; readonly sameType?: boolean }
  /** The first more than the second. */
  | { readonly be: 'greater'; readonly orEqual: boolean; readonly sameType?: boolean }
  /** All different; missing ones are like no other. */
  | { readonly be: 'different' }
  | { readonly be: 'listed'; readonly values: readonly (readonly Scalar[])[]; readonly sameType?: boolean }
  | { readonly be: 'sum'; readonly equals: number; readonly tolerance: number }

/** Names of the columns that a predicate looks at. */
export function columnsOf(predicate: Predicate): readonly string[] {
  switch (predicate.is) {
    case 'null':
    case 'row-unlike':
      return predicate.columns
    case 'any':
    case 'all':
      return [...new Set(predicate.of.flatMap(columnsOf))]
    default:
      return [predicate.column]
  }
}

/** The regular expressions that a predicate searches with. */
export function patternsOf(predicate: Predicate): readonly string[] {
  if (predicate.is === 'any' || predicate.is === 'all') return predicate.of.flatMap(patternsOf)
  if (predicate.is === 'any-item') return patternsOf(predicate.item)
  return predicate.is === 'not-matching' || predicate.is === 'matching' ? [predicate.pattern] : []
}
