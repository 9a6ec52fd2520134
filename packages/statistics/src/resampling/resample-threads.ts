import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import {
  batchWorker,
  doOpenBatches,
  finished,
  rowWidth,
  type SharedWork,
  type TablePlan,
} from '../comparison/table-batches.ts'
import { KernelFull, lanes } from './resample-kernel.ts'
import { type StatisticTable, widthOf } from './resample-tables.ts'
import type { ResampleTask } from './resample-worker.ts'
import { resampleWorkerFile } from './resample-worker-file.ts'

/** From so many draws on, about half a second of one thread, starting further threads pays. */
const worthThreads = 2 ** 28

/** So many bytes at most for the tables and counts of all helping threads together. */
const mostHelperBytes = 512 * 2 ** 20

/** So long nothing may come from a helper that has begun a batch; then the batch is done here, too. */
const patienceMilliseconds = 30_000

/**
 * What each table makes of the resamples from `from` to `to`: a mean or a difference of areas a resample, or the draws of
 * all cells. Undefined when the tables do not fit into the kernel's memory.
 *
 * Much work is shared with as many threads as the machine has processors. They only help: a batch of eight resamples
 * depends on its number alone, and one that no helper brings is done here. So threads change the time and nothing else, and
 * a thread that cannot start, or dies, is no error. The caller waits; helpers need nothing from its event loop.
 */
export function resampleTables(
  plan: TablePlan,
  from: number,
  to: number,
  helpers: number = usefulHelpers(plan, to - from),
): Float64Array[] | undefined {
  const batches = Math.ceil((to - from) / lanes)
  const width = rowWidth(plan)
  const work: SharedWork = {
    ...plan,
    ...(helpers > 0 && { tables: plan.tables.map(sharedTable) }),
    from,
    batches,
    values: new Float64Array(new SharedArrayBuffer(8 * batches * lanes * width)),
    progress: new Int32Array(new SharedArrayBuffer(8)),
    done: new Int32Array(new SharedArrayBuffer(4 * batches)),
  }
  const threads = Array.from({ length: helpers }, () => startHelper(work))
  try {
    const doBatch = batchWorker(work)
    doOpenBatches(work, doBatch)
    awaitHelpers(work)
    for (let batch = 0; batch < batches; batch++) if (Atomics.load(work.done, batch) === 0) doBatch(batch)
  } catch (error) {
    if (error instanceof KernelFull) return undefined
    throw error
  } finally {
    for (const thread of threads) void thread.terminate()
  }
  return columnsOf(plan, work.values, to - from)
}

function usefulHelpers({ tables, units }: TablePlan, resamples: number): number {
  if (units * resamples < worthThreads) return 0
  // Counts, and at most steps and ties of two walks.
  const bytesEach = units * (lanes + 16 * tables.length)
  return Math.min(availableParallelism() - 1, Math.floor(mostHelperBytes / bytesEach))
}

function startHelper(work: SharedWork): Worker {
  const workerData: ResampleTask = { resampleTask: work }
  const thread = new Worker(resampleWorkerFile(), { workerData, execArgv: [] })
  // What it does not do is done here.
  thread.on('error', () => undefined)
  thread.unref()
  return thread
}

/** Returns when all batches are done, or when for long none has been. */
function awaitHelpers({ batches, progress }: SharedWork): void {
  for (;;) {
    const known = Atomics.load(progress, finished)
    if (known >= batches || Atomics.wait(progress, finished, known, patienceMilliseconds) === 'timed-out') return
  }
}

function columnsOf(plan: TablePlan, values: Float64Array, resamples: number): Float64Array[] {
  const width = rowWidth(plan)
  let column = 0
  return plan.tables.map((table) => {
    const own = widthOf(table)
    const found = new Float64Array(resamples * own)
    for (let resample = 0; resample < resamples; resample++) {
      const start = resample * width + column
      found.set(values.subarray(start, start + own), resample * own)
    }
    column += own
    return found
  })
}

/** The table in memory that threads can look at together. */
function sharedTable(table: StatisticTable): StatisticTable {
  if ('values' in table) {
    const values = new Float64Array(new SharedArrayBuffer(table.values.byteLength))
    values.set(table.values)
    return { values }
  }
  if ('cells' in table) {
    const cellOfUnit = new Uint8Array(new SharedArrayBuffer(table.cellOfUnit.byteLength))
    cellOfUnit.set(table.cellOfUnit)
    return { cellOfUnit, cells: table.cells }
  }
  const shared = (words: Uint32Array): Uint32Array => {
    const copy = new Uint32Array(new SharedArrayBuffer(words.byteLength))
    copy.set(words)
    return copy
  }
  const { candidate, baseline } = table
  return {
    candidate: { steps: shared(candidate.steps), tied: shared(candidate.tied) },
    baseline: { steps: shared(baseline.steps), tied: shared(baseline.tied) },
  }
}
