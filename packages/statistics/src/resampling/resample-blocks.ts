import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { uniformBelow } from './resample-stream.ts'

/**
 * Fills in how often each row of a series is drawn by the moving-block bootstrap: blocks of `length` neighbouring rows,
 * each as likely as the others, one after the other until there are as many rows as before; the last block is cut. Rows
 * must stand in the order of time. `length` is from 1 (rows are independent) to the number of rows. RangeError otherwise.
 * Source: Künsch, The Jackknife and the Bootstrap for General Stationary Observations, Annals of Statistics 17 (1989).
 */
export function drawBlocks(stream: RandomGenerator, length: number, multiplicities: Uint8Array): void {
  const rows = multiplicities.length
  if (!(Number.isInteger(length) && length >= 1 && length <= rows)) {
    throw new RangeError(`blocks of ${length} of ${rows} rows.`)
  }
  multiplicities.fill(0)
  for (let drawn = 0; drawn < rows; drawn += length) {
    const start = uniformBelow(stream, rows - length + 1)
    const end = start + Math.min(length, rows - drawn)
    for (let row = start; row < end; row++) multiplicities[row] = (multiplicities[row] as number) + 1
  }
}

/**
 * The usual length of blocks where nothing better is known: the cube root of the number of rows, rounded up, the order
 * that is best for variances. At least the season, where there is one.
 * Source: Hall, Horowitz and Jing, On Blocking Rules for the Bootstrap with Dependent Data, Biometrika 82 (1995).
 */
export function usualBlockLength(rows: number, season = 1): number {
  let length = 1
  while (length ** 3 < rows) length++
  return Math.min(rows, Math.max(length, season))
}
