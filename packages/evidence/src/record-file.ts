import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  ConfigurationError,
  type Digest,
  digestOfBytes,
  readBoundedFile,
  type StepRecord,
  writeFileAtomically,
} from '@mlgate/core'
import type { RecordContent } from './open-record.ts'
import { signStatement } from './sign-statement.ts'
import { statementOf } from './statement.ts'

/**
 * The file's name says what it is worth: a statement that nobody signed. It tells the next step in the same run what
 * was done; it proves nothing to anybody else.
 */
export const recordFileName = 'record.unsigned.json'

/** A statement in a Sigstore bundle, signed. */
export const signedRecordFileName = 'record.sigstore.json'

/** Bytes that a record may have; the longest, a gate's verdict on thousands of slices, stays well below. */
export const largestRecord = 16 * 1024 * 1024

/** A step's record as it lies on the disk. */
export interface RecordFile extends RecordContent {
  readonly path: string
  /** Of the file: what another record names it by. */
  readonly digest: Digest
}

/**
 * Writes a step's record into its folder and returns the path: signed when there is a key (PKCS#8 PEM, P-256), else
 * under the name that says it is not. There is never one beside the other.
 */
export async function writeRecord(
  directory: string,
  record: StepRecord,
  options: { readonly signingKey?: string } = {},
): Promise<string> {
  const { signingKey } = options
  const statement = statementOf(record)
  const content = signingKey === undefined ? statement : await signStatement(statement, signingKey)
  const [name, other] =
    signingKey === undefined ? [recordFileName, signedRecordFileName] : [signedRecordFileName, recordFileName]
  const path = join(directory, name)
  await rm(join(directory, other), { force: true })
  await writeFileAtomically(path, `${JSON.stringify(content, null, 2)}\n`)
  return path
}

/** The record in a step's folder; undefined when there is none. Throws ConfigurationError when there are two. */
export async function findRecord(directory: string): Promise<RecordFile | undefined> {
  const found: RecordFile[] = []
  for (const name of [signedRecordFileName, recordFileName]) {
    const path = join(directory, name)
    const bytes = await readBoundedFile(path, largestRecord)
    if (bytes !== undefined) found.push({ name, path, bytes, digest: digestOfBytes(bytes) })
  }
  const [record, second] = found
  if (second !== undefined) {
    throw new ConfigurationError(
      `${directory}: holds two records, ${record?.name} and ${second.name}; there must be one.`,
    )
  }
  return record
}
