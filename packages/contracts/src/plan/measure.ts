import { columnsOf, type Predicate } from './predicate.ts'

/** What number is taken of the rows, as plain data. What runs it is named alike in `run/measures`. */
export type Measure = BasicMeasure

export type BasicMeasure =
  /** Nothing: the column must be there. */
  | { readonly counts: 'presence'; readonly column: string }
  /** The rows that are considered. */
  | { readonly counts: 'rows' }
  /**
   * Rows for which the predicate is true. `among` says what a share is of: all rows considered, or those of them that
   * have a value in each of the predicate's columns.
   */
  | { readonly counts: 'matching'; readonly predicate: Predicate; readonly among: 'rows' | 'present' }
  /** Rows beyond the first of each combination of values; rows that lack one of the values are left out. */
  | { readonly counts: 'surplus'; readonly columns: readonly string[] }

/** The measure of one kind. */
export type MeasureOf<Kind extends Measure['counts']> = Extract<Measure, { readonly counts: Kind }>

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
