import type { DuckDBConnection } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import type { SqlColumn } from './engine.ts'
import type { SetFile } from './file-set.ts'
import { quoteName, quoteText } from './quoting.ts'
import type { Relation, SourceFile } from './relation.ts'
import { inferTypes } from './text-types.ts'

/** What Hive writes where there is no value. */
const noValue = '__HIVE_DEFAULT_PARTITION__'
/** Files that follow each other with the same values are read at once; what the engine plans grows with the square. */
const maximumGroups = 1000

/** Columns that stand in the names of folders, `year=2026`, with a value for each file. */
export interface Partitions {
  readonly names: readonly string[]
  readonly values: readonly (readonly (string | null)[])[]
}

/** Reads the names of folders. Throws ConfigurationError for files that do not have the same columns there. */
export function partitionsOf(set: string, files: readonly SetFile[]): Partitions {
  const found = files.map(({ name }) => name.split('/').slice(0, -1).flatMap(partitionOf))
  const names = (found[0] ?? []).map(({ key }) => key)
  for (const [index, partitions] of found.entries()) {
    const others = partitions.map(({ key }) => key)
    if (others.length === names.length && others.every((key, at) => key === names[at])) continue
    const shown = (keys: readonly string[]): string => (keys.length === 0 ? 'none' : keys.join(', '))
    throw new ConfigurationError(
      `${set}: the folders of ${JSON.stringify(files[index]?.name)} have the columns ${shown(others)}, and those of ${JSON.stringify(files[0]?.name)} ${shown(names)}. Files that are read together need the same.`,
    )
  }
  refuseTwice(set, names)
  return { names, values: found.map((partitions) => partitions.map(({ value }) => value)) }
}

function partitionOf(folder: string): readonly { readonly key: string; readonly value: string | null }[] {
  const at = folder.indexOf('=')
  if (at < 1) return []
  const value = decoded(folder.slice(at + 1))
  return [{ key: decoded(folder.slice(0, at)), value: value === '' || value === noValue ? null : value }]
}

/** Hive writes characters that folders cannot have as `%3A`; what is not written so stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function refuseTwice(set: string, names: readonly string[]): void {
  const lower = names.map((name) => name.toLowerCase())
  const twice = names.find((_, index) => lower.indexOf(lower[index] ?? '') !== index)
  if (twice !== undefined)
    throw new ConfigurationError(`${set}: folders name the column ${JSON.stringify(twice)} twice.`)
}

/**
 * The relation with the columns of the folders after those of the files. They have types as columns of CSV files do: the
 * narrowest that all values have.
 *
 * @throws ConfigurationError when the files have such a column themselves
 */
export async function withPartitions(
  connection: DuckDBConnection,
  relation: Relation,
  files: readonly SourceFile[],
  { names, values }: Partitions,
  set: string,
): Promise<Relation> {
  if (names.length === 0) return relation
  const own = new Set(relation.columns.map(({ name }) => name.toLowerCase()))
  const taken = names.find((name) => own.has(name.toLowerCase()))
  if (taken !== undefined) {
    throw new ConfigurationError(
      `${set}: the files have a column ${JSON.stringify(taken)}, and so do their folders (${taken}=…). Rename one of them.`,
    )
  }
  const valuesOf = new Map(files.map((file, index) => [file, values[index] ?? []]))
  if (groupsOf(files, valuesOf).length > maximumGroups) {
    throw new ConfigurationError(
      `${set}: the folders have more than ${maximumGroups} combinations of values. Write fewer, larger files, or name fewer of them.`,
    )
  }
  const columns = await describePartitions(connection, names, values)
  const typeOf = (column: SqlColumn, asText: readonly string[]): string =>
    asText.includes(column.name) ? 'VARCHAR' : column.type
  const beside =
    (read: Relation['from']): Relation['from'] =>
    (asText = [], some = files) => {
      const parts = groupsOf(some, valuesOf).map((group) => {
        const list = columns.map(
          (column, index) =>
            `CAST(${literal(group.values[index] ?? null)} AS ${typeOf(column, asText)}) AS ${quoteName(column.name)}`,
        )
        return `SELECT *, ${list.join(', ')} FROM ${read(asText, group.files)}`
      })
      return `(${parts.join(' UNION ALL ')})`
    }
  return {
    columns: [...relation.columns, ...columns],
    from: beside(relation.from),
    ...(relation.numbered && { numbered: beside(relation.numbered) }),
  }
}

async function describePartitions(
  connection: DuckDBConnection,
  names: readonly string[],
  values: Partitions['values'],
): Promise<readonly SqlColumn[]> {
  const rows = [...new Map(values.map((row) => [JSON.stringify(row), row])).values()]
  const list = rows.map((row) => `(${row.map((value) => `CAST(${literal(value)} AS VARCHAR)`).join(', ')})`)
  const from = `(VALUES ${list.join(', ')}) AS folders(${names.map(quoteName).join(', ')})`
  const types = await inferTypes(connection, from, names)
  return names.map((name, index) => ({ name, type: types[index] ?? 'VARCHAR', declared: false }))
}

interface Group {
  readonly files: SourceFile[]
  readonly values: readonly (string | null)[]
}

/** Files that follow each other with the same values, in their order. */
function groupsOf(
  some: readonly SourceFile[],
  valuesOf: ReadonlyMap<SourceFile, readonly (string | null)[]>,
): readonly Group[] {
  const groups: Group[] = []
  for (const file of some) {
    const own = valuesOf.get(file) ?? []
    const last = groups.at(-1)
    if (last?.values.every((value, index) => value === own[index])) last.files.push(file)
    else groups.push({ files: [file], values: own })
  }
  return groups
}

function literal(value: string | null): string {
  return value === null ? 'NULL' : quoteText(value)
}
