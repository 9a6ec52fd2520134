/**
 * Judges a model against a policy and against its predecessor on the same rows.
 *
 *     const judgement = judge({ task: 'classification', gate, test, label: 'delayed', candidate, baseline })
 *     judgement.verdict // 'pass' | 'fail' | 'inconclusive' | 'error'
 *     const report = gateReport(judgement, context)
 *
 * Everything here is pure: loading models and data, and writing records, is done by those who call.
 */

export { answerColumns } from './answers/answer-columns.ts'
export { operatingPoint } from './answers/operating-point.ts'
export { changedRows, changedRowsGroup } from './changed-rows.ts'
export { examineAnswers, recordedJudgement } from './examine-answers.ts'
export { type ExplanationsSection, explanationDefaults } from './explanations/explanations-section.ts'
export { judgeExplanations } from './explanations/judge-explanations.ts'
export type { ModelExplanation } from './explanations/model-explanation.ts'
export { rankImportance } from './explanations/rank-importance.ts'
export { fairnessDefaults } from './fairness/fairness-section.ts'
export type { Finding, FindingGroup } from './finding.ts'
export { withFindings } from './findings.ts'
export type { Flips } from './flips.ts'
export { judge } from './judge.ts'
export type { JudgedModel, JudgeInput } from './judge-input.ts'
export { judgeMeasured, type MeasuredInput } from './judge-measured.ts'
export type { ComparisonResult, Condition, ConditionVerdict, GateResult, Judgement } from './judgement.ts'
export type { OwnMeasurement } from './measure-group.ts'
export { modelCost } from './model-cost.ts'
export { metricCode } from './own-metrics/metric-code.ts'
export { judgeParity, type ParityOutcome } from './parity/judge-parity.ts'
export type { ParitySection } from './parity/parity-section.ts'
export { answerPictures } from './pictures/answer-pictures.ts'
export type { GateReportContext } from './report/decision-details.ts'
export { gateReport } from './report/gate-report.ts'
export { type ChangedAnswers, changedAnswers } from './robustness/changed-answers.ts'
export { judgeRobustness, type RobustnessTrial } from './robustness/judge-robustness.ts'
export type { RobustnessSection } from './robustness/robustness-section.ts'
export { type Demand, demandsOf, type Margin, needsThePast } from './section/demands.ts'
export { GateSection, gateDefaults, type MetricDemand, type WrittenGateSection } from './section/gate-section.ts'
export { writtenOut } from './section/metrics-shorthand.ts'
export { type GateSimulation, type SimulationOptions, simulateGate } from './simulate/simulate-gate.ts'
export { simulationReport } from './simulate/simulation-report.ts'
export { type Conditions, conditionsIn, largestSliceCount, missingValue, type Slice } from './slices.ts'
export { packAnswers, type ReadAs } from './stored-answers/pack-answers.ts'
export { packMetrics } from './stored-answers/pack-metrics.ts'
export {
  type RecordedJudgement,
  type RecordedVerdict,
  recordedVerdict,
} from './stored-answers/recorded-verdict.ts'
export { rejudge } from './stored-answers/rejudge.ts'
export { readStoredFile, type StoredAnswers, type StoredMetrics } from './stored-answers/stored-answers.ts'
export { type JudgedBy, unpackAnswers, unpackMetrics } from './stored-answers/unpack-answers.ts'
export { weakSlicesDefaults } from './weak-slices/weak-slices-section.ts'
