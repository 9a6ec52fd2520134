import { areaFrom, type RankingTables, type RankingWalk } from '../comparison/paired-ranking.ts'
import { type Kernel, lanes } from './resample-kernel.ts'

/** One value a unit, whose mean over the draws is taken. */
export interface MeanTable {
  readonly values: Float64Array
}

/** The cell of each unit, at most 256 of them, in which the draws are counted. */
export interface CellTable {
  readonly cellOfUnit: Uint8Array
  readonly cells: number
}

/** A statistic as data, which threads can be given and the kernel works on. */
export type StatisticTable = MeanTable | RankingTables | CellTable

/** How many numbers a table makes of a resample. */
export function widthOf(table: StatisticTable): number {
  return 'cells' in table ? table.cells : 1
}

/** Where the counts of eight resamples lie in the kernel's memory. */
export interface KernelCounts {
  readonly units: number
  readonly address: number
}

/** Writes what a table makes of the eight resamples drawn last: those of lane l from l × `stride` on. */
export type Evaluate = (into: Float64Array, stride: number) => void

/** Puts a table into the kernel's memory. */
export function loadTable(kernel: Kernel, counts: KernelCounts, table: StatisticTable): Evaluate {
  if ('values' in table) return loadMean(kernel, counts, table)
  if ('cells' in table) return loadCells(kernel, counts, table)
  const candidate = loadWalk(kernel, counts, table.candidate)
  const baseline = loadWalk(kernel, counts, table.baseline)
  return (into, stride) => {
    const [ours, theirs] = [candidate(), baseline()]
    for (let lane = 0; lane < lanes; lane++) into[lane * stride] = ours(lane) - theirs(lane)
  }
}

function loadMean(kernel: Kernel, { units, address }: KernelCounts, { values }: MeanTable): Evaluate {
  const table = kernel.take(8 * units)
  new Float64Array(kernel.memory.buffer, table, units).set(values)
  const evenSums = kernel.take(8 * lanes)
  const oddSums = kernel.take(8 * lanes)
  return (into, stride) => {
    kernel.addValues(units, address, table, evenSums, oddSums)
    const even = new Float64Array(kernel.memory.buffer, evenSums, lanes)
    const odd = new Float64Array(kernel.memory.buffer, oddSums, lanes)
    for (let lane = 0; lane < lanes; lane++) {
      into[lane * stride] = ((even[lane] as number) + (odd[lane] as number)) / units
    }
  }
}

function loadCells(kernel: Kernel, { units, address }: KernelCounts, { cellOfUnit, cells }: CellTable): Evaluate {
  const table = kernel.take(units)
  new Uint8Array(kernel.memory.buffer, table, units).set(cellOfUnit)
  const blockSums = kernel.take(cells * lanes * 2)
  const sums = kernel.take(cells * lanes * 4)
  return (into, stride) => {
    kernel.countCells(units, address, table, cells, blockSums, sums)
    const found = new Uint32Array(kernel.memory.buffer, sums, cells * lanes)
    for (let lane = 0; lane < lanes; lane++) {
      for (let cell = 0; cell < cells; cell++) into[lane * stride + cell] = found[cell * lanes + lane] as number
    }
  }
}

function loadWalk(kernel: Kernel, { address }: KernelCounts, { steps, tied }: RankingWalk) {
  const load = (words: Uint32Array): number => {
    const at = kernel.take(4 * words.length)
    new Uint32Array(kernel.memory.buffer, at, words.length).set(words)
    return at
  }
  const stepsAt = load(steps)
  const tiedAt = load(tied)
  const walk = kernel.take(3 * 8 * lanes)
  const pairs = kernel.take(8 * lanes)
  return () => {
    kernel.walkRanking(steps.length, stepsAt, address, walk)
    kernel.countTies(tied.length, tiedAt, address, pairs)
    const sums = new Float64Array(kernel.memory.buffer, walk, 3 * lanes)
    const ties = new Float64Array(kernel.memory.buffer, pairs, lanes)
    return (lane: number): number =>
      areaFrom({
        wins: sums[lane] as number,
        ties: ties[lane] as number,
        positives: sums[lanes + lane] as number,
        negatives: sums[2 * lanes + lane] as number,
      })
  }
}
