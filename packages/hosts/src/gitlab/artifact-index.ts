import type { ArtifactReference } from '@mlgate/core'
import { isDigest } from '@mlgate/core'
import { safeArtifactName } from '../artifact-name.ts'
import { items, text } from '../json-shape.ts'

/** What a handed-over folder consists of, so that other pipelines can fetch it file by file. */
export interface ArtifactIndex extends ArtifactReference {
  /** Relative to the artifact's folder, with `/`. */
  readonly files: readonly string[]
}

export const indexFile = 'index.json'

/** Bytes that an index may have. */
export const indexLimit = 5_000_000

/** Where jobs leave what they hand over, by segments. */
export const jobsFolder: readonly string[] = ['.mlgate', '.jobs']

/**
 * The folder that one job leaves to others, by segments: each job has its own, so that jobs of the same step do not
 * overwrite each other's files in a job that needs both, and a template can hand over its own folder alone. No model
 * can be called `.jobs`.
 */
export function jobFolder(job: string): readonly string[] {
  return [...jobsFolder, safeArtifactName(job)]
}

/** The folder of one artifact of a job, by segments: its index and, by the digest, its files. */
export function artifactFolder(job: string, name: string): readonly string[] {
  return [...jobFolder(job), safeArtifactName(name)]
}

/** The index in a folder of that path; undefined when the value is none, or names an artifact elsewhere. */
export function parseArtifactIndex(value: unknown, folder: readonly string[]): ArtifactIndex | undefined {
  const [id, digest, listed] = [text(value, 'id'), text(value, 'digest'), items(value, 'files')]
  const files = listed?.filter((file) => typeof file === 'string')
  const within = id?.startsWith(`${folder.join('/')}/`) === true
  if (id === undefined || !within || digest === undefined || !isDigest(digest)) return undefined
  return files === undefined || files.length !== listed?.length ? undefined : { id, digest, files }
}
