import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { ConfigurationError } from '@mlgate/core'
import { rewriteArrow } from './arrow/rewrite-arrow.ts'
import type { CsvDialect } from './csv-dialect.ts'
import type { CsvReading } from './csv-reading.ts'
import {
  copyCsv,
  csvDialect,
  describeCsv,
  describeCsvCopies,
  findCsvProblem,
  isPlainCsv,
  rewritten,
} from './describe-csv.ts'
import { checkJson, describeJson } from './describe-json.ts'
import { describeParquet } from './describe-parquet.ts'
import type { FileFormat } from './file-format.ts'
import { findJsonProblem } from './json-problem.ts'
import { refuseOtherColumns } from './other-columns.ts'
import type { Relation, SourceFile } from './relation.ts'
import { rewriteCsv } from './rewrite-csv.ts'
import { rewriteDuckdb } from './rewrite-duckdb.ts'
import { copiedRelation, copyRows } from './text-copy.ts'

/** Files of one format that are read as one table, in this order. */
export interface Source {
  /** As the user wrote it, for messages. */
  readonly name: string
  readonly format: FileFormat
  readonly files: readonly [SourceFile, ...SourceFile[]]
}

/** What the engine is to open: the files themselves, or copies that it understands. */
export interface PreparedSource {
  readonly files: readonly SourceFile[]
  /** How CSV files are written. */
  readonly dialect?: CsvDialect
  describe(connection: DuckDBConnection): Promise<Relation>
  /** For texts, which take long to read: copies of all files as Parquet, at these places, and what describes them. */
  copy?(connection: DuckDBConnection, targets: readonly string[]): Promise<CopiesDescriber>
  /** What is wrong with a file that the engine refused, when we know it better. */
  problem?(): Promise<ConfigurationError | undefined>
}

export type CopiesDescriber = (connection: DuckDBConnection, copies: readonly SourceFile[]) => Promise<Relation>

/** A folder for copies, made when it is first asked for. */
export type Scratch = () => Promise<string>

/**
 * Looks at files before the engine does.
 *
 * @throws ConfigurationError for what cannot be read as it is named and declared
 */
export async function prepareSource(source: Source, reading: CsvReading, scratch: Scratch): Promise<PreparedSource> {
  const { files, format, name } = source
  switch (format) {
    case 'csv':
      return prepareCsv(source, reading, scratch)
    case 'json':
      await checkJson(files)
      return {
        files,
        describe: (connection) => describeJson(connection, files, name),
        copy: async (connection, targets) => {
          const { columns, from } = await describeJson(connection, files, name)
          for (const [index, target] of targets.entries()) {
            await copyRows(connection, columns, from([], files.slice(index, index + 1)), target)
          }
          return (other, copies) => copiedRelation(other, columns, copies)
        },
        problem: () => firstProblem(files, findJsonProblem),
      }
    case 'arrow':
    case 'duckdb': {
      const copies = await copyAsParquet(files, scratch, format === 'arrow' ? rewriteArrow : rewriteDuckdb)
      return { files: copies, describe: (connection) => describeParquet(connection, copies) }
    }
    default:
      return { files, describe: (connection) => describeParquet(connection, files) }
  }
}

/** Copies of files that the engine is not to open itself. */
async function copyAsParquet(
  files: readonly SourceFile[],
  scratch: Scratch,
  copyTo: (file: SourceFile, copy: string) => Promise<void>,
): Promise<readonly SourceFile[]> {
  const folder = await scratch()
  const copies: SourceFile[] = []
  for (const original of files) {
    const path = join(folder, `${crypto.randomUUID()}.parquet`)
    await copyTo(original, path)
    copies.push({ path, pattern: path, file: original.file })
  }
  return copies
}

async function prepareCsv({ files }: Source, reading: CsvReading, scratch: Scratch): Promise<PreparedSource> {
  const dialects: CsvDialect[] = []
  let isPlain = true
  for (const file of files) {
    const dialect = await csvDialect(file, reading)
    refuseOtherColumns(files[0].file, dialects[0]?.names ?? dialect.names, file.file, dialect.names)
    isPlain = (await isPlainCsv(file, dialect)) && isPlain
    dialects.push(dialect)
  }
  const [dialect] = dialects
  if (dialect === undefined) throw new RangeError('There is always a file.')
  const isOne = dialects.every(({ delimiter }) => delimiter === dialect.delimiter)
  const problem = (): Promise<ConfigurationError | undefined> =>
    firstProblem(files, (file, index) => findCsvProblem(file, dialects[index] ?? dialect))
  if (isPlain && isOne) {
    return { ...plainCsv(files, dialect), dialect, problem }
  }
  const folder = await scratch()
  const copies: SourceFile[] = []
  for (const [index, { file, ...original }] of files.entries()) {
    const path = join(folder, `${crypto.randomUUID()}.csv`)
    await rewriteCsv({ ...original, file }, dialects[index] ?? dialect, path)
    copies.push({ path, pattern: path, file })
  }
  return { ...plainCsv(copies, rewritten(dialect)), dialect }
}

/** @param dialect one that the engine understands as it is meant */
function plainCsv(files: readonly SourceFile[], dialect: CsvDialect): PreparedSource {
  return {
    files,
    describe: (connection) => describeCsv(connection, files, dialect),
    copy: async (connection, targets) => {
      await copyCsv(connection, files, dialect, targets)
      return (other, copies) => describeCsvCopies(other, copies, dialect)
    },
  }
}

async function firstProblem(
  files: readonly SourceFile[],
  find: (file: SourceFile, index: number) => Promise<ConfigurationError | undefined>,
): Promise<ConfigurationError | undefined> {
  for (const [index, file] of files.entries()) {
    const found = await find(file, index)
    if (found !== undefined) return found
  }
  return undefined
}
