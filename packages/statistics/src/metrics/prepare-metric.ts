import { completeParameters } from './metric-choice.ts'
import type { MetricParameters } from './metric-parameters.ts'
import { type MetricName, metricNamed } from './metric-registry.ts'
import type { Observations } from './observations.ts'
import type { PreparedMetric } from './prepared-metric.ts'

/**
 * Prepares a metric by name for what was observed: sorts and computes losses once, so that it can be asked for thousands
 * of resamples. `observed` must be of the kind that the metric `needs`. Parameters that are not given have their
 * defaults; metrics that are `averaged` (precision, recall, f1, fbeta) need `average`. Throws RangeError otherwise.
 */
export function prepareMetric(
  name: MetricName,
  observed: Observations,
  parameters: MetricParameters = {},
): PreparedMetric {
  const metric = metricNamed(name)
  if (observed.kind !== metric.needs) throw new RangeError(`${name} needs ${metric.needs}, not ${observed.kind}.`)
  const complete = completeParameters(metric, parameters)
  if (metric.averaged && complete.average === undefined) {
    throw new RangeError(`${name} needs an average over the classes.`)
  }
  return metric.prepare(observed, complete)
}
