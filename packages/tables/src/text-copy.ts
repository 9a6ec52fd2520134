import type { DuckDBConnection } from '@duckdb/node-api'
import type { SqlColumn } from './engine.ts'
import { rowNumberName } from './engine.ts'
import { parquetRowNumbers, readParquet } from './parquet-rows.ts'
import { quoteName, quoteText } from './quoting.ts'
import type { Relation, SourceFile, Typed } from './relation.ts'

/** SQL for a text as a value of a type. */
export type Cast = (text: string, type: string) => string

const vectorRows = 2048
/** Values that the rows of a group have together. */
const groupCells = 1_600_000

/** What Parquet has no type for is kept as text. */
const keptType = (type: string): string => (type === 'HUGEINT' ? 'VARCHAR' : type)

/**
 * Writes rows as Parquet, for a copy that is only read by us: columns are called by their places, since names of a file may
 * be anything.
 *
 * @param from SQL after FROM
 */
export async function copyRows(
  connection: DuckDBConnection,
  columns: readonly Typed[],
  from: string,
  target: string,
): Promise<void> {
  const list = columns.map(({ name, type }, index) => `${quoteName(name)}::${keptType(type)} AS ${copiedName(index)}`)
  await connection.run(
    `COPY (SELECT ${list.join(', ')} FROM ${from}) TO ${quoteText(target)} (FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE ${groupRows(columns.length)}, USE_TMP_FILE false)`,
  )
}

/** Rows of a group, which are held in memory until it is written: a multiple of the engine's vectors. */
function groupRows(columns: number): number {
  const vectors = Math.floor(groupCells / columns / vectorRows)
  return vectorRows * Math.min(60, Math.max(2, vectors))
}

/** Copies that `copyRows` made as the rows that they are copies of. */
export async function copiedRelation(
  connection: DuckDBConnection,
  columns: readonly SqlColumn[],
  copies: readonly SourceFile[],
  cast: Cast = plainCast,
): Promise<Relation> {
  const list = (asText: readonly string[]): string =>
    columns
      .map(({ name, type, declared }, index) => {
        const isText = type === 'VARCHAR' || (!declared && asText.includes(name))
        return `${isText ? copiedName(index) : cast(copiedName(index), type)} AS ${quoteName(name)}`
      })
      .join(', ')
  const number = await parquetRowNumbers(connection, copies, [])
  if (number === undefined) throw new RangeError('Copies have no columns of such names.')
  return {
    columns,
    from: (asText = [], some = copies) => `(SELECT ${list(asText)} FROM ${readParquet(some)})`,
    numbered: (asText = [], some = copies) =>
      `(SELECT ${number(some)} AS ${quoteName(rowNumberName)}, ${list(asText)} FROM ${readParquet(some)})`,
  }
}

const plainCast: Cast = (text, type) => `CAST(${text} AS ${type})`

function copiedName(index: number): string {
  return `c${index}`
}
