import { performance } from 'node:perf_hooks'
import type { Progress } from '@mlgate/core'
import { loadNative } from '@mlgate/natives'
import type { Feed } from './feeds.ts'
import type { AnsweredBatch } from './gather-outputs.ts'
import type { WorkerTask } from './score-protocol.ts'
import { excess, failureOf } from './scoring-failure.ts'
import { type ScoringProcess, startScoringProcess } from './scoring-process.ts'
import { type ProcessLimits, watchProcesses } from './watch-processes.ts'

/** Rows [from, to) as tensors. */
export interface FeedBatch {
  readonly from: number
  readonly to: number
  readonly feeds: readonly Feed[]
}

export interface ProcessPoolOptions {
  /** For messages. */
  readonly name: string
  readonly task: WorkerTask
  readonly processes: number
  /** `seconds` holds for the time that all runs take together. */
  readonly limits: ProcessLimits
}

/** Processes that hold one model. They start when there are rows for them and live until the pool is disposed of. */
export interface ProcessPool extends AsyncDisposable {
  /**
   * Scores batches, each in whichever process is free; the answers are in the order of the batches. A batch is pulled
   * when a process waits for it. Results do not depend on the number of processes. One run at a time. Throws
   * ConfigurationError when the model exceeds a limit or fails, with all processes gone.
   */
  run(
    batches: AsyncGenerator<FeedBatch, void, undefined>,
    total: number | undefined,
    progress: Progress | undefined,
  ): Promise<readonly AnsweredBatch[]>
}

/** A pool without processes yet. */
export function openProcessPool({ name, task, processes: most, limits }: ProcessPoolOptions): ProcessPool {
  const processes: ScoringProcess[] = []
  const killAll = async (): Promise<void> => {
    await Promise.all(processes.splice(0).map((one) => one.kill()))
  }
  // A process inside onnxruntime would not notice that its parent is gone.
  process.once('exit', killAll)
  let spentSeconds = 0

  const run: ProcessPool['run'] = async (batches, total, progress) => {
    // Once here, so that the processes find it in place and a failed download is told for what it is.
    await loadNative('onnxruntime-node')
    const answers: AnsweredBatch[] = []
    let failure: unknown
    const fail = (error: unknown): void => {
      // Those that die of the first failure have nothing to add.
      failure ??= error
      void killAll()
    }
    const started = performance.now()
    const stopWatching = watchProcesses(
      () => processes.flatMap(({ pid }) => (pid === undefined ? [] : [pid])),
      limits,
      (reason) => fail(excess(name, reason)),
      spentSeconds,
    )
    let pulled = 0
    const drive = async (index: number): Promise<void> => {
      for (;;) {
        const next = await batches.next()
        if (next.done || failure !== undefined) return
        const { from, to, feeds } = next.value
        const place = pulled++
        processes[index] ??= startScoringProcess(name, task)
        const answer = await processes[index].ask(feeds)
        if (!answer.ok) throw failureOf(name, answer, from, to)
        answers[place] = { rows: to - from, outputs: answer.outputs }
        progress?.advance(to - from)
      }
    }
    progress?.start(`Scoring ${name}`, total, 'rows')
    try {
      await Promise.all(Array.from({ length: most }, (_, index) => drive(index).catch(fail)))
    } finally {
      stopWatching()
      spentSeconds += (performance.now() - started) / 1000
      progress?.stop()
      await batches.return(undefined)
    }
    if (failure === undefined) return answers
    await killAll()
    throw failure
  }

  return {
    run,
    async [Symbol.asyncDispose]() {
      await killAll()
      process.off('exit', killAll)
    },
  }
}
