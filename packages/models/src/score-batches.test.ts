import type { Progress } from '@mlgate/core'
import type { Table } from '@mlgate/tables'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { encodeModel, node, valueInfo } from './onnx-graph.ts'
import { frameworkOf, goldenPath, goldenTable } from './read-golden.ts'
import { scoreOnnx } from './score-onnx.ts'

// Every scoring starts a process with its own onnxruntime: quick, but not on a crowded machine.
vi.setConfig({ testTimeout: 60_000 })

const score = async (model: string, threads: number, batchSize: number, progress?: Progress) => {
  const { features } = frameworkOf(model)
  const scores = await scoreOnnx({
    model: goldenPath(`${model}/model.onnx`),
    table: goldenTable(`${model}/test.csv`),
    task: 'classification',
    features,
    threads,
    batchSize,
    progress,
  })
  return scores.kind === 'classification' ? scores.probabilities : undefined
}

test('scores do not depend on the number of workers or the size of batches', async () => {
  const whole = await score('penguins_hgb', 1, 10_000)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 120 }), async (threads, batchSize) => {
      expect(await score('penguins_hgb', threads, batchSize)).toEqual(whole)
    }),
    { numRuns: 3 },
  )
})

test('progress counts every row once and is closed', async () => {
  const seen: string[] = []
  let rows = 0
  await score('penguins_hgb', 2, 25, {
    start: (label, total, unit) => seen.push(`start ${label.replace(/\S*\//, '')} ${total} ${unit}`),
    advance: (by) => {
      rows += by
    },
    stop: () => seen.push('stop'),
  })
  const total = goldenTable('penguins_hgb/test.csv').rows
  expect(seen).toEqual([`start Scoring model.onnx ${total} rows`, 'stop'])
  expect(rows).toBe(total)
})

/** Fails on any number of rows but three. */
const failing = encodeModel({
  opsets: { '': 17 },
  nodes: [node('Reshape', ['x', 'flat'], ['y'])],
  initializers: [{ name: 'flat', dims: [2], dataType: 7, int64Data: [3, 1] }],
  inputs: [valueInfo('x', 'float', ['N', 1])],
  outputs: [valueInfo('y', 'float', ['N', 1])],
})

test('all processes have ended after an error', async () => {
  const table: Table = { rows: 400, columns: new Map([['a', { kind: 'number', values: new Float64Array(400) }]]) }
  const processes = () => process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length
  const stopped: string[] = []
  const progress = { start: () => undefined, advance: () => undefined, stop: () => stopped.push('stop') }
  await expect(
    scoreOnnx({ model: failing, table, task: 'regression', threads: 3, batchSize: 4, progress }),
  ).rejects.toThrow(/^model: onnxruntime failed on rows \d+ to \d+: /)
  expect(stopped).toEqual(['stop'])
  await vi.waitFor(() => expect(processes()).toBe(0))
})
