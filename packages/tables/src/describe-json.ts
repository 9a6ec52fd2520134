import type { DuckDBConnection } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import { checkText } from './check-text.ts'
import { refuseOddList } from './cut-off-list.ts'
import type { SqlColumn } from './engine.ts'
import {
  asVarchar,
  columnStruct,
  describe,
  fileList,
  fromFileAlone,
  type Relation,
  relationOf,
  type SourceFile,
  type Typed,
} from './relation.ts'
import { wideNumberColumns } from './text-types.ts'

/** What JSON itself tells apart; its strings stay strings as they were written, whatever they look like. */
const jsonTypes = new Set(['BOOLEAN', 'BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE'])

/** Looks at all bytes of JSON files. Throws ConfigurationError for what is not UTF-8, and for lists that are cut off. */
export async function checkJson(files: readonly SourceFile[]): Promise<void> {
  for (const file of files) {
    await checkText(file)
    await refuseOddList(file)
  }
}

/** How JSON files are read, with the types of all their values. Objects may lack keys, also in whole files. */
export async function describeJson(
  connection: DuckDBConnection,
  files: readonly SourceFile[],
  name: string,
): Promise<Relation> {
  const list = fileList(files)
  const read = (options: string, some = files): string =>
    `read_json(${fileList(some)}, ${fromFileAlone}, format='auto', records='true', map_inference_threshold=-1${options})`
  const found = await describe(
    connection,
    read(`, sample_size=-1, maximum_sample_files=${files.length}, union_by_name=true`),
  )
  await refuseRenamedKeys(connection, list, name, found)
  const readAs = (columns: readonly Typed[], some = files): string => read(`, columns=${columnStruct(columns)}`, some)
  const numbers = found.filter((column) => column.type === 'DOUBLE').map((column) => column.name)
  const asText = found.map((column) => asVarchar(column.name))
  const wide = await wideNumberColumns(connection, readAs(asText), numbers)
  const columns = found.map((column) => ({
    name: column.name,
    type: jsonTypes.has(column.type) && !wide.has(column.name) ? column.type : 'VARCHAR',
    declared: !wide.has(column.name),
  }))
  return relationOf(columns, files, readAs)
}

/** DuckDB renames keys that differ by case alone, or are empty, and would then find nothing under the new names. */
async function refuseRenamedKeys(
  connection: DuckDBConnection,
  list: string,
  file: string,
  found: readonly SqlColumn[],
): Promise<void> {
  const objects = `read_json_objects(${list}, ${fromFileAlone}, format='auto')`
  const reader = await connection.runAndReadAll(`SELECT DISTINCT unnest(json_keys(json)) FROM ${objects}`)
  const names = new Set(found.map(({ name }) => name))
  const lost = reader
    .getRows()
    .map(([key]) => String(key))
    .find((key) => !names.has(key))
  if (lost !== undefined) {
    throw new ConfigurationError(
      `${file}: the key ${JSON.stringify(lost)} is empty or differs from another by case alone. Rename it.`,
    )
  }
}
