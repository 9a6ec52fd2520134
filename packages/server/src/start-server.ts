import { type Logger, listenProblem, messageOf } from '@mlgate/core'
import { openScorer } from '@mlgate/models'
import type { FastifyError, FastifyInstance } from 'fastify'
import { createBatcher } from './batcher.ts'
import { addModelRoutes, routeOf } from './model-routes.ts'
import { serverMetrics } from './server-metrics.ts'
import type { ServingManifest } from './serving-manifest.ts'
import { verifyFiles } from './verify-files.ts'

export interface ServerLimits {
  readonly bodyBytes: number
  /** Rows of one request. */
  readonly rows: number
  /** Rows that wait for the model; further requests get 503. */
  readonly waitingRows: number
  /** How long a client may take to send a request. */
  readonly requestSeconds: number
  /** How long requests under way are waited for at the end. */
  readonly drainSeconds: number
}

const defaultLimits: ServerLimits = {
  bodyBytes: 8 * 1024 * 1024,
  rows: 10_000,
  waitingRows: 100_000,
  requestSeconds: 60,
  drainSeconds: 10,
}

/** Rows that one run of the model joins at most: enough to be quick, few enough to answer health checks in between. */
const batchRows = 1_000

export interface ServerOptions {
  /** The ONNX file; weights beside it are found from it. */
  readonly modelPath: string
  readonly manifest: ServingManifest
  /** Address to listen on; loopback when not given, since there is neither encryption nor authentication here. */
  readonly host?: string
  /** 0 for a free one. */
  readonly port: number
  /** Version of mlgate, for `/v2`. */
  readonly serverVersion: string
  readonly log: Logger
  readonly limits?: Partial<ServerLimits>
}

export interface RunningServer {
  /** `http://127.0.0.1:8080` */
  readonly url: string
  readonly port: number
  /** Says not ready, takes no new connection, answers what is under way, and ends. Further calls wait for the same end. */
  close(): Promise<void>
}

/**
 * Serves one model over HTTP: the Open Inference Protocol v2 (REST, JSON), `/predict` by column names, and `/metrics`.
 * The files are compared with the manifest's digests before anything is loaded. Throws ConfigurationError when they
 * differ, the model cannot be served, or the address is taken.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { manifest, modelPath, log } = options
  const limits = { ...defaultLimits, ...options.limits }
  const digest = await verifyFiles(modelPath, manifest.files)
  const { model, version, task } = manifest
  const scorer = await openScorer({
    model: modelPath,
    name: model,
    task,
    features: manifest.features,
    classes: manifest.classes,
    output: manifest.output,
    missingString: manifest.missing_string,
  })
  const metrics = await serverMetrics({ model, version, digest, task })
  const batcher = createBatcher(scorer.run, { batchRows, waitingRows: limits.waitingRows }, metrics.batch)
  let draining = false
  const app = await createApp(limits, log)
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request
    metrics.request({ method, route: routeOf(request), status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  // An open connection would otherwise be waited for until its client lets go of it.
  app.addHook('onSend', async (_, reply) => {
    if (draining) reply.header('connection', 'close')
  })
  addModelRoutes(app, {
    manifest,
    digest,
    scorer,
    batcher,
    metrics,
    serverVersion: options.serverVersion,
    maxRows: limits.rows,
    ready: () => !draining,
  })
  const host = options.host ?? '127.0.0.1'
  const { url, port } = await listen(app, host, options.port)
  log.info(`Serving ${model} ${version}, ${digest}, at ${url}`)
  let closed: Promise<void> | undefined
  const close = async (): Promise<void> => {
    draining = true
    const late = setTimeout(() => app.server.closeAllConnections(), limits.drainSeconds * 1000)
    await app.close()
    clearTimeout(late)
    await scorer.release()
  }
  return {
    url,
    port,
    close: () => {
      closed ??= close()
      return closed
    },
  }
}

async function createApp(limits: ServerLimits, log: Logger): Promise<FastifyInstance> {
  const { fastify } = await import('./web-server.ts')
  const app = fastify({
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestSeconds * 1000,
    // Requests on connections that are still open are answered to the end.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  })
  // Clients of the protocol send JSON under any content type, or none.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500
    if (status < 500 || status === 503) return reply.code(status).send({ error: error.message })
    log.error(`${routeOf(request)}: ${error.stack ?? messageOf(error)}`)
    return reply.code(500).send({ error: 'A fault in the server; its log says more.' })
  })
  app.setNotFoundHandler((_, reply) => reply.code(404).send({ error: 'There is nothing at this address.' }))
  return app
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<{ url: string; port: number }> {
  try {
    await app.listen({ host, port })
  } catch (cause) {
    throw listenProblem(host, port, cause)
  }
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port')
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return { url: `http://${shown}:${address.port}`, port: address.port }
}
