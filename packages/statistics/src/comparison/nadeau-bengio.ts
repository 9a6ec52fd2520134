import { type TTest, tTest } from './paired-t-test.ts'

/**
 * The corrected t test for repeated cross-validation: `differences` holds one difference of two models' scores for each of
 * J splits of the same rows, each trained on `trainRows` and tested on `testRows`. Splits overlap, so that a plain t test
 * finds differences that are not there; the variance is (1/J + testRows/trainRows)·s² instead of s²/J. Not for one test
 * set, where rows can be resampled. RangeError with fewer than two splits.
 * Source: Nadeau and Bengio, Inference for the Generalization Error, Machine Learning 52 (2003).
 */
export function nadeauBengioTest(
  differences: readonly number[],
  { trainRows, testRows }: { readonly trainRows: number; readonly testRows: number },
): TTest {
  const splits = differences.length
  if (splits < 2 || !(trainRows > 0) || !(testRows > 0)) {
    throw new RangeError(`${splits} splits of ${trainRows} and ${testRows} rows.`)
  }
  const mean = differences.reduce((sum, one) => sum + one, 0) / splits
  const variance = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (splits - 1)
  return tTest(mean / Math.sqrt((1 / splits + testRows / trainRows) * variance), splits - 1)
}
