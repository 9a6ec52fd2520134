import type { Registry } from 'prom-client'

export interface ModelLabels {
  readonly model: string
  readonly version: string
  readonly digest: string
  readonly task: string
}

/** Figures of one server, in a registry of its own. */
export interface ServerMetrics {
  request(labels: { readonly method: string; readonly route: string; readonly status: number }, seconds: number): void
  rows(route: string, rows: number): void
  batch(rows: number): void
  /** Prometheus' text format. */
  text(): Promise<string>
  readonly contentType: string
}

/** Prepares the metrics that `/metrics` shows. Routes are patterns, never what a client wrote. */
export async function serverMetrics(labels: ModelLabels): Promise<ServerMetrics> {
  const { Counter, Gauge, Histogram, Registry } = await import('./web-server.ts')
  const registry: Registry = new Registry()
  const registers = [registry]
  const requests = new Counter({
    name: 'mlgate_server_requests_total',
    help: 'Requests by route and status.',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const duration = new Histogram({
    name: 'mlgate_server_request_duration_seconds',
    help: 'From the first byte of a request to the last of its answer.',
    labelNames: ['method', 'route'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const scored = new Counter({
    name: 'mlgate_server_rows_total',
    help: 'Rows that were scored.',
    labelNames: ['route'],
    registers,
  })
  const batches = new Histogram({
    name: 'mlgate_server_batch_rows',
    help: 'Rows that one run of the model took, requests of the same moment together.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 1024, 4096],
    registers,
  })
  const info = new Gauge({
    name: 'mlgate_server_model_info',
    help: 'The model that is served, in the labels; always 1.',
    labelNames: ['model', 'version', 'digest', 'task'],
    registers,
  })
  info.set({ ...labels }, 1)
  return {
    request: ({ method, route, status }, seconds) => {
      requests.inc({ method, route, status: String(status) })
      duration.observe({ method, route }, seconds)
    },
    rows: (route, rows) => scored.inc({ route }, rows),
    batch: (rows) => batches.observe(rows),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
