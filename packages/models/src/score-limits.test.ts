import { readFile } from 'node:fs/promises'
import { ConfigurationError } from '@mlgate/core'
import type { Table } from '@mlgate/tables'
import { afterEach, expect, test, vi } from 'vitest'
import { encodeModel, node, tensor, valueInfo } from './onnx-graph.ts'
import { scoreOnnx } from './score-onnx.ts'
import { startScoringProcess } from './scoring-process.ts'
import { watchProcesses } from './watch-processes.ts'

vi.setConfig({ testTimeout: 60_000 })

const table: Table = { rows: 2, columns: new Map([['a', { kind: 'number', values: Float64Array.of(1, 2) }]]) }
const io = {
  opsets: { '': 17 },
  inputs: [valueInfo('x', 'float', ['N', 1])],
  outputs: [valueInfo('y', 'float', ['N', 1])],
}

/** Counts to 2^62 before it answers. */
const endless = encodeModel({
  ...io,
  nodes: [
    {
      ...node('Loop', ['trips', '', 'x'], ['y']),
      attribute: [
        {
          name: 'body',
          type: 5,
          g: {
            name: 'body',
            node: [node('Identity', ['go'], ['again']), node('Add', ['value', 'one'], ['next'])],
            initializer: [tensor('one', [], Float32Array.of(1))],
            input: [valueInfo('i', 'int64', []), valueInfo('go', 'bool', []), valueInfo('value', 'float', ['N', 1])],
            output: [valueInfo('again', 'bool', []), valueInfo('next', 'float', ['N', 1])],
          },
        },
      ],
    },
  ],
  initializers: [tensor('trips', [], BigInt64Array.of(2n ** 62n))],
})

/** Fills a gigabyte on the way to its answer, over and over. */
const greedy = encodeModel({
  ...io,
  nodes: [
    node('ConstantOfShape', ['shape'], ['zeros']),
    node('Exp', ['zeros'], ['ones']),
    node('ReduceMax', ['ones'], ['one'], { keepdims: 0n }),
    node('Mul', ['x', 'one'], ['y']),
  ],
  initializers: [tensor('shape', [2], BigInt64Array.of(2n ** 14n, 2n ** 13n))],
})

const identity = encodeModel({ ...io, nodes: [node('Identity', ['x'], ['y'])] })

test('a model that loops for ever is stopped', async () => {
  const attempt = scoreOnnx({ model: endless, table, task: 'regression', limits: { seconds: 1.5 } })
  await expect(attempt).rejects.toThrow('model: scoring takes more than 1.5 seconds, and was stopped.')
  await expect(attempt).rejects.toBeInstanceOf(ConfigurationError)
  await vi.waitFor(() => expect(process.getActiveResourcesInfo()).not.toContain('ProcessWrap'))
})

test.runIf(process.platform === 'linux')('a model that takes too much memory is stopped', async () => {
  const attempt = scoreOnnx({ model: greedy, table, task: 'regression', limits: { memoryBytes: 300e6 } })
  await expect(attempt).rejects.toThrow(/^model: scoring takes \d\.\d GiB of memory, more than the 0\.3 allowed/)
  await expect(attempt).rejects.toBeInstanceOf(ConfigurationError)
})

test('an answer that is too large for a predictions matrix is refused where it was made', async () => {
  const model = encodeModel({
    ...io,
    nodes: [node('Expand', ['x', 'shape'], ['y'])],
    initializers: [tensor('shape', [2], BigInt64Array.of(2n, 34_000_000n))],
    outputs: [valueInfo('y', 'float', ['N', 'M'])],
  })
  await expect(scoreOnnx({ model, table, task: 'regression' })).rejects.toThrow(
    'the outputs are too large: y [2, 34000000]',
  )
})

const secret = 'MLGATE_TEST_TOKEN'
afterEach(() => {
  delete process.env[secret]
})

test.runIf(process.platform === 'linux')('a scoring process knows no secret and stands in no repository', async () => {
  process.env[secret] = 'hunter2'
  const scorer = startScoringProcess('m', { model: identity, outputs: ['y'], rowWise: false })
  const feeds = [{ name: 'x', type: 'float32', dims: [1, 1], data: Float32Array.of(3) }] as const
  expect(await scorer.ask(feeds)).toMatchObject({ ok: true, outputs: [{ data: Float32Array.of(3) }] })
  const environment = await readFile(`/proc/${scorer.pid}/environ`, 'utf8')
  expect(environment).toContain('PATH=')
  expect(environment).not.toContain('hunter2')
  expect(environment.split('\0').map((entry) => entry.split('=')[0])).not.toContain('NODE_OPTIONS')
  await scorer.kill()
})

test('a process that dies instead of answering is told as what it is', async () => {
  const scorer = startScoringProcess('m', { model: endless, outputs: ['y'], rowWise: false })
  const answer = scorer.ask([{ name: 'x', type: 'float32', dims: [1, 1], data: Float32Array.of(3) }])
  process.kill(scorer.pid!, 'SIGSEGV')
  await expect(answer).rejects.toThrow('m: onnxruntime was ended by SIGSEGV while it loaded or ran the model')
  await expect(answer).rejects.toBeInstanceOf(ConfigurationError)
  await scorer.kill()
})

test('a limit that is exceeded is told once, and none after the watch has ended', async () => {
  const told: string[] = []
  const watch = (limits: { seconds: number; memoryBytes: number }) =>
    watchProcesses(
      () => [process.pid],
      limits,
      (reason) => told.push(reason),
    )
  const ends = [watch({ seconds: 0.05, memoryBytes: 1 }), watch({ seconds: 60, memoryBytes: 2 ** 50 })]
  watch({ seconds: 0.05, memoryBytes: 1 })()
  await new Promise((resolve) => setTimeout(resolve, 600))
  for (const end of ends) end()
  expect(told).toEqual(['takes more than 0.05 seconds'])
})
