import { examineCalibration } from './calibration/examine-calibration.ts'
import { examineFairness } from './fairness/examine-fairness.ts'
import type { FindingGroup } from './finding.ts'
import type { JudgeInput } from './judge-input.ts'
import type { Judgement } from './judgement.ts'
import { examineWeakSlices } from './weak-slices/examine-weak-slices.ts'

/**
 * Everything beside the metrics that is seen from answers alone, in the order in which reports show it. Pure. `features`
 * and `exclude` are those of `examineWeakSlices`.
 */
export function examineAnswers(
  input: JudgeInput,
  of: { readonly features: readonly string[] | undefined; readonly exclude: readonly string[] },
): readonly FindingGroup[] {
  const groups = [examineFairness(input), examineWeakSlices(input, of), examineCalibration(input)]
  return groups.filter((group) => group !== undefined)
}

/** A judgement as records hold it: what is for showing is left out. */
export function recordedJudgement(judgement: Judgement) {
  return {
    ...judgement,
    examinations: judgement.examinations.map(({ kind, findings, details }) => ({ kind, findings, details })),
  }
}
