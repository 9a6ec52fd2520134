/**
 * A column in memory. Numbers of every width, and decimals, are `number` (missing: NaN); 64-bit integers that do not
 * all fit 2^53 exactly become `string`, so that no two ids melt into one. Dates and timestamps are `string`, ISO 8601.
 */
export type Column =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'string'; readonly values: readonly (string | null)[] }
  | { readonly kind: 'boolean'; readonly values: readonly (boolean | null)[] }

/** Columns of equal length, in file order. */
export interface Table {
  readonly rows: number
  readonly columns: ReadonlyMap<string, Column>
}
