import { prepareIntervalMean } from './interval-losses.ts'
import type { IntervalObservations } from './observations.ts'
import { type MetricValue, measure, type PreparedMetric, type Weights } from './prepared-metric.ts'

/**
 * Mean Winkler (interval) score of prediction intervals that should cover the share `level`, in the unit of the target:
 * the width, plus 2 / (1 − level) times the distance of a true number outside from the nearer end. Undefined without
 * rows, when a number is not finite and when a lower end lies above the upper. Not in scikit-learn.
 * Source: Winkler, A decision-theoretic approach to interval estimation (1972); Gneiting and Raftery (2007), section 6.2.
 */
export function winkler(observed: IntervalObservations, level: number, weights?: Weights): MetricValue {
  return measure(prepareWinkler(observed, level), weights)
}

export function prepareWinkler(observed: IntervalObservations, level: number): PreparedMetric {
  if (!(level > 0 && level < 1)) throw new RangeError(`intervals at level ${level}.`)
  return prepareIntervalMean(observed, (truth, lower, upper) => {
    const outside = truth < lower ? lower - truth : truth > upper ? truth - upper : 0
    return upper - lower + (2 / (1 - level)) * outside
  })
}
