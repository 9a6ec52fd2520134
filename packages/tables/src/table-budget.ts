import { ConfigurationError } from '@mlgate/core'
import type { Column } from './table.ts'

/**
 * What a cell is taken to cost in memory: numbers are held twice while they are read, a text is an object (and has its
 * characters besides).
 */
const cellBytes: Readonly<Record<Column['kind'], number>> = { number: 16, boolean: 16, string: 64 }

/**
 * How much a table may take once it is read. Files are small where tables are large: a Parquet file of a hundred
 * kilobytes holds twenty million rows.
 */
export class TableBudget {
  readonly #file: string
  readonly #bytes: number
  #spent = 0

  /** `file` is for messages. */
  constructor(file: string, bytes: number) {
    this.#file = file
    this.#bytes = bytes
  }

  /** Refuses a table by its number of rows before it is read. Throws ConfigurationError. */
  allow(rows: number, kinds: readonly Column['kind'][]): void {
    if (rows * rowBytes(kinds) > this.#bytes) throw this.#refusal(`${rows} rows of ${kinds.length} columns`)
  }

  /** Counts cells of one column that were read. Throws ConfigurationError as soon as they are too many. */
  spend(kind: Column['kind'], cells: number, characters = 0): void {
    this.#spent += cells * cellBytes[kind] + characters
    if (this.#spent > this.#bytes) throw this.#refusal('the table')
  }

  #refusal(what: string): ConfigurationError {
    return new ConfigurationError(
      `${this.#file}: ${what} would take more than ${Math.round(this.#bytes / 1e6)} MB of memory, which is as much as is read. Use fewer rows (a sample), or fewer columns.`,
    )
  }
}

function rowBytes(kinds: readonly Column['kind'][]): number {
  return kinds.reduce((sum, kind) => sum + cellBytes[kind], 0)
}
