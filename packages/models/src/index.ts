export * from './onnx-graph.ts'
export * from './scores.ts'
