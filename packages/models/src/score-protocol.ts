import type { Feed } from './feeds.ts'

/** What a scoring worker is started with. */
export interface WorkerTask {
  readonly model: Uint8Array
  readonly outputs: readonly string[]
  readonly rowWise: boolean
}

/** A batch, or the end: the worker then gives its session back and exits by itself. */
export type WorkerRequest = { readonly feeds: readonly Feed[] } | 'end'

export type OutputData = Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array | string[]

export interface OutputTensor {
  readonly name: string
  readonly type: string
  readonly dims: readonly number[]
  readonly data: OutputData
}

/** `stage` tells who is to blame: our installation, the model file, or model and data together. */
export type BatchAnswer =
  | { readonly ok: true; readonly outputs: readonly OutputTensor[] }
  | { readonly ok: false; readonly stage: 'native' | 'load' | 'run'; readonly message: string }
