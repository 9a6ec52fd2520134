import { ConfigurationError } from '@mlgate/core'
import { tableName } from './duckdb-table.ts'

export type FileFormat = 'csv' | 'parquet' | 'json' | 'arrow' | 'duckdb'
export type Compression = 'gzip' | 'zstd'

/** What a file's name says of its contents. */
export interface NamedFormat {
  readonly format: FileFormat
  readonly compression?: Compression
}

const formats: ReadonlyMap<string, FileFormat> = new Map([
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['parquet', 'parquet'],
  ['json', 'json'],
  ['jsonl', 'json'],
  ['ndjson', 'json'],
  ['arrow', 'arrow'],
  ['arrows', 'arrow'],
  ['feather', 'arrow'],
  ['duckdb', 'duckdb'],
  ['ddb', 'duckdb'],
])

const compressions: ReadonlyMap<string, Compression> = new Map([
  ['gz', 'gzip'],
  ['zst', 'zstd'],
])

/** The format that a file's extensions name, such as `.csv`, `.csv.gz` and `.duckdb#table`; throws ConfigurationError for others. */
export function formatOf(file: string): NamedFormat {
  const [last = '', before = ''] =
    tableName(file).file.toLowerCase().split(/[\\/]/).at(-1)?.split('.').slice(1).reverse() ?? []
  const compression = compressions.get(last)
  const format = formats.get(compression === undefined ? last : before)
  if (format === undefined) {
    const known = [...formats.keys()].map((name) => `.${name}`).join(', ')
    throw new ConfigurationError(
      `${file}: the format is not known by its extension. Use ${known}; .gz or .zst after it for text.`,
    )
  }
  if (compression === undefined) return { format }
  if (format === 'csv' || format === 'json') return { format, compression }
  throw new ConfigurationError(`${file}: ${format} is compressed inside. Leave the .${last} away.`)
}
