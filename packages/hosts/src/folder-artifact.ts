import { randomUUID } from 'node:crypto'
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ArtifactReference } from '@mlgate/core'
import { ConfigurationError, digestOfTree, filesBelow, IntegrityError } from '@mlgate/core'

/** A folder that is being filled beside its final place and appears there only when it is whole and checked. */
export async function fillFolder(into: string, fill: (staging: string) => Promise<void>): Promise<void> {
  const staging = join(dirname(into), `.${basename(into)}-${randomUUID()}`)
  await mkdir(staging, { recursive: true })
  try {
    await fill(staging)
    await assertNewFolder(into)
    await rename(staging, into)
  } catch (error) {
    await rm(staging, { recursive: true, force: true })
    throw error
  }
}

/** Copies a folder to `into` and checks that its tree is the one expected. Symbolic links are refused. */
export async function copyVerified(from: string, reference: ArtifactReference, into: string): Promise<void> {
  await fillFolder(into, async (staging) => {
    await copyFiles(from, staging)
    await assertTree(staging, reference)
  })
}

/** Throws IntegrityError when a folder's tree digest is not the reference's. */
export async function assertTree(directory: string, reference: ArtifactReference): Promise<void> {
  const found = await digestOfTree(directory)
  if (found !== reference.digest) {
    throw new IntegrityError(
      `The artifact ${reference.id} is not the one that was handed over: its digest is ${found}, expected ${reference.digest}.`,
    )
  }
}

/** Copies what `filesBelow` lists. Throws ConfigurationError when there is nothing. */
export async function copyFiles(from: string, to: string): Promise<readonly string[]> {
  const files = await artifactFiles(from)
  for (const file of files) await cp(join(from, file), join(to, file))
  return files
}

/** The files of a folder to be handed over. Throws ConfigurationError when it is missing or empty. */
export async function artifactFiles(directory: string): Promise<readonly string[]> {
  let files: readonly string[]
  try {
    files = await filesBelow(directory)
  } catch (cause) {
    if (cause instanceof ConfigurationError) throw cause
    throw new ConfigurationError(`${directory}: cannot be read as a folder.`, { cause })
  }
  if (files.length === 0) throw new ConfigurationError(`${directory}: holds no file to hand over.`)
  return files
}

/** An empty folder may be there; anything else would be mixed with what is brought. */
async function assertNewFolder(into: string): Promise<void> {
  const present = await readdir(into).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new ConfigurationError(`${into}: cannot be used as a new folder.`, { cause: error })
  })
  if (present !== undefined && present.length > 0) {
    throw new ConfigurationError(`${into}: is not empty; an artifact needs a new folder.`)
  }
}
