import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestOfFile, type Logger } from '@mlgate/core'
import { scoreOnnx } from '@mlgate/models'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { frameworkOf, goldenPath, goldenTable } from '../../models/src/read-golden.ts'
import { predictionsOf } from './predictions.ts'
import type { ServingManifest } from './serving-manifest.ts'
import { type RunningServer, type ServerLimits, startServer } from './start-server.ts'

const faults: string[] = []
const log: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (message) => faults.push(message),
}
afterEach(() => {
  expect(faults).toEqual([])
})

async function manifestOf(model: string, options: Partial<ServingManifest> = {}): Promise<ServingManifest> {
  const digest = await digestOfFile(goldenPath(`${model}/model.onnx`))
  return {
    format: 1,
    model,
    version: '3',
    files: [{ name: 'model.onnx', digest }],
    task: 'classification',
    features: frameworkOf(model).features,
    ...options,
  }
}

async function start(model: string, options: Partial<ServingManifest> = {}, limits: Partial<ServerLimits> = {}) {
  return startServer({
    modelPath: goldenPath(`${model}/model.onnx`),
    manifest: await manifestOf(model, options),
    port: 0,
    serverVersion: '0.0.0',
    log,
    limits,
  })
}

async function ask(server: RunningServer, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const request =
    body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }
  const response = await fetch(`${server.url}${path}`, { ...request, headers })
  const text = await response.text()
  return { status: response.status, text, json: (): unknown => JSON.parse(text) }
}

/** The rows of a golden table as a client sends them. */
function rowsOf(model: string): Record<string, unknown>[] {
  const table = goldenTable(`${model}/test.csv`)
  return Array.from({ length: table.rows }, (_, row) =>
    Object.fromEntries(
      [...table.columns].map(([name, { values }]) => {
        const value = values[row]
        return [name, typeof value === 'number' && Number.isNaN(value) ? null : value]
      }),
    ),
  )
}

const golden = [
  { model: 'bc_catboost', options: {} },
  { model: 'bc_lightgbm', options: {} },
  { model: 'bc_xgboost_nan', options: {} },
  { model: 'penguins_hgb', options: {} },
  { model: 'penguins_logreg_columns', options: {} },
  { model: 'wine_keras_softmax', options: { classes: ['0', '1', '2'] } },
  { model: 'wine_torch_logits', options: { classes: ['0', '1', '2'], output: 'logits' as const } },
  { model: 'diabetes_gbr', options: { task: 'regression' as const } },
]

test.each(golden)(
  '$model answers as the gate scores it, all rows at once and one by one',
  async ({ model, options }) => {
    const { features } = frameworkOf(model)
    const table = goldenTable(`${model}/test.csv`)
    const scores = await scoreOnnx({
      model: goldenPath(`${model}/model.onnx`),
      table,
      task: 'classification',
      features,
      ...options,
    })
    const expected = predictionsOf(scores)
    const rows = rowsOf(model)
    const server = await start(model, options)
    try {
      const together = await ask(server, '/predict', { rows })
      expect(together).toMatchObject({ status: 200 })
      expect(together.json()).toMatchObject({ model, version: '3', predictions: expected })
      const single = await Promise.all(rows.slice(0, 40).map((row) => ask(server, '/predict', { rows: [row] })))
      for (const [i, answer] of single.entries()) {
        expect(answer).toMatchObject({ status: 200 })
        const { predictions } = answer.json() as { predictions: unknown[] }
        expectNear(predictions[0], expected[i])
      }
    } finally {
      await server.close()
    }
  },
)

/** A matrix of one row is multiplied in another order: the last bits of float32 differ. */
function expectNear(actual: unknown, expected: unknown): void {
  if (typeof expected === 'number') {
    expect(Math.abs(Number(actual) - expected)).toBeLessThanOrEqual(2e-6 * Math.max(1, Math.abs(expected)))
  } else if (typeof expected === 'object' && expected !== null) {
    expect(Object.keys(actual as object)).toEqual(Object.keys(expected))
    for (const [key, value] of Object.entries(expected)) expectNear(Reflect.get(actual as object, key), value)
  } else expect(actual).toBe(expected)
}

describe('the Open Inference Protocol', () => {
  let server: RunningServer
  const wine = { classes: ['0', '1', '2'], output: 'logits' as const }
  beforeAll(async () => {
    server = await start('wine_torch_logits', wine)
  })
  afterAll(() => server.close())

  test('health and metadata are JSON', async () => {
    expect((await ask(server, '/v2')).json()).toEqual({ name: 'mlgate', version: '0.0.0', extensions: [] })
    expect((await ask(server, '/v2/health/live')).json()).toEqual({ live: true })
    expect((await ask(server, '/v2/health/ready')).json()).toEqual({ ready: true })
    for (const path of ['/v2/models/wine_torch_logits', '/v2/models/wine_torch_logits/versions/3']) {
      expect((await ask(server, `${path}/ready`)).json()).toEqual({ name: 'wine_torch_logits', ready: true })
      const metadata = (await ask(server, path)).json() as { inputs: { name: string }[] }
      expect(metadata).toMatchObject({
        name: 'wine_torch_logits',
        versions: ['3'],
        platform: 'onnx_onnxv1',
        inputs: [{ datatype: 'FP32', shape: [-1, 13] }],
        outputs: [{ datatype: 'FP32' }],
        parameters: {
          digest: await digestOfFile(goldenPath('wine_torch_logits/model.onnx')),
          task: 'classification',
          columns: frameworkOf('wine_torch_logits').features,
        },
      })
    }
  })

  test('raw tensors are those of onnxruntime', async () => {
    const { features, onnx_raw_50: raw } = frameworkOf('wine_torch_logits')
    const rows = rowsOf('wine_torch_logits').slice(0, 50)
    const metadata = (await ask(server, '/v2/models/wine_torch_logits')).json() as { inputs: { name: string }[] }
    const data = rows.map((row) => features.map((name) => row[name]))
    const answer = await ask(server, '/v2/models/wine_torch_logits/versions/3/infer', {
      id: 'mine',
      inputs: [{ name: metadata.inputs[0]?.name, shape: [rows.length, 13], datatype: 'FP32', data }],
    })
    expect(answer).toMatchObject({ status: 200 })
    const body = answer.json() as { outputs: { shape: number[]; data: number[] }[] }
    expect(body).toMatchObject({ model_name: 'wine_torch_logits', model_version: '3', id: 'mine' })
    expect(body.outputs[0]?.shape).toEqual([rows.length, 3])
    for (const [i, value] of raw!.flat().entries())
      expect(Math.abs(body.outputs[0]!.data[i]! - value)).toBeLessThan(1e-5)
  })

  test.each([
    ['another model', '/v2/models/other'],
    ['another version', '/v2/models/wine_torch_logits/versions/4/ready'],
    ['nothing', '/nothing'],
  ])('%s is not found', async (_, path) => {
    const answer = await ask(server, path)
    expect(answer.status).toBe(404)
    expect(answer.json()).toEqual({ error: expect.any(String) })
  })

  const row = rowsOf('wine_torch_logits')[0]!
  const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
  test.each([
    ['no JSON', 'rows=1', 400],
    ['an empty body', '', 400],
    ['JSON that is cut short', '{"rows":[', 400],
    ['deep JSON', deep(1_000_000), 400],
    ['depth where a value belongs', `{"rows":[{"${Object.keys(row)[0]}":${deep(100_000)}}]}`, 400],
    ['a prototype', '{"rows":[{"__proto__":{"x":1}}]}', 400],
    ['a constructor', '{"constructor":{"prototype":{"x":1}},"rows":[]}', 400],
    [
      'numbers beyond all bounds',
      `{"rows":[${JSON.stringify({ ...row, ash: 0 }).replace('"ash":0', '"ash":1e9999')}]}`,
      400,
    ],
    ['no rows', '{"rows":[]}', 400],
    ['too many rows', JSON.stringify({ rows: Array(10_001).fill({}) }), 413],
    ['too much', ' '.repeat(8 * 1024 * 1024 + 1), 413],
    ['a missing value that the model cannot handle', JSON.stringify({ rows: [{ ...row, ash: null }] }), 422],
  ])('%s is refused and harms nobody', async (_, body, status) => {
    const answer = await ask(server, '/predict', body, { 'content-type': 'application/json' })
    expect(answer.status).toBe(status)
    expect(answer.json()).toMatchObject({ error: expect.any(String) })
    expect(answer.text.length).toBeLessThan(1000)
    expect((await ask(server, '/predict', { rows: [row] })).status).toBe(200)
  })

  test.each([{}, { 'content-type': 'text/plain' }, { 'content-type': 'application/octet-stream' }])(
    'JSON is taken under any content type: %j',
    async (headers) => {
      expect(await ask(server, '/predict', { rows: [row] }, headers)).toMatchObject({ status: 200 })
    },
  )

  test('binary tensors are refused in words', async () => {
    const answer = await ask(server, '/v2/models/wine_torch_logits/infer', '{}', {
      'Inference-Header-Content-Length': '2',
    })
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('Binary tensors are not taken') })
  })

  test('a bad request among good ones fails alone', async () => {
    const bodies = Array.from({ length: 60 }, (_, i) => ({ rows: [i % 10 === 3 ? { ...row, ash: null } : row] }))
    const answers = await Promise.all(bodies.map((body) => ask(server, '/predict', body)))
    expect(answers.map(({ status }) => status)).toEqual(bodies.map((_, i) => (i % 10 === 3 ? 422 : 200)))
    expect(new Set(answers.filter(({ status }) => status === 200).map(({ text }) => text)).size).toBeLessThanOrEqual(2)
  })
})

test('metrics count what was asked, by route and never by what a client wrote', async () => {
  const server = await start('diabetes_gbr', { task: 'regression' })
  try {
    const rows = rowsOf('diabetes_gbr').slice(0, 3)
    await ask(server, '/predict', { rows })
    await ask(server, '/predict', 'nonsense')
    await ask(server, '/x"}\n')
    const response = await fetch(`${server.url}/metrics`)
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    const samples = new Map((await response.text()).split('\n').flatMap(sampleOf))
    expect(samples.get('mlgate_server_requests_total{method="POST",route="/predict",status="200"}')).toBe(1)
    expect(samples.get('mlgate_server_requests_total{method="POST",route="/predict",status="400"}')).toBe(1)
    expect(samples.get('mlgate_server_requests_total{method="GET",route="unmatched",status="404"}')).toBe(1)
    expect(samples.get('mlgate_server_request_duration_seconds_count{method="POST",route="/predict"}')).toBe(2)
    expect(samples.get('mlgate_server_rows_total{route="/predict"}')).toBe(3)
    expect(samples.get('mlgate_server_batch_rows_sum')).toBe(3)
    const digest = await digestOfFile(goldenPath('diabetes_gbr/model.onnx'))
    const labels = `model="diabetes_gbr",version="3",digest="${digest}",task="regression"`
    expect(samples.get(`mlgate_server_model_info{${labels}}`)).toBe(1)
  } finally {
    await server.close()
  }
})

/** A line of Prometheus' text format; anything else than a sample or a comment is an error. */
function sampleOf(line: string): [string, number][] {
  if (line === '' || line.startsWith('# HELP ') || line.startsWith('# TYPE ')) return []
  const [, name, value] = /^([a-z_]+(?:\{(?:[a-z]+="[^"]*",?)*\})?) (\S+)$/.exec(line) ?? []
  if (name === undefined || Number.isNaN(Number(value))) throw new Error(`no sample: ${line}`)
  return [[name, Number(value)]]
}

describe('what is served is what is named', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mlgate-server-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('a file with other bytes is not served', async () => {
    const path = join(folder, 'model.onnx')
    const bytes = await readFile(goldenPath('diabetes_gbr/model.onnx'))
    bytes[bytes.length - 1]! ^= 1
    await writeFile(path, bytes)
    const starting = startServer({
      modelPath: path,
      manifest: await manifestOf('diabetes_gbr'),
      port: 0,
      serverVersion: '0',
      log,
    })
    await expect(starting).rejects.toThrow(/model\.onnx: is sha256:\w+, but sha256:\w+ is to be served/)
  })

  test('weights beside the file that nobody named are not served', async () => {
    await copyFile(goldenPath('_broken/external_data.onnx'), join(folder, 'external_data.onnx'))
    await copyFile(goldenPath('_broken/external_data.onnx.data'), join(folder, 'external_data.onnx.data'))
    const digest = await digestOfFile(join(folder, 'external_data.onnx'))
    const manifest = await manifestOf('wine_torch_logits', { files: [{ name: 'external_data.onnx', digest }] })
    const starting = startServer({
      modelPath: join(folder, 'external_data.onnx'),
      manifest,
      port: 0,
      serverVersion: '0',
      log,
    })
    await expect(starting).rejects.toThrow('external_data.onnx.data, but external_data.onnx is to be served')
  })

  test('a port that is taken is a clear error', async () => {
    const server = await start('diabetes_gbr', { task: 'regression' })
    const second = startServer({
      modelPath: goldenPath('diabetes_gbr/model.onnx'),
      manifest: await manifestOf('diabetes_gbr', { task: 'regression' }),
      port: server.port,
      serverVersion: '0',
      log,
    })
    await expect(second).rejects.toThrow(`Another program listens on 127.0.0.1:${server.port}.`)
    await server.close()
  })
})

test('closing answers what is under way, then refuses', async () => {
  const server = await start('penguins_hgb')
  const rows = rowsOf('penguins_hgb')
  const body = JSON.stringify({ rows })
  // A request whose second half arrives after the server was told to end.
  const socket = connect(server.port, '127.0.0.1')
  const half = body.length >> 1
  socket.write(
    `POST /predict HTTP/1.1\r\nhost: x\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body.slice(0, half)}`,
  )
  await new Promise((resolve) => setTimeout(resolve, 100))
  const closed = server.close()
  await new Promise((resolve) => setTimeout(resolve, 50))
  await expect(fetch(`${server.url}/v2/health/live`)).rejects.toThrow()
  socket.write(body.slice(half))
  const answer = (await socket.toArray()).join('')
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK/)
  expect(answer).toMatch(/connection: close/i)
  await closed
})
