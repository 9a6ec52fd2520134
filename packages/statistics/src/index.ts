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

export { accuracy } from './accuracy.ts'
export { averagePrecision } from './average-precision.ts'
export { balancedAccuracy } from './balanced-accuracy.ts'
export { benjaminiHochberg } from './benjamini-hochberg.ts'
export { brier } from './brier.ts'
export { type BrierDecomposition, brierDecomposition } from './brier-decomposition.ts'
export { type ChiSquaredTest, chiSquaredTest } from './chi-squared.ts'
export { type Average, averages } from './class-average.ts'
export { cohenKappa } from './cohen-kappa.ts'
export * from './compare.ts'
export { confusionMatrix } from './confusion-matrix.ts'
export { coverage } from './coverage.ts'
export { type CalibrationOptions, ece } from './ece.ts'
export { explainedVariance } from './explained-variance.ts'
export { f1 } from './f1.ts'
export {
  demographicParityDifference,
  demographicParityRatio,
  equalizedOddsDifference,
  equalizedOddsRatio,
  equalOpportunityDifference,
  equalOpportunityRatio,
  type OddsAggregation,
} from './fairness.ts'
export { fbeta } from './fbeta.ts'
export type { GroupComparison, Groups } from './group-disparity.ts'
export {
  falsePositiveRate,
  type GroupCounts,
  type GroupRate,
  overallCounts,
  selectionRate,
  truePositiveRate,
} from './group-rates.ts'
export { hitRate } from './hit-rate.ts'
export { type JensenShannon, jensenShannon } from './jensen-shannon.ts'
export { type KsTest, ksTest, largestExactSample } from './kolmogorov-smirnov.ts'
export { linearQuantile } from './linear-quantile.ts'
export { logLoss } from './log-loss.ts'
export { mae } from './mae.ts'
export { mape } from './mape.ts'
export { mase } from './mase.ts'
export { maxError } from './max-error.ts'
export { mcc } from './mcc.ts'
export { meanAveragePrecision } from './mean-average-precision.ts'
export { medianAe } from './median-ae.ts'
export {
  completeParameters,
  isRequired,
  type MetricChoice,
  type MetricProblem,
  parseMetricName,
  readParameters,
  writeMetricName,
} from './metric-choice.ts'
export type { MetricStructure, Task } from './metric-definition.ts'
export {
  allowedValues,
  type Binning,
  type Gain,
  type MetricParameter,
  type MetricParameters,
  type MultiClass,
  type ParameterName,
} from './metric-parameters.ts'
export {
  type MetricDefinition,
  type MetricName,
  metricDefinitions,
  metricNamed,
  metricNames,
  takesSampleWeights,
} from './metric-registry.ts'
export { mrr } from './mrr.ts'
export { mse } from './mse.ts'
export { type NdcgOptions, ndcg } from './ndcg.ts'
export type {
  ForecastObservations,
  IntervalObservations,
  LabelObservations,
  Observations,
  ObservationsOf,
  ProbabilityObservations,
  RankingObservations,
  ValueObservations,
} from './observations.ts'
export { pinball } from './pinball.ts'
export { precision } from './precision.ts'
export { prepareMetric } from './prepare-metric.ts'
export {
  describeRows,
  type MetricCells,
  type MetricValue,
  measure,
  type PreparedMetric,
  preparedMean,
  type Weights,
} from './prepared-metric.ts'
export { preparedQuantile } from './prepared-quantile.ts'
export { r2 } from './r2.ts'
export { recall } from './recall.ts'
export { type ReliabilityCurve, type ReliabilityPoint, reliabilityCurve } from './reliability-curve.ts'
export { countDrawer } from './resample-counts.ts'
export { drawMultiplicities } from './resample-rows.ts'
export { resampleStream } from './resample-stream.ts'
export { seededResampler } from './resampler.ts'
export { rmse } from './rmse.ts'
export { rmsle } from './rmsle.ts'
export { rmsse } from './rmsse.ts'
export { type RocAucOptions, rocAuc } from './roc-auc.ts'
export { normalQuantile, rowsNeeded } from './rows-needed.ts'
export { seededHalves } from './seeded-halves.ts'
export { type Permutations, seededPermutations } from './seeded-permutations.ts'
export { smape } from './smape.ts'
export { spearman } from './spearman.ts'
export { topKAccuracy } from './top-k-accuracy.ts'
export { type Proportion, type TwoProportionTest, twoProportionTest } from './two-proportion-test.ts'
export { wape } from './wape.ts'
export { populationDeviation, wassersteinDistance, wassersteinOverSigma } from './wasserstein.ts'
export { type SampleMoments, sampleMoments, type WelchTest, welchTest } from './welch-test.ts'
export { winkler } from './winkler.ts'
