import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

const Verdict = Type.Union([
  Type.Literal('pass'),
  Type.Literal('fail'),
  Type.Literal('inconclusive'),
  Type.Literal('error'),
])

const File = Type.Object({ name: Type.String(), digest: Type.String({ pattern: '^sha256:[0-9a-f]{64}$' }) })

const Examination = Type.Object({
  kind: Type.String(),
  findings: Type.Array(Type.Object({ name: Type.String(), verdict: Verdict, reason: Type.String() })),
  details: Type.Optional(Type.Unknown()),
})
export type RecordedExamination = Static<typeof Examination>

const RecordedJudgement = Type.Object({
  testData: Type.Optional(File),
  /** Files beside the record that it can be recomputed from; left out where none were kept. */
  answers: Type.Optional(Type.Array(File, { minItems: 1, maxItems: 3 })),
  verdict: Verdict,
  examinations: Type.Array(Examination),
})
export type RecordedJudgement = Static<typeof RecordedJudgement>

/** What of a gate's record is needed to recompute its verdict. All else that a judgement says is compared as it stands. */
const RecordedVerdict = Type.Object({
  verifier: Type.Object({ version: Type.Object({ mlgate: Type.String() }) }),
  policy: Type.Object({ uri: Type.String(), digest: Type.Object({ sha256: Type.String() }) }),
  verificationResult: Type.Union([Type.Literal('PASSED'), Type.Literal('FAILED')]),
  mlgate_evaluation: Type.Object({
    model: Type.String(),
    verdict: Verdict,
    neverPassesBecause: Type.Optional(Type.String()),
    baseline: Type.Optional(Type.Object({ name: Type.String(), digest: Type.String() })),
    judgements: Type.Array(RecordedJudgement, { minItems: 1, maxItems: 2 }),
  }),
})
export type RecordedVerdict = Static<typeof RecordedVerdict>

/** Narrows the predicate of a gate's record; undefined when it is none of this version's. */
export function recordedVerdict(predicate: unknown): RecordedVerdict | undefined {
  return Value.Check(RecordedVerdict, predicate) ? predicate : undefined
}
