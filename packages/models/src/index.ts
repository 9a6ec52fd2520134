export * from './candidate-section.ts'
export { type ScoreEndpointOptions, scoreEndpoint } from './endpoint/score-endpoint.ts'
export { modelFeatures } from './explanations/model-features.ts'
export {
  type Importance,
  type PermutationImportanceOptions,
  permutationImportance,
} from './explanations/permutation-importance.ts'
export { type ShapleyOptions, type ShapleyValues, shapleyValues } from './explanations/shapley-values.ts'
export type { Feed } from './feeds.ts'
export type { FeedType } from './input-plan.ts'
export {
  describeModel,
  type LoadedModel,
  loadModel,
  type ModelDescription,
  modelFiles,
  modelSizeLimit,
} from './load-model.ts'
export { measureLatency, type TimedModel } from './measure-latency.ts'
export { readMetricsFile } from './metrics-file.ts'
export * from './model-digest.ts'
export { describeValue, type ModelStructure, type ValueDescription } from './model-structure.ts'
export * from './onnx-graph.ts'
export * from './open-scorer.ts'
export { type Parity, type ParityOptions, parity } from './parity.ts'
export { type PerturbationKind, perturbed } from './perturb.ts'
export type { Task } from './prepared-model.ts'
export type { OutputMeaning } from './probabilities.ts'
export { type ScoreCommandEffects, type ScoreCommandOptions, scoreCommand } from './score-command.ts'
export { type ScoreOnnxFileOptions, type ScoreOnnxOptions, scoreOnnx, scoreOnnxFile } from './score-onnx.ts'
export { type ScorePredictionsOptions, scorePredictions } from './score-predictions.ts'
export type { OutputTensor } from './score-protocol.ts'
export * from './scores.ts'
export { openScoringPool, type ScoringPool, type ScoringPoolOptions } from './scoring-pool.ts'
export { defaultLimits, type ProcessLimits, watchProcesses } from './watch-processes.ts'
