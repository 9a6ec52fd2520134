import { type Block, type Check, type Measurement, type Verdict, worstVerdict } from '@mlgate/core'
import type { Judgement } from './judgement.ts'

/** One thing that was judged beside the metrics: a difference between groups, a feature that must not matter. */
export interface Finding {
  /** Unique in a judgement: `equalized_odds_difference by sex`. */
  readonly name: string
  /** `pass`, or what is wrong; nothing is judged when nothing is demanded (see `FindingGroup.blocks`). */
  readonly verdict: Verdict
  /** One sentence with the numbers, beginning with the name. */
  readonly reason: string
}

/** What one kind of examination found. */
export interface FindingGroup {
  readonly kind: 'fairness' | 'calibration' | 'weak_slices' | 'explanations' | 'robustness' | 'parity' | 'cost'
  /** What the fold is called, with the outcome: `Fairness by sex: within limits`. */
  readonly title: string
  readonly findings: readonly Finding[]
  /** What is shown in the fold: tables, charts, sentences. */
  readonly blocks: readonly Block[]
  readonly measurements: readonly Measurement[]
  /** For the record: plain data, the same for the same inputs. */
  readonly details: unknown
}

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
