import { ConfigurationError } from '@mlgate/core'
import type { SqlColumn } from '@mlgate/tables'
import type { MeasureContext } from '../../measure-runner.ts'

/** A file that the one under check is compared with. */
export interface ComparedFile {
  /** As contracts call it. */
  readonly name: string
  /** What it is called in queries. */
  readonly relation: string
  /** For the queries. */
  readonly beside: ReadonlyMap<string, string>
  readonly columns: readonly SqlColumn[]
}

const relation = 'compared'

/**
 * A file of the project with the columns that a measure needs of it.
 *
 * @throws ConfigurationError when the project has no such file, or the file no such column: the check cannot be run
 */
export async function comparedFile(
  name: string,
  needed: readonly string[],
  { files, tables }: Pick<MeasureContext, 'files' | 'tables'>,
): Promise<ComparedFile> {
  const path = files.get(name)
  if (path === undefined) {
    const known = [...files.keys()].join(', ') || 'none'
    throw new ConfigurationError(
      `there is no file of the name ${JSON.stringify(name)} to compare with, only ${known}. Name it in data or data.tables of mlgate.yml.`,
    )
  }
  const columns = await tables.columns(path)
  const missing = needed.find((column) => !columns.some((found) => found.name === column))
  if (missing !== undefined) throw new ConfigurationError(`${name} has no column ${JSON.stringify(missing)}.`)
  return { name, relation, beside: new Map([[relation, path]]), columns }
}

/** A column that `comparedFile` has found. */
export function comparedColumn({ columns, name: file }: ComparedFile, name: string): SqlColumn {
  const column = columns.find((found) => found.name === name)
  if (column === undefined) throw new Error(`${name} was not asked of ${file}.`)
  return column
}
