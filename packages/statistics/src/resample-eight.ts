import { boundaries, decide } from './poisson-table.ts'
import { type Kernel, lanes } from './resample-kernel.ts'
import { drawOne, settleSum, shiftFor } from './resample-rows.ts'
import { resampleStream } from './resample-stream.ts'
import type { KernelCounts } from './resample-tables.ts'

/** Draws eight resamples from the number given on, each to what `drawMultiplicities` draws for its number. */
export function drawerOfEight(kernel: Kernel, { units, address }: KernelCounts, seed: number): (first: number) => void {
  const state = kernel.take(2 * lanes * 8)
  const limits = kernel.take(boundaries.length * 2)
  const open = kernel.take(Math.ceil(units / 3) * 8)
  const sumsAt = kernel.take(lanes * 4)
  const seenAt = kernel.take(lanes * 2)
  new Int16Array(kernel.memory.buffer, limits, boundaries.length).set(boundaries)
  return (first) => {
    const { buffer } = kernel.memory
    const words = new Int32Array(buffer, state, 4 * lanes)
    const counts = new Uint8Array(buffer, address, lanes * units)
    const sums = new Uint32Array(buffer, sumsAt, lanes)
    const seen = new Uint16Array(buffer, seenAt, lanes)
    const undecidedRows = new Uint32Array(buffer, open, 2 * Math.ceil(units / 3))
    const streams = Array.from({ length: lanes }, (_, lane) => {
      const stream = resampleStream(seed, first + lane)
      const [highOfFirst, lowOfFirst, highOfSecond, lowOfSecond] = stream.getState() as [number, number, number, number]
      words.set([lowOfFirst, highOfFirst], 2 * lane)
      words.set([lowOfSecond, highOfSecond], 2 * (lanes + lane))
      // As `drawMultiplicities` does: the stream itself serves whatever else is drawn.
      stream.jump()
      return stream
    })
    const decidedBits = new Uint32Array(lanes)
    const put = (row: number, lane: number, count: number, before: number): void => {
      counts[row * lanes + lane] = count
      decidedBits[lane] = (decidedBits[lane] as number) | count
      sums[lane] = (sums[lane] as number) + count - before
    }
    const entries = kernel.drawPoisson(units, state, limits, address, open, sumsAt, seenAt)
    for (let entry = 0; entry < entries; entry++) {
      const row = undecidedRows[2 * entry] as number
      // Rows before lanes, as a stream decides its rows in their order.
      for (let bits = undecidedRows[2 * entry + 1] as number; bits !== 0; bits &= bits - 1) {
        const bit = 31 - Math.clz32(bits & -bits)
        const [own, lane] = [row + (bit >>> 3), bit & 7]
        const found = counts[own * lanes + lane] as number
        put(own, lane, decide(found, streams[lane] as (typeof streams)[number]), found)
      }
    }
    for (const [lane, stream] of streams.entries()) {
      for (let row = units - (units % 3); row < units; row++) put(row, lane, drawOne(stream), 0)
      const poisson = { sum: sums[lane] as number, shift: shiftFor(seen[lane] as number, decidedBits[lane] as number) }
      settleSum(stream, { counts, step: lanes, first: lane }, poisson, units)
    }
  }
}
