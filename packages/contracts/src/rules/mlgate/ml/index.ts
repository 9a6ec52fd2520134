import type { RuleKind } from '../rule-kind.ts'
import { constantFeatures, revealingFeatures, timeLeakage } from './feature-rules.ts'
import { conflictingLabels, labelBalance, labelErrors, targetMissing, unseenLabels } from './label-rules.ts'
import { groupLeakage, nearDuplicates, sharedIds, sharedRows } from './shared-row-rules.ts'

/** Checks of what spoils learning from data, or judging what was learnt. */
export const machineLearningRules: readonly RuleKind[] = [
  sharedIds,
  groupLeakage,
  sharedRows,
  nearDuplicates,
  timeLeakage,
  targetMissing,
  unseenLabels,
  labelBalance,
  conflictingLabels,
  labelErrors,
  constantFeatures,
  revealingFeatures,
]
