import { open } from 'node:fs/promises'
import { ConfigurationError } from '@mlgate/core'
import type { CsvDialect } from './csv-dialect.ts'
import { csvRecords } from './csv-records.ts'
import { fileBytes, type TextFile } from './file-bytes.ts'
import { decodeText } from './text-encoding.ts'

/** What a copy may take on disk. A small compressed file can be enormous. */
const maxCopyBytes = 20e9

/**
 * Writes a CSV file anew as DuckDB certainly understands it: UTF-8, RFC 4180, comma, line feeds, with a header. Its fields
 * hold the very texts of the original.
 *
 * @throws ConfigurationError with line and column of what breaks the rules of its dialect
 */
export async function rewriteCsv(
  source: TextFile,
  dialect: CsvDialect,
  copy: string,
  maxBytes: number = maxCopyBytes,
): Promise<void> {
  const { names, hasHeader } = dialect
  const texts = decodeText(fileBytes(source), dialect.encoding, source.file)
  const handle = await open(copy, 'wx', 0o600)
  let [written, isFirst] = [0, hasHeader]
  try {
    await handle.write(`${recordText(names)}\n`)
    for await (const records of csvRecords(texts, dialect, source.file, names.length)) {
      const rows = isFirst ? records.slice(1) : records
      isFirst &&= records.length === 0
      const text = rows.map(({ fields }) => `${recordText(fields)}\n`).join('')
      written += (await handle.write(text)).bytesWritten
      if (written > maxBytes) {
        throw new ConfigurationError(`${source.file}: holds more than ${maxBytes / 1e9} GB of text. Use fewer rows.`)
      }
    }
  } finally {
    await handle.close()
  }
}

/** Fields that DuckDB could take for something else are quoted; so is a lone empty one, whose line would be empty. */
function recordText(fields: readonly string[]): string {
  if (fields.length === 1 && fields[0] === '') return '""'
  return fields.map((field) => (/[",\r\n ]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')
}
