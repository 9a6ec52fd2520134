import { checkLengths, type PreparedMetric } from '../metrics/prepared-metric.ts'
import { drawBlocks } from '../resampling/resample-blocks.ts'
import { jackknife, largestInfluence } from '../resampling/resample-jackknife.ts'
import {
  type CountedStatistic,
  cellCounter,
  type Draw,
  type ResampledStatistic,
  resampledMean,
  resampleStatistics,
} from '../resampling/resampling.ts'
import { bcaAcceleration } from './bca.ts'
import {
  clusteredCells,
  clusteredMean,
  clusteredMetrics,
  drawClusteredCells,
  fewestGroups,
  type Groups,
} from './cluster-groups.ts'
import { alikeConfidence } from './compare-alike.ts'
import { type ComparisonMethod, type Confidence, identity, type NoConfidence } from './compare-confidence.ts'
import { resampledConfidence } from './compare-resampled.ts'
import { delongConfidence } from './delong.ts'
import { cellConfidence } from './paired-cells.ts'
import { type JointTable, jointTable, type PairedLabels } from './paired-labels.ts'
import { pairedMeanConfidence, rangeOf } from './paired-mean.ts'
import { type PairedScores, prepareRankedGroups, prepareRankedRows } from './paired-ranking.ts'
import { type PairedProportions, tangoConfidence } from './tango.ts'

/**
 * The same metric of two models over the very same rows, with what else is known of it. The more is known, the cheaper and
 * the better the comparison: the metrics alone are always enough for a bootstrap of rows.
 */
export interface MetricComparison {
  readonly candidate: PreparedMetric
  readonly baseline: PreparedMetric
  /** For metrics of labels: what the models said. */
  readonly labels?: PairedLabels
  /**
   * For metrics that are the share of right labels among rows that do not depend on the models: `all` rows (accuracy), or
   * those whose true label is this (recall of one class).
   */
  readonly shareRight?: 'all' | { readonly ofClass: number }
  /** For the area under the ROC curve of two classes: the scores, none of them NaN. */
  readonly scores?: PairedScores
}

/** How the rows came about. */
export interface RowDesign {
  /** Rows that depend on each other. */
  readonly groups?: Groups | undefined
  /** Rows are one series in the order of time, to be resampled in blocks of so many. Not with groups. */
  readonly blockLength?: number | undefined
  /** Weights of the rows, where they count unequally. */
  readonly weights?: Float64Array | undefined
}

export interface ComparisonSettings {
  readonly resamples: number
  readonly seed: number
  /** `percentile` unless told: with few groups, BCa left out more than it said (see the calibration study). */
  readonly interval?: 'bca' | 'percentile'
  /** `resample`: everything by a bootstrap of rows, as a check on the closed forms. */
  readonly method?: 'cheapest' | 'resample'
  /** Both are the same model, bit by bit: then there is nothing to estimate. */
  readonly identical?: boolean
}

/** DeLong's variance wants this many rows of each class. */
export const fewestRowsOfClass = 30

/**
 * Compares two models metric by metric, each by the cheapest method that is right for it and the rows:
 *
 * | rows | metric | method |
 * | --- | --- | --- |
 * | independent | share of right labels | Tango's score interval |
 * | | any other of labels | bootstrap of the joint table's cells |
 * | | mean of losses that are 0 or 1 | Tango's score interval |
 * | | mean of losses | Student's t on paired differences |
 * | | area under the ROC curve, both classes with 30 rows | DeLong |
 * | | any other | bootstrap of rows |
 * | in at least 30 groups | all | bootstrap of groups |
 * | a series | all | moving-block bootstrap |
 * | weighted | all | bootstrap of rows |
 *
 * Where several metrics are resampled, each resample is drawn once for all. The same input gives the same output on every
 * platform that has IEEE arithmetic and V8's own (fdlibm) exp and log. RangeError when rows do not fit together.
 */
export function compareModels(
  comparisons: readonly MetricComparison[],
  design: RowDesign,
  settings: ComparisonSettings,
): (Confidence | NoConfidence)[] {
  if (settings.identical) return comparisons.map(identity)
  const results = comparisons.map((comparison) => withoutResampling(comparison, design, settings))
  const open = comparisons.filter((_, index) => results[index] === undefined)
  const resampled = resampleAll(open, design, settings)
  return results.map((result) => result ?? (resampled.shift() as Confidence | NoConfidence))
}

function isIndependent({ groups, blockLength, weights }: RowDesign): boolean {
  return groups === undefined && blockLength === undefined && weights === undefined
}

/** What needs no draws of rows; undefined for the rest. */
function withoutResampling(
  comparison: MetricComparison,
  design: RowDesign,
  settings: ComparisonSettings,
): Confidence | NoConfidence | undefined {
  const { candidate, baseline, labels, shareRight, scores } = comparison
  const { rows } = candidate
  checkLengths(rows, baseline.rows, "the baseline's rows")
  const method = methodFor(design)
  const difference = (): number => pointOf(candidate, design) - pointOf(baseline, design)
  const none = (reason: string): NoConfidence => ({ method, difference: difference(), undefinedShare: 0, reason })
  const { groups } = design
  if (groups) checkLengths(rows, groups.groupOfRow.length, 'groups of rows')
  if (groups && groups.count < fewestGroups) {
    return none(`there are ${groups.count} groups, and at least ${fewestGroups} are needed`)
  }
  if (rows < 2) return none(rows === 0 ? 'there are no rows' : 'there is only one row')
  if (!Number.isFinite(difference())) return none('the metric is undefined')
  const interval = settings.interval ?? 'percentile'
  if (groups && labels && !design.weights) return clusteredLabels(jointTable(labels), groups, { ...settings, interval })
  if (!isIndependent(design) || settings.method === 'resample') return undefined
  if (labels && shareRight) {
    const { gained, lost, rows: counted } = jointTable(rowsThatCount(labels, shareRight))
    if (counted === 0) return none('no row is of the class')
    return tangoConfidence({ gained, lost, rows: counted })
  }
  if (labels) return cellConfidence(jointTable(labels), { ...settings, interval })
  if (candidate.losses && baseline.losses) {
    const counts = rightOrWrong(candidate.losses, baseline.losses)
    return counts ? tangoConfidence(counts) : pairedMeanConfidence(candidate.losses, baseline.losses)
  }
  if (scores && smallestClass(scores) >= fewestRowsOfClass) return delongConfidence(scores)
  return undefined
}

function methodFor(design: RowDesign): ComparisonMethod {
  if (design.groups) return 'cluster'
  return design.blockLength === undefined ? 'rows' : 'blocks'
}

function pointOf(metric: PreparedMetric, { weights }: RowDesign): number {
  return metric.value(weights ?? new Uint8Array(metric.rows).fill(1))
}

function rowsThatCount(labels: PairedLabels, shareRight: 'all' | { readonly ofClass: number }): PairedLabels {
  if (shareRight === 'all') return labels
  const { candidate, baseline, prepare } = labels
  const counts = (_: number, row: number): boolean => candidate.truth[row] === shareRight.ofClass
  const select = <Observed extends PairedLabels['candidate']>(observed: Observed): Observed => ({
    ...observed,
    truth: observed.truth.filter(counts),
    predicted: observed.predicted.filter(counts),
  })
  return { candidate: select(candidate), baseline: select(baseline), prepare }
}

/** Losses that are 0 or 1 are outcomes of rows (hit rates, coverage): their means are paired proportions. */
function rightOrWrong(candidate: Float64Array, baseline: Float64Array): PairedProportions | undefined {
  let gained = 0
  let lost = 0
  for (let row = 0; row < candidate.length; row++) {
    const [ours, theirs] = [candidate[row] as number, baseline[row] as number]
    if ((ours !== 0 && ours !== 1) || (theirs !== 0 && theirs !== 1)) return undefined
    if (ours > theirs) gained++
    if (ours < theirs) lost++
  }
  return { rows: candidate.length, gained, lost }
}

function smallestClass({ positive }: PairedScores): number {
  const positives = positive.reduce((sum, one) => sum + one, 0)
  return Math.min(positives, positive.length - positives)
}

function clusteredLabels(
  table: JointTable,
  groups: Groups,
  settings: ComparisonSettings & { readonly interval: 'bca' | 'percentile' },
): Confidence | NoConfidence {
  const statistic = clusteredCells(table, groups)
  const units = groups.count + table.cells
  const draw = drawClusteredCells(table, groups)
  const { seed, resamples: to } = settings
  const [differences] = resampleStatistics({ units, seed, from: 0, to, draw }, [statistic]) as [Float64Array]
  const withoutPseudoRows = (counts: Uint8Array): number => {
    const all = new Uint8Array(units)
    all.set(counts)
    return statistic(all)
  }
  return concluded(
    { statistic: withoutPseudoRows, difference: table.difference(table.counts), reach: () => 1 },
    differences,
    { method: 'cluster', units: groups.count, interval: settings.interval },
  )
}

/** A metric that is to be resampled. */
interface Resampling {
  readonly statistic: ResampledStatistic | CountedStatistic
  readonly difference: number
  /** The most that the metric would move if all units differed. */
  readonly reach: () => number
}

type CounterOf = (labels: PairedLabels, table: JointTable) => CountedStatistic['count']

/** Metrics of the same labels have the same cells: their rows are counted once. */
function sharedCounters(): CounterOf {
  const made: { labels: PairedLabels; count: CountedStatistic['count'] }[] = []
  return (labels, table) => {
    const same = made.find(
      ({ labels: { candidate, baseline } }) => candidate === labels.candidate && baseline === labels.baseline,
    )
    if (same) return same.count
    const count = cellCounter(Uint8Array.from(table.cellOfRow), table.cells)
    made.push({ labels, count })
    return count
  }
}

function resampling(comparison: MetricComparison, design: RowDesign, counterOf: CounterOf): Resampling {
  const { candidate, baseline, labels, scores } = comparison
  const { groups, weights } = design
  const difference = pointOf(candidate, design) - pointOf(baseline, design)
  const ours = candidate.losses
  const theirs = baseline.losses
  if (ours && theirs && !weights) {
    const differences = ours.map((loss, row) => loss - (theirs[row] as number))
    const statistic = groups ? clusteredMean(differences, groups) : resampledMean(differences)
    return { statistic, difference, reach: () => rangeOf(ours, theirs) }
  }
  const table = labels && !weights ? jointTable(labels) : undefined
  if (labels && table && table.cells <= 256) {
    const count = counterOf(labels, table)
    return { statistic: { count, of: table.difference }, difference, reach: () => 1 }
  }
  // Places of a ranking are rows in another order, which independent rows do not mind; a series would.
  if (scores && !weights && design.blockLength === undefined) {
    const statistic = groups ? prepareRankedGroups(scores, groups.groupOfRow) : prepareRankedRows(scores).difference
    return { statistic, difference, reach: () => 1 }
  }
  const both = [weighted(candidate, weights), weighted(baseline, weights)] as const
  const units = groups?.count ?? candidate.rows
  const statistic: ResampledStatistic = groups
    ? clusteredMetrics(...both, groups)
    : (counts) => both[0].value(counts) - both[1].value(counts)
  const ofCandidate: ResampledStatistic = groups
    ? clusteredMetrics(both[0], { ...both[1], value: () => 0 }, groups)
    : (counts) => both[0].value(counts)
  // A row that one model answers otherwise moves a metric by no more than about twice what leaving it out does.
  return { statistic, difference, reach: () => 2 * units * largestInfluence(ofCandidate, units) }
}

/** The metric for counts that are multiplied by the rows' own weights. */
function weighted(metric: PreparedMetric, weights: Float64Array | undefined): PreparedMetric {
  if (!weights) return metric
  checkLengths(metric.rows, weights.length, 'weights of rows')
  const product = new Float64Array(metric.rows)
  return {
    ...metric,
    value: (counts) => {
      for (let row = 0; row < product.length; row++) product[row] = (counts[row] as number) * (weights[row] as number)
      return metric.value(product)
    },
  }
}

function resampleAll(
  comparisons: readonly MetricComparison[],
  design: RowDesign,
  settings: ComparisonSettings,
): (Confidence | NoConfidence)[] {
  const rows = comparisons[0]?.candidate.rows
  if (rows === undefined) return []
  for (const { candidate } of comparisons) checkLengths(rows, candidate.rows, 'rows of a metric')
  const { groups, blockLength } = design
  const units = groups?.count ?? rows
  const counters = sharedCounters()
  const open = comparisons.map((comparison) => resampling(comparison, design, counters))
  const draw: Draw | undefined =
    blockLength === undefined ? undefined : (stream, counts) => drawBlocks(stream, blockLength, counts)
  const plan = { units, seed: settings.seed, from: 0, to: settings.resamples, ...(draw && { draw }) }
  const resampled = resampleStatistics(
    plan,
    open.map(({ statistic }) => statistic),
  )
  // A jackknife of rows says nothing about a series.
  const interval = blockLength === undefined ? (settings.interval ?? 'percentile') : 'percentile'
  // Neighbours count together: a series has about as many independent units as it has blocks.
  const independent = blockLength === undefined ? units : Math.max(2, Math.floor(units / blockLength))
  return open.map((one, index) =>
    concluded(one, resampled[index] as Float64Array, { method: methodFor(design), units: independent, interval }),
  )
}

function concluded(
  { statistic, difference, reach }: Resampling,
  differences: Float64Array,
  { method, units, interval }: { method: ComparisonMethod; units: number; interval: 'bca' | 'percentile' },
): Confidence | NoConfidence {
  const first = differences[0] as number
  if (differences.every((value) => value === first)) return alikeConfidence({ difference, units, reach: reach() })
  const plain: ResampledStatistic =
    typeof statistic === 'function' ? statistic : (counts) => statistic.of(statistic.count(counts))
  const left = interval === 'bca' ? jackknife(plain, units) : undefined
  const acceleration = left && (left.every((value) => Number.isFinite(value)) ? bcaAcceleration(left) : 0)
  return resampledConfidence({ method, difference, differences, units, acceleration })
}
