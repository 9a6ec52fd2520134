import type { LabelObservations, PreparedMetric } from '@mlgate/statistics'

/** Whether any row is of the positive class; a binary metric of rows without one can only be 0. */
export function hasPositiveRow({ truth, positive }: LabelObservations): boolean {
  return positive !== undefined && truth.includes(positive)
}

/**
 * A binary metric for comparisons: undefined (NaN) where no row of the positive class has weight. scikit-learn says 0
 * there (`zero_division=0`); in a resample that would be 0 − 0 and look like two models that agree.
 */
export function definedOnPositives(prepared: PreparedMetric, { truth, positive }: LabelObservations): PreparedMetric {
  const positives: number[] = []
  for (let row = 0; row < truth.length; row++) if (truth[row] === positive) positives.push(row)
  const { rows, whyUndefined } = prepared
  return {
    rows,
    whyUndefined,
    value: (weights) => (positives.some((row) => weights[row] !== 0) ? prepared.value(weights) : Number.NaN),
  }
}
