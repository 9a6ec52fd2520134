import { type Block, digestOfBytes, type Inline } from '@mlgate/core'
import { expect, test } from 'vitest'
import type { TrainingHistory } from './training-provenance.ts'
import { type TrainingReportParts, trainingReport } from './training-report.ts'

const history: TrainingHistory = {
  model: 'penguin-species',
  section: { command: ['python', 'train.py'], parameters: { rate: 0.1, mode: '</details>', deep: true }, seed: 7 },
  repositoryUri: undefined,
  git: { commit: '7fd1a60b01f91b314f59955a4e4d4e80d8edf11d', dirty: true },
  environment: { platform: 'linux x64', node: 'v24.21.0', python: 'Python 3.12.4', packages: undefined },
  inputs: [{ name: 'data/train.csv', digest: digestOfBytes('data') }],
  startedOn: new Date(0),
  finishedOn: new Date(61_500),
  durationSeconds: 61.5,
  iterations: undefined,
  metrics: [
    { name: '@everyone | **auc**', value: 0.123456789 },
    { name: 'f1', value: Number.NaN },
  ],
  byproducts: [],
  builderId: 'https://github.com/actions/runner',
  invocationId: undefined,
  version: '0.1.0',
}
const parts: TrainingReportParts = {
  history,
  produced: { name: 'out/model.onnx', digest: digestOfBytes('model') },
  ignoredMetrics: [{ name: 'curve', reason: 'not a number' }],
  logTail: ['epoch 1', '::error::</details>'],
  features: [],
}

const isCode = (inline: Inline | undefined, text: string) =>
  typeof inline === 'object' && inline.kind === 'code' && inline.text === text
const tables = (blocks: readonly Block[]) => blocks.filter((block) => block.kind === 'table')
const folded = (blocks: readonly Block[], title: RegExp) =>
  blocks.find((block) => block.kind === 'fold' && title.test(block.title.join('')))

test('a report says what ran, for how long, and what it made', () => {
  const report = trainingReport(parts)
  expect(report).toMatchObject({ model: 'penguin-species', step: 'train-model', verdict: 'pass', outcome: 'trained' })
  expect(isCode(report.reason[0], 'python train.py')).toBe(true)
  expect(report.reason).toContain(' ran for 61.5 s and made ')
  expect(report.checks).toHaveLength(1)
})

test('names and values from outside stand as code, never as text of ours', () => {
  const [metrics, parameters] = tables(trainingReport(parts).blocks)
  expect(isCode(metrics?.rows[0]?.[0]?.[0], '@everyone | **auc**')).toBe(true)
  expect(parameters?.rows.map(([, value]) => value?.[0])).toEqual([
    { kind: 'code', text: '0.1' },
    { kind: 'code', text: '</details>' },
    { kind: 'code', text: 'true' },
  ])
})

test('metrics are rounded for people and exact for machines; NaN is shown', () => {
  const report = trainingReport(parts)
  expect(tables(report.blocks)[0]?.rows.map(([, value]) => value?.[0])).toEqual(['0.123457', 'NaN'])
  expect(report.measurements).toEqual([
    expect.objectContaining({ name: 'training_duration_seconds', value: 61.5 }),
    expect.objectContaining({ labels: { metric: '@everyone | **auc**' }, value: 0.123456789 }),
    expect.objectContaining({ labels: { metric: 'f1' }, value: Number.NaN }),
  ])
})

test('the log, the ignored metrics and the origin are folded', () => {
  const { blocks } = trainingReport(parts)
  expect(folded(blocks, /^Log: the last 2 lines/)).toMatchObject({
    blocks: [{ kind: 'code', text: 'epoch 1\n::error::</details>' }],
  })
  expect(folded(blocks, /1 entry left out/)).toBeDefined()
  expect(JSON.stringify(folded(blocks, /How the model came to be/))).toMatch(
    /7fd1a60b.*changes that are not committed.*Seed: 7.*Python 3\.12\.4.*data\/train\.csv.*sha256:/,
  )
})

test('a built-in trainer tells its steps and its features', () => {
  const section = { builtin: { algorithm: 'logistic-regression' as const, l2: 2 } }
  const features = [{ name: 'town', kind: 'category' as const, columns: 4, rareLevels: 2 }]
  const report = trainingReport({ ...parts, history: { ...history, section, iterations: 6 }, logTail: [], features })
  expect(JSON.stringify(report.reason)).toContain('converged in 6 iterations')
  expect(JSON.stringify(folded(report.blocks, /^Features: 1/))).toContain('"town"')
  expect(folded(report.blocks, /^Log/)).toBeUndefined()
})

test('outside a repository the report says so', () => {
  const report = trainingReport({ ...parts, history: { ...history, git: undefined, inputs: [] } })
  expect(JSON.stringify(report.blocks)).toContain('not in a git repository')
})
