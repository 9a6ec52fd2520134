export * from './load-model.ts'
export * from './onnx-graph.ts'
export * from './score-onnx.ts'
export * from './scores.ts'
