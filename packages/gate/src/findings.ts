import { type Check, type Verdict, worstVerdict } from '@mlgate/core'
import type { Finding, FindingGroup } from './finding.ts'
import type { Judgement } from './judgement.ts'

/**
 * A judgement with what was found beside the metrics: its verdict is the worst of all. What passes only because the policy
 * lets an undecided verdict through still does so, as long as nothing found is worse.
 */
export function withFindings(judgement: Judgement, examinations: readonly FindingGroup[]): Judgement {
  const found = examinations.flatMap(({ findings }) => findings)
  const verdict = worstVerdict([judgement.verdict, ...found.map((finding) => finding.verdict)])
  return {
    ...judgement,
    verdict,
    inconclusivePasses: verdict === 'inconclusive' && judgement.onInconclusive === 'pass',
    examinations: [...judgement.examinations, ...examinations],
  }
}

/** One test case a finding. */
export function findingChecks({ examinations }: Judgement): Check[] {
  return examinations
    .flatMap(({ findings }) => findings)
    .map(({ name, verdict, reason }) => ({ name, verdict, message: reason, severity: 'error' }))
}

const urgency: Readonly<Record<Verdict, number>> = { error: 0, fail: 1, inconclusive: 2, pass: 3 }

/** The findings, worst first; in the order of the examinations among equals. */
export function worstFindingsFirst({ examinations }: Judgement): Finding[] {
  return examinations.flatMap(({ findings }) => findings).sort((a, b) => urgency[a.verdict] - urgency[b.verdict])
}

/** What did not pass before what did. */
export function worstExaminationsFirst({ examinations }: Judgement): FindingGroup[] {
  const worst = ({ findings }: FindingGroup): number => Math.min(3, ...findings.map(({ verdict }) => urgency[verdict]))
  return [...examinations].sort((a, b) => worst(a) - worst(b))
}
