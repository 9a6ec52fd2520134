import type { PlainValue, Tables } from '@mlgate/tables'
import type { Measure, OwnProgram } from '../plan/measure.ts'
import type { QueryColumns } from './value-sql.ts'

/** What the SQL of a measure is written with. */
export interface QueryScope {
  /** The file's columns, with the types that queries see. */
  readonly columns: QueryColumns
  /** SQL condition, never NULL, of the rows that are considered; `true` when all are. */
  readonly considered: string
}

/** What a measure may ask beside the one scan. */
export interface MeasureContext extends QueryScope {
  readonly tables: Tables
  /** The file that is checked. */
  readonly file: string
  /** Rows of the file, and those of them that are considered. */
  readonly rows: number
  readonly consideredRows: number
  /** One SELECT over `data` and `numbered`, columns typed as in `columns`. Relations that lie `beside`, by name. */
  ask(
    sql: string,
    options?: { readonly beside?: ReadonlyMap<string, string> },
  ): Promise<readonly (readonly PlainValue[])[]>
  /** Files of the project by the name that contracts use: train, validation, test, and those of `data.tables`. */
  readonly files: ReadonlyMap<string, string>
  /** Other files of data by the paths that rules have for them. */
  readonly filesByPath: ReadonlyMap<string, string>
  /** When the run began. */
  readonly now: Date
  /** Columns whose values must not be shown, in words neither. */
  readonly sensitive: ReadonlySet<string>
  /**
   * A file of the policy, by its path relative to mlgate.yml, as it is where the contract was read; undefined when it is
   * not there. Without this no such file can be read.
   */
  readonly policyFile?: PolicyFile
  /** Rows of the same file on the target branch, or why that is not known; undefined when no change is under review. */
  readonly base?: BaseRows
  /** What runs the checks that are programs; without it they cannot be run. */
  readonly programs?: OwnPrograms
}

export type BaseRows = { readonly name: string; readonly rows: number } | { readonly because: string }

export type PolicyFile = (path: string) => Promise<Uint8Array | undefined>

/** Runs users' own programs over rows, within limits. */
export interface OwnPrograms {
  /**
   * Numbers of the rows that break the check, as the program says. Throws ConfigurationError when it may not run here,
   * fails, takes too much or says anything else.
   *
   * @param rows the rows to show it: row number first (`#row`), then the columns
   */
  failingRows(program: OwnProgram, rows: OwnRows): Promise<readonly number[]>
}

/** What a program is shown: `columns` of a file (all unless given), of the rows that the condition chooses. */
export interface OwnRows {
  readonly file: string
  readonly columns: readonly string[]
  /** SQL over `numbered`, never NULL; `true` for all rows. */
  readonly condition: string
  /** Whether what the program prints may show values that must not leave. */
  readonly sensitive: boolean
}

/** What a measure came to. */
export interface Measured {
  /** What the limit judges; NaN when there is none, which keeps no limit. */
  readonly value: number
  /** What a share of `value` is of; undefined where shares mean nothing. */
  readonly of?: number
  /** What was found, in words, without the share. */
  readonly observed: string
  /** Whether `value` is a number of rows of the file. */
  readonly countsRows: boolean
  /** True for a check that passes unjudged, because the contract says so of what `observed` tells. */
  readonly isLetThrough?: true
  /** The rows that break the check, where measuring found them; the runner is not asked again. */
  readonly failing?: FailingRows
}

/** How the rows that break a check are found in `numbered`, all of them. */
export type FailingRows =
  /** By a condition that is never NULL. `column` is the one whose value shows why. */
  | { readonly by: 'condition'; readonly condition: string; readonly column?: string }
  /** By a SELECT whose first column is the row number, and whose second, where there is one, is the value as text. */
  | { readonly by: 'query'; readonly query: string; readonly beside?: ReadonlyMap<string, string> }
  /** By their numbers. `firstValues` are those, as texts, of the first rows in the order in which `rows` has them. */
  | { readonly by: 'number'; readonly rows: readonly number[]; readonly firstValues?: readonly PlainValue[] }

/** How rows are found once the first of them were listed. */
export type FoundRows = Exclude<FailingRows, { by: 'condition' }>

/** Runs one kind of measure. Columns that a measure names are in the scope when anything but `columns` is called. */
export interface MeasureRunner<M extends Measure> {
  /** Columns that it must see exactly as written, although they look like numbers. */
  columnsAsText(measure: M): readonly string[]
  /** Aggregates for the one scan over `data`; none when the measure asks by itself. */
  aggregates(measure: M, scope: QueryScope): readonly string[]
  /** @param answers one for each aggregate */
  measure(measure: M, answers: readonly PlainValue[], context: MeasureContext): Measured | Promise<Measured>
  /** Undefined when rows say nothing. Asked only of a check that failed by too many. */
  failingRows(measure: M, context: MeasureContext): FailingRows | undefined | Promise<FailingRows | undefined>
}
