import { stat } from 'node:fs/promises'
import { ConfigurationError, type Digest, digestOfFile } from '@mlgate/core'

/** A file that training must make: `candidate.onnx` or `candidate.predictions`. */
export interface ProducedFile {
  /** Key of the project file that names it, for messages. */
  readonly key: string
  /** As the project file writes it, for messages. */
  readonly name: string
  /** Absolute path. */
  readonly path: string
}

/** What a file was before training; undefined when it was not there. */
export type FileState = { readonly digest: Digest; readonly modifiedNs: bigint } | undefined

/** The state of a file now. Throws ConfigurationError when something that is no file lies there. */
export async function fileState(file: ProducedFile): Promise<FileState> {
  let modifiedNs: bigint
  try {
    const found = await stat(file.path, { bigint: true })
    if (!found.isFile()) throw new ConfigurationError(`${file.key}: ${file.name} is not a file.`)
    modifiedNs = found.mtimeNs
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined
    throw error
  }
  return { digest: await digestOfFile(file.path), modifiedNs }
}

/**
 * The digest of a file that training was to make. Throws ConfigurationError when it is not there, is empty, or is the
 * same old file: equal bytes count as new only when they were written again. The times compared are both the file
 * system's, whose clock need not be ours.
 */
export async function digestOfProduced(file: ProducedFile, before: FileState): Promise<Digest> {
  const after = await fileState(file)
  if (after === undefined) {
    throw new ConfigurationError(
      `${file.key}: training ended well but wrote no ${file.name}. Make it write there, or correct ${file.key}.`,
    )
  }
  if ((await stat(file.path)).size === 0) throw new ConfigurationError(`${file.key}: training left ${file.name} empty.`)
  if (before !== undefined && before.digest === after.digest && after.modifiedNs <= before.modifiedNs) {
    throw new ConfigurationError(
      `${file.key}: ${file.name} is still the file from before the training. Make the command write it, or correct ` +
        `${file.key}.`,
    )
  }
  return after.digest
}
