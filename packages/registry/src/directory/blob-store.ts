import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ConfigurationError, type Digest, digestOfBytes, hexOf, type IntegrityError } from '@mlgate/core'
import { corrupt, errorCode } from './disk-error.ts'
import { readSmallFile } from './read-small-file.ts'
import { type RegistryFolder, syncFolder, type TemporaryFile } from './registry-folder.ts'

const chunkBytes = 1024 * 1024
const blobFolder = ['blobs', 'sha256'] as const

type OpenFile = Awaited<ReturnType<typeof open>>

/** What bytes are: their digest and how many. */
export interface BlobFacts {
  readonly digest: Digest
  readonly bytes: number
}

/** Bytes that are on the disk but not a blob yet; without `place` they go away. */
export interface StagedBlob extends BlobFacts, AsyncDisposable {
  place(): Promise<void>
}

/**
 * Bytes by their digest: `blobs/sha256/<hex>`. A blob is renamed into place, also over a present one: whatever was there
 * under the name of a digest, afterwards it is those bytes.
 */
export class BlobStore {
  readonly #folder: RegistryFolder

  constructor(folder: RegistryFolder) {
    this.#folder = folder
  }

  /** Copies a file beside the blobs, hashing what is copied. */
  async stageFile(path: string): Promise<StagedBlob> {
    await using source = await open(path, 'r').catch((cause: unknown) => {
      throw new ConfigurationError(`${path}: cannot be read.`, { cause })
    })
    const temporary = await this.#folder.temporaryFile()
    try {
      return await this.#staged(temporary, await copyHashing(source, temporary.file))
    } catch (error) {
      await temporary[Symbol.asyncDispose]()
      throw error
    }
  }

  async storeBytes(bytes: Uint8Array): Promise<BlobFacts> {
    await using temporary = await this.#folder.temporaryFile()
    await temporary.file.writeFile(bytes)
    const staged = await this.#staged(temporary, { digest: digestOfBytes(bytes), bytes: bytes.byteLength })
    await staged.place()
    return { digest: staged.digest, bytes: staged.bytes }
  }

  async #staged(temporary: TemporaryFile, facts: BlobFacts): Promise<StagedBlob> {
    await temporary.finish()
    return {
      ...facts,
      place: async () => {
        const folder = await this.#folder.requireFolder(blobFolder)
        await rename(temporary.path, join(folder, hexOf(facts.digest)))
        await syncFolder(folder)
      },
      [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
    }
  }

  /** The bytes of a small blob. Throws InfrastructureError when they are not there or not those of its digest. */
  async read(digest: Digest, limit: number): Promise<Uint8Array> {
    const path = await this.#path(digest)
    const bytes = path === undefined ? undefined : await readSmallFile(path, limit)
    if (bytes === undefined) throw missing(digest)
    const found = digestOfBytes(bytes)
    if (found !== digest) throw changed(digest, found)
    return bytes
  }

  /**
   * Copies a blob of `bytes` bytes to a new file, hashing what is written. When they are not those of its digest, the
   * file is removed and InfrastructureError thrown.
   */
  async copyTo(digest: Digest, bytes: number, target: string): Promise<void> {
    const path = await this.#path(digest)
    const source = path === undefined ? undefined : await openBlob(path)
    if (source === undefined) throw missing(digest)
    await using blob = source
    await mkdir(dirname(target), { recursive: true })
    try {
      await using copy = await open(target, 'wx')
      const copied = await copyHashing(blob, copy, bytes)
      if (copied.digest !== digest) throw changed(digest, copied.digest)
    } catch (error) {
      // A file that was there before is somebody else's.
      if (errorCode(error) !== 'EEXIST') await rm(target, { force: true })
      throw error
    }
  }

  async #path(digest: Digest): Promise<string | undefined> {
    const folder = await this.#folder.folder(blobFolder, 'undefined')
    return folder === undefined ? undefined : join(folder, hexOf(digest))
  }
}

/** Copies until the end, or until one byte more than `limit` proves that this is not what it should be. */
async function copyHashing(from: OpenFile, to: OpenFile, limit = Number.POSITIVE_INFINITY): Promise<BlobFacts> {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(chunkBytes)
  let bytes = 0
  while (bytes <= limit) {
    const { bytesRead } = await from.read(buffer, 0, buffer.length)
    if (bytesRead === 0) break
    const chunk = buffer.subarray(0, bytesRead)
    hash.update(chunk)
    await to.appendFile(chunk)
    bytes += bytesRead
  }
  return { digest: `sha256:${hash.digest('hex')}`, bytes }
}

async function openBlob(path: string): Promise<OpenFile | undefined> {
  try {
    if (!(await lstat(path)).isFile()) throw corrupt(`${path}: is not a regular file.`)
    return await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

function missing(digest: Digest): IntegrityError {
  return corrupt(`The registry does not hold ${digest} any more.`)
}

function changed(digest: Digest, found: Digest): IntegrityError {
  return corrupt(`The registry holds other bytes (${found}) under the name of ${digest}.`)
}
