import type { ResampledStatistic } from './resampling.ts'

/** So many values of a jackknife are enough for a skewness; with more units, as many at a time are left out. */
const mostBlocks = 200

/** The statistic with each block of units left out; a block is one unit when there are few. */
export function jackknife(statistic: ResampledStatistic, units: number): Float64Array {
  const blocks = Math.min(units, mostBlocks)
  const counts = new Uint8Array(units).fill(1)
  return Float64Array.from({ length: blocks }, (_, block) => {
    const from = Math.floor((block * units) / blocks)
    const to = Math.floor(((block + 1) * units) / blocks)
    counts.fill(0, from, to)
    const value = statistic(counts)
    counts.fill(1, from, to)
    return value
  })
}

/** What one unit is worth, at most: how far leaving it out moves the statistic, over evenly spaced units. */
export function largestInfluence(statistic: ResampledStatistic, units: number): number {
  const looks = Math.min(units, mostBlocks)
  const counts = new Uint8Array(units).fill(1)
  const all = statistic(counts)
  let largest = 0
  for (let look = 0; look < looks; look++) {
    const unit = Math.floor((look * units) / looks)
    counts[unit] = 0
    const distance = Math.abs(statistic(counts) - all)
    counts[unit] = 1
    if (distance > largest) largest = distance
  }
  return largest
}
