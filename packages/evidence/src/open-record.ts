import { Value } from 'typebox/value'
import { schemaProblem } from './schema-problem.ts'
import { Statement } from './statement.ts'
import type { TrustedKey } from './trusted-keys.ts'
import { looksLikeBundle, unverifiedStatement, verifyBundle } from './verify-bundle.ts'

/** A record's bytes, wherever they come from: a step's folder, a registry. */
export interface RecordContent {
  readonly name: string
  readonly bytes: Uint8Array
}

export type RecordOpening =
  /** `signer` is the name of the trusted key that signed it; undefined for one that nobody had to sign. */
  | { readonly statement: Statement; readonly signer: string | undefined }
  /** Which check failed: the rest of a sentence that begins with the file's name. */
  | { readonly problem: string }

/**
 * Reads a record, signed or not: its content says which, not its name. Where unsigned records are accepted and there is
 * no trusted key at all, a signature proves no less than none, so the payload of a bundle is read as it is.
 */
export async function openRecord(
  { bytes }: RecordContent,
  trust: { readonly trustedKeys: readonly TrustedKey[]; readonly unsigned: 'refuse' | 'accept' },
): Promise<RecordOpening> {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return { problem: 'is not JSON' }
  }
  if (looksLikeBundle(json)) {
    const unverified = trust.unsigned === 'accept' && trust.trustedKeys.length === 0
    if (unverified) {
      const statement = unverifiedStatement(json)
      return statement === undefined
        ? { problem: 'is not an in-toto statement in a Sigstore bundle' }
        : { statement, signer: undefined }
    }
    const verification = await verifyBundle(json, trust.trustedKeys)
    if ('problem' in verification) return verification
    return { statement: verification.statement, signer: verification.signer.name }
  }
  if (trust.unsigned === 'refuse') return { problem: 'is not signed' }
  if (!Value.Check(Statement, json)) {
    return { problem: `is not an in-toto statement (${schemaProblem(Statement, json)})` }
  }
  return { statement: json, signer: undefined }
}
