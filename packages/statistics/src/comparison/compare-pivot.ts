import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { studentTCdf, studentTQuantile } from '../hypothesis-tests/student-t.ts'
import type { ComparisonMethod, Confidence } from './compare-confidence.ts'
import { normalQuantile } from './rows-needed.ts'

/** A distribution around zero that does not depend on the unknown difference: normal, or Student's t. */
export interface Pivot {
  readonly cdf: (value: number) => number
  readonly quantile: (probability: number) => number
}

export const normalPivot: Pivot = { cdf: (value) => normalCdf(value, 0, 1), quantile: normalQuantile }

export function studentPivot(degreesOfFreedom: number): Pivot {
  return {
    cdf: (value) => studentTCdf(value, degreesOfFreedom),
    quantile: (probability) => studentTQuantile(probability, degreesOfFreedom),
  }
}

/** Bounds at so many standard errors: difference ± quantile × standard error (> 0). */
export function pivotConfidence(
  method: ComparisonMethod,
  difference: number,
  standardError: number,
  pivot: Pivot,
): Confidence {
  return {
    method,
    difference,
    standardError,
    undefinedShare: 0,
    lower: (alpha) => difference + pivot.quantile(alpha) * standardError,
    upper: (alpha) => difference - pivot.quantile(alpha) * standardError,
    pAbove: (value) => pivot.cdf((value - difference) / standardError),
    pBelow: (value) => pivot.cdf((difference - value) / standardError),
  }
}
