import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepareRankedGroups, prepareRankedRows } from '../comparison/paired-ranking.ts'
import { finished } from '../comparison/table-batches.ts'
import { drawerOfEight } from './resample-eight.ts'
import { KernelFull, lanes, openKernel } from './resample-kernel.ts'
import { drawMultiplicities } from './resample-rows.ts'
import { resampleStream } from './resample-stream.ts'
import { resampleTables } from './resample-threads.ts'
import { resampleWorkerFile } from './resample-worker-file.ts'
import { cellCounter, resampledMean, resampleStatistics } from './resampling.ts'

/** Scores with `places` decimals, so that few of them make ties. */
function statisticsOf(units: number, places: number) {
  const stream = resampleStream(units, places)
  const uniform = (): number => (stream.next() >>> 0) / 2 ** 32
  const rounded = (value: number): number => Number(value.toFixed(places))
  const positive = Uint8Array.from({ length: units }, () => (uniform() < 0.3 ? 1 : 0))
  const scores = {
    positive,
    candidate: Float64Array.from(positive, (label) => rounded(0.3 * label + uniform())),
    baseline: Float64Array.from(positive, (label) => rounded(0.2 * label + uniform())),
  }
  const cells = Uint8Array.from(scores.candidate, (score) => Math.min(200, Math.floor(score * 160)))
  const count = cellCounter(cells, 201)
  return {
    mean: resampledMean(Float64Array.from(scores.candidate, (score) => Math.sin(1000 * score) ** 3)),
    ranking: prepareRankedRows(scores).difference,
    grouped: prepareRankedGroups(
      scores,
      Int32Array.from({ length: units }, (_, row) => (row * 7) % Math.floor(units / 2)),
    ),
    firstCell: { count, of: (counted: Float64Array) => counted[0] as number },
    cells: { count, of: (counted: Float64Array) => counted.reduce((sum, drawn, cell) => sum + drawn * cell ** 2, 0) },
  }
}

/** Without tables, everything goes through the loop. */
function byLoop({ mean, ranking, grouped, firstCell, cells }: ReturnType<typeof statisticsOf>) {
  const { count } = cells
  return [
    (counts: Uint8Array) => mean(counts),
    (counts: Uint8Array) => ranking(counts),
    (counts: Uint8Array) => grouped(counts),
    (counts: Uint8Array) => firstCell.of(count(counts)),
    (counts: Uint8Array) => cells.of(count(counts)),
  ]
}

describe('eight resamples at once', () => {
  it('have the very rows of eight resamples drawn one by one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(), fc.nat({ max: 1e6 }), (units, seed, first) => {
        const kernel = openKernel()
        const address = kernel.take(lanes * units)
        drawerOfEight(kernel, { units, address }, seed)(first)
        const all = new Uint8Array(kernel.memory.buffer, address, lanes * units)
        for (let lane = 0; lane < lanes; lane++) {
          const counts = new Uint8Array(units)
          drawMultiplicities(resampleStream(seed, first + lane), counts)
          expect(all.filter((_, place) => place % lanes === lane)).toEqual(counts)
        }
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    [200_003, 12],
    [200_001, 5],
    [200_002, 2],
    [500_000, 0],
  ])('of %d rows with scores of %d decimals have the same values, bit by bit', (units, places) => {
    const statistics = statisticsOf(units, places)
    const plan = { units, seed: 11, from: 3, to: 3 + 22 }
    const kernel = resampleStatistics(plan, Object.values(statistics))
    const loop = resampleStatistics(plan, byLoop(statistics))
    for (const [index, values] of loop.entries()) {
      expect(new Set(values).size).toBeGreaterThan(1)
      expect(kernel[index]).toEqual(values)
    }
  })

  it('leave to the loop what is no table', () => {
    const { mean, ranking } = statisticsOf(300_000, 3)
    const plan = { units: 300_000, seed: 1, from: 0, to: 16 }
    const largest = (counts: Uint8Array): number => counts.reduce((most, count) => Math.max(most, count), 0)
    const [means, largestCounts, areas] = resampleStatistics(plan, [mean, largest, ranking])
    expect(means).toEqual(resampleStatistics(plan, [mean])[0])
    expect(areas).toEqual(resampleStatistics(plan, [ranking])[0])
    expect(largestCounts?.every((count) => count > 5 && count < 15)).toBe(true)
  })

  it('are refused when their tables are larger than what the kernel can address', () => {
    const kernel = openKernel()
    expect(() => kernel.take(2 ** 33)).toThrow(KernelFull)
    expect(() => kernel.take(2 ** 33)).toThrow('32 bits')
  })

  it('are NaN in a ranking where a class was not drawn', () => {
    const units = 300_000
    const scores = {
      positive: Uint8Array.from({ length: units }, (_, row) => Number(row === 7)),
      candidate: Float64Array.from({ length: units }, (_, row) => row),
      baseline: Float64Array.from({ length: units }, (_, row) => -row),
    }
    const { difference } = prepareRankedRows(scores)
    const plan = { units, seed: 4, from: 0, to: 16 }
    const found = resampleStatistics(plan, [difference])[0] as Float64Array
    expect(found).toEqual(resampleStatistics(plan, [(counts) => difference(counts)])[0])
    expect(found.some(Number.isNaN)).toBe(true)
    expect(found.every(Number.isNaN)).toBe(false)
  })
})

describe('threads', () => {
  const { mean, ranking, cells } = statisticsOf(100_000, 4)
  const tables = [mean.table, ranking.table, cells.count.table].filter((table) => table !== undefined)
  const plan = { tables, units: 100_000, seed: 5 }

  it.each([1, 3])('%d of them change no bit', (helpers) => {
    const alone = resampleTables(plan, 2, 402, 0)
    expect(alone?.map(({ length }) => length)).toEqual([400, 400, 400 * 201])
    expect(resampleTables(plan, 2, 402, helpers)).toEqual(alone)
  })

  it('do all of the work, where the thread that started them does none', async () => {
    const batches = 5
    const width = 203
    const values = new Float64Array(new SharedArrayBuffer(8 * 8 * batches * width))
    const progress = new Int32Array(new SharedArrayBuffer(8))
    const done = new Int32Array(new SharedArrayBuffer(4 * batches))
    const resampleTask = { ...plan, from: 2, batches, values, progress, done }
    await once(new Worker(resampleWorkerFile(), { workerData: { resampleTask } }), 'exit')
    expect([...done]).toEqual([1, 1, 1, 1, 1])
    expect(progress[finished]).toBe(batches)
    expect(values.filter((_, place) => place % width === 0)).toEqual(resampleTables(plan, 2, 42, 0)?.[0])
  })

  it('are found beside the sources, the entries and the chunks', () => {
    const found = (url: string): string => resampleWorkerFile(url).href
    expect(found('file:///r/statistics/src/resample-worker-file.ts')).toBe(
      'file:///r/statistics/src/resample-worker.ts',
    )
    expect(found('file:///r/dist/mlgate.js')).toBe('file:///r/dist/resample-worker.js')
    expect(found('file:///r/dist/chunks/chunk-A.js')).toBe('file:///r/dist/resample-worker.js')
  })
})
