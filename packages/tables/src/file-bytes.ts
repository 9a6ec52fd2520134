import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { ConfigurationError, messageOf } from '@mlgate/core'
import type { Compression } from './file-format.ts'
import { zstdFrames } from './zstd-frames.ts'

/** A file of text, which may be compressed. */
export interface TextFile {
  /** The real path. */
  readonly path: string
  /** As the user wrote it, for messages. */
  readonly file: string
  readonly compression?: Compression | undefined
}

const partBytes = 1 << 20

/**
 * A file's bytes, decompressed, in parts. All of a compressed file is read and its checksums are compared, so that one that
 * is cut off is not taken for a shorter one, as the engine would take it.
 *
 * @throws ConfigurationError when the compressed bytes are damaged or cut off
 */
export async function* fileBytes({ path, file, compression }: TextFile): AsyncGenerator<Buffer, void, undefined> {
  if (compression === undefined) {
    yield* createReadStream(path, { highWaterMark: partBytes }) as AsyncIterable<Buffer>
    return
  }
  try {
    if (compression === 'gzip') yield* decompressed(createReadStream(path), createGunzip({ chunkSize: partBytes }))
    else yield* zstdBytes(path)
  } catch (error) {
    if (!isDamage(error)) throw error
    throw new ConfigurationError(`${file}: is no whole ${compression} file (${messageOf(error)}).`, { cause: error })
  }
}

async function* zstdBytes(path: string): AsyncGenerator<Buffer, void, undefined> {
  const handle = await open(path)
  try {
    const frames = await zstdFrames(handle, (await handle.stat()).size)
    for (const { from, to } of frames) {
      const source = createReadStream(path, { start: from, end: to - 1 })
      yield* decompressed(source, createZstdDecompress({ chunkSize: partBytes }))
    }
  } finally {
    await handle.close()
  }
}

function decompressed(source: Readable, through: Readable & NodeJS.WritableStream): AsyncIterable<Buffer> {
  // The error of either ends the iteration.
  return pipeline(source, through, () => undefined) as AsyncIterable<Buffer> & NodeJS.WritableStream
}

/** Errors of zlib have codes such as `Z_BUF_ERROR` and `ZSTD_error_prefix_unknown`. */
function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z(STD)?_/.test(String(error.code))
}

/** The first bytes of a file, decompressed; fewer when it has fewer. */
export async function firstBytes(file: TextFile, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of fileBytes(file)) {
    parts.push(part)
    length += part.length
    if (length >= bytes) break
  }
  return Buffer.concat(parts).subarray(0, bytes)
}
