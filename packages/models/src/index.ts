export * from './candidate-section.ts'
export {
  describeModel,
  type LoadedModel,
  loadModel,
  type ModelDescription,
  modelFiles,
  modelSizeLimit,
} from './load-model.ts'
export { describeValue, type ModelStructure, type ValueDescription } from './model-structure.ts'
export * from './onnx-graph.ts'
export type { OutputMeaning } from './probabilities.ts'
export { type ScoreOnnxOptions, scoreOnnx } from './score-onnx.ts'
export { type ScorePredictionsOptions, scorePredictions } from './score-predictions.ts'
export * from './scores.ts'
