import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { chiSquaredTail } from './chi-squared-tail.ts'
import { drawHypergeometric } from './hypergeometric.ts'

export interface ChiSquaredTest {
  readonly statistic: number
  /** Categories that occur, minus one. */
  readonly degreesOfFreedom: number
  readonly p: number
  /** `monte-carlo`: some expected count is below 5, so that the χ² distribution would not do. */
  readonly method: 'asymptotic' | 'monte-carlo'
  /** Tables that were drawn; 0 with `asymptotic`. */
  readonly resamples: number
}

/** Below this expected count, p is simulated (Cochran's rule). */
const smallestExpected = 5
/** Drawing stops after so many tables at least as far off: p is then known to about 7 %. */
const enoughExtremes = 200

/**
 * Pearson's χ² test of independence for two count vectors over the same categories: is the difference in their shares
 * more than chance? With Yates' correction for 2×2 tables and none else, it is
 * `scipy.stats.chi2_contingency([a, b])`, categories that neither has left out. When an expected count is below 5, p comes
 * from at most `resamples` random tables with the same margins and no correction, the same for the same `seed`:
 * (1 + extremes)/(1 + drawn), or extremes/drawn when 200 extreme ones came earlier.
 * One category is nothing to test: p is 1. RangeError when the lengths differ or a vector holds no counts.
 * Source: Patefield (1981) for the tables; Besag and Clifford, Sequential Monte Carlo p-values, Biometrika 78 (1991).
 */
export function chiSquaredTest(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  options: { readonly resamples: number; readonly seed: number },
): ChiSquaredTest {
  const table = margins(a, b)
  const degreesOfFreedom = table.totals.length - 1
  if (degreesOfFreedom === 0) return { statistic: 0, degreesOfFreedom, p: 1, method: 'asymptotic', resamples: 0 }
  const rarest = (Math.min(table.n, table.m) * Math.min(...table.totals)) / (table.n + table.m)
  if (rarest < smallestExpected) {
    const statistic = pearson(table, table.counts, 0)
    return { statistic, degreesOfFreedom, ...simulatedP(table, statistic, options), method: 'monte-carlo' }
  }
  const statistic = pearson(table, table.counts, degreesOfFreedom === 1 ? 0.5 : 0)
  return {
    statistic,
    degreesOfFreedom,
    p: chiSquaredTail(statistic, degreesOfFreedom),
    method: 'asymptotic',
    resamples: 0,
  }
}

/** The 2×k table: both rows' sums, and for each category that occurs its sum and its count in the second row. */
interface Table {
  readonly n: number
  readonly m: number
  readonly totals: readonly number[]
  readonly counts: readonly number[]
}

function margins(a: ArrayLike<number>, b: ArrayLike<number>): Table {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} categories.`)
  const totals: number[] = []
  const counts: number[] = []
  let n = 0
  let m = 0
  for (let index = 0; index < a.length; index++) {
    const [first, second] = [a[index] as number, b[index] as number]
    n += first
    m += second
    if (first + second === 0) continue
    totals.push(first + second)
    counts.push(second)
  }
  if (n === 0 || m === 0) throw new RangeError('an empty sample.')
  return { n, m, totals, counts }
}

/** Both cells of a category are equally far from what is expected, so that one distance does for both. */
function pearson({ n, m, totals }: Table, counts: ArrayLike<number>, correction: number): number {
  const all = n + m
  let statistic = 0
  for (let index = 0; index < totals.length; index++) {
    const total = totals[index] as number
    const distance = Math.abs((counts[index] as number) - (m * total) / all)
    statistic += (distance - Math.min(correction, distance)) ** 2 * (all / (m * total) + all / (n * total))
  }
  return statistic
}

function simulatedP(
  table: Table,
  observed: number,
  { resamples, seed }: { readonly resamples: number; readonly seed: number },
): { readonly p: number; readonly resamples: number } {
  const generator = xoroshiro128plus(seed)
  const uniform = (): number => (generator.next() >>> 0) / 2 ** 32
  const counts = new Float64Array(table.totals.length)
  // Tables that are exactly as far off may differ by a rounding.
  const limit = observed * (1 - 1e-10)
  let extremes = 0
  for (let drawn = 1; drawn <= resamples; drawn++) {
    drawTable(table, counts, uniform)
    if (pearson(table, counts, 0) < limit) continue
    extremes++
    if (extremes === enoughExtremes) return { p: extremes / drawn, resamples: drawn }
  }
  return { p: (1 + extremes) / (1 + resamples), resamples }
}

/** One of the tables with these margins, each as likely as shuffling all rows would make it. */
function drawTable({ n, m, totals }: Table, counts: Float64Array, uniform: () => number): void {
  let total = n + m
  let draws = m
  for (let index = 0; index < totals.length; index++) {
    const marked = totals[index] as number
    const drawn = draws === 0 ? 0 : drawHypergeometric({ marked, total, draws }, uniform)
    counts[index] = drawn
    total -= marked
    draws -= drawn
  }
}
