import type { Feed, OutputTensor } from '@mlgate/models'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBatcher } from './batcher.ts'

const limits = { batchRows: 100, waitingRows: 1000 }

/** One float column. */
const feedsOf = (values: readonly number[]): readonly Feed[] => [
  { name: 'x', type: 'float64', dims: [values.length, 1], data: Float64Array.from(values) },
]

/** Doubles each value; a negative one makes the whole run fail, as it would in onnxruntime. */
const doubling = async ([feed]: readonly Feed[]): Promise<readonly OutputTensor[]> => {
  const values = Array.from(feed!.data as Float64Array)
  if (values.some((value) => value < 0)) throw new Error(`negative among ${values.length}`)
  const dims = [values.length, 1]
  return [
    { name: 'y', type: 'float64', dims, data: Float64Array.from(values, (value) => 2 * value) },
    { name: 's', type: 'string', dims: [values.length], data: values.map(String) },
  ]
}

test('requests of one moment share a run, and each gets its own rows back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.nat(9), { minLength: 1, maxLength: 40 }), { minLength: 1 }), async (all) => {
      const runs: number[] = []
      const batcher = createBatcher(doubling, limits, (rows) => runs.push(rows))
      const answers = await Promise.all(all.map((values) => batcher.run(feedsOf(values), values.length)))
      for (const [i, values] of all.entries()) {
        expect(answers[i]?.[0]).toMatchObject({ dims: [values.length, 1] })
        expect(Array.from(answers[i]![0]!.data as Float64Array)).toEqual(values.map((value) => 2 * value))
        expect(answers[i]?.[1]?.data).toEqual(values.map(String))
      }
      const rows = all.flat().length
      expect(runs.reduce((a, b) => a + b)).toBe(rows)
      expect(Math.max(...runs)).toBeLessThanOrEqual(limits.batchRows)
      if (rows <= limits.batchRows) expect(runs).toHaveLength(1)
    }),
    { numRuns: 50 },
  )
})

test("one request's bad rows fail that request alone", async () => {
  const batcher = createBatcher(doubling, limits, () => undefined)
  const results = await Promise.allSettled([[1], [-1], [2]].map((values) => batcher.run(feedsOf(values), 1)))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(results[1]).toMatchObject({ reason: { message: 'negative among 1' } })
})

test('requests of different shapes do not share a run', async () => {
  const runs: number[] = []
  const batcher = createBatcher(doubling, limits, (rows) => runs.push(rows))
  const wide: readonly Feed[] = [{ name: 'x', type: 'float64', dims: [1, 2], data: Float64Array.of(1, 2) }]
  const [narrow] = await Promise.all([batcher.run(feedsOf([1]), 1), batcher.run(wide, 1)])
  expect(runs).toEqual([1, 1])
  expect(narrow[0]?.data).toEqual(Float64Array.of(2))
})

test('a model whose output has not one entry a row is run for each request', async () => {
  const calls: number[] = []
  const total = async ([feed]: readonly Feed[]): Promise<readonly OutputTensor[]> => {
    calls.push(feed!.dims[0]!)
    return [{ name: 'sum', type: 'float64', dims: [], data: Float64Array.of(feed!.data.length) }]
  }
  const batcher = createBatcher(total, limits, () => undefined)
  await Promise.all([batcher.run(feedsOf([1]), 1), batcher.run(feedsOf([1, 2]), 2)])
  expect(calls).toEqual([3, 1, 2])
})

test('more than may wait is turned away, and the place is free again afterwards', async () => {
  const batcher = createBatcher(doubling, { batchRows: 100, waitingRows: 3 }, () => undefined)
  const first = batcher.run(feedsOf([1, 2]), 2)
  await expect(batcher.run(feedsOf([1, 2]), 2)).rejects.toMatchObject({ statusCode: 503 })
  await first
  await expect(batcher.run(feedsOf([1, 2]), 2)).resolves.toHaveLength(2)
})
