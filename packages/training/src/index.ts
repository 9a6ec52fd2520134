export { type BuiltinRequest, type BuiltinResult, type FeatureSummary, trainBuiltin } from './builtin/train-builtin.ts'
export { inheritedVariables } from './command-environment.ts'
export { type GitState, gitState } from './git-state.ts'
export { inputDigests, type TrainingInput } from './input-digests.ts'
export type { TrainingMetric, TrainingMetrics } from './metrics-file.ts'
export type { ProducedFile } from './produced-file.ts'
export { type CommandEffects, type CommandRequest, type CommandResult, runCommand } from './run-command.ts'
export { type RuntimeEnvironment, runtimeEnvironment } from './runtime-environment.ts'
export {
  BuiltinTraining,
  type CommandTraining,
  defaultSeed,
  type TrainingParameters,
  type TrainingPlan,
  TrainSection,
  trainingPlan,
} from './train-section.ts'
export {
  type TrainingHistory,
  type TrainingProvenance,
  trainingProvenance,
  trainingRecord,
} from './training-provenance.ts'
export { type TrainingReportParts, trainingReport } from './training-report.ts'
export { refuseBesideCredentials } from './user-code-guard.ts'
