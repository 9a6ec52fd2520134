/**
 * Comparing two models on the same rows:
 *
 *     const comparison = metricComparison('roc_auc', { candidate, baseline })
 *     const [confidence] = compareModels([comparison], {}, { resamples: 2000, seed: 42 })
 *     if ('reason' in confidence) throw new Error(confidence.reason) // no interval: inconclusive
 *     decide(confidence, { direction: 'maximize', margin: 0.005, alpha: 0.05 }) // { verdict, low, high, pPass, pFail }
 *     decideFamily(decisions, 0.05) // { verdict, verdicts, adjusted }
 */

export { newcombeAreaInterval } from '../comparison/newcombe-area.ts'
export { usualBlockLength } from '../resampling/resample-blocks.ts'
export { drawPair, type SimulatedPair, type Strata, strataOf } from '../simulation/simulate-models.ts'
export {
  type PolicySimulation,
  reansweredFor,
  type SimulatedGate,
  type SimulatedGateResult,
  type SimulatedPolicy,
  type SimulatedPower,
  type SimulatedShare,
  simulatePolicy,
} from '../simulation/simulate-policy.ts'
export { fewestGroups, type Groups, groupsBy } from './cluster-groups.ts'
export type { ComparisonMethod, Confidence, NoConfidence } from './compare-confidence.ts'
export { type Decision, decide, relativeMargin } from './compare-decision.ts'
export { decideFamily, type FamilyDecision, type FamilyMember } from './compare-family.ts'
export {
  type ComparisonSettings,
  compareModels,
  fewestRowsOfClass,
  type MetricComparison,
  type RowDesign,
} from './compare-models.ts'
export { metricComparison } from './compare-named-metric.ts'
export { type Resampled, resampledConfidence } from './compare-resampled.ts'
export { delongConfidence } from './delong.ts'
export { dieboldMarianoTest } from './diebold-mariano.ts'
export { holm } from './holm.ts'
export { type McNemarTest, mcnemarTest } from './mcnemar.ts'
export { nadeauBengioTest } from './nadeau-bengio.ts'
export type { PairedLabels } from './paired-labels.ts'
export type { PairedScores } from './paired-ranking.ts'
export type { TTest } from './paired-t-test.ts'
export { rowsToDecide } from './rows-needed.ts'
export { type PairedProportions, tangoConfidence } from './tango.ts'
export { wilsonInterval } from './wilson.ts'
