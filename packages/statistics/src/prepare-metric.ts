import { prepareAccuracy } from './accuracy.ts'
import { prepareBalancedAccuracy } from './balanced-accuracy.ts'
import type { Average } from './class-average.ts'
import { prepareF1 } from './f1.ts'
import { prepareLogLoss } from './log-loss.ts'
import { prepareMae } from './mae.ts'
import type { MetricName } from './metric-registry.ts'
import type { LabelObservations, Observations, ProbabilityObservations, ValueObservations } from './observations.ts'
import { preparePrecision } from './precision.ts'
import type { PreparedMetric } from './prepared-metric.ts'
import { prepareR2 } from './r2.ts'
import { prepareRecall } from './recall.ts'
import { prepareRmse } from './rmse.ts'
import { prepareRocAuc } from './roc-auc.ts'

/**
 * Prepares a metric by name for the rows observed: sorts and computes losses once, so that it can be asked for
 * thousands of resamples. `observed` must be of the kind that the metric `needs`; `average` is for those that are
 * `averaged` (precision, recall, f1). Throws RangeError otherwise.
 */
export function prepareMetric(name: MetricName, observed: Observations, average?: Average): PreparedMetric {
  switch (name) {
    case 'accuracy':
      return prepareAccuracy(labelsOf(observed, name))
    case 'balanced_accuracy':
      return prepareBalancedAccuracy(labelsOf(observed, name))
    case 'precision':
      return preparePrecision(labelsOf(observed, name), averageOf(average, name))
    case 'recall':
      return prepareRecall(labelsOf(observed, name), averageOf(average, name))
    case 'f1':
      return prepareF1(labelsOf(observed, name), averageOf(average, name))
    case 'log_loss':
      return prepareLogLoss(probabilitiesOf(observed, name))
    case 'roc_auc':
      return prepareRocAuc(probabilitiesOf(observed, name))
    case 'mae':
      return prepareMae(valuesOf(observed, name))
    case 'rmse':
      return prepareRmse(valuesOf(observed, name))
    case 'r2':
      return prepareR2(valuesOf(observed, name))
  }
}

function labelsOf(observed: Observations, name: MetricName): LabelObservations {
  if (observed.kind !== 'labels') throw new RangeError(`${name} needs labels, not ${observed.kind}.`)
  return observed
}

function probabilitiesOf(observed: Observations, name: MetricName): ProbabilityObservations {
  if (observed.kind !== 'probabilities') throw new RangeError(`${name} needs probabilities, not ${observed.kind}.`)
  return observed
}

function valuesOf(observed: Observations, name: MetricName): ValueObservations {
  if (observed.kind !== 'values') throw new RangeError(`${name} needs values, not ${observed.kind}.`)
  return observed
}

function averageOf(average: Average | undefined, name: MetricName): Average {
  if (average === undefined) throw new RangeError(`${name} needs an average over the classes.`)
  return average
}
