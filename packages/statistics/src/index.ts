/**
 * Pure functions on arrays: metrics as scikit-learn defines them, calibration, fairness, two models on the same rows, tests
 * and distances between two samples as SciPy has them.
 *
 *     const observed = { kind: 'values', truth: Float64Array.of(1, 2, 3), predicted: Float64Array.of(1, 2, 4) } as const
 *     measure(prepareMetric('mae', observed)) // { value: 0.3333333333333333 }
 *
 *     const [confidence] = compareModels([metricComparison('mae', { candidate, baseline })], {}, { resamples: 2000, seed: 42 })
 *     decide(confidence, { direction: 'minimize', margin: 0.1, alpha: 0.05 }).verdict // 'pass' | 'fail' | 'inconclusive'
 *
 *     ksTest(sorted, otherSorted) // { statistic, p, method: 'exact' | 'finite-n' }
 *     benjaminiHochberg([0.01, 0.04]) // [0.02, 0.04]
 *
 * An undefined metric is NaN with a reason, never a number that looks like one. Golden values and the scripts that
 * made them are in testdata/.
 */

export * from './comparison/compare.ts'
export { normalQuantile, rowsNeeded } from './comparison/rows-needed.ts'
export { binnedMeans, binShares } from './curves/binned-curves.ts'
export { type CurvePoint, type ThresholdCurves, thresholdCurves } from './curves/threshold-curves.ts'
export {
  demographicParityDifference,
  demographicParityRatio,
  equalizedOddsDifference,
  equalizedOddsRatio,
  equalOpportunityDifference,
  equalOpportunityRatio,
  type OddsAggregation,
} from './fairness/fairness.ts'
export type { GroupComparison, Groups } from './fairness/group-disparity.ts'
export {
  falsePositiveRate,
  type GroupCounts,
  type GroupRate,
  overallCounts,
  selectionRate,
  truePositiveRate,
} from './fairness/group-rates.ts'
export { benjaminiHochberg } from './hypothesis-tests/benjamini-hochberg.ts'
export { type ChiSquaredTest, chiSquaredTest } from './hypothesis-tests/chi-squared.ts'
export { type JensenShannon, jensenShannon } from './hypothesis-tests/jensen-shannon.ts'
export { type KsTest, ksTest, largestExactSample } from './hypothesis-tests/kolmogorov-smirnov.ts'
export { linearQuantile } from './hypothesis-tests/linear-quantile.ts'
export { spearman } from './hypothesis-tests/spearman.ts'
export { type Proportion, type TwoProportionTest, twoProportionTest } from './hypothesis-tests/two-proportion-test.ts'
export { populationDeviation, wassersteinDistance, wassersteinOverSigma } from './hypothesis-tests/wasserstein.ts'
export { type SampleMoments, sampleMoments, type WelchTest, welchTest } from './hypothesis-tests/welch-test.ts'
export { categoryMeans } from './label-quality/category-means.ts'
export { categorySeparation } from './label-quality/category-separation.ts'
export { type ClassSeparation, classSeparation } from './label-quality/class-separation.ts'
export { findLabelIssues, type LabelIssues, type LabelledProbabilities } from './label-quality/confident-learning.ts'
export { accuracy } from './metrics/accuracy.ts'
export { averagePrecision } from './metrics/average-precision.ts'
export { balancedAccuracy } from './metrics/balanced-accuracy.ts'
export { brier } from './metrics/brier.ts'
export { type BrierDecomposition, brierDecomposition } from './metrics/brier-decomposition.ts'
export { type Average, averages } from './metrics/class-average.ts'
export { cohenKappa } from './metrics/cohen-kappa.ts'
export { confusionMatrix } from './metrics/confusion-matrix.ts'
export { coverage } from './metrics/coverage.ts'
export { type CalibrationOptions, ece } from './metrics/ece.ts'
export { explainedVariance } from './metrics/explained-variance.ts'
export { f1 } from './metrics/f1.ts'
export { fbeta } from './metrics/fbeta.ts'
export { hitRate } from './metrics/hit-rate.ts'
export { logLoss } from './metrics/log-loss.ts'
export { mae } from './metrics/mae.ts'
export { mape } from './metrics/mape.ts'
export { mase } from './metrics/mase.ts'
export { maxError } from './metrics/max-error.ts'
export { mcc } from './metrics/mcc.ts'
export { meanAveragePrecision } from './metrics/mean-average-precision.ts'
export { medianAe } from './metrics/median-ae.ts'
export {
  completeParameters,
  isRequired,
  type MetricChoice,
  type MetricProblem,
  parseMetricName,
  readParameters,
  writeMetricName,
} from './metrics/metric-choice.ts'
export type { MetricStructure, Task } from './metrics/metric-definition.ts'
export {
  allowedValues,
  type Binning,
  type Gain,
  type MetricParameter,
  type MetricParameters,
  type MultiClass,
  type ParameterName,
} from './metrics/metric-parameters.ts'
export {
  type MetricDefinition,
  type MetricName,
  metricDefinitions,
  metricNamed,
  metricNames,
  takesSampleWeights,
} from './metrics/metric-registry.ts'
export { mrr } from './metrics/mrr.ts'
export { mse } from './metrics/mse.ts'
export { type NdcgOptions, ndcg } from './metrics/ndcg.ts'
export type {
  ForecastObservations,
  IntervalObservations,
  LabelObservations,
  Observations,
  ObservationsOf,
  ProbabilityObservations,
  RankingObservations,
  ValueObservations,
} from './metrics/observations.ts'
export { pinball } from './metrics/pinball.ts'
export { precision } from './metrics/precision.ts'
export { prepareMetric } from './metrics/prepare-metric.ts'
export {
  describeRows,
  type MetricCells,
  type MetricValue,
  measure,
  type PreparedMetric,
  preparedMean,
  type Weights,
} from './metrics/prepared-metric.ts'
export { preparedQuantile } from './metrics/prepared-quantile.ts'
export { r2 } from './metrics/r2.ts'
export { recall } from './metrics/recall.ts'
export { type ReliabilityCurve, type ReliabilityPoint, reliabilityCurve } from './metrics/reliability-curve.ts'
export { rmse } from './metrics/rmse.ts'
export { rmsle } from './metrics/rmsle.ts'
export { rmsse } from './metrics/rmsse.ts'
export { type RocAucOptions, rocAuc } from './metrics/roc-auc.ts'
export { smape } from './metrics/smape.ts'
export { topKAccuracy } from './metrics/top-k-accuracy.ts'
export { wape } from './metrics/wape.ts'
export { winkler } from './metrics/winkler.ts'
export { countDrawer } from './resampling/resample-counts.ts'
export { drawMultiplicities } from './resampling/resample-rows.ts'
export { resampleStream } from './resampling/resample-stream.ts'
export { seededResampler } from './resampling/resampler.ts'
export { seededHalves } from './resampling/seeded-halves.ts'
export { type Permutations, seededPermutations } from './resampling/seeded-permutations.ts'
