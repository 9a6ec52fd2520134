import { randomUUID } from 'node:crypto'
import { link, lstat, mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigurationError, InfrastructureError } from '@mlgate/core'
import { corrupt, errorCode } from './disk-error.ts'
import { readSmallFile } from './read-small-file.ts'

/** Says that a folder is a registry, so that no other folder is ever taken for an empty one. */
const markerName = 'registry.json'
const marker = `${JSON.stringify({ registry: 'mlgate', layout: 1 })}\n`
const temporaryName = 'tmp'

/** Bytes that one file of the registry, blobs aside, may have. */
const largestDocument = 1024 * 1024

/** After this long nobody is still writing a temporary file: one that a killed process left. */
const leftoverAgeMs = 24 * 60 * 60_000

/**
 * The folder of a registry and the three ways of writing into it that survive a kill: a file appears whole and only once
 * (`createOnce`), folders are made one by one, and what is not finished lies in `tmp/`.
 */
export class RegistryFolder {
  readonly root: string
  readonly #mayCreate: boolean

  constructor(root: string, options: { readonly create: boolean }) {
    this.root = root
    this.#mayCreate = options.create
  }

  /** Whether there is a registry; false only where one may be made. Throws for a folder that is something else. */
  async exists(): Promise<boolean> {
    // Before the marker: a registry that somebody makes meanwhile has its marker before anything else.
    const entries = await entriesOf(this.root)
    const text = await readSmallFile(join(this.root, markerName), largestDocument)
    if (text !== undefined) {
      if (Buffer.from(text).toString() === marker) return true
      throw new ConfigurationError(`${this.root}: is a registry of a form that this version does not know.`)
    }
    const foreign = entries?.find((name) => name !== temporaryName && name !== 'lost+found' && !name.startsWith('.'))
    if (foreign !== undefined) {
      throw new ConfigurationError(`${this.root}: is not a registry, and not empty (${JSON.stringify(foreign)}).`)
    }
    if (this.#mayCreate) return false
    throw new InfrastructureError(
      `${this.root}: no registry is there. If the folder is mounted from elsewhere, mount it; if it is to become a registry, allow it once with registry.create: true.`,
      { retryable: false },
    )
  }

  /** Makes the registry where there is none, and removes what killed processes left long ago. */
  async prepare(): Promise<void> {
    const present = await this.exists()
    if (!present) await mkdir(this.root, { recursive: true })
    await this.folder([temporaryName], 'make')
    if (!present) await this.createOnce([], markerName, marker)
    await this.#removeLeftovers()
  }

  /**
   * Path of a folder below the root; undefined when it is not there and not to be made. Refuses symbolic links on the
   * way, which would lead elsewhere.
   */
  async folder(parts: readonly string[], absent: 'make' | 'undefined'): Promise<string | undefined> {
    let path = this.root
    for (const part of parts) {
      const parent = path
      path = join(path, part)
      if (absent === 'make' && (await makeFolder(path))) await syncFolder(parent)
      const found = await lstat(path).catch(absence)
      if (found === undefined) return undefined
      if (!found.isDirectory()) throw corrupt(`${path}: is not a folder.`)
    }
    return path
  }

  /**
   * Writes a file that must not exist yet and returns whether it was this call that made it. Of several processes that
   * try at the same time exactly one succeeds; nobody ever sees a part of it, and it is on the disk when this returns.
   */
  async createOnce(parts: readonly string[], name: string, content: string): Promise<boolean> {
    const folder = await this.requireFolder(parts)
    await using temporary = await this.temporaryFile()
    await temporary.file.writeFile(content)
    await temporary.finish()
    try {
      await link(temporary.path, join(folder, name))
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return false
      throw error
    }
    await syncFolder(folder)
    return true
  }

  /** A new file in `tmp/`, open for writing, and removed when it goes out of scope, unless it was renamed. */
  async temporaryFile(): Promise<TemporaryFile> {
    const path = join(await this.requireFolder([temporaryName]), `${randomUUID()}.tmp`)
    // Nothing in a registry is ever written to again.
    const file = await open(path, 'wx', 0o444)
    return {
      path,
      file,
      finish: async () => {
        await file.sync()
        await file.close()
      },
      async [Symbol.asyncDispose]() {
        await file.close()
        await rm(path, { force: true })
      },
    }
  }

  async requireFolder(parts: readonly string[]): Promise<string> {
    const folder = await this.folder(parts, 'make')
    if (folder !== undefined) return folder
    throw new InfrastructureError(`${join(this.root, ...parts)}: went away while it was used.`, { retryable: true })
  }

  /** Names in a folder below the root; none when it is not there. */
  async names(parts: readonly string[]): Promise<readonly string[]> {
    const folder = await this.folder(parts, 'undefined')
    return folder === undefined ? [] : ((await entriesOf(folder)) ?? [])
  }

  /** A document as JSON; undefined when it is not there. Throws for what is none, or too large to be one of ours. */
  async readJson(parts: readonly string[], name: string): Promise<unknown> {
    const folder = await this.folder(parts, 'undefined')
    if (folder === undefined) return undefined
    const path = join(folder, name)
    const bytes = await readSmallFile(path, largestDocument)
    if (bytes === undefined) return undefined
    try {
      return JSON.parse(new TextDecoder().decode(bytes))
    } catch (cause) {
      throw corrupt(`${path}: is not JSON.`, cause)
    }
  }

  async #removeLeftovers(): Promise<void> {
    const folder = await this.requireFolder([temporaryName])
    const now = Date.now()
    for (const name of (await entriesOf(folder)) ?? []) {
      const path = join(folder, name)
      const found = await lstat(path).catch(absence)
      if (found !== undefined && !found.isDirectory() && now - found.mtimeMs > leftoverAgeMs) {
        await rm(path, { force: true })
      }
    }
  }
}

export interface TemporaryFile extends AsyncDisposable {
  readonly path: string
  readonly file: Awaited<ReturnType<typeof open>>
  /** Brings what was written to the disk and closes the file, which may then be linked or renamed. */
  finish(): Promise<void>
}

/** Makes what was created, linked or renamed in a folder survive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders; NTFS writes its own journal.
  if (process.platform === 'win32') return
  await using folder = await open(path, 'r')
  await folder.sync()
}

async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

async function entriesOf(path: string): Promise<readonly string[] | undefined> {
  return readdir(path).catch(absence)
}

/** Turns "not there" into undefined and throws everything else. */
function absence(error: unknown): undefined {
  if (errorCode(error) === 'ENOENT') return undefined
  throw error
}
