import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { messageOf } from '@mlgate/core'
import type { Feed } from './feeds.ts'
import { type LoadedSession, loadRuntime, openSession, runRowWise } from './inference-session.ts'
import type { BatchAnswer, WorkerRequest, WorkerTask } from './score-protocol.ts'

/** Loads the model once and scores the batches that arrive; never throws, since an answer can be told from a crash. */
async function serve(task: WorkerTask, port: NonNullable<typeof parentPort>): Promise<void> {
  const opened = await open(task)
  port.on('message', async (request: WorkerRequest) => {
    if (request === 'end') {
      if ('session' in opened) await opened.session.release()
      port.close()
      return
    }
    const answer = 'session' in opened ? await score(opened.session, task, request.feeds) : opened
    port.postMessage(answer, transferable(answer))
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

async function score(session: LoadedSession, task: WorkerTask, feeds: readonly Feed[]): Promise<BatchAnswer> {
  try {
    const outputs = task.rowWise
      ? await runRowWise(session, task.outputs, feeds)
      : await session.run(task.outputs, feeds)
    return { ok: true, outputs }
  } catch (error) {
    return { ok: false, stage: 'run', message: messageOf(error) }
  }
}

function transferable(answer: BatchAnswer): ArrayBuffer[] {
  if (!answer.ok) return []
  return answer.outputs.flatMap(({ data }) => (Array.isArray(data) ? [] : [data.buffer as ArrayBuffer]))
}

if (!isMainThread && parentPort !== null) await serve(workerData as WorkerTask, parentPort)
