import { loadNative } from '@mlgate/natives'
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Feed } from './feeds.ts'
import type { OutputData, OutputTensor } from './score-protocol.ts'

type Runtime = typeof import('onnxruntime-node')

/** A model that onnxruntime has loaded, in this thread: `run` keeps it busy until the answer is there. */
export interface LoadedSession {
  /** Gives the named outputs for the feeds, copied out of onnxruntime's memory. */
  run(names: readonly string[], feeds: readonly Feed[]): Promise<readonly OutputTensor[]>
  release(): Promise<void>
}

/** onnxruntime for this machine, told to be silent: what it logs would reach the log with names from the model in it. */
export async function loadRuntime(): Promise<Runtime> {
  const runtime = await loadNative('onnxruntime-node')
  runtime.env.logLevel = 'fatal'
  return runtime
}

/** Loads a model's bytes. Rejects with onnxruntime's own error, see `loadFailure`. */
export async function openSession(runtime: Runtime, model: Uint8Array): Promise<LoadedSession> {
  const session = await runtime.InferenceSession.create(model, {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    // One thread gives the same bits everywhere; the cores are used by several workers.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  })
  return {
    run: (names, feeds) => run(runtime, session, names, feeds),
    release: () => session.release(),
  }
}

async function run(
  runtime: Runtime,
  session: InferenceSession,
  names: readonly string[],
  feeds: readonly Feed[],
): Promise<readonly OutputTensor[]> {
  const tensors = Object.fromEntries(feeds.map((feed) => [feed.name, toTensor(runtime, feed)]))
  const results = await session.run(tensors, [...names])
  return names.map((name) => {
    const result = results[name]
    if (result === undefined) throw new Error(`no output ${name}`)
    return { name, type: result.type, dims: result.dims, data: ownData(result) }
  })
}

function toTensor(runtime: Runtime, { type, data, dims }: Feed): Tensor {
  return new runtime.Tensor(type, data, dims)
}

/** A copy outside onnxruntime's memory, so that it can change threads. */
function ownData(tensor: Tensor): OutputData {
  const { data } = tensor
  if (Array.isArray(data)) return data
  if (
    data instanceof Float32Array ||
    data instanceof Float64Array ||
    data instanceof BigInt64Array ||
    data instanceof Int32Array ||
    data instanceof Uint8Array
  ) {
    return data.slice()
  }
  throw new Error(`output of type ${tensor.type}`)
}

/** Runs a model that takes one row at a time once a row, and puts its answers one below the other. */
export async function runRowWise(
  session: LoadedSession,
  names: readonly string[],
  feeds: readonly Feed[],
): Promise<readonly OutputTensor[]> {
  const rows = feeds[0]?.dims[0] ?? 0
  const parts: (readonly OutputTensor[])[] = []
  for (let row = 0; row < rows; row++) {
    const single = feeds.map((feed) => ({
      ...feed,
      dims: [1, ...feed.dims.slice(1)],
      data: feed.data.slice(row * width(feed), (row + 1) * width(feed)),
    }))
    parts.push(await session.run(names, single))
  }
  return names.map((_, i) => stacked(parts.map((part) => part[i]!)))
}

function width(feed: Feed): number {
  return feed.dims.slice(1).reduce((product, dim) => product * dim, 1)
}

/** Outputs of single rows, one below the other. */
function stacked(parts: readonly OutputTensor[]): OutputTensor {
  const [first] = parts
  if (first === undefined) throw new Error('no rows')
  const dims = [parts.length, ...(first.dims[0] === 1 ? first.dims.slice(1) : first.dims)]
  if (Array.isArray(first.data)) return { ...first, dims, data: parts.flatMap((part) => part.data as string[]) }
  const length = first.data.length
  const data = new (first.data.constructor as new (length: number) => Float32Array)(length * parts.length)
  parts.forEach((part, i) => {
    data.set(part.data as Float32Array, i * length)
  })
  return { ...first, dims, data }
}
