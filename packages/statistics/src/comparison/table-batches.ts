import { drawerOfEight } from '../resampling/resample-eight.ts'
import { lanes, openKernel } from '../resampling/resample-kernel.ts'
import { loadTable, type StatisticTable, widthOf } from '../resampling/resample-tables.ts'

/** Tables of the same units, whose rows are to be resampled. */
export interface TablePlan {
  readonly tables: readonly StatisticTable[]
  readonly units: number
  readonly seed: number
}

/** All that threads share; plain data and shared memory, so that it can be posted. */
export interface SharedWork extends TablePlan {
  readonly from: number
  /** Resamples are worked out eight at a time: so many times. */
  readonly batches: number
  /** What each table makes of each resample, all tables of one resample side by side. */
  readonly values: Float64Array
  /** The next batch that nobody has begun, and how many are done. */
  readonly progress: Int32Array
  /** 1 for each batch that is done. */
  readonly done: Int32Array
}

/** Indices of `progress`: batches begun, batches finished. */
const begun = 0
export const finished = 1

/** Numbers that all tables together make of a resample. */
export function rowWidth({ tables }: TablePlan): number {
  return tables.reduce((sum, table) => sum + widthOf(table), 0)
}

/** Works out a batch and marks it as done. */
export type DoBatch = (batch: number) => void

/** Puts the tables into a kernel's memory. Throws KernelFull. */
export function batchWorker(work: SharedWork): DoBatch {
  const { tables, units, seed, from, values, progress, done } = work
  const kernel = openKernel()
  const counts = { units, address: kernel.take(lanes * units) }
  const draw = drawerOfEight(kernel, counts, seed)
  const width = rowWidth(work)
  let next = 0
  const evaluations = tables.map((table) => {
    const column = next
    next += widthOf(table)
    return { evaluate: loadTable(kernel, counts, table), column }
  })
  return (batch) => {
    draw(from + batch * lanes)
    for (const { evaluate, column } of evaluations) {
      evaluate(values.subarray(batch * lanes * width + column), width)
    }
    Atomics.store(done, batch, 1)
    Atomics.add(progress, finished, 1)
    Atomics.notify(progress, finished)
  }
}

/** Does batches until all have been begun, by this thread or another. */
export function doOpenBatches({ batches, progress }: SharedWork, doBatch: DoBatch): void {
  for (;;) {
    const batch = Atomics.add(progress, begun, 1)
    if (batch >= batches) return
    doBatch(batch)
  }
}
