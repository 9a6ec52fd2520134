import { examineCalibration, examineFairness, examineWeakSlices, type FindingGroup } from '@mlgate/gate'
import type { Examination } from './examination.ts'
import { examineChangedRows } from './examine-changed-rows.ts'
import { examineCost } from './examine-cost.ts'
import { examineExplanations } from './examine-explanations.ts'
import { examineParity } from './examine-parity.ts'
import { examineRobustness } from './examine-robustness.ts'

/** Everything that the policy wants looked at beside the metrics, in the order in which reports show it. */
export async function examine(examination: Examination): Promise<readonly FindingGroup[]> {
  const { explanations, robustness, parity } = examination.input.gate
  const { input, subject } = examination
  const { candidate } = subject.policy.body
  // The policy's: a change that named fewer features would choose where its weaknesses are looked for.
  const features = 'features' in candidate ? candidate.features : undefined
  const exclude = [subject.policy.body.data.id].filter((name) => name !== undefined)
  const pure = [examineFairness(input), examineWeakSlices(input, { features, exclude }), examineCalibration(input)]
  return [
    ...(await examineChangedRows(examination)),
    ...pure.filter((group) => group !== undefined),
    ...(explanations ? [await examineExplanations(examination, explanations)] : []),
    ...(robustness ? [await examineRobustness(examination, robustness)] : []),
    ...(parity ? [await examineParity(examination, parity)] : []),
    ...examineCost(examination),
  ]
}
