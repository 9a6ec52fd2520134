import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import type { SqlColumn } from './engine.ts'
import { quoteName } from './quoting.ts'
import type { Column, Table } from './table.ts'
import { TableBudget } from './table-budget.ts'

const smallIntegers = new Set(['TINYINT', 'SMALLINT', 'INTEGER', 'UTINYINT', 'USMALLINT', 'UINTEGER'])
const wideIntegers = new Set(['BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT'])

type Kind = Column['kind']

interface Selected {
  readonly name: string
  readonly kind: Kind
  /** SQL that gives DOUBLE without nulls, VARCHAR or BOOLEAN: all that the chunk loop knows. */
  readonly sql: string
}

/** What is read from: SQL after FROM, and whether it knows its number of rows without being read (Parquet). */
export interface ReadSource {
  readonly from: string
  readonly countsRows: boolean
  /** For messages. */
  readonly file: string
  /** What the table may take in memory. */
  readonly bytes: number
}

/**
 * Reads columns chunk by chunk into typed arrays; rows keep the file's order. Throws ConfigurationError for a table that
 * is too large, before it is read where its rows are known.
 */
export async function readColumns(
  connection: DuckDBConnection,
  { from, countsRows, file, bytes }: ReadSource,
  columns: readonly SqlColumn[],
): Promise<Table> {
  const budget = new TableBudget(file, bytes)
  if (countsRows) {
    const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${from}`)
    budget.allow(
      Number(counted.getRows()[0]?.[0]),
      columns.map(({ type }) => kindAtLeast(type)),
    )
  }
  const selected = await selectColumns(connection, { from, file }, columns)
  const table = collectTable(selected, budget)
  for await (const chunk of chunksOf(connection, from, selected)) table.add(chunk, 0, chunk.rowCount)
  return table.finish()
}

/**
 * The same columns in tables of `rows` rows each, the last one with what is left; no table for a file without rows.
 * `bytes` of the source holds for one of them. Columns have the same kind in all, which all rows decide together.
 */
export async function* readBatches(
  connection: DuckDBConnection,
  { from, file, bytes }: ReadSource,
  columns: readonly SqlColumn[],
  rows: number,
): AsyncGenerator<Table, void, undefined> {
  const selected = await selectColumns(connection, { from, file }, columns)
  const begin = (): TableCollector => collectTable(selected, new TableBudget(file, bytes))
  let table = begin()
  for await (const chunk of chunksOf(connection, from, selected)) {
    for (let at = 0; at < chunk.rowCount; ) {
      const to = Math.min(chunk.rowCount, at + rows - table.rows)
      table.add(chunk, at, to)
      at = to
      if (table.rows < rows) continue
      yield table.finish()
      table = begin()
    }
  }
  if (table.rows > 0) yield table.finish()
}

async function selectColumns(
  connection: DuckDBConnection,
  { from, file }: Pick<ReadSource, 'from' | 'file'>,
  columns: readonly SqlColumn[],
): Promise<readonly Selected[]> {
  const exact = await exactColumns(connection, from, columns)
  return columns.map((column) => select(column, exact.has(column.name), file))
}

/** The rows as they come, never all at once. */
async function* chunksOf(
  connection: DuckDBConnection,
  from: string,
  selected: readonly Selected[],
): AsyncGenerator<DuckDBDataChunk, void, undefined> {
  // Without a column to select, the rows still count.
  const list = selected.length === 0 ? 'true' : selected.map(({ sql }) => sql).join(', ')
  const result = await connection.stream(`SELECT ${list} FROM ${from}`)
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    yield chunk
  }
}

interface TableCollector {
  readonly rows: number
  /** Takes rows [from, to) of a chunk. */
  add(chunk: DuckDBDataChunk, from: number, to: number): void
  finish(): Table
}

function collectTable(selected: readonly Selected[], budget: TableBudget): TableCollector {
  const collectors = selected.map(({ kind }) => collector(kind, budget))
  let rows = 0
  return {
    get rows() {
      return rows
    },
    add(chunk, from, to) {
      for (const [index, collect] of collectors.entries()) collect.add(chunk, index, from, to)
      rows += to - from
    },
    finish: () => ({
      rows,
      columns: new Map(selected.map(({ name }, index) => [name, collectors[index]!.finish(rows)])),
    }),
  }
}

/** The cheaper kind where the values decide. */
function kindAtLeast(type: string): Kind {
  return type === 'VARCHAR' ? 'string' : 'number'
}

function select({ name, type }: SqlColumn, isExact: boolean, file: string): Selected {
  const column = quoteName(name)
  if (type === 'BOOLEAN') return { name, kind: 'boolean', sql: column }
  if (smallIntegers.has(type) || isExact || type === 'FLOAT' || type === 'DOUBLE' || type.startsWith('DECIMAL')) {
    return { name, kind: 'number', sql: `coalesce(${column}::DOUBLE, 'NaN'::DOUBLE)` }
  }
  if (type === 'BLOB' || type === 'BIT' || type === 'GEOMETRY') {
    throw new ConfigurationError(
      `${file}: column ${quoteName(name)} holds ${type}, which is neither number nor text. Leave it out, or write it as text.`,
    )
  }
  if (type === 'TIMESTAMP WITH TIME ZONE') {
    return { name, kind: 'string', sql: `replace((${column} AT TIME ZONE 'UTC')::VARCHAR, ' ', 'T') || 'Z'` }
  }
  if (type.startsWith('TIMESTAMP')) return { name, kind: 'string', sql: `replace(${column}::VARCHAR, ' ', 'T')` }
  if (/\[\d*\]$|^(STRUCT|MAP|UNION)\(/.test(type)) return { name, kind: 'string', sql: `to_json(${column})::VARCHAR` }
  return { name, kind: 'string', sql: `${column}::VARCHAR` }
}

/** Names of the wide integer columns whose every value a double holds exactly. */
async function exactColumns(
  connection: DuckDBConnection,
  from: string,
  columns: readonly SqlColumn[],
): Promise<ReadonlySet<string>> {
  const wide = columns.filter(({ type }) => wideIntegers.has(type))
  if (wide.length === 0) return new Set()
  const tests = wide.map(({ name }) => {
    const column = quoteName(name)
    return `coalesce(max(${column}) <= 9007199254740992 AND min(${column}) >= -9007199254740992, true)`
  })
  const row = (await connection.runAndReadAll(`SELECT ${tests.join(', ')} FROM ${from}`)).getRows()[0] ?? []
  return new Set(wide.filter((_, index) => row[index] === true).map(({ name }) => name))
}

interface Collector {
  add(chunk: DuckDBDataChunk, columnIndex: number, from: number, to: number): void
  finish(rows: number): Column
}

function collector(kind: Kind, budget: TableBudget): Collector {
  if (kind === 'number') {
    const parts: Float64Array[] = []
    return {
      add(chunk, columnIndex, from, to) {
        budget.spend(kind, to - from)
        const vector = chunk.getColumnVector(columnIndex)
        const part = new Float64Array(to - from)
        for (let row = from; row < to; row++) part[row - from] = Number(vector.getItem(row))
        parts.push(part)
      },
      finish(rows) {
        const values = new Float64Array(rows)
        let at = 0
        for (const part of parts) {
          values.set(part, at)
          at += part.length
        }
        return { kind, values }
      },
    }
  }
  if (kind === 'boolean') {
    const values: (boolean | null)[] = []
    return {
      add(chunk, columnIndex, from, to) {
        budget.spend(kind, to - from)
        const vector = chunk.getColumnVector(columnIndex)
        for (let row = from; row < to; row++) {
          const value = vector.getItem(row)
          values.push(value === null ? null : value === true)
        }
      },
      finish: () => ({ kind, values }),
    }
  }
  const values: (string | null)[] = []
  return {
    add(chunk, columnIndex, from, to) {
      const vector = chunk.getColumnVector(columnIndex)
      for (let row = from; row < to; row++) {
        const value = vector.getItem(row)
        const text = value === null ? null : String(value)
        // Each by itself: a dictionary holds a long text once, and every row would have its own.
        budget.spend(kind, 1, text?.length)
        values.push(text)
      }
    },
    finish: () => ({ kind, values }),
  }
}
