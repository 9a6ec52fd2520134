import { hexOf, type StepRecord } from '@mlgate/core'
import { type Static, Type } from 'typebox'

/**
 * in-toto Statement v1 (https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md): what is claimed
 * (`predicate`) about which bytes (`subject`).
 */
export const Statement = Type.Object({
  _type: Type.Literal('https://in-toto.io/Statement/v1'),
  subject: Type.Array(
    Type.Object({
      name: Type.String({ minLength: 1 }),
      digest: Type.Object({ sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
    }),
    { minItems: 1 },
  ),
  predicateType: Type.String({ minLength: 1 }),
  predicate: Type.Record(Type.String(), Type.Unknown()),
})
export type Statement = Static<typeof Statement>

/** The statement that a step's record amounts to. Subjects are sorted by name, so that equal claims are equal bytes. */
export function statementOf(record: StepRecord): Statement {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: record.subject
      .map(({ name, digest }) => ({ name, digest: { sha256: hexOf(digest) } }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    predicateType: record.predicateType,
    predicate: { ...record.predicate },
  }
}
