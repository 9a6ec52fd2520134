import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  ConfigurationError,
  digestOfBytes,
  digestOfFile,
  hexOf,
  InfrastructureError,
  IntegrityError,
  type NamedDigest,
  writeFileAtomically,
} from '@mlgate/core'
import { modelDigest } from '@mlgate/models'
import { Value } from 'typebox/value'
import { type Release, StoredRelease, serialiseRelease } from './release.ts'

/** A release in the store. */
export interface KeptRelease {
  readonly id: string
  readonly release: StoredRelease
  /** The ONNX file's copy. */
  readonly modelPath: string
}

/**
 * Copies of models and what belongs to them, under their digests: what was deployed can be started again although the
 * checkout that it came from is gone.
 */
export interface ReleaseStore {
  /** Throws ConfigurationError when the files are not the ones that are named. */
  put(release: Release): Promise<KeptRelease>
  /** Throws InfrastructureError when it is missing or has been changed. */
  get(id: string): Promise<KeptRelease>
  /** Removes everything else. */
  keepOnly(ids: readonly (string | undefined)[]): Promise<void>
}

export function releaseStore(folder: string): ReleaseStore {
  const releases = join(folder, 'releases')
  const models = join(folder, 'models')
  const modelFolder = (release: StoredRelease): string => join(models, hexOf(release.digest))
  const kept = (id: string, release: StoredRelease): KeptRelease => ({
    id,
    release,
    modelPath: join(modelFolder(release), release.files[0]!.name),
  })
  const read = async (id: string): Promise<StoredRelease> => {
    const path = join(releases, `${id}.json`)
    const text = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new InfrastructureError(`${path}: the stored release cannot be read.`, { retryable: false, cause })
    })
    const content: unknown = digestOfBytes(text) === `sha256:${id}` ? JSON.parse(text) : undefined
    if (Value.Check(StoredRelease, content)) return content
    throw new IntegrityError(`${path}: the stored release was changed. Deploy it again.`)
  }
  return {
    async put(release) {
      const stored = storedRelease(release)
      const { id, text } = serialiseRelease(stored)
      await copyModel(dirname(release.modelPath), stored.files, modelFolder(stored))
      await writeFileAtomically(join(releases, `${id}.json`), text)
      return kept(id, stored)
    },
    async get(id) {
      return kept(id, await read(id))
    },
    async keepOnly(ids) {
      const wanted = ids.filter((id) => id !== undefined)
      const folders = await Promise.all(wanted.map(async (id) => hexOf((await read(id)).digest)))
      for (const name of await listing(releases)) {
        if (!wanted.some((id) => name === `${id}.json`)) await rm(join(releases, name), { force: true })
      }
      for (const name of await listing(models)) {
        if (!folders.includes(name)) await rm(join(models, name), { recursive: true, force: true })
      }
    },
  }
}

function storedRelease({ model, version, files, manifest, golden }: Release): StoredRelease {
  if (golden.rows.length === 0 || golden.rows.length !== golden.expected.length) {
    throw new ConfigurationError(
      `${golden.rows.length} golden rows with ${golden.expected.length} expected answers: a version that cannot be tried is not deployed.`,
    )
  }
  for (const { name } of files) {
    if (
      name.startsWith('/') ||
      name.includes('\\') ||
      name.split('/').some((part) => part === '' || /^\.\.?$/.test(part))
    ) {
      throw new ConfigurationError(`${JSON.stringify(name)}: is no name of a file in the model's folder.`)
    }
  }
  const digest = modelDigest(files)
  return { format: 1, model, version, digest, files: [...files], manifest: { ...manifest }, golden }
}

/** Copies files whose digests are known into a folder that appears whole or not at all. */
async function copyModel(from: string, files: readonly NamedDigest[], into: string): Promise<void> {
  if (await holds(into, files)) return
  const temporary = join(dirname(into), `.${randomUUID()}.tmp`)
  try {
    for (const { name, digest } of files) {
      const copy = join(temporary, name)
      await mkdir(dirname(copy), { recursive: true })
      await copyFile(join(from, name), copy).catch((cause: unknown) => {
        throw new ConfigurationError(`${join(from, name)}: cannot be copied.`, { cause })
      })
      // The copy is what will be served, so that the copy is looked at.
      const found = await digestOfFile(copy)
      if (found !== digest) {
        throw new ConfigurationError(`${join(from, name)}: is ${found}, but ${digest} is to be deployed.`)
      }
      await flush(copy)
    }
    await rm(into, { recursive: true, force: true })
    await rename(temporary, into)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function holds(folder: string, files: readonly NamedDigest[]): Promise<boolean> {
  if (
    !(await stat(folder)
      .then((found) => found.isDirectory())
      .catch(() => false))
  )
    return false
  for (const { name, digest } of files) {
    const found = await digestOfFile(join(folder, name)).catch(() => undefined)
    if (found !== digest) return false
  }
  return true
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

async function listing(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => [])
}
