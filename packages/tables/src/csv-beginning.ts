import { Readable } from 'node:stream'
import { dialectInWords } from './csv-dialect.ts'
import { type CsvReading, checkReading } from './csv-reading.ts'
import { maxRecord } from './csv-records.ts'
import { csvDialect } from './describe-csv.ts'
import { firstBytes } from './file-bytes.ts'
import { formatOf } from './file-format.ts'
import { decodeText } from './text-encoding.ts'

/** What the beginning of a CSV file says; the rest of it was not looked at. */
export interface CsvBeginning {
  /** How it is written, in words. */
  readonly written: string
  /** Of the header, or as declared. */
  readonly columns: readonly string[]
}

/**
 * Reads the beginning of a CSV file, up to 2 MB, as it is declared: enough to see a wrong encoding or delimiter early.
 * Undefined for files of other formats.
 *
 * @param file as the user calls it, for messages
 * @throws ConfigurationError for a declaration that cannot be meant, and for a beginning that is not written so
 */
export async function readCsvBeginning(
  path: string,
  file: string,
  reading: CsvReading = {},
): Promise<CsvBeginning | undefined> {
  const { format, compression } = formatOf(file)
  if (format !== 'csv') return undefined
  checkReading(reading)
  const dialect = await csvDialect({ path, file, compression }, reading)
  const head = await firstBytes({ path, file, compression }, maxRecord)
  // A character may be cut in two at the end, but none that ends a line.
  const whole = head.length < maxRecord ? head : head.subarray(0, head.lastIndexOf('\n') & ~1)
  for await (const _ of decodeText(Readable.from([whole]), dialect.encoding, file));
  return { written: dialectInWords(dialect), columns: dialect.names }
}
