import { ConfigurationError, type Digest, type NamedDigest } from '@mlgate/core'
import { openRecord } from './open-record.ts'
import { findRecord, type RecordFile, recordFileName, signedRecordFileName } from './record-file.ts'
import type { Statement } from './statement.ts'
import type { TrustedKey } from './trusted-keys.ts'

/**
 * What another step's record says, signed or not. Nobody's signature is looked at: for hand-over within a run, where the
 * artifact's digest is what is trusted. Throws ConfigurationError when it is missing or not a statement.
 */
export async function readRecord(directory: string): Promise<Statement> {
  const file = await recordIn(directory)
  const opening = await openRecord(file, { trustedKeys: [], unsigned: 'accept' })
  if ('problem' in opening) throw new ConfigurationError(`${file.path}: ${opening.problem}.`)
  return opening.statement
}

/** A record whose signature holds. */
export interface SignedRecord {
  readonly statement: Statement
  /** Whose key signed it. */
  readonly signer: string
  readonly file: NamedDigest
}

/**
 * The record of a step's folder, when one of the trusted keys signed it and it is of the type asked for; nothing but the
 * signed payload is read. Throws ConfigurationError that says which check failed.
 */
export async function readSignedRecord(
  directory: string,
  trustedKeys: readonly TrustedKey[],
  predicateType: string,
): Promise<SignedRecord> {
  const file = await recordIn(directory)
  const opening = await openRecord(file, { trustedKeys, unsigned: 'refuse' })
  if ('problem' in opening) throw new ConfigurationError(`${file.path}: ${opening.problem}.`)
  const { statement, signer } = opening
  if (statement.predicateType !== predicateType) {
    throw new ConfigurationError(
      `${file.path}: is a record of the type ${JSON.stringify(statement.predicateType)}, not ${predicateType}.`,
    )
  }
  if (signer === undefined) throw new RangeError('An unsigned record was refused before.')
  return { statement, signer, file: { name: file.name, digest: file.digest } }
}

async function recordIn(directory: string): Promise<RecordFile> {
  const file = await findRecord(directory)
  if (file !== undefined) return file
  throw new ConfigurationError(
    `${directory}: no record of a step is there (${signedRecordFileName} or ${recordFileName}).`,
  )
}

/** The digest that a statement names for a subject; undefined when it does not speak about that name. */
export function subjectDigest(statement: Statement, name: string): Digest | undefined {
  const subject = statement.subject.find((candidate) => candidate.name === name)
  return subject && `sha256:${subject.digest.sha256}`
}
