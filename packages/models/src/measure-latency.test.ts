import { ConfigurationError } from '@mlgate/core'
import type { Table } from '@mlgate/tables'
import { describe, expect, it, vi } from 'vitest'
import { measureLatency } from './measure-latency.ts'
import { encodeModel, node, tensor, valueInfo } from './onnx-graph.ts'

vi.setConfig({ testTimeout: 60_000 })

const table: Table = { rows: 30, columns: new Map([['a', { kind: 'number', values: new Float64Array(30).fill(1) }]]) }
const io = {
  opsets: { '': 17 },
  inputs: [valueInfo('x', 'float', ['N', 1])],
  outputs: [valueInfo('y', 'float', ['N', 1])],
}
const quick = encodeModel({ ...io, nodes: [node('Identity', ['x'], ['y'])] })

/** Computes four million exponentials for each request. */
const slow = encodeModel({
  ...io,
  nodes: [
    node('ConstantOfShape', ['shape'], ['zeros']),
    node('RandomUniformLike', ['zeros'], ['some']),
    node('Exp', ['some'], ['powers']),
    node('ReduceMax', ['powers'], ['one'], { keepdims: 0n }),
    node('Mul', ['x', 'one'], ['y']),
  ],
  initializers: [tensor('shape', [2], BigInt64Array.of(2n ** 11n, 2n ** 11n))],
})

const median = (values: Float64Array | undefined) => values?.toSorted()[Math.floor(values.length / 2)] ?? Number.NaN

describe('the latency of models', () => {
  it('is measured for each request, and tells a slow model from a quick one', async () => {
    const task = 'regression' as const
    const [first, second] = await measureLatency(
      [
        { model: quick, task },
        { model: slow, task },
      ],
      table,
      40,
    )
    expect(first).toHaveLength(40)
    expect(first?.every((ms) => ms > 0)).toBe(true)
    expect(median(second)).toBeGreaterThan(10 * median(first))
  })

  it('of a model that exceeds its limits ends the measurement', async () => {
    const limits = { seconds: 0.05 }
    const measured = measureLatency([{ model: slow, task: 'regression', limits }], table, 5000)
    await expect(measured).rejects.toThrow(ConfigurationError)
    await expect(measured).rejects.toThrow('takes more than 0.05 seconds')
  })
})
