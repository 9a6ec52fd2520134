import { readFile } from 'node:fs/promises'
import type { Table } from '@mlgate/tables'
import { describe, expect, it, vi } from 'vitest'
import { encodeModel, node, tensor, valueInfo } from './onnx-graph.ts'
import { frameworkOf, goldenPath, goldenTable } from './read-golden.ts'
import { scoreOnnx } from './score-onnx.ts'
import { openScoringPool } from './scoring-pool.ts'

vi.setConfig({ testTimeout: 60_000 })

const processes = () => process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length
const column = (...values: number[]): Table => ({
  rows: values.length,
  columns: new Map([['a', { kind: 'number', values: Float64Array.from(values) }]]),
})
const io = {
  opsets: { '': 17 },
  inputs: [valueInfo('x', 'float', ['N', 1])],
  outputs: [valueInfo('y', 'float', ['N', 1])],
}
/** Takes only an even number of rows. */
const pairs = encodeModel({
  ...io,
  nodes: [node('Reshape', ['x', 'pairs'], ['two']), node('Reshape', ['two', 'flat'], ['y'])],
  initializers: [tensor('pairs', [2], BigInt64Array.of(-1n, 2n)), tensor('flat', [2], BigInt64Array.of(-1n, 1n))],
})
const valuesOf = async (scores: Promise<unknown>) => [...((await scores) as { values: Float64Array }).values]

describe('a scoring pool', () => {
  it('scores table after table in the same processes, bit for bit as one call would', async () => {
    const model = 'penguins_hgb'
    const table = goldenTable(`${model}/test.csv`)
    const options = { model: goldenPath(`${model}/model.onnx`), task: 'classification', threads: 2 } as const
    const { features } = frameworkOf(model)
    const whole = await scoreOnnx({ ...options, features, table })
    await using pool = await openScoringPool({ ...options, features, batchSize: 20 })
    const pids = new Set<string>()
    for (let call = 0; call < 5; call++) {
      expect(await pool.score(table)).toEqual(whole)
      if (process.platform !== 'linux') continue
      for (const pid of (await readFile(`/proc/self/task/${process.pid}/children`, 'utf8')).trim().split(' '))
        pids.add(pid)
    }
    if (process.platform === 'linux') expect(pids.size).toBe(2)
  })

  it('answers calls that are made at once one after the other', async () => {
    await using pool = await openScoringPool({ model: pairs, task: 'regression', batchSize: 2 })
    const calls = [1, 2, 3].map((value) => valuesOf(pool.score(column(value, -value, value, 0))))
    expect(await Promise.all(calls)).toEqual([1, 2, 3].map((value) => [value, -value, value, 0]))
  })

  it('goes on with new processes after a failure', async () => {
    await using pool = await openScoringPool({ model: pairs, task: 'regression' })
    await expect(pool.score(column(1))).rejects.toThrow('model: onnxruntime failed on rows 1 to 1')
    await vi.waitFor(() => expect(processes()).toBe(0))
    expect(await valuesOf(pool.score(column(1, 2)))).toEqual([1, 2])
  })

  it('counts the time of all calls, not the time in between', async () => {
    await using pool = await openScoringPool({ model: pairs, task: 'regression', limits: { seconds: 2 } })
    await pool.score(column(1, 2))
    await new Promise((resolve) => setTimeout(resolve, 2100))
    const scoring = (async () => {
      for (;;) await pool.score(column(1, 2))
    })()
    await expect(scoring).rejects.toThrow('scoring takes more than 2 seconds, and was stopped')
    await expect(pool.score(column(1, 2))).rejects.toThrow('scoring takes more than 2 seconds')
  })

  it('leaves no process behind', async () => {
    const pool = await openScoringPool({ model: pairs, task: 'regression' })
    await pool.score(column(1, 2))
    expect(processes()).toBeGreaterThan(0)
    await pool[Symbol.asyncDispose]()
    await vi.waitFor(() => expect(processes()).toBe(0))
  })
})
