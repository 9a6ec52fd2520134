import type { Feed } from './feeds.ts'

/** Argument with which the worker's file is started as a scoring process; without it, it does nothing. */
export const workerArgument = 'score'

/** What a scoring process must know before the first batch. */
export interface WorkerTask {
  readonly model: Uint8Array
  readonly outputs: readonly string[]
  readonly rowWise: boolean
}

/** The model, once; then batches, each of which is answered. */
export type WorkerRequest = { readonly task: WorkerTask } | { readonly feeds: readonly Feed[] }

export type OutputData = Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array | string[]

export interface OutputTensor {
  readonly name: string
  readonly type: string
  readonly dims: readonly number[]
  readonly data: OutputData
}

/** `stage` tells who is to blame: our installation, the model file, or model and data together. */
export type BatchAnswer =
  | {
      readonly ok: true
      readonly outputs: readonly OutputTensor[]
      /** What the model alone took, without the way here and back. */
      readonly milliseconds: number
    }
  | { readonly ok: false; readonly stage: 'native' | 'load' | 'run'; readonly message: string }
