import { binomialPmf } from './binomial-pmf.ts'

/** An urn: `marked` of `total` balls are marked, and `draws` are drawn without putting back. */
export interface Urn {
  readonly marked: number
  readonly total: number
  readonly draws: number
}

/** Fewest and most marked balls that can be among those drawn. */
export function hypergeometricSupport({ marked, total, draws }: Urn): readonly [fewest: number, most: number] {
  return [Math.max(0, draws - (total - marked)), Math.min(marked, draws)]
}

/**
 * Chance of exactly `k` marked balls among those drawn: `scipy.stats.hypergeom.pmf(k, total, marked, draws)`. 0 outside
 * the support. As three binomial probabilities, which keeps the digits for large urns.
 */
export function hypergeometricPmf(k: number, urn: Urn): number {
  const [fewest, most] = hypergeometricSupport(urn)
  if (k < fewest || k > most) return 0
  const { marked, total, draws } = urn
  const share = draws / total
  const rest = (total - draws) / total
  return (
    (binomialPmf(k, marked, share, rest) * binomialPmf(draws - k, total - marked, share, rest)) /
    binomialPmf(draws, total, share, rest)
  )
}

/** So few balls are drawn one by one. */
const fewBalls = 24

/**
 * Draws the number of marked balls. `uniform` gives numbers in [0, 1). Large urns by inversion that starts at the most
 * likely number and goes outwards, so that it takes about as many steps as the standard deviation.
 */
export function drawHypergeometric(urn: Urn, uniform: () => number): number {
  const { marked, total, draws } = urn
  if (marked <= fewBalls) return drawOneByOne(urn, uniform)
  const [fewest, most] = hypergeometricSupport(urn)
  const middle = Math.min(most, Math.max(fewest, Math.floor(((draws + 1) * (marked + 1)) / (total + 2))))
  let left = uniform()
  let below = middle
  let above = middle
  let chanceBelow = hypergeometricPmf(middle, urn)
  let chanceAbove = chanceBelow
  left -= chanceBelow
  const others = total - marked - draws
  while (left >= 0 && (below > fewest || above < most)) {
    if (above < most) {
      chanceAbove *= ((marked - above) * (draws - above)) / ((above + 1) * (others + above + 1))
      above++
      left -= chanceAbove
      if (left < 0) return above
    }
    if (below > fewest) {
      chanceBelow *= (below * (others + below)) / ((marked - below + 1) * (draws - below + 1))
      below--
      left -= chanceBelow
      if (left < 0) return below
    }
    // What roundings leave over belongs nowhere.
    if (chanceAbove + chanceBelow < 1e-18) break
  }
  return middle
}

/** Each marked ball in turn is among those drawn or not. */
function drawOneByOne({ marked, total, draws }: Urn, uniform: () => number): number {
  let drawn = 0
  for (let ball = 0; ball < marked; ball++) if (uniform() * (total - ball) < draws - drawn) drawn++
  return drawn
}
