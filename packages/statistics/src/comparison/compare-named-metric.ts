import type { MetricParameters } from '../metrics/metric-parameters.ts'
import type { MetricName } from '../metrics/metric-registry.ts'
import type { LabelObservations, Observations, ProbabilityObservations } from '../metrics/observations.ts'
import { prepareMetric } from '../metrics/prepare-metric.ts'
import type { MetricComparison } from './compare-models.ts'
import type { PairedScores } from './paired-ranking.ts'

/**
 * A metric by name, for two models over the same rows, with all that `compareModels` can make use of. RangeError where
 * `prepareMetric` throws it, and when the models were not asked about the same rows.
 */
export function metricComparison(
  name: MetricName,
  models: { readonly candidate: Observations; readonly baseline: Observations },
  parameters: MetricParameters = {},
): MetricComparison {
  const { candidate, baseline } = models
  const both = {
    candidate: prepareMetric(name, candidate, parameters),
    baseline: prepareMetric(name, baseline, parameters),
  }
  if (candidate.kind === 'labels' && baseline.kind === 'labels') {
    const prepare = (observed: LabelObservations) => prepareMetric(name, observed, parameters)
    const shareRight = shareRightOf(name, candidate, parameters)
    return { ...both, labels: { candidate, baseline, prepare }, ...(shareRight && { shareRight }) }
  }
  if (name === 'roc_auc' && candidate.kind === 'probabilities' && baseline.kind === 'probabilities') {
    const scores = pairedScores(candidate, baseline)
    return { ...both, ...(scores && { scores }) }
  }
  return both
}

/** Metrics of labels that are a share of right ones among rows which no model chooses. */
function shareRightOf(
  name: MetricName,
  { positive }: LabelObservations,
  { average }: MetricParameters,
): MetricComparison['shareRight'] {
  if (name === 'accuracy') return 'all'
  if (name !== 'recall') return undefined
  // Every row is of one class, so that over all classes together, what is found is what is right.
  if (average === 'micro') return 'all'
  return average === 'binary' && positive !== undefined ? { ofClass: positive } : undefined
}

/** Two classes' scores for the positive one; undefined when there are more classes, or NaN among the scores. */
function pairedScores(candidate: ProbabilityObservations, baseline: ProbabilityObservations): PairedScores | undefined {
  const { positive, classes, truth } = candidate
  if (classes !== 2 || baseline.classes !== 2 || positive === undefined || baseline.positive !== positive) {
    return undefined
  }
  const scores = { candidate: scoresOf(candidate, positive), baseline: scoresOf(baseline, positive) }
  if (hasNaN(scores.candidate) || hasNaN(scores.baseline)) return undefined
  const isPositive = new Uint8Array(truth.length)
  for (let row = 0; row < isPositive.length; row++) isPositive[row] = truth[row] === positive ? 1 : 0
  return { positive: isPositive, ...scores }
}

function scoresOf({ probabilities, truth }: ProbabilityObservations, positive: number): Float64Array {
  const scores = new Float64Array(truth.length)
  for (let row = 0; row < scores.length; row++) scores[row] = probabilities[row * 2 + positive] as number
  return scores
}

function hasNaN(values: Float64Array): boolean {
  for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row])) return true
  return false
}
