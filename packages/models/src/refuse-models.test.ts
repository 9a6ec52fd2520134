import { readFileSync } from 'node:fs'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import type { Table } from '@mlgate/tables'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { describeModel, loadModel, modelSizeLimit } from './load-model.ts'
import { encodeModel, type ModelParts, node, tensor, valueInfo } from './onnx-graph.ts'
import { goldenPath } from './read-golden.ts'
import { scoreOnnx } from './score-onnx.ts'

// Every scoring starts a process with its own onnxruntime: quick, but not on a crowded machine.
vi.setConfig({ testTimeout: 60_000 })

const table: Table = { rows: 1, columns: new Map([['a', { kind: 'number', values: Float64Array.of(1) }]]) }
const score = (model: string | Uint8Array) => scoreOnnx({ model, table, task: 'regression' })
const model = (parts: Partial<ModelParts> = {}) =>
  encodeModel({
    nodes: [node('Identity', ['x'], ['y'])],
    inputs: [valueInfo('x', 'float', ['N', 1])],
    outputs: [valueInfo('y', 'float', ['N', 1])],
    opsets: { '': 17 },
    ...parts,
  })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'))
})
afterAll(() => rm(folder, { recursive: true }))

const text = (content: string) => new TextEncoder().encode(content)

test.each([
  ['an empty file', new Uint8Array(), 'model: the file is empty.'],
  ['a text', text('<!doctype html>'), 'model: is not an ONNX model, or was cut short (15 bytes). Export it again.'],
  [
    'a Git LFS pointer',
    text('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'),
    'is a Git LFS pointer, not the model.',
  ],
  [
    'a model cut short',
    readFileSync(goldenPath('diabetes_gbr/model.onnx')).subarray(0, 20_000),
    'model: is not an ONNX model, or was cut short (20000 bytes)',
  ],
  [
    'a newer opset',
    model({ opsets: { '': 28 } }),
    'model: is exported with opset 28; the highest that is read is 26. Export lower: target_opset=21',
  ],
  ['a newer IR', model({ irVersion: 14 }), 'model: has IR version 14; the highest that is read is 13. Export lower'],
  [
    'a newer ai.onnx.ml',
    model({ opsets: { '': 17, 'ai.onnx.ml': 9 } }),
    'model: is exported for a newer ONNX than is read here.',
  ],
  [
    'a custom operator',
    model({ nodes: [node('Shell', ['x'], ['y'], {}, 'evil.ops')], opsets: { '': 17, 'evil.ops': 1 } }),
    "model: needs the custom operator Shell of domain evil.ops; only onnxruntime's own operators are run.",
  ],
  [
    'an unknown operator',
    model({ nodes: [node('Frobnicate', ['x'], ['y'])] }),
    'uses an operator that onnxruntime does not have on the CPU',
  ],
  [
    'an invalid graph',
    model({ nodes: [node('Identity', ['nowhere'], ['y'])] }),
    'the exporter wrote a graph that is not valid',
  ],
  [
    'no input',
    model({
      nodes: [node('Identity', ['c'], ['y'])],
      initializers: [tensor('c', [1, 1], Float32Array.of(1))],
      inputs: [],
    }),
    'takes no input',
  ],
  [
    'three answers for one row',
    model({ nodes: [node('Add', ['x', 'w'], ['y'])], initializers: [tensor('w', [3, 1], Float32Array.of(1, 2, 3))] }),
    'the output y has the shape [3, 1] for 1 rows',
  ],
])('%s is refused in words that help', async (_, bytes, message) => {
  const attempt = score(bytes)
  await expect(attempt).rejects.toBeInstanceOf(ConfigurationError)
  await expect(attempt).rejects.toThrow(message)
})

test('a failure while running names the rows and what onnxruntime says', async () => {
  const bytes = model({
    nodes: [node('Reshape', ['x', 'shape'], ['y'])],
    initializers: [tensor('shape', [2], BigInt64Array.of(7n, 7n))],
  })
  await expect(score(bytes)).rejects.toThrow(/^model: onnxruntime failed on rows 1 to 1: .*Reshape/s)
})

test('a missing file is refused', async () => {
  await expect(score(join(folder, 'none.onnx'))).rejects.toThrow('none.onnx: the model cannot be read. Is it there')
  await expect(score(folder)).rejects.toThrow(ConfigurationError)
})

test('a file beyond the limit is refused without being read', async () => {
  const path = join(folder, 'large.onnx')
  await writeFile(path, '')
  await truncate(path, modelSizeLimit + 1)
  await expect(score(path)).rejects.toThrow('large.onnx: has 1.0 GiB; models of up to 1.0 GiB are scored.')
})

test('damage anywhere in a file gives an answer or a refusal, never a crash', async () => {
  const whole = readFileSync(goldenPath('penguins_logreg_columns/model.onnx'))
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
      const damaged = Uint8Array.from(whole)
      damaged[at] = byte
      const loaded = await loadModel(damaged).catch((error: unknown) => error)
      expect(loaded instanceof Error ? loaded : new ConfigurationError('')).toBeInstanceOf(ConfigurationError)
    }),
    { numRuns: 300 },
  )
})

test('a model is described by what it takes and gives', async () => {
  const description = await describeModel(goldenPath('bc_lightgbm/model.onnx'))
  expect(description).toMatchObject({
    irVersion: 4,
    opsets: { 'ai.onnx': 9, 'ai.onnx.ml': 1 },
    producer: 'OnnxMLTools 1.16.0',
    lines: { inputs: ['input float [?, 30]'], outputs: ['label int64 [1]', 'probabilities float [?, 2]'] },
  })
  const zipMap = await describeModel(goldenPath('penguins_hgb/model.onnx'))
  expect(zipMap.lines.outputs).toEqual(['output_label string [?]', 'output_probability sequence'])
})
