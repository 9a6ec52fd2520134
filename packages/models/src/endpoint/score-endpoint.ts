import { ConfigurationError, type Progress } from '@mlgate/core'
import type { Table } from '@mlgate/tables'
import type { EndpointSection } from '../candidate-section.ts'
import { feedBuilder } from '../feeds.ts'
import type { AnsweredBatch } from '../gather-outputs.ts'
import { planInputs, usableColumns } from '../input-plan.ts'
import { planClassifierOutputs, planRegressionOutputs } from '../output-plan.ts'
import { type ModelMeaning, plannedOutputs, scoresOf } from '../prepared-model.ts'
import type { Scores } from '../scores.ts'
import { type EndpointClient, openEndpoint } from './endpoint-client.ts'
import { invocation, outputOfPredictions, readInvocation } from './mlflow-scoring.ts'
import { inferenceRequest, readInference, readMetadata } from './open-inference.ts'

export interface ScoreEndpointOptions extends ModelMeaning {
  readonly endpoint: EndpointSection
  /** Rows to score; columns that the model does not take are not sent. */
  readonly table: Table
  /** Columns in the order of the training; all but the excluded when not given. */
  readonly features?: readonly string[] | undefined
  /** Columns that are never sent: label, id. */
  readonly exclude?: readonly string[] | undefined
  /** What the server gets for a missing text; the empty text (Open Inference Protocol) or null (MLflow) when not given. */
  readonly missingString?: string | undefined
  /** Bearer token, for this server alone. */
  readonly token?: string | undefined
  readonly fetch: typeof globalThis.fetch
  /** Between attempts; a timer when not given. */
  readonly wait?: ((milliseconds: number) => Promise<void>) | undefined
  readonly progress?: Progress | undefined
}

const defaultBatchRows = 1000
const defaultMinutes = 10

/**
 * Scores rows by asking a server, batch after batch. What it answers is read as an ONNX model's outputs are, and taken at
 * its word: `scoredBy` is `declared`. Rejects with ConfigurationError when the address, the columns or the answers do not
 * fit, or the server refuses the rows (4xx); with InfrastructureError when it cannot be reached, fails or stays silent.
 */
export async function scoreEndpoint(options: ScoreEndpointOptions): Promise<Scores> {
  const { endpoint, table, progress } = options
  const client = openEndpoint({
    url: endpoint.url,
    token: options.token,
    timeoutMinutes: endpoint.timeout_minutes ?? defaultMinutes,
    fetch: options.fetch,
    wait: options.wait ?? pause,
  })
  if (table.rows === 0) throw new ConfigurationError(`${client.url}: there are no rows to score.`)
  progress?.start(`Scoring at ${client.url}`, table.rows, 'rows')
  try {
    const scores =
      endpoint.protocol === 'mlflow'
        ? await scoreByMlflow(client, options)
        : await scoreByOpenInference(client, options)
    return { ...scores, scoredBy: 'declared' }
  } finally {
    progress?.stop()
  }
}

async function scoreByOpenInference(client: EndpointClient, options: ScoreEndpointOptions): Promise<Scores> {
  const { endpoint, table, task, features, exclude = [], missingString = '' } = options
  const name = client.url
  if (!/\/v2\/models\/[^/]+(\/versions\/[^/]+)?$/.test(name)) {
    throw new ConfigurationError(
      `candidate.endpoint.url: ${name} is no model's address. Write …/v2/models/<name> or …/v2/models/<name>/versions/<version>.`,
    )
  }
  const { inputs, outputs } = readMetadata(await client.ask(''), name)
  const { inputs: plans, rowWise } = planInputs(inputs, table, { features, exclude }, name)
  const plan = task === 'classification' ? planClassifierOutputs(outputs, name) : planRegressionOutputs(outputs, name)
  const wanted = plannedOutputs({ plan })
  const builders = plans.map((input) => feedBuilder(input, table, missingString, name))
  const nullForMissing = endpoint.null_for_missing ?? false
  const answers = await inBatches(options, rowWise ? 1 : undefined, async ({ from, to }) => {
    const feeds = builders.map((build) => build(from, to))
    const body = inferenceRequest(feeds, wanted, { plans, firstRow: from, nullForMissing })
    return readInference(await client.ask('/infer', body), wanted, to - from, name)
  })
  return scoresOf({ name, plan, meaning: options, zipMapClasses: undefined, listed: [] }, answers, true)
}

async function scoreByMlflow(client: EndpointClient, options: ScoreEndpointOptions): Promise<Scores> {
  const { table, task, features, exclude = [], missingString } = options
  const name = client.url
  if (!name.endsWith('/invocations')) {
    throw new ConfigurationError(`candidate.endpoint.url: ${name} does not end with /invocations, where MLflow scores.`)
  }
  const columns = usableColumns(table, { features, exclude }, name)
  const parts = await inBatches(options, undefined, async (rows) => {
    const answer = await client.ask('', invocation(table, columns, rows, missingString))
    return readInvocation(answer, rows.to - rows.from, name)
  })
  const predictions = parts.flat()
  const { plan, output } = outputOfPredictions(predictions, task === 'classification', name)
  const answers: readonly AnsweredBatch[] = [{ rows: predictions.length, outputs: [output] }]
  return scoresOf({ name, plan, meaning: options, zipMapClasses: undefined, listed: [] }, answers, true)
}

/** One request after the other: a server under load by us would answer nobody sooner. */
async function inBatches<T>(
  { endpoint, table, progress }: ScoreEndpointOptions,
  fixedRows: number | undefined,
  score: (rows: { readonly from: number; readonly to: number }) => Promise<T>,
): Promise<readonly T[]> {
  const size = fixedRows ?? endpoint.batch_rows ?? defaultBatchRows
  const answers: T[] = []
  for (let from = 0; from < table.rows; from += size) {
    const to = Math.min(table.rows, from + size)
    answers.push(await score({ from, to }))
    progress?.advance(to - from)
  }
  return answers
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
