import { performance } from 'node:perf_hooks'
import { messageOf } from '@mlgate/core'
import type { Feed } from './feeds.ts'
import { type LoadedSession, loadRuntime, openSession, runRowWise } from './inference-session.ts'
import {
  type BatchAnswer,
  type OutputTensor,
  type WorkerRequest,
  type WorkerTask,
  workerArgument,
} from './score-protocol.ts'

/**
 * The program of a scoring process: gets the model first and then batches, answers each, and lives until it is killed
 * or its parent is gone. Never throws, since an answer can be told from a crash.
 */
function serve(send: (answer: BatchAnswer) => void): void {
  let task: WorkerTask | undefined
  let opened: ReturnType<typeof open> | undefined
  process.on('message', async (request: WorkerRequest) => {
    if ('task' in request) {
      task = request.task
      opened = open(task)
      return
    }
    const model = await opened
    if (task === undefined || model === undefined) throw new TypeError('rows came before the model')
    send('session' in model ? await score(model.session, task, request.feeds) : model)
  })
}

async function open(task: WorkerTask): Promise<{ session: LoadedSession } | (BatchAnswer & { ok: false })> {
  let stage: 'native' | 'load' = 'native'
  try {
    const runtime = await loadRuntime()
    stage = 'load'
    return { session: await openSession(runtime, task.model) }
  } catch (error) {
    return { ok: false, stage, message: messageOf(error) }
  }
}

/** What a batch may give back: the parent holds all of it. 10,000 rows of 1,000 classes are 40 MB. */
const largestAnswerBytes = 256 * 1024 ** 2

async function score(session: LoadedSession, task: WorkerTask, feeds: readonly Feed[]): Promise<BatchAnswer> {
  try {
    const started = performance.now()
    const outputs = task.rowWise
      ? await runRowWise(session, task.outputs, feeds)
      : await session.run(task.outputs, feeds)
    const milliseconds = performance.now() - started
    const bytes = outputs.reduce((sum, { data }) => sum + sizeOf(data), 0)
    if (bytes <= largestAnswerBytes) return { ok: true, outputs, milliseconds }
    const shapes = outputs.map(({ name, dims }) => `${name} [${dims.join(', ')}]`).join(', ')
    return { ok: false, stage: 'run', message: `the outputs are too large: ${shapes}` }
  } catch (error) {
    return { ok: false, stage: 'run', message: messageOf(error) }
  }
}

function sizeOf(data: OutputTensor['data']): number {
  return Array.isArray(data) ? data.reduce((sum, text) => sum + 8 + text.length, 0) : data.byteLength
}

if (process.argv[2] === workerArgument && process.send !== undefined) {
  const send = process.send.bind(process)
  serve((answer) => {
    send(answer)
  })
}
