import { loadNative } from '@mlgate/natives'
import type { Table } from '@mlgate/tables'
import { type FeedBuilder, feedBuilder } from './feeds.ts'
import { planInputs } from './input-plan.ts'
import { plannedOutputs, prepareModel } from './prepared-model.ts'
import type { ScoreOnnxOptions } from './score-onnx.ts'
import { excess, failureOf } from './scoring-failure.ts'
import { type ScoringProcess, startScoringProcess } from './scoring-process.ts'
import { defaultLimits, watchProcesses } from './watch-processes.ts'

export type TimedModel = Pick<
  ScoreOnnxOptions,
  'model' | 'task' | 'classes' | 'output' | 'features' | 'exclude' | 'missingString' | 'limits'
>

interface Runner {
  readonly name: string
  readonly process: ScoringProcess
  readonly builders: readonly FeedBuilder[]
  readonly milliseconds: Float64Array
}

/** Requests that are answered before the clock counts: the first ones allocate. */
const warmUps = 20

/**
 * Times single-row requests of several models, one at a time and in turn, so that what disturbs the machine disturbs all
 * alike. Returns the milliseconds that onnxruntime took for each request, one array a model, in the same order of rows.
 * The models run in processes with limits, one thread each. Throws ConfigurationError as `scoreOnnx` does.
 */
export async function measureLatency(
  models: readonly TimedModel[],
  table: Table,
  requests: number,
): Promise<readonly Float64Array[]> {
  await loadNative('onnxruntime-node')
  const runners: Runner[] = []
  const killAll = (): Promise<unknown> => Promise.all(runners.map(({ process }) => process.kill()))
  process.once('exit', killAll)
  let stopWatching = (): void => undefined
  try {
    for (const model of models) runners.push(await startRunner(model, table, requests))
    const exceeded = new Promise<never>((_, reject) => {
      const pids = runners.flatMap(({ process: { pid } }) => (pid === undefined ? [] : [pid]))
      const limits = { ...defaultLimits(), ...models[0]?.limits }
      stopWatching = watchProcesses(
        () => pids,
        limits,
        (reason) => {
          const names = runners.map(({ name }) => name).join(', ')
          reject(excess(names, reason))
        },
      )
    })
    exceeded.catch(() => undefined)
    await Promise.race([ask(runners, table.rows, requests), exceeded])
    return runners.map(({ milliseconds }) => milliseconds)
  } finally {
    stopWatching()
    await killAll()
    process.off('exit', killAll)
  }
}

async function startRunner(options: TimedModel, table: Table, requests: number): Promise<Runner> {
  const model = await prepareModel(options.model, options)
  const { name } = model
  const plan = planInputs(model.inputs, table, { features: options.features, exclude: options.exclude ?? [] }, name)
  return {
    name,
    process: startScoringProcess(name, { model: model.bytes, outputs: plannedOutputs(model), rowWise: plan.rowWise }),
    builders: plan.inputs.map((input) => feedBuilder(input, table, options.missingString ?? '', name)),
    milliseconds: new Float64Array(requests),
  }
}

async function ask(runners: readonly Runner[], rows: number, requests: number): Promise<void> {
  for (let request = -warmUps; request < requests; request++) {
    const row = (((request + warmUps) % requests) * Math.max(1, Math.floor(rows / requests))) % rows
    // Who goes first changes with every request.
    const turn = request % 2 === 0 ? runners : runners.toReversed()
    for (const { name, process: scorer, builders, milliseconds } of turn) {
      const answer = await scorer.ask(builders.map((build) => build(row, row + 1)))
      if (!answer.ok) throw failureOf(name, answer, row, row + 1)
      if (request >= 0) milliseconds[request] = answer.milliseconds
    }
  }
}
