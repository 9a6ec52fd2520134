import { isMainThread, workerData } from 'node:worker_threads'
import { batchWorker, doOpenBatches, type SharedWork } from '../comparison/table-batches.ts'

/** What the thread that starts this program gives it. */
export interface ResampleTask {
  readonly resampleTask: SharedWork
}

function isTask(data: unknown): data is ResampleTask {
  return typeof data === 'object' && data !== null && 'resampleTask' in data
}

/** The program of a thread that helps to resample: ends when no batch is left. */
if (!isMainThread && isTask(workerData)) doOpenBatches(workerData.resampleTask, batchWorker(workerData.resampleTask))
