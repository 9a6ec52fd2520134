import type { Column, Table } from './table.ts'

/** A column of a file with the SQL type that holds all its values. */
export interface SqlColumn {
  readonly name: string
  readonly type: string
  /** False when the file does not say (CSV), so that the type is the narrowest that its texts allow. */
  readonly declared: boolean
}

/** What there is of a file in the table that several are. */
export interface FilePart {
  readonly name: string
  readonly path: string
  readonly rows: number
}

/** What a query gives back. Integers beyond 2^53, decimals beyond double, dates and times are strings. */
export type PlainValue = string | number | boolean | null

/** Name of the row number column of the relation `numbered`; a file that has such a column is refused there. */
export const rowNumberName = '#row'

/**
 * Files by the name that a query calls them: small letters, digits and `_`, a letter first. `<name>` is the file's rows,
 * `numbered_<name>` the same with `#row` in front. Names must leave `data`, `numbered` and each other alone: anything
 * else is a RangeError. The same file may stand there more than once.
 */
export type Relations = ReadonlyMap<string, string>

/** Rows of a file that are written elsewhere, with what is told of them. */
export interface RowSelection {
  /** Numbers of the rows, rising; 1 is the first row of data. */
  readonly rows: readonly number[]
  /** What the column of these numbers is called. */
  readonly rowName: string
  /** The file's columns that are written, by their names. */
  readonly columns: readonly string[]
  /** What is told of each row, by the name of its column; none of the file's columns may have one of these names. */
  readonly beside: ReadonlyMap<
    string,
    | { readonly kind: 'text'; readonly values: readonly string[] }
    | { readonly kind: 'number'; readonly values: readonly number[] }
    | { readonly kind: 'list'; readonly values: readonly (readonly string[])[] }
  >
}

/**
 * What reads files of rows. DuckDB implements it here; a distributed SQL engine can, too. All methods throw
 * ConfigurationError for files that are missing, not allowed, empty or malformed, with the place and what to do.
 */
export interface Tables extends AsyncDisposable {
  /** How the file is written, in words, as it was found or declared: `CSV in windows-1252, delimiter ";"`. */
  written(file: string): Promise<string>
  /** The files of a set with their rows, in the order of the rows; undefined for a file by itself. */
  parts(file: string): Promise<readonly FilePart[] | undefined>
  /** Names and SQL types in file order. */
  columns(file: string): Promise<readonly SqlColumn[]>
  /** The columns asked for (or all), rows in file order. A column that is not there throws and names those that are. */
  read(file: string, options?: { readonly columns?: readonly string[] }): Promise<Table>
  /**
   * The same rows and columns in tables of `rows` rows, the last with what is left, read as they are asked for: what is
   * in memory does not grow with the file. Joined, they are what `read` gives. Nothing comes of a file without rows.
   */
  batches(
    file: string,
    options: { readonly columns?: readonly string[]; readonly rows: number },
  ): AsyncGenerator<Table, void, undefined>
  /**
   * Answers one SELECT over the file: `data` is the file's rows, `numbered` the same with the column `#row` in front,
   * 1 for the first data row. Files `beside` it are relations of the names given there (see `Relations`). Anything but a
   * single SELECT is refused, and nothing but these files can be read.
   * Columns without a declared type that `asText` names are VARCHAR, exactly as written.
   * `computed` columns stand in `data` and `numbered` after the file's own: SQL expressions of one row by the name of the
   * column, which is none of the file's. They are our own SQL and not looked at.
   */
  query(
    file: string,
    sql: string,
    options?: {
      readonly asText?: readonly string[]
      readonly computed?: ReadonlyMap<string, string>
      readonly beside?: Relations
      /** What `asText` is for the file, by the name of the relation. */
      readonly asTextBeside?: ReadonlyMap<string, readonly string[]>
    },
  ): Promise<readonly (readonly PlainValue[])[]>
  /**
   * One column an expression (by the name that it gets), a value for each row, in file order. Expressions are SQL over
   * one row: the file's columns, and those that are `beside` it (as many values as the file has rows).
   */
  derive(
    file: string,
    expressions: ReadonlyMap<string, string>,
    options?: { readonly beside?: ReadonlyMap<string, Column> },
  ): Promise<Table>
  /**
   * Writes some rows of a file as Parquet (zstd), in their order, columns with the types that queries see: their numbers,
   * what is told of them, then the file's columns. A file of the target's name is whole or not there; its folder is made.
   */
  exportRows(file: string, target: string, selection: RowSelection): Promise<void>
}
