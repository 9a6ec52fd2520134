import type { PreparedMetric } from '../metrics/prepared-metric.ts'
import { drawBinomial } from '../resampling/resample-counts.ts'
import { drawMultiplicities } from '../resampling/resample-rows.ts'
import { uniform } from '../resampling/resample-stream.ts'
import type { Draw, ResampledStatistic } from '../resampling/resampling.ts'
import type { JointTable } from './paired-labels.ts'

/** Fewer groups than this say too little about how groups differ: there is no interval. */
export const fewestGroups = 30

/** Rows that belong together and are drawn together: patients' visits, users' sessions. */
export interface Groups {
  readonly count: number
  /** The group of each row, from 0. */
  readonly groupOfRow: Int32Array
}

/** Numbers groups by their first row. `keys` are whatever tells groups apart, one a row. */
export function groupsBy(keys: ArrayLike<unknown>): Groups {
  const numbers = new Map<unknown, number>()
  const groupOfRow = new Int32Array(keys.length)
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]
    const number = numbers.get(key) ?? numbers.size
    if (number === numbers.size) numbers.set(key, number)
    groupOfRow[row] = number
  }
  return { count: numbers.size, groupOfRow }
}

/** The mean over the rows of the groups drawn: a ratio of two sums over groups. */
export function clusteredMean(values: Float64Array, { count, groupOfRow }: Groups): ResampledStatistic {
  const sums = new Float64Array(count)
  const sizes = new Float64Array(count)
  for (let row = 0; row < values.length; row++) {
    const group = groupOfRow[row] as number
    sums[group] = (sums[group] as number) + (values[row] as number)
    sizes[group] = (sizes[group] as number) + 1
  }
  return (counts) => {
    let sum = 0
    let size = 0
    for (let group = 0; group < count; group++) {
      const times = counts[group] as number
      sum += times * (sums[group] as number)
      size += times * (sizes[group] as number)
    }
    return sum / size
  }
}

/**
 * A metric of labels over the groups drawn. After the groups, `counts` has one more unit for each cell of the table: the
 * pseudo rows, drawn by `drawClusteredCells`. A group keeps only the cells that it has rows in.
 */
export function clusteredCells(table: JointTable, { count, groupOfRow }: Groups): ResampledStatistic {
  const sizes = new Map<number, number>()
  for (let row = 0; row < groupOfRow.length; row++) {
    const entry = (groupOfRow[row] as number) * table.cells + (table.cellOfRow[row] as number)
    sizes.set(entry, (sizes.get(entry) ?? 0) + 1)
  }
  const entries = Float64Array.from(sizes.keys()).sort()
  const group = Int32Array.from(entries, (entry) => Math.floor(entry / table.cells))
  const cell = Int32Array.from(entries, (entry) => entry % table.cells)
  const rows = Float64Array.from(entries, (entry) => sizes.get(entry) as number)
  const drawn = new Float64Array(table.cells)
  return (counts) => {
    for (let own = 0; own < table.cells; own++) drawn[own] = counts[count + own] as number
    for (let entry = 0; entry < rows.length; entry++) {
      const own = cell[entry] as number
      drawn[own] = (drawn[own] as number) + (rows[entry] as number) * (counts[group[entry] as number] as number)
    }
    return table.difference(drawn)
  }
}

/** Draws groups and, at the chance that one more group beside them would have, a pseudo row of the table each. */
export function drawClusteredCells({ pseudo }: JointTable, { count }: Groups): Draw {
  const all = pseudo.reduce((sum, rows) => sum + rows, 0)
  return (stream, counts) => {
    const others = drawBinomial(stream, count, all / (count + all))
    drawMultiplicities(stream, counts.subarray(0, count), count - others)
    counts.fill(0, count)
    for (let other = 0; other < others; other++) {
      let left = uniform(stream) * all
      let cell = 0
      while (cell < pseudo.length - 1 && left >= (pseudo[cell] as number)) left -= pseudo[cell++] as number
      counts[count + cell] = (counts[count + cell] as number) + 1
    }
  }
}

/** Any metric over the groups drawn. */
export function clusteredMetrics(
  candidate: PreparedMetric,
  baseline: PreparedMetric,
  { groupOfRow }: Groups,
): ResampledStatistic {
  const weights = new Uint8Array(groupOfRow.length)
  return (counts) => {
    for (let row = 0; row < weights.length; row++) weights[row] = counts[groupOfRow[row] as number] as number
    return candidate.value(weights) - baseline.value(weights)
  }
}
