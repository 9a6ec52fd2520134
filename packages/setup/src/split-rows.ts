import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** About so many rows of a hundred are for the gate. */
export const testPercent = 20

/**
 * Whether a row is for the gate. Decided by a hash of the row's number, or of its group, so that rows that are added
 * later change nothing for those that are there, and rows of one group stay together.
 */
export function isTestRow(key: string): boolean {
  return createHash('sha256').update(`mlgate split\0${key}`).digest().readUInt32BE(0) % 100 < testPercent
}

/** Where the two files of a divided one go: `data/rows.csv` → `data/rows-train.csv`, `data/rows-test.csv`. */
export function splitPaths(file: string): { readonly train: string; readonly test: string } | undefined {
  const match = /^(.*)\.(csv|tsv|jsonl|ndjson)$/i.exec(file)
  return match === null ? undefined : { train: `${match[1]}-train.${match[2]}`, test: `${match[1]}-test.${match[2]}` }
}

/**
 * Divides a file of text rows, byte for byte: each record goes to one of two files as it stands, a header to both. Reads
 * as it writes, whatever the size. A record of CSV ends at a line feed outside double quotes (RFC 4180); no line feed
 * stands in a JSON string. Lines without anything in them are dropped. Returns the number of rows of each.
 */
export async function splitRows(request: {
  readonly source: string
  readonly train: string
  readonly test: string
  readonly hasHeader: boolean
  /** By the row's number, from 0. */
  readonly isTest: (row: number) => boolean
}): Promise<{ readonly train: number; readonly test: number }> {
  const { source, hasHeader, isTest } = request
  const counts = { train: 0, test: 0 }
  let row = hasHeader ? -1 : 0
  const of = (which: 'train' | 'test') =>
    async function* take(records: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const record of records) {
        const isHeader = row === -1
        const goes = isHeader || isTest(row) === (which === 'test')
        row++
        if (!goes) continue
        if (!isHeader) counts[which]++
        yield record
      }
    }
  // One pass for each, so that neither waits for the other's disk.
  for (const which of ['train', 'test'] as const) {
    row = hasHeader ? -1 : 0
    const records = of(which)(recordsOf(createReadStream(source), hasHeader))
    await pipeline(records, createWriteStream(request[which], { flags: 'wx' }))
  }
  return counts
}

const quote = 0x22
const lineFeed = 0x0a

async function* recordsOf(chunks: AsyncIterable<Uint8Array>, hasQuotes: boolean): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array[] = []
  let quoted = false
  for await (const chunk of chunks) {
    let from = 0
    for (let at = 0; at < chunk.length; at++) {
      if (chunk[at] === quote && hasQuotes) quoted = !quoted
      else if (chunk[at] === lineFeed && !quoted) {
        const record = Buffer.concat([...rest, chunk.subarray(from, at + 1)])
        rest = []
        from = at + 1
        if (!isBlank(record)) yield record
      }
    }
    if (from < chunk.length) rest.push(chunk.subarray(from))
  }
  const last = Buffer.concat(rest)
  // Rows that follow it in the other file's place would stick to one without a line end.
  if (last.length > 0 && !isBlank(last)) yield Buffer.concat([last, Buffer.from('\n')])
}

function isBlank(record: Uint8Array): boolean {
  return record.every((byte) => byte === lineFeed || byte === 0x0d)
}
