import { Worker } from 'node:worker_threads'
import { ConfigurationError, type Progress } from '@mlgate/core'
import { loadNative } from '@mlgate/natives'
import type { Feed, FeedBuilder } from './feeds.ts'
import { loadFailure, runtimeMessage } from './refuse-unsupported.ts'
import type { BatchAnswer, OutputTensor, WorkerRequest, WorkerTask } from './score-protocol.ts'
import { workerFile } from './worker-file.ts'

export interface BatchJob {
  /** For messages. */
  readonly name: string
  readonly task: WorkerTask
  readonly rows: number
  readonly batchSize: number
  readonly workers: number
  readonly builders: readonly FeedBuilder[]
  readonly progress: Progress | undefined
}

/**
 * Scores all rows in batches, each in whichever worker is free; the answer is in the order of the rows. The batches do not
 * depend on the number of workers, so neither do the results. All workers have ended when this returns or throws.
 */
export async function scoreBatches(job: BatchJob): Promise<readonly (readonly OutputTensor[])[]> {
  // Once here, so that workers find it in place and a failed download is told for what it is.
  await loadNative('onnxruntime-node')
  const batches = Math.ceil(job.rows / job.batchSize)
  const answers = new Array<readonly OutputTensor[]>(batches)
  const workers = Array.from({ length: Math.min(job.workers, batches) }, () => startWorker(job.task))
  let next = 0
  let failed = false
  const drive = async (worker: ScoringWorker): Promise<void> => {
    while (next < batches && !failed) {
      const batch = next++
      const from = batch * job.batchSize
      const to = Math.min(job.rows, from + job.batchSize)
      const answer = await worker.ask(job.builders.map((build) => build(from, to)))
      if (!answer.ok) throw failure(job.name, answer, from, to)
      answers[batch] = answer.outputs
      job.progress?.advance(to - from)
    }
  }
  job.progress?.start(`Scoring ${job.name}`, job.rows, 'rows')
  try {
    // The others finish the batch they are at: a thread must not be torn down inside onnxruntime.
    const ends = await Promise.allSettled(
      workers.map(async (worker) => {
        try {
          await drive(worker)
        } catch (error) {
          failed = true
          throw error
        }
      }),
    )
    const broken = ends.find((end) => end.status === 'rejected')
    if (broken) throw broken.reason
    return answers
  } finally {
    await Promise.all(workers.map((worker) => worker.end()))
    job.progress?.stop()
  }
}

interface ScoringWorker {
  ask(feeds: readonly Feed[]): Promise<BatchAnswer>
  end(): Promise<void>
}

function startWorker(task: WorkerTask): ScoringWorker {
  const worker = new Worker(workerFile(), { workerData: task, execArgv: [] })
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => resolve())
  })
  /** Rejects when the worker dies instead of answering. */
  const died = new Promise<never>((_, reject) => {
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the scoring worker ended with code ${code} before it answered`)))
  })
  // It also rejects at the orderly end, when nobody listens any more.
  died.catch(() => undefined)
  return {
    async ask(feeds) {
      const answer = new Promise<BatchAnswer>((resolve) => {
        worker.once('message', resolve)
      })
      const request: WorkerRequest = { feeds }
      worker.postMessage(request, transferable(feeds))
      return await Promise.race([answer, died])
    },
    async end() {
      const request: WorkerRequest = 'end'
      worker.postMessage(request)
      await exited
    },
  }
}

function transferable(feeds: readonly Feed[]): ArrayBuffer[] {
  return feeds.flatMap(({ data }) => (Array.isArray(data) ? [] : [data.buffer as ArrayBuffer]))
}

function failure(name: string, answer: BatchAnswer & { readonly ok: false }, from: number, to: number): Error {
  switch (answer.stage) {
    case 'native':
      return new ConfigurationError(answer.message)
    case 'load':
      return loadFailure(name, answer.message)
    case 'run':
      return new ConfigurationError(
        `${name}: onnxruntime failed on rows ${from + 1} to ${to}: ${runtimeMessage(answer.message)}`,
      )
  }
}
