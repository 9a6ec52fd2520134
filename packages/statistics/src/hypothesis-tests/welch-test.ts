import { studentTCdf } from './student-t.ts'

/** What is known of a sample: how many values, their mean, their variance (ddof 1). */
export interface SampleMoments {
  readonly count: number
  readonly mean: number
  readonly variance: number
}

export interface WelchTest {
  /** (mean of a − mean of b) ÷ its standard error; ±∞ when neither varies and they differ, 0 when they do not. */
  readonly t: number
  /** One-sided: how likely so large a t is when a's mean is no larger than b's. */
  readonly pGreater: number
}

/** Mean and variance of the values of some rows, in two passes. RangeError for fewer than two. */
export function sampleMoments(values: ArrayLike<number>, rows: ArrayLike<number>): SampleMoments {
  const count = rows.length
  if (count < 2) throw new RangeError(`${count} values have no variance.`)
  let sum = 0
  for (let index = 0; index < count; index++) sum += values[rows[index] as number] as number
  const mean = sum / count
  let squares = 0
  for (let index = 0; index < count; index++) squares += ((values[rows[index] as number] as number) - mean) ** 2
  return { count, mean, variance: squares / (count - 1) }
}

/**
 * Tests whether a's mean is larger than b's, without taking their variances as equal.
 * Source: Welch, Biometrika 34 (1947); `scipy.stats.ttest_ind(a, b, equal_var=False, alternative='greater')`.
 */
export function welchTest(a: SampleMoments, b: SampleMoments): WelchTest {
  const shareA = a.variance / a.count
  const shareB = b.variance / b.count
  const squaredError = shareA + shareB
  const difference = a.mean - b.mean
  if (squaredError === 0) {
    if (difference === 0) return { t: 0, pGreater: 0.5 }
    return difference > 0 ? { t: Infinity, pGreater: 0 } : { t: -Infinity, pGreater: 1 }
  }
  const t = difference / Math.sqrt(squaredError)
  const freedom = squaredError ** 2 / (shareA ** 2 / (a.count - 1) + shareB ** 2 / (b.count - 1))
  return { t, pGreater: studentTCdf(-t, freedom) }
}
