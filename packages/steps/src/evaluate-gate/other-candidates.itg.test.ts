import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openTables } from '@mlgate/tables'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runEvaluateGate } from './run.ts'

const inputs = { 'training-artifact-id': undefined, 'training-artifact-digest': undefined }

/** Judges what `text` names; `merged` is the project file of the target branch: the same unless given, null for none. */
async function judged(
  text: string,
  files: Readonly<Record<string, string>>,
  token?: string,
  merged: string | null = text,
) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-other-'))
  for (const [name, content] of Object.entries(files)) {
    const file = join(directory, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
  }
  const host = fakeHost({ files: { ...(merged === null ? {} : { 'mlgate.yml': merged }), ...files } })
  const deps = { ...stepDeps(directory, text, host), fetch: globalThis.fetch }
  const result = await runEvaluateGate({ ...inputs, 'endpoint-token': token }, deps)
  return { result, output: deps.folder.output }
}

describe('metrics that were measured elsewhere', () => {
  const project = `model: m
task: classification
candidate: {metrics: metrics.json}
data: {}
gate:
  baseline: {from: ["file:before.json"]}
  metrics:
    roc_auc: {min: 0.7, max_regression: 0.01}
    loss: {measured: val/loss, direction: minimize, max_regression: 5%}
`
  const metrics = (auc: number, loss: number) => JSON.stringify({ roc_auc: auc, val: { loss } })

  it('are judged without rows, and the record says that they are declared', async () => {
    const { result } = await judged(project, {
      'metrics.json': metrics(0.78, 1),
      'before.json': metrics(0.8, 1),
    })
    expect(result.verdict).toBe('fail')
    expect(JSON.stringify(result.report.reason)).toContain('roc_auc')
    expect(result.record.predicate).toMatchObject({ mlgate_evaluation: { scoredBy: 'declared' } })
    expect(JSON.stringify(result.report.blocks)).toContain('nothing is known of how sure')
  })
})

describe('metrics in a folder', () => {
  it('are judged, and the verdict names each of its files', async () => {
    const project = `model: m
task: classification
candidate: {metrics: metrics}
data: {}
gate:
  metrics:
    roc_auc: {min: 0.7}
    loss: {measured: val/loss, direction: minimize, max: 1}
`
    const files = {
      'metrics/roc_auc': '1700000000 0.6 0\n1700000001 0.8 1\n',
      'metrics/val/loss': '1700000001 0.9 1\n',
    }
    const { result } = await judged(project, files)
    expect(result.verdict).toBe('pass')
    expect(result.record.subject.map(({ name }) => name)).toEqual(['metrics/roc_auc', 'metrics/val/loss'])
    await expect(judged(project.replace('metrics: metrics', 'metrics: elsewhere'), files)).rejects.toThrow(
      'is not there',
    )
  })
})

describe('a candidate behind an endpoint', () => {
  let server: Server
  let url: string
  const asked: { readonly authorization: string | undefined; readonly body: string }[] = []

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      asked.push({ authorization: request.headers.authorization, body })
      const { dataframe_split: table } = JSON.parse(body)
      const x = table.columns.indexOf('x')
      const predictions = table.data.map((row: number[]) => ((row[x] as number) > 2 ? 'yes' : 'no'))
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ predictions }))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    url = `http://127.0.0.1:${address.port}/invocations`
  })

  afterAll(() => server.close())

  it('is asked without the label, and what it said is kept with a digest that the verdict is about', async () => {
    const project = `model: m
task: classification
candidate: {endpoint: {url: "${url}", protocol: mlflow}, classes: ['no', 'yes']}
data: {test: test.csv, label: y, positive: 'yes', id: id}
gate: {metrics: {accuracy: {min: 0.9, min_rows: 1}}}
`
    const rows = 'id,x,y\n1,1,no\n2,2,no\n3,3,yes\n4,4,yes\n'
    const { result, output } = await judged(project, { 'test.csv': rows }, 'secret-token')
    expect(result.verdict).toBe('pass')
    expect(asked[0]?.authorization).toBe('Bearer secret-token')
    expect(asked[0]?.body).not.toContain('yes')
    expect(await readdir(output)).toContain('scores.parquet')
    expect(result.record.subject).toEqual([
      { name: 'scores.parquet', digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
    ])
    await using tables = await openTables({ allow: [output] })
    const kept = await tables.read(join(output, 'scores.parquet'))
    expect(kept.columns.get('prediction')?.values).toEqual(['no', 'no', 'yes', 'yes'])
    expect(result.record.predicate).toMatchObject({ mlgate_evaluation: { scoredBy: 'declared' } })
  })

  it('whose address is the change’s own is sent no token', async () => {
    const project = `model: m
task: classification
candidate: {endpoint: {url: "${url}", protocol: mlflow}, classes: ['no', 'yes']}
data: {test: test.csv, label: y, positive: 'yes', id: id}
gate: {metrics: {accuracy: {min: 0.9, min_rows: 1}}}
`
    const files = { 'test.csv': 'id,x,y\n1,1,no\n2,3,yes\n' }
    asked.length = 0
    await expect(judged(project, files, 'secret-token', null)).rejects.toThrow('is not sent MLGATE_ENDPOINT_TOKEN')
    expect(asked).toEqual([])
    expect((await judged(project, files, undefined, null)).result.verdict).toBe('inconclusive')
    expect(asked.map(({ authorization }) => authorization)).toEqual([undefined])
  })

  it('does not choose by its features where its weaknesses are looked for', async () => {
    const project = (features: string) => `model: m
task: classification
candidate: {endpoint: {url: "${url}", protocol: mlflow}, classes: ['no', 'yes']${features}}
data: {test: test.csv, label: y, positive: 'yes', id: id}
gate:
  metrics: {accuracy: {min: 0}}
  weak_slices: {against: [rest], on_found: fail}
`
    const rows = Array.from({ length: 400 }, (_, row) => {
      const isWeak = row % 4 === 0
      const said = row % 3 === 0 ? 'yes' : 'no'
      return `${row},${said === 'yes' ? 3 : 1},${isWeak ? 'basic' : 'pro'},${isWeak && row % 5 < 3 ? (said === 'yes' ? 'no' : 'yes') : said}`
    })
    const files = { 'test.csv': ['id,x,plan,y', ...rows].join('\n') }
    const { result } = await judged(project(', features: [x]'), files, undefined, project(''))
    expect(result.verdict).toBe('fail')
    expect(JSON.stringify(result.report.reason)).toContain('plan = basic')
  })
})

describe('a candidate that is a command', () => {
  it('is run with the rows, and its predictions are judged', async () => {
    const script = `
const { copyFileSync, writeFileSync } = require('node:fs')
writeFileSync(process.env.MLGATE_OUTPUT, 'id,prediction\\n1,no\\n2,yes\\n')
`
    const project = `model: m
task: classification
candidate: {command: ["${process.execPath}", "score.cjs"], classes: ['no', 'yes']}
data: {test: test.csv, label: y, positive: 'yes', id: id}
gate: {metrics: {accuracy: {min: 0.9, min_rows: 1}}}
`
    const files = { 'score.cjs': script, 'test.csv': 'id,x,y\n1,1,no\n2,2,yes\n' }
    expect((await judged(project, files)).result.verdict).toBe('pass')
  })
})
