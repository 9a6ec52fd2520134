import { examineAnswers, type FindingGroup } from '@mlgate/gate'
import type { Examination } from './examination.ts'
import { examineChangedRows } from './examine-changed-rows.ts'
import { examineCost } from './examine-cost.ts'
import { examineExplanations } from './examine-explanations.ts'
import { examineParity } from './examine-parity.ts'
import { examineRobustness } from './examine-robustness.ts'
import { seenBy } from './judged-by.ts'

/** Everything that the policy wants looked at beside the metrics, in the order in which reports show it. */
export async function examine(examination: Examination): Promise<readonly FindingGroup[]> {
  const { explanations, robustness, parity } = examination.input.gate
  const { input, subject } = examination
  return [
    ...(await examineChangedRows(examination)),
    ...examineAnswers(input, seenBy(subject.policy.body)),
    ...(explanations ? [await examineExplanations(examination, explanations)] : []),
    ...(robustness ? [await examineRobustness(examination, robustness)] : []),
    ...(parity ? [await examineParity(examination, parity)] : []),
    ...examineCost(examination),
  ]
}
