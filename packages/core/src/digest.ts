import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationError } from './errors.ts'

/** A SHA-256 digest as OCI and in-toto people write it: `sha256:` and 64 lower-case hexadecimal digits. */
export type Digest = `sha256:${string}`

interface FileDigest {
  readonly name: string
  readonly digest: Digest
}

const pattern = /^sha256:[0-9a-f]{64}$/

/** Whether a text is a well-formed digest. */
export function isDigest(text: string): text is Digest {
  return pattern.test(text)
}

/** Reads a digest from outside; bare hexadecimal is accepted. Throws ConfigurationError on anything else. */
export function parseDigest(text: string, what: string): Digest {
  const candidate = text.includes(':') ? text : `sha256:${text}`
  if (!isDigest(candidate)) {
    throw new ConfigurationError(`${what}: ${JSON.stringify(text)} is no sha256 digest (sha256: and 64 hex digits).`)
  }
  return candidate
}

/** The 64 hexadecimal digits alone, as in-toto subjects carry them. */
export function hexOf(digest: Digest): string {
  return digest.slice('sha256:'.length)
}

/** The first twelve hexadecimal digits: enough for people to tell two files apart. */
export function shortDigest(digest: Digest): string {
  return `sha256:${hexOf(digest).slice(0, 12)}`
}

export function digestOfBytes(bytes: Uint8Array | string): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** Digest of a file's bytes, streamed. Throws ConfigurationError when the file is not there. */
export async function digestOfFile(path: string): Promise<Digest> {
  const hash = createHash('sha256')
  try {
    // Parts of a megabyte are read in a third of the time that small ones take.
    for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(part)
  } catch (cause) {
    throw new ConfigurationError(`${path}: cannot be read.`, { cause })
  }
  return `sha256:${hash.digest('hex')}`
}

/**
 * Digest of a folder: over the sorted list of `<hex>  <relative path>\n` lines, as `sha256sum` prints them, so that
 * anyone can recompute it. Does not depend on the order in which the file system lists entries. Symbolic links are
 * refused: what they point at could change under the digest.
 */
export async function digestOfTree(directory: string): Promise<Digest> {
  const files: FileDigest[] = []
  for (const name of await filesBelow(directory)) {
    files.push({ name, digest: await digestOfFile(join(directory, name)) })
  }
  return digestOfFiles(files)
}

/**
 * Digest of files together: over the list of `<hex>  <name>\n` lines, as `sha256sum` prints them, in the order given,
 * which must be that of their names by code point. No name holds a line break or a backslash.
 */
export function digestOfFiles(files: readonly FileDigest[]): Digest {
  return digestOfBytes(files.map(({ name, digest }) => `${hexOf(digest)}  ${name}\n`).join(''))
}

/** Relative paths (with `/`) of all files below a folder, sorted by code point. Refuses symbolic links. */
export async function filesBelow(directory: string): Promise<string[]> {
  const found: string[] = []
  const visit = async (relative: string): Promise<void> => {
    for (const entry of await readdir(join(directory, relative), { withFileTypes: true })) {
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`
      if (entry.isDirectory()) await visit(path)
      else if (entry.isFile()) found.push(path)
      else throw new ConfigurationError(`${join(directory, path)}: is neither a file nor a folder.`)
    }
  }
  await visit('')
  return found.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}
