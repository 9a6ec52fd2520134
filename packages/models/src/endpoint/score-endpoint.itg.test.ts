import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ConfigurationError, digestOfFile, type Logger } from '@mlgate/core'
import type { Table } from '@mlgate/tables'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { startServer } from '../../../server/src/start-server.ts'
import { frameworkOf, goldenPath, goldenTable } from '../read-golden.ts'
import { scoreOnnx } from '../score-onnx.ts'
import { scoreEndpoint } from './score-endpoint.ts'

const run = promisify(execFile)
const { fetch } = globalThis
const ignore = (): void => undefined
const log: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore }

// The first run installs MLflow.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

describe('our own server', () => {
  it.each([
    // One matrix with missing values; one input a column, texts among them; logits.
    ['penguins_hgb', {}],
    ['penguins_logreg_columns', {}],
    ['wine_torch_logits', { classes: ['0', '1', '2'], output: 'logits' }],
  ] as const)('gives for %s the scores of the model itself', async (model, meaning) => {
    const { features, target } = frameworkOf(model)
    const table = goldenTable(`${model}/test.csv`)
    const path = goldenPath(`${model}/model.onnx`)
    const columns = model === 'penguins_logreg_columns' ? undefined : features
    const server = await startServer({
      modelPath: path,
      manifest: {
        format: 1,
        model,
        version: '3',
        files: [{ name: 'model.onnx', digest: await digestOfFile(path) }],
        task: 'classification',
        ...(columns === undefined ? {} : { features: columns }),
      },
      port: 0,
      serverVersion: '0.0.0',
      log,
    })
    try {
      const own = await scoreOnnx({
        model: path,
        table,
        task: 'classification',
        features: columns,
        exclude: [target],
        ...meaning,
      })
      const scores = await scoreEndpoint({
        endpoint: {
          url: `${server.url}/v2/models/${model}/versions/3`,
          protocol: 'open-inference',
          batch_rows: 30,
          null_for_missing: true,
        },
        table,
        task: 'classification',
        features: columns,
        exclude: [target],
        // What the graph lists, a server does not tell.
        classes: own.kind === 'classification' ? own.classes : [],
        ...meaning,
        fetch,
      })
      if (scores.kind !== 'classification' || own.kind !== 'classification') throw new Error(scores.kind)
      expect({ ...scores, probabilities: undefined }).toEqual({
        ...own,
        probabilities: undefined,
        scoredBy: 'declared',
      })
      scores.probabilities!.forEach((value, at) => {
        expect(Math.abs(value - own.probabilities![at]!)).toBeLessThan(1e-6)
      })
      const other = { url: `${server.url}/v2/models/other`, protocol: 'open-inference' } as const
      await expect(scoreEndpoint({ endpoint: other, table, task: 'classification', fetch })).rejects.toThrow(
        `${server.url}/v2/models/other: refuses with 404: Here is the model ${model} in version 3, and no other.`,
      )
    } finally {
      await server.close()
    }
  })
})

describe('MLflow’s scoring server', () => {
  const release = '3.17.2'
  const folders: string[] = []
  const servers: ChildProcess[] = []
  afterAll(async () => {
    // The server starts others, which are its group.
    for (const { pid } of servers) if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  })

  /** Python with MLflow and what its server needs, installed once and kept between runs. */
  async function pythonWithMlflow(): Promise<string> {
    const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mlgate-test')
    const folder = join(cache, `mlflow-scoring-${release}`)
    const complete = join(folder, 'complete')
    if (!existsSync(complete)) {
      await rm(folder, { recursive: true, force: true })
      await mkdir(cache, { recursive: true })
      await run('python3', ['-m', 'venv', folder])
      const packages = [`mlflow-skinny==${release}`, 'fastapi==0.165.0', 'uvicorn==0.54.0', 'pandas==3.1.1']
      await run(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', ...packages])
      await writeFile(complete, '')
    }
    return join(folder, 'bin')
  }

  async function freePort(): Promise<number> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    await new Promise((resolve) => server.close(resolve))
    if (typeof address !== 'object' || address === null) throw new Error('no port')
    return address.port
  }

  /** `mlflow models serve` of a model that gives numbers, labels, probabilities or a data frame. */
  async function serve(kind: string): Promise<string> {
    const bin = await pythonWithMlflow()
    const folder = await mkdtemp(join(tmpdir(), 'mlgate-mlflow-'))
    folders.push(folder)
    const env = { PATH: bin + delimiter + process.env.PATH, HOME: homedir(), MLFLOW_DISABLE_TELEMETRY: 'true' }
    const script = fileURLToPath(new URL('./testing/save_mlflow_model.py', import.meta.url))
    const model = join(folder, 'model')
    await run(join(bin, 'python'), [script, model, kind], { env })
    const port = await freePort()
    const args = [
      'models',
      'serve',
      '-m',
      model,
      '--env-manager',
      'local',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
    ]
    servers.push(spawn(join(bin, 'mlflow'), args, { env, stdio: 'ignore', detached: true }))
    const url = `http://127.0.0.1:${port}`
    await vi.waitFor(async () => expect((await fetch(`${url}/ping`)).status).toBe(200), {
      timeout: 60_000,
      interval: 500,
    })
    return `${url}/invocations`
  }

  const table: Table = {
    rows: 5,
    columns: new Map([
      ['amount', { kind: 'number', values: Float64Array.of(1, Number.NaN, -3.5, 0, 0.1) }],
      ['plan', { kind: 'string', values: ['pro', 'basic', null, 'pro', 'basic'] }],
      ['id', { kind: 'number', values: Float64Array.of(1, 2, 3, 4, 5) }],
    ]),
  }
  /** As save_mlflow_model.py says. */
  const numbers = [2, 2, -3.5, 1, 0.1]
  const logistic = numbers.map((number) => 1 / (1 + Math.exp(-number)))
  const shared = { table, exclude: ['id'], fetch }
  const endpointOf = async (kind: string) => ({ url: await serve(kind), protocol: 'mlflow', batch_rows: 2 }) as const

  it('gives numbers, also as a data frame, and says what it misses', async () => {
    const regression = { kind: 'regression', rows: 5, values: Float64Array.from(numbers), scoredBy: 'declared' }
    const endpoint = await endpointOf('numbers')
    expect(await scoreEndpoint({ ...shared, endpoint, task: 'regression' })).toEqual(regression)
    const frame = await endpointOf('frame')
    expect(await scoreEndpoint({ ...shared, endpoint: frame, task: 'forecast' })).toEqual(regression)
    const attempt = scoreEndpoint({ ...shared, endpoint, task: 'regression', features: ['plan'] })
    await expect(attempt).rejects.toBeInstanceOf(ConfigurationError)
    await expect(attempt).rejects.toThrow(
      /\/invocations: refuses with 400: .*input Dataframe is compatible with the model for inference\.$/,
    )
  })

  it('gives labels and rows of probabilities', async () => {
    const labels = await scoreEndpoint({ ...shared, endpoint: await endpointOf('labels'), task: 'classification' })
    expect(labels).toMatchObject({ classes: ['no', 'yes'], labels: Int32Array.from(logistic, (p) => Number(p > 0.5)) })
    const endpoint = await endpointOf('probabilities')
    const scores = await scoreEndpoint({ ...shared, endpoint, task: 'classification', classes: ['no', 'yes'] })
    if (scores.kind !== 'classification') throw new Error(scores.kind)
    logistic.forEach((probability, row) => {
      expect(scores.probabilities![2 * row + 1]).toBeCloseTo(probability, 12)
    })
  })
})
