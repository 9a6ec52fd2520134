import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { messageOf } from '@mlgate/core'
import { loadNative } from '@mlgate/natives'
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Feed } from './feeds.ts'
import type { BatchAnswer, OutputData, OutputTensor, WorkerRequest, WorkerTask } from './score-protocol.ts'

type Runtime = typeof import('onnxruntime-node')

/** Loads the model once and scores the batches that arrive; never throws, since an answer can be told from a crash. */
async function serve(task: WorkerTask, port: NonNullable<typeof parentPort>): Promise<void> {
  const opened = await openSession(task)
  port.on('message', async (request: WorkerRequest) => {
    if (request === 'end') {
      if ('session' in opened) await opened.session.release()
      port.close()
      return
    }
    const { feeds } = request
    const answer = 'session' in opened ? await score(opened.runtime, opened.session, task, feeds) : opened
    port.postMessage(answer, transferable(answer))
  })
}

async function openSession(
  task: WorkerTask,
): Promise<{ runtime: Runtime; session: InferenceSession } | (BatchAnswer & { ok: false })> {
  let runtime: Runtime
  try {
    runtime = await loadNative('onnxruntime-node')
  } catch (error) {
    return { ok: false, stage: 'native', message: messageOf(error) }
  }
  try {
    // What onnxruntime logs would reach the CI log with names from the model in it.
    runtime.env.logLevel = 'fatal'
    const session = await runtime.InferenceSession.create(task.model, {
      executionProviders: ['cpu'],
      executionMode: 'sequential',
      // One thread gives the same bits everywhere; the cores are used by several workers.
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 4,
    })
    return { runtime, session }
  } catch (error) {
    return { ok: false, stage: 'load', message: messageOf(error) }
  }
}

async function score(
  runtime: Runtime,
  session: InferenceSession,
  task: WorkerTask,
  feeds: readonly Feed[],
): Promise<BatchAnswer> {
  try {
    if (!task.rowWise) return { ok: true, outputs: await run(runtime, session, task.outputs, feeds) }
    const rows = feeds[0]?.dims[0] ?? 0
    const parts: (readonly OutputTensor[])[] = []
    for (let row = 0; row < rows; row++) {
      const single = feeds.map((feed) => ({
        ...feed,
        dims: [1, ...feed.dims.slice(1)],
        data: feed.data.slice(row * width(feed), (row + 1) * width(feed)),
      }))
      parts.push(await run(runtime, session, task.outputs, single))
    }
    return { ok: true, outputs: task.outputs.map((_, i) => stacked(parts.map((part) => part[i]!))) }
  } catch (error) {
    return { ok: false, stage: 'run', message: messageOf(error) }
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

function transferable(answer: BatchAnswer): ArrayBuffer[] {
  if (!answer.ok) return []
  return answer.outputs.flatMap(({ data }) => (Array.isArray(data) ? [] : [data.buffer as ArrayBuffer]))
}

if (!isMainThread && parentPort !== null) await serve(workerData as WorkerTask, parentPort)
