import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { binomialPmf } from '../hypothesis-tests/binomial-pmf.ts'
import { uniform } from './resample-stream.ts'

/**
 * Ready to draw how often each cell is hit by `draws` independent draws: a sequence of binomials, in which each cell
 * takes its share of what the cells before it left over. `chances` need not sum to one. A draw costs about √draws steps a
 * cell, whatever the rows.
 */
export function countDrawer(
  draws: number,
  chances: Float64Array,
): (stream: RandomGenerator, counts: Float64Array) => void {
  // Each cell's share of itself and all after it; summed from the end, so that the last one is one exactly.
  const shares = new Float64Array(chances.length)
  let rest = 0
  for (let cell = chances.length - 1; cell >= 0; cell--) {
    rest += chances[cell] as number
    shares[cell] = rest === 0 ? 0 : (chances[cell] as number) / rest
  }
  return (stream, counts) => {
    let left = draws
    for (let cell = 0; cell < shares.length; cell++) {
      const count = drawBinomial(stream, left, shares[cell] as number)
      counts[cell] = count
      left -= count
    }
  }
}

/**
 * Draws a binomial number by inversion that starts at the most likely one and goes outwards, so that it takes about as
 * many steps as the standard deviation. Exact to the rounding of the probabilities, 10⁻¹⁶.
 */
export function drawBinomial(stream: RandomGenerator, trials: number, chance: number): number {
  if (trials === 0 || chance <= 0) return 0
  if (chance >= 1) return trials
  const failure = 1 - chance
  const middle = Math.min(trials, Math.floor((trials + 1) * chance))
  let below = middle
  let above = middle
  let chanceBelow = binomialPmf(middle, trials, chance, failure)
  let chanceAbove = chanceBelow
  let left = uniform(stream) - chanceBelow
  const odds = chance / failure
  while (left >= 0) {
    if (above < trials) {
      chanceAbove *= (odds * (trials - above)) / (above + 1)
      above++
      left -= chanceAbove
      if (left < 0) return above
    } else chanceAbove = 0
    if (below > 0) {
      chanceBelow *= below / (odds * (trials - below + 1))
      below--
      left -= chanceBelow
      if (left < 0) return below
    } else chanceBelow = 0
    // What roundings leave over belongs nowhere.
    if (chanceAbove + chanceBelow < 1e-18) break
  }
  return middle
}
