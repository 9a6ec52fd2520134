import type { DuckDBConnection } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import { checkText } from './check-text.ts'
import { type CsvDialect, findDialect } from './csv-dialect.ts'
import type { CsvReading } from './csv-reading.ts'
import { csvRecords, maxRecord } from './csv-records.ts'
import { fileBytes, firstBytes, type TextFile } from './file-bytes.ts'
import { plainNumber } from './number-texts.ts'
import { quoteName, quoteText } from './quoting.ts'
import {
  asVarchar,
  columnStruct,
  fileList,
  fromFileAlone,
  type Relation,
  relationOf,
  type SourceFile,
  type Typed,
} from './relation.ts'
import { copiedRelation, copyRows } from './text-copy.ts'
import { beginningText, decodeText, encodingOf } from './text-encoding.ts'
import { inferTypes } from './text-types.ts'

/** How one CSV file is written, by its beginning and what is declared. Throws ConfigurationError. */
export async function csvDialect(source: TextFile, reading: CsvReading): Promise<CsvDialect> {
  const { file } = source
  const head = await firstBytes(source, maxRecord)
  const encoding = encodingOf(head, reading.encoding, file)
  try {
    return findDialect(beginningText(head, encoding), encoding, reading, file)
  } catch (error) {
    // A header that looks wrong mostly is of another encoding than was thought.
    if (encoding === 'utf-8') await checkText(source)
    throw error
  }
}

/**
 * Looks at all bytes of a CSV file, and says whether DuckDB reads it as it is written. It is not asked to where it has
 * ways of its own: with comments, skipped lines, other encodings and escapes, mixed line ends, text beside quotes.
 *
 * @throws ConfigurationError for bytes that are not UTF-8, where the file should be
 */
export async function isPlainCsv(source: TextFile, dialect: CsvDialect): Promise<boolean> {
  const { encoding, delimiter, quote, comment, skipLines } = dialect
  if (encoding !== 'utf-8') return false
  const letters = `${delimiter}${quote}`
  const isUsual = letters.length === 2 && /^[\x20-\x7e\t]*$/.test(letters) && dialect.escape === quote
  const syntax = { delimiter: delimiter.charCodeAt(0), quote: quote.charCodeAt(0), width: dialect.names.length }
  const { isRegular } = await checkText(source, isUsual ? syntax : undefined)
  return isUsual && isRegular && comment === '' && skipLines === 0
}

/** The dialect of files that were written anew. */
export function rewritten(dialect: CsvDialect): CsvDialect {
  return {
    ...dialect,
    encoding: 'utf-8',
    delimiter: ',',
    quote: '"',
    escape: '"',
    comment: '',
    skipLines: 0,
    hasHeader: true,
  }
}

/** How CSV files of one dialect are read, with the types that hold all their texts. */
export async function describeCsv(
  connection: DuckDBConnection,
  files: readonly SourceFile[],
  dialect: CsvDialect,
): Promise<Relation> {
  const { names } = dialect
  const asWritten = (columns: readonly Typed[], some = files): string => readCsv(some, dialect, columns)
  const plain = plainNumber(dialect)
  const types = await inferTypes(connection, asWritten(names.map(asVarchar)), names, plain)
  const columns = names.map((name, index) => ({ name, type: types[index] ?? 'VARCHAR', declared: false }))
  if (plain === undefined) return relationOf(columns, files, asWritten)
  return relationOf(columns, files, (wanted, some) => {
    const list = wanted.map(({ name, type }) => {
      const column = quoteName(name)
      return type === 'BIGINT' || type === 'DOUBLE'
        ? `CAST(${plain(column)} AS ${type}) AS ${column}`
        : `${column}::${type} AS ${column}`
    })
    return `(SELECT ${list.join(', ')} FROM ${asWritten(names.map(asVarchar), some)})`
  })
}

/** Copies CSV files of one dialect as Parquet, one each. Every field is as it is written. */
export async function copyCsv(
  connection: DuckDBConnection,
  files: readonly SourceFile[],
  dialect: CsvDialect,
  targets: readonly string[],
): Promise<void> {
  const columns = dialect.names.map(asVarchar)
  for (const [index, file] of files.entries()) {
    await copyRows(connection, columns, readCsv([file], dialect, columns), targets[index] as string)
  }
}

/** The same as `describeCsv` of copies that `copyCsv` made. */
export async function describeCsvCopies(
  connection: DuckDBConnection,
  copies: readonly SourceFile[],
  dialect: CsvDialect,
): Promise<Relation> {
  const { names } = dialect
  const plain = plainNumber(dialect)
  const texts = await copiedRelation(
    connection,
    names.map((name) => ({ name, type: 'VARCHAR', declared: false })),
    copies,
  )
  const types = await inferTypes(connection, texts.from(), names, plain)
  const columns = names.map((name, index) => ({ name, type: types[index] ?? 'VARCHAR', declared: false }))
  return copiedRelation(connection, columns, copies, (text, type) =>
    plain !== undefined && (type === 'BIGINT' || type === 'DOUBLE')
      ? `CAST(${plain(text)} AS ${type})`
      : `CAST(${text} AS ${type})`,
  )
}

function readCsv(files: readonly SourceFile[], dialect: CsvDialect, columns: readonly Typed[]): string {
  const { delimiter, quote, hasHeader, nullValues } = dialect
  return (
    `read_csv(${fileList(files)}, ${fromFileAlone}, auto_detect=false, header=${hasHeader}, skip=0, delim=${quoteText(delimiter)}, ` +
    `quote=${quoteText(quote)}, escape=${quoteText(dialect.escape)}, comment='', nullstr=[${nullValues.map(quoteText).join(', ')}], ` +
    'strict_mode=true, null_padding=false, ignore_errors=false, ' +
    `max_line_size=${maxRecord}, buffer_size=${4 * maxRecord}, columns=${columnStruct(columns)})`
  )
}

/**
 * What is wrong with a CSV file that DuckDB refused, with line and column, as our own parser sees it.
 *
 * @returns undefined when it sees nothing wrong
 */
export async function findCsvProblem(source: TextFile, dialect: CsvDialect): Promise<ConfigurationError | undefined> {
  try {
    const texts = decodeText(fileBytes(source), dialect.encoding, source.file)
    const records = csvRecords(texts, dialect, source.file, dialect.names.length)
    for await (const _ of records);
    return undefined
  } catch (error) {
    if (error instanceof ConfigurationError) return error
    throw error
  }
}
