import { ConfigurationError, type Digest } from '@mlgate/core'
import type { Scorer } from '@mlgate/models'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Batcher } from './batcher.ts'
import { answerTensors } from './infer-answer.ts'
import { readInferRequest } from './infer-request.ts'
import { tableOfRows } from './predict-rows.ts'
import { predictionsOf } from './predictions.ts'
import { RequestProblem } from './request-problem.ts'
import type { ServerMetrics } from './server-metrics.ts'
import type { ServingManifest } from './serving-manifest.ts'
import { datatypeOf, metadataShape } from './tensor-types.ts'

/** What the routes answer from. */
export interface ServedModel {
  readonly manifest: ServingManifest
  readonly digest: Digest
  readonly scorer: Scorer
  readonly batcher: Batcher
  readonly metrics: ServerMetrics
  readonly serverVersion: string
  readonly maxRows: number
  /** False while the server drains. */
  readonly ready: () => boolean
}

/** Adds the Open Inference Protocol's routes, `/predict` and `/metrics`. */
export function addModelRoutes(app: FastifyInstance, served: ServedModel): void {
  const { metrics } = served
  app.get('/v2', () => ({ name: 'mlgate', version: served.serverVersion, extensions: [] }))
  app.get('/v2/health/live', () => ({ live: true }))
  app.get('/v2/health/ready', () => ready(served, {}))
  app.get('/metrics', async (_, reply) => {
    reply.type(metrics.contentType)
    return metrics.text()
  })
  for (const base of ['/v2/models/:model', '/v2/models/:model/versions/:version']) {
    app.get(base, (request) => metadata(served, request))
    app.get(`${base}/ready`, (request) => {
      refuseOthers(served, request)
      return ready(served, { name: served.manifest.model })
    })
    app.post(`${base}/infer`, (request) => infer(served, request))
  }
  app.post('/predict', (request) => predict(served, request))
}

function ready(served: ServedModel, about: object): object {
  if (!served.ready()) throw new RequestProblem(503, 'The server is shutting down.')
  return { ...about, ready: true }
}

function refuseOthers({ manifest }: ServedModel, { params }: FastifyRequest): void {
  const { model, version } = params as { readonly model: string; readonly version?: string }
  if (model !== manifest.model || (version !== undefined && version !== manifest.version)) {
    throw new RequestProblem(404, `Here is the model ${manifest.model} in version ${manifest.version}, and no other.`)
  }
}

function metadata(served: ServedModel, request: FastifyRequest): object {
  refuseOthers(served, request)
  const { manifest, digest, scorer } = served
  const tensors = (values: Scorer['inputs']): readonly object[] =>
    values.map((value) => ({ name: value.name, datatype: datatypeOf(value), shape: metadataShape(value) }))
  return {
    name: manifest.model,
    versions: [manifest.version],
    platform: 'onnx_onnxv1',
    inputs: tensors(scorer.inputs),
    outputs: tensors(scorer.outputs),
    parameters: { digest, task: manifest.task, columns: scorer.columns.map(({ name }) => name) },
  }
}

async function infer(served: ServedModel, request: FastifyRequest): Promise<object> {
  refuseOthers(served, request)
  if (request.headers['inference-header-content-length'] !== undefined) {
    throw new RequestProblem(400, 'Binary tensors are not taken; send the data as JSON.')
  }
  const { manifest, scorer, batcher, metrics } = served
  const { id, rows, feeds, outputs } = readInferRequest(request.body, scorer, served.maxRows)
  const answer = await blamingRows(() => batcher.run(feeds, rows))
  const tensors = answerTensors(answer, outputs)
  metrics.rows(routeOf(request), rows)
  return {
    model_name: manifest.model,
    model_version: manifest.version,
    ...(id === undefined ? {} : { id }),
    outputs: tensors,
  }
}

async function predict(served: ServedModel, request: FastifyRequest): Promise<object> {
  const { manifest, digest, scorer, batcher, metrics } = served
  const table = tableOfRows(request.body, scorer.columns, served.maxRows)
  const feeds = await blaming(400, async () => scorer.feeds(table))
  const scores = await blamingRows(async () => scorer.scores(await batcher.run(feeds, table.rows), table.rows))
  metrics.rows(routeOf(request), table.rows)
  return { model: manifest.model, version: manifest.version, digest, predictions: predictionsOf(scores) }
}

/** The model is known to work, so that what it cannot score is in the rows. */
function blamingRows<T>(body: () => Promise<T>): Promise<T> {
  return blaming(422, body)
}

async function blaming<T>(statusCode: 400 | 422, body: () => Promise<T>): Promise<T> {
  try {
    return await body()
  } catch (error) {
    if (error instanceof ConfigurationError) throw new RequestProblem(statusCode, error.message, { cause: error })
    throw error
  }
}

/** The pattern that a request matched; never the client's own text. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unmatched'
}
