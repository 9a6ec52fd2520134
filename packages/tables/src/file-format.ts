import { extname } from 'node:path'
import { ConfigurationError } from '@mlgate/core'

export type FileFormat = 'csv' | 'parquet' | 'json'

const formats: Readonly<Record<string, FileFormat>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.parquet': 'parquet',
  '.json': 'json',
  '.jsonl': 'json',
  '.ndjson': 'json',
}

/** The format that a file's extension names; throws ConfigurationError for others. */
export function formatOf(file: string): FileFormat {
  const format = formats[extname(file).toLowerCase()]
  if (format === undefined) {
    throw new ConfigurationError(
      `${file}: the format is not known by its extension. Use ${Object.keys(formats).join(', ')}.`,
    )
  }
  return format
}
