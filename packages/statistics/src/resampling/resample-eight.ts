import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { boundaries, decide } from './poisson-table.ts'
import { type Kernel, lanes } from './resample-kernel.ts'
import { drawOne, settleSum, shiftFor } from './resample-rows.ts'
import { resampleStream } from './resample-stream.ts'
import type { KernelCounts } from './resample-tables.ts'

/** So many rows are drawn at a time, a multiple of three: their counts are still in a processor's cache when decided. */
const tileRows = 49_152

/** Draws eight resamples from the number given on, each to what `drawMultiplicities` draws for its number. */
export function drawerOfEight(kernel: Kernel, { units, address }: KernelCounts, seed: number): (first: number) => void {
  const stateAt = kernel.take(2 * lanes * 8)
  const limitsAt = kernel.take(boundaries.length * 2)
  const openAt = kernel.take((tileRows / 3) * 8)
  const sumsAt = kernel.take(lanes * 4)
  const seenAt = kernel.take(lanes * 2)
  new Int16Array(kernel.memory.buffer, limitsAt, boundaries.length).set(boundaries)
  return (first) => {
    const { buffer } = kernel.memory
    const state = new Int32Array(buffer, stateAt, 4 * lanes)
    const counts = new Uint8Array(buffer, address, lanes * units)
    const open = new Uint32Array(buffer, openAt, 2 * (tileRows / 3))
    const sums = new Uint32Array(buffer, sumsAt, lanes)
    const seen = new Uint16Array(buffer, seenAt, lanes)
    const streams = Array.from({ length: lanes }, (_, lane) => {
      const stream = resampleStream(seed, first + lane)
      const [highOfFirst, lowOfFirst, highOfSecond, lowOfSecond] = stream.getState() as [number, number, number, number]
      state.set([lowOfFirst, highOfFirst], 2 * lane)
      state.set([lowOfSecond, highOfSecond], 2 * (lanes + lane))
      // As `drawMultiplicities` does: the stream itself serves whatever else is drawn.
      stream.jump()
      return stream
    })
    const total = new Float64Array(lanes)
    const allSeen = new Uint16Array(lanes)
    const decidedBits = new Uint8Array(lanes)
    const put = (place: number, count: number, before: number): void => {
      const lane = place % lanes
      counts[place] = count
      decidedBits[lane] = (decidedBits[lane] as number) | count
      total[lane] = (total[lane] as number) + count - before
    }
    for (let start = 0; start < units; start += tileRows) {
      const rows = Math.min(tileRows, units - start)
      const entries = kernel.drawPoisson(rows, stateAt, limitsAt, address + lanes * start, openAt, sumsAt, seenAt)
      for (let entry = 0; entry < entries; entry++) {
        const place = (start + (open[2 * entry] as number)) * lanes
        // Bit 8 r + l is row r's in lane l: the lowest first, as a stream decides its rows in their order.
        for (let bits = open[2 * entry + 1] as number; bits !== 0; bits &= bits - 1) {
          const own = place + 31 - Math.clz32(bits & -bits)
          const found = counts[own] as number
          put(own, decide(found, streams[own % lanes] as RandomGenerator), found)
        }
      }
      for (let lane = 0; lane < lanes; lane++) {
        total[lane] = (total[lane] as number) + (sums[lane] as number)
        allSeen[lane] = (allSeen[lane] as number) | (seen[lane] as number)
      }
    }
    for (const [lane, stream] of streams.entries()) {
      for (let row = units - (units % 3); row < units; row++) put(row * lanes + lane, drawOne(stream), 0)
      const shift = shiftFor(allSeen[lane] as number, decidedBits[lane] as number)
      settleSum(stream, { counts, step: lanes, first: lane }, { sum: total[lane] as number, shift }, units)
    }
  }
}
