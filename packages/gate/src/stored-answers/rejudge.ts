import { changedRows, changedRowsGroup } from '../changed-rows.ts'
import { examineAnswers, recordedJudgement } from '../examine-answers.ts'
import type { FindingGroup } from '../finding.ts'
import { withFindings } from '../findings.ts'
import { judge } from '../judge.ts'
import type { JudgeInput } from '../judge-input.ts'
import type { Judgement } from '../judgement.ts'
import { weakSlicesDecide } from '../weak-slices/weak-slices-section.ts'
import type { RecordedExamination } from './recorded-verdict.ts'

/** What is examined with a model or a clock at hand; answers alone do not tell it. */
const beyondAnswers = ['explanations', 'robustness', 'parity', 'cost'] as const
type Beyond = (typeof beyondAnswers)[number] | 'weak_slices'

export interface Rejudgement {
  /** As records hold it: plain JSON. */
  readonly judgement: unknown
  readonly verdict: Judgement['verdict']
  /** What was not recomputed, but taken as recorded. */
  readonly asRecorded: readonly Beyond[]
  /** What the policy demands and the record does not have. */
  readonly missing: readonly Beyond[]
}

/**
 * Judges stored answers as the gate did. What needs a model is taken as it was recorded, by name; so is a search for weak
 * slices that decides nothing, whose columns are not stored. Throws ConfigurationError as `judge` does.
 */
export function rejudge(
  input: JudgeInput,
  recorded: readonly RecordedExamination[],
  of: { readonly features: readonly string[] | undefined; readonly exclude: readonly string[] },
): Rejudgement {
  const decides = weakSlicesDecide(input.gate.weak_slices)
  const beyond: readonly Beyond[] = decides ? beyondAnswers : [...beyondAnswers, 'weak_slices']
  const gate = decides ? input.gate : { ...input.gate, weak_slices: false as const }
  const changed = changedRows(input, undefined)
  const own: readonly FindingGroup[] = [
    ...(changed ? [changedRowsGroup(changed, undefined)] : []),
    ...examineAnswers({ ...input, gate }, of),
  ]
  const known = new Set<string>(own.map(({ kind }) => kind))
  const groups = recorded.flatMap((examination): FindingGroup[] => {
    const again = own.find(({ kind }) => kind === examination.kind)
    if (again?.kind === 'flips') return [{ ...again, details: withFileOf(again.details, examination.details) }]
    if (again !== undefined) return [again]
    const kind = beyond.find((one) => one === examination.kind)
    return kind === undefined
      ? []
      : [{ ...examination, kind, title: '', blocks: [], measurements: [], details: examination.details }]
  })
  const left = own.filter(({ kind }) => !recorded.some((examination) => examination.kind === kind))
  const judgement = withFindings(judge(input), [...groups, ...left])
  const isRecorded = (kind: Beyond): boolean => recorded.some((examination) => examination.kind === kind)
  return {
    judgement: JSON.parse(JSON.stringify(recordedJudgement(judgement))),
    verdict: judgement.verdict,
    asRecorded: beyond.filter((kind) => isRecorded(kind) && !known.has(kind)),
    missing: (['explanations', 'robustness', 'parity'] as const).filter(
      (kind) => input.gate[kind] !== undefined && !isRecorded(kind),
    ),
  }
}

/** The list of changed rows lies in a file of its own, which names rows by their ids. */
function withFileOf(again: unknown, recorded: unknown): unknown {
  if (typeof again !== 'object' || typeof recorded !== 'object' || recorded === null || !('file' in recorded))
    return again
  return { ...again, file: recorded.file }
}
