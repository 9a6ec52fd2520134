/** The packages with machine code, and the types of what they export. */
export interface NativeModules {
  readonly '@duckdb/node-api': typeof import('@duckdb/node-api')
  readonly 'onnxruntime-node': typeof import('onnxruntime-node')
}

export type NativeName = keyof NativeModules
