import { type Digest, digestOfBytes } from '@mlgate/core'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { openRecord, type RecordContent } from '../open-record.ts'
import { schemaProblem } from '../schema-problem.ts'
import type { Statement } from '../statement.ts'
import type { TrustedKey } from '../trusted-keys.ts'

/** A record that may be believed as far as its signer may be. */
export interface PresentedRecord<P> {
  readonly statement: Statement
  readonly predicate: P
  /** The trusted key that signed it; undefined when nobody did and nobody had to. */
  readonly signer: string | undefined
  readonly digest: Digest
}

/** Opens a record and narrows its predicate; `problem` is the rest of a sentence that begins with the file's name. */
export async function presentRecord<S extends TSchema>(
  content: RecordContent,
  trust: { readonly trustedKeys: readonly TrustedKey[]; readonly unsigned: 'refuse' | 'accept' },
  expected: { readonly predicateType: string; readonly schema: S },
): Promise<PresentedRecord<Static<S>> | { readonly problem: string }> {
  const opening = await openRecord(content, trust)
  if ('problem' in opening) return opening
  const { statement, signer } = opening
  const { predicate, predicateType } = statement
  if (predicateType !== expected.predicateType) {
    return { problem: `is a record of another type (${predicateType})` }
  }
  if (!Value.Check(expected.schema, predicate)) {
    return { problem: `does not say what it must (${schemaProblem(expected.schema, predicate)})` }
  }
  return { statement, predicate, signer, digest: digestOfBytes(content.bytes) }
}
