import { countDrawer } from '../resampling/resample-counts.ts'
import { resampleStream } from '../resampling/resample-stream.ts'
import { bcaAcceleration } from './bca.ts'
import { alikeConfidence } from './compare-alike.ts'
import type { Confidence, NoConfidence } from './compare-confidence.ts'
import { resampledConfidence } from './compare-resampled.ts'
import type { JointTable } from './paired-labels.ts'

export interface CellResampling {
  readonly resamples: number
  readonly seed: number
  readonly interval: 'percentile' | 'bca'
}

/**
 * The difference of two metrics of labels by a bootstrap of the joint table: the counts of its cells are drawn, not rows,
 * so that a million rows cost little more than a thousand. The table that is drawn from has the pseudo rows of `JointTable`,
 * the difference itself has not. At least two rows; RangeError otherwise.
 */
export function cellConfidence(
  table: JointTable,
  { resamples, seed, interval }: CellResampling,
): Confidence | NoConfidence {
  const { rows, cells, counts, pseudo } = table
  if (rows < 2) throw new RangeError(`${rows} rows cannot be resampled.`)
  const difference = table.difference(counts)
  const draw = countDrawer(
    rows,
    counts.map((count, cell) => count + (pseudo[cell] as number)),
  )
  const drawn = new Float64Array(cells)
  const differences = new Float64Array(resamples)
  for (let number = 0; number < resamples; number++) {
    draw(resampleStream(seed, number), drawn)
    differences[number] = table.difference(drawn)
  }
  const first = differences[0]
  if (differences.every((value) => value === first)) return alikeConfidence({ difference, units: rows, reach: 1 })
  const acceleration = interval === 'bca' ? cellAcceleration(table) : undefined
  return resampledConfidence({ method: 'cells', difference, differences, units: rows, acceleration })
}

/** Leaving out one row of a cell is the same for all rows of that cell. */
function cellAcceleration({ counts, pseudo, difference }: JointTable): number {
  const left = counts.map((count, cell) => count + (pseudo[cell] as number))
  const without = left.map((count, cell) => {
    if (count === 0) return 0
    left[cell] = Math.max(0, count - 1)
    const value = difference(left)
    left[cell] = count
    return value
  })
  return without.every((value) => Number.isFinite(value)) ? bcaAcceleration(without, left) : 0
}
