import type { Digest } from '@mlgate/core'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { openRecord, type RecordContent } from './open-record.ts'

const JudgedOn = Type.Object({
  mlgate_evaluation: Type.Object({
    judgements: Type.Array(
      Type.Object({ testData: Type.Object({ digest: Type.String({ pattern: '^sha256:[0-9a-f]{64}$' }) }) }),
    ),
  }),
})

/**
 * Digests of the test data that a verdict says it judged on; none when it does not say. No signature is looked at: for
 * counting what a registry keeps, which was verified when it was registered.
 */
export async function judgedOn(verdict: RecordContent): Promise<readonly Digest[]> {
  const opening = await openRecord(verdict, { trustedKeys: [], unsigned: 'accept' })
  if ('problem' in opening) return []
  const { predicate } = opening.statement
  if (!Value.Check(JudgedOn, predicate)) return []
  return predicate.mlgate_evaluation.judgements.map(({ testData }) => testData.digest as Digest)
}
