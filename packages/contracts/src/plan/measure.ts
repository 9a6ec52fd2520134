import { columnsOfMachineLearning, type MachineLearningMeasure } from './machine-learning-measure.ts'
import type { PandasType } from './pandas-type.ts'
import { columnsOf, type IgnoredRows, type Predicate } from './predicate.ts'
import { columnsOfValueMeasure, type ValueMeasure } from './value-measure.ts'

/** What number is taken of the rows, as plain data. What runs it is named alike in `run/measures`. */
export type Measure = BasicMeasure | ValueMeasure | MachineLearningMeasure | OwnMeasure

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
  /**
   * Rows beyond the first of each combination of values. Rows that lack one of the values are left out, unless `ignored`
   * says that only those that lack all of them are: then what is missing counts as one value. `among` says what a share is
   * of, all rows considered unless given.
   */
  | {
      readonly counts: 'surplus'
      readonly columns: readonly string[]
      readonly ignored?: IgnoredRows
      readonly among?: 'rows' | 'present'
    }
  /**
   * Rows whose values in `columns` no row of another file has in its columns, in the order given. Rows that lack one of
   * the values are left out, as in SQL's MATCH SIMPLE. The file goes by the name that the contract gives it, or by its path
   * as mlgate.yml would write it (`isPath`).
   */
  | {
      readonly counts: 'orphans'
      readonly columns: readonly string[]
      readonly references: { readonly file: string; readonly isPath?: true; readonly columns: readonly string[] }
    }
  /**
   * The one number that a query of the contract gives: SQL over `data` and the project's files by their names, with the
   * standard's placeholders. `column` is the one that `${property}` stands for.
   */
  | { readonly counts: 'query-number'; readonly query: string; readonly column?: string }
  /** 1 when the file declares another type for the column than these, else 0; also when it declares none. */
  | { readonly counts: 'declared-type'; readonly column: string; readonly types: readonly string[] }
  /** 1 when pandas, reading the file, gives the column another type than these, else 0. */
  | { readonly counts: 'pandas-type'; readonly column: string; readonly types: readonly PandasType[] }
  /** Nothing, for the reason given: a rule that cannot be run here. */
  | { readonly counts: 'unrunnable'; readonly because: string }

/** Rows that a program of the user's names. It sees these columns; all when there are none. */
export interface OwnMeasure {
  readonly counts: 'own'
  readonly program: OwnProgram
  readonly columns: readonly string[]
}

/** A JavaScript module, by its path relative to mlgate.yml, or a command. */
export type OwnProgram =
  | { readonly kind: 'module'; readonly path: string; readonly seconds: number }
  | { readonly kind: 'command'; readonly command: readonly [string, ...string[]]; readonly seconds: number }

/** The measure of one kind. */
export type MeasureOf<Kind extends Measure['counts']> = Extract<Measure, { readonly counts: Kind }>

/** The columns that a measure reads. */
export function columnsOfMeasure(measure: Measure): readonly string[] {
  switch (measure.counts) {
    case 'presence':
    case 'declared-type':
    case 'pandas-type':
      return [measure.column]
    case 'rows':
    case 'unrunnable':
      return []
    case 'query-number':
      return measure.column === undefined ? [] : [measure.column]
    case 'matching':
      return columnsOf(measure.predicate)
    case 'surplus':
    case 'orphans':
    case 'own':
      return measure.columns
    case 'shared-rows':
    case 'conflicting-labels':
    case 'unbalanced-classes':
    case 'unseen-labels':
    case 'constant-columns':
    case 'revealing-columns':
    case 'late-rows':
    case 'label-issues':
      return columnsOfMachineLearning(measure)
    default:
      return columnsOfValueMeasure(measure)
  }
}
