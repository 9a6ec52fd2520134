import { ConfigurationError, type Progress } from '@mlgate/core'
import { loadNative } from '@mlgate/natives'
import type { FeedBuilder } from './feeds.ts'
import { loadFailure, runtimeMessage } from './refuse-unsupported.ts'
import type { BatchAnswer, OutputTensor, WorkerTask } from './score-protocol.ts'
import { type ScoringProcess, startScoringProcess } from './scoring-process.ts'
import { type ProcessLimits, watchProcesses } from './watch-processes.ts'

export interface BatchJob {
  /** For messages. */
  readonly name: string
  readonly task: WorkerTask
  readonly rows: number
  readonly batchSize: number
  readonly workers: number
  readonly limits: ProcessLimits
  readonly builders: readonly FeedBuilder[]
  readonly progress: Progress | undefined
}

/**
 * Scores all rows in batches, each in whichever process is free; the answer is in the order of the rows. The batches do
 * not depend on the number of processes, so neither do the results. All processes have ended when this returns or throws.
 * Throws ConfigurationError when the model exceeds a limit or fails.
 */
export async function scoreBatches(job: BatchJob): Promise<readonly (readonly OutputTensor[])[]> {
  // Once here, so that the processes find it in place and a failed download is told for what it is.
  await loadNative('onnxruntime-node')
  const batches = Math.ceil(job.rows / job.batchSize)
  const answers = new Array<readonly OutputTensor[]>(batches)
  const processes = Array.from({ length: Math.min(job.workers, batches) }, () =>
    startScoringProcess(job.name, job.task),
  )
  const killAll = (): Promise<unknown> => Promise.all(processes.map((one) => one.kill()))
  // A process inside onnxruntime would not notice that its parent is gone.
  process.once('exit', killAll)
  let failure: unknown
  const fail = (error: unknown): void => {
    // Those that die of the first failure have nothing to add.
    failure ??= error
    void killAll()
  }
  const stopWatching = watchProcesses(
    processes.flatMap(({ pid }) => (pid === undefined ? [] : [pid])),
    job.limits,
    (reason) => fail(excess(job.name, reason)),
  )
  let next = 0
  const drive = async (scorer: ScoringProcess): Promise<void> => {
    while (next < batches && failure === undefined) {
      const batch = next++
      const from = batch * job.batchSize
      const to = Math.min(job.rows, from + job.batchSize)
      const answer = await scorer.ask(job.builders.map((build) => build(from, to)))
      if (!answer.ok) throw failureOf(job.name, answer, from, to)
      answers[batch] = answer.outputs
      job.progress?.advance(to - from)
    }
  }
  job.progress?.start(`Scoring ${job.name}`, job.rows, 'rows')
  try {
    await Promise.all(processes.map((one) => drive(one).catch(fail)))
  } finally {
    stopWatching()
    await killAll()
    process.off('exit', killAll)
    job.progress?.stop()
  }
  if (failure !== undefined) throw failure
  return answers
}

/** What is said of a model that exceeds a limit. */
export function excess(name: string, reason: string): ConfigurationError {
  return new ConfigurationError(
    `${name}: scoring ${reason}, and was stopped. Does the model loop or make large tensors? Score fewer rows, use a larger machine, or score the model yourself and hand over a predictions file.`,
  )
}

/** What is said of rows that were not scored. */
export function failureOf(name: string, answer: BatchAnswer & { readonly ok: false }, from: number, to: number): Error {
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
