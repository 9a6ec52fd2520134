import { binomialPmf } from '../hypothesis-tests/binomial-pmf.ts'

export interface McNemarTest {
  /** Exact, two-sided: min(1, 2·P(X ≤ min(gained, lost))), X binomial with chance ½. */
  readonly exact: number
  /** The same less half the chance of what was seen, twice: less conservative with few rows. */
  readonly midP: number
}

/**
 * McNemar's test: do two models differ in how often they are right on the same rows? `gained` rows are right with the
 * candidate alone, `lost` ones with the baseline alone. Without disagreement p is 1. RangeError unless both are whole.
 * Source: McNemar (1947); `statsmodels.stats.contingency_tables.mcnemar(exact=True)`; Fagerland, Lydersen and Laake, BMC
 * Medical Research Methodology 13 (2013), for the mid-p.
 */
export function mcnemarTest(gained: number, lost: number): McNemarTest {
  if (!(Number.isInteger(gained) && Number.isInteger(lost) && gained >= 0 && lost >= 0)) {
    throw new RangeError(`${gained} gained and ${lost} lost.`)
  }
  const all = gained + lost
  const fewer = Math.min(gained, lost)
  if (all === 0) return { exact: 1, midP: 1 }
  // From the largest term down, each the one before × k/(n − k + 1).
  const largest = binomialPmf(fewer, all, 0.5, 0.5)
  let sum = 0
  for (let k = fewer, term = largest; k >= 0 && term > 0; k--) {
    sum += term
    term *= k / (all - k + 1)
  }
  return { exact: Math.min(1, 2 * sum), midP: Math.min(1, 2 * sum - largest) }
}
