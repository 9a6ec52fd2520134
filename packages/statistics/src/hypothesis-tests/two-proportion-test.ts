import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { hypergeometricPmf, hypergeometricSupport } from './hypergeometric.ts'

/** How often something happened in so many trials. */
export interface Proportion {
  readonly count: number
  readonly of: number
}

export interface TwoProportionTest {
  /** Two-sided. */
  readonly p: number
  readonly method: 'z' | 'fisher'
}

/** Fisher's exact test takes over where a cell of the table has a smaller expected count than this. */
const smallestExpected = 5

/**
 * Tests whether two proportions are the same, two-sided: the pooled z test,
 * `statsmodels.stats.proportion.proportions_ztest([a, b], [n, m])`, or, when an expected count of the 2×2 table is below
 * 5, Fisher's exact test, `scipy.stats.fisher_exact`. p is 1 when it happened never or always in both. RangeError
 * without trials, and when counts are no whole numbers from 0 to `of`.
 */
export function twoProportionTest(a: Proportion, b: Proportion): TwoProportionTest {
  check(a)
  check(b)
  const total = a.of + b.of
  const count = a.count + b.count
  const rarest = (Math.min(a.of, b.of) * Math.min(count, total - count)) / total
  if (rarest < smallestExpected) return { p: fisherP(a, b), method: 'fisher' }
  const share = count / total
  const error = Math.sqrt(share * (1 - share) * (1 / a.of + 1 / b.of))
  const z = Math.abs(a.count / a.of - b.count / b.of) / error
  return { p: Math.min(1, 2 * normalCdf(-z, 0, 1)), method: 'z' }
}

/** The chance of all tables with the same margins that are no more likely than this one. */
function fisherP(a: Proportion, b: Proportion): number {
  const urn = { marked: a.count + b.count, total: a.of + b.of, draws: b.of }
  // Tables that are exactly as likely may differ by a rounding.
  const likely = hypergeometricPmf(b.count, urn) * (1 + 1e-10)
  const [fewest, most] = hypergeometricSupport(urn)
  let p = 0
  for (let k = fewest; k <= most; k++) {
    const chance = hypergeometricPmf(k, urn)
    if (chance <= likely) p += chance
  }
  return Math.min(1, p)
}

function check({ count, of }: Proportion): void {
  if (!(Number.isInteger(count) && Number.isInteger(of) && of > 0 && count >= 0 && count <= of)) {
    throw new RangeError(`${count} of ${of}.`)
  }
}
