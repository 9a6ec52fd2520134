import {
  type Average,
  type ComparisonSettings,
  type Confidence,
  compareModels,
  fewestRowsOfClass,
  groupsBy,
  type LabelObservations,
  type MetricComparison,
  measure,
  metricComparison,
  type NoConfidence,
  newcombeAreaInterval,
  type Observations,
  type PreparedMetric,
  preparedMean,
  preparedQuantile,
  prepareMetric,
  type RowDesign,
  resampledConfidence,
  takesSampleWeights,
  wilsonInterval,
} from '@mlgate/statistics'
import { type Answers, answersFor } from './answers/answers.ts'
import { pickFloats, selectRows } from './answers/observed-rows.ts'
import { definedOnPositives, hasPositiveRow } from './answers/positive-rows.ts'
import { gateName } from './gate-name.ts'
import type { JudgedUnit } from './judgement.ts'
import { pointConfidence } from './point-confidence.ts'
import { type Demand, demandLabel } from './section/demands.ts'
import type { Slice } from './slices.ts'

/** Rows that are judged together: all of them, or one slice. */
export interface Group {
  readonly slice: Slice | undefined
  /** Row indices; undefined for all rows. */
  readonly rows: Uint32Array | undefined
  readonly count: number
}

/** What a metric of the project's own says of one model. */
export type OwnMeasurement =
  | { readonly kind: 'rows'; readonly values: Float64Array }
  /** Of all rows; `resampled` holds one for each resample, where the metric gives them. */
  | { readonly kind: 'number'; readonly value: number; readonly resampled: Float64Array | undefined }

/** Everything that is known of one model on the test rows. */
interface ModelAnswers {
  readonly answers: Answers
  /** Own metrics by the policy's key. */
  readonly own: ReadonlyMap<string, OwnMeasurement>
  /** Milliseconds of single-row requests; undefined when nobody measured. */
  readonly latencies: Float64Array | undefined
  /** Of all its files. */
  readonly sizeBytes: number | undefined
}

/** A model that the candidate is compared with. */
interface OtherModel extends ModelAnswers {
  /** It is the same model, byte for byte. */
  readonly identical: boolean
}

export interface Models {
  readonly candidate: ModelAnswers
  readonly baseline: OtherModel | undefined
  readonly anchor: OtherModel | undefined
}

/** How all rows came about; a group takes its part. */
export interface Design {
  /** The group of each row, as text; rows of a group depend on each other. */
  readonly groups: readonly string[] | undefined
  readonly weights: Float64Array | undefined
  /** For a series in the order of time, the length of blocks for so many rows. */
  readonly blockLength: ((rows: number) => number) | undefined
}

/** One of the others, as a comparison sees it. */
export interface Against {
  readonly value: number | undefined
  /** Why the two cannot be compared, although there is such a model. */
  readonly problem: string | undefined
  readonly confidence: Confidence | NoConfidence | undefined
}

export interface GroupMeasurement {
  readonly demand: Demand
  readonly average: Average | undefined
  /** `recall (macro) on origin = MDW`, unique in a judgement. */
  readonly name: string
  readonly label: string
  /**
   * Rows that were judged; queries, for metrics of rankings; requests, for latencies. Undefined for what was measured
   * elsewhere.
   */
  readonly rows: number | undefined
  /** What is counted there. */
  readonly unit: JudgedUnit
  readonly candidate: number | undefined
  /** Why the candidate's value cannot be judged. */
  readonly problem: string | undefined
  /** Of the candidate's value, two-sided at 1 − 2α; undefined where there is none. */
  readonly interval: { readonly low: number; readonly high: number } | undefined
  readonly baseline: Against | undefined
  readonly anchor: Against | undefined
}

/** A metric that is to be measured, with the average that the rows decided on. */
export interface Wanted {
  readonly demand: Demand
  readonly average: Average | undefined
}

type Role = 'candidate' | 'baseline' | 'anchor'

/**
 * Measures every demanded metric on one group of rows, for all models on the same resamples. A group is resampled within
 * itself, from the policy's seed, so that its interval does not depend on which other slices there are.
 */
export function measureGroup(
  group: Group,
  wanted: readonly Wanted[],
  models: Models,
  design: Design,
  settings: ComparisonSettings & { readonly alpha: number },
): GroupMeasurement[] {
  const selection = new Selection(group, design)
  const jobs: Job[] = []
  const open = wanted.map((one): OpenMeasurement => {
    const candidate = measureModel(selection, models.candidate, 'candidate', one)
    const measurable = candidate.problem === undefined && group.count >= one.demand.minRows
    const versus = (role: 'baseline' | 'anchor', isWanted: boolean) => {
      const model = models[role]
      if (model === undefined || !isWanted) return undefined
      const measured = measureModel(selection, model, role, one)
      const isOpen = measurable && measured.problem === undefined
      return {
        measured,
        job: isOpen ? addJob(jobs, comparisonOf(one, candidate, measured, model.identical)) : undefined,
      }
    }
    const limited = one.demand.min !== undefined || one.demand.max !== undefined
    return {
      ...one,
      candidate,
      baseline: versus('baseline', true),
      anchor: versus('anchor', one.demand.totalMargin !== undefined),
      own: limited && measurable ? addJob(jobs, aloneOf(one, candidate, selection.isPlain)) : undefined,
    }
  })
  const confidences = runJobs(jobs, selection, settings)
  return open.map(({ demand, average, candidate, baseline, anchor, own }) => {
    const label = demandLabel(demand, average)
    const against = (other: OpenMeasurement['baseline']): Against | undefined =>
      other && {
        value: other.measured.value,
        problem: other.measured.problem,
        confidence: other.job === undefined ? undefined : confidences[other.job],
      }
    const alone = own === undefined ? undefined : confidences[own]
    return {
      demand,
      average,
      name: gateName(label, group.slice),
      label,
      rows: candidate.prepared?.rows ?? group.count,
      unit: candidate.prepared ? unitOf(demand) : 'rows',
      candidate: candidate.value,
      problem: candidate.problem,
      interval: intervalOf(alone, candidate, settings.alpha, demand),
      baseline: against(baseline),
      anchor: against(anchor),
    }
  })
}

interface OpenMeasurement extends Wanted {
  readonly candidate: Measured
  readonly baseline: { readonly measured: Measured; readonly job: number | undefined } | undefined
  readonly anchor: { readonly measured: Measured; readonly job: number | undefined } | undefined
  readonly own: number | undefined
}

/** Requests and queries are no rows of the table. */
function unitOf({ measure }: Demand): JudgedUnit {
  if (measure.kind === 'model') return 'requests'
  return measure.kind === 'metric' && measure.metric.unit === 'query' ? 'queries' : 'rows'
}

/** What a model says of one metric on one group. */
interface Measured {
  readonly observed: Observations | undefined
  /** For comparisons; undefined when there is a problem, or nothing but a number. */
  readonly prepared: PreparedMetric | undefined
  readonly resampled: Float64Array | undefined
  readonly value: number | undefined
  readonly problem: string | undefined
  /** The number is exact, or nobody knows how sure it is: it is compared as it stands. */
  readonly isPoint: boolean
}

const nothing: Measured = {
  observed: undefined,
  prepared: undefined,
  resampled: undefined,
  value: undefined,
  problem: undefined,
  isPoint: false,
}

function measureModel(selection: Selection, model: ModelAnswers, role: Role, { demand, average }: Wanted): Measured {
  const { measure: what, key } = demand
  switch (what.kind) {
    case 'metric':
      return measureMetric(selection, model.answers, role, what, average)
    case 'model':
      return measureOfModel(model, role, what.name)
    default: {
      const own = model.own.get(key)
      if (own === undefined) return { ...nothing, problem: `it was not computed for the ${role}` }
      if (own.kind === 'number') {
        return Number.isFinite(own.value)
          ? { ...nothing, value: own.value, resampled: own.resampled, isPoint: own.resampled === undefined }
          : { ...nothing, problem: `it is no finite number for the ${role}` }
      }
      const values = selection.numbers(own.values)
      const flawed = values.findIndex((value) => !Number.isFinite(value))
      if (flawed >= 0) return { ...nothing, problem: `it is no finite number for the ${role} in row ${flawed + 1}` }
      return fromPrepared(preparedMean(values), selection.weights, role)
    }
  }
}

function measureOfModel(model: ModelAnswers, role: Role, name: string): Measured {
  if (name === 'model_size_mb') {
    const { sizeBytes } = model
    return sizeBytes === undefined
      ? { ...nothing, problem: `the size of the ${role} is not known` }
      : { ...nothing, value: sizeBytes / 1e6, isPoint: true }
  }
  const { latencies } = model
  if (latencies === undefined) return { ...nothing, problem: `only a model that is scored here can be timed` }
  return fromPrepared(preparedQuantile(latencies, name === 'latency_p50_ms' ? 0.5 : 0.95), undefined, role)
}

function measureMetric(
  selection: Selection,
  answers: Answers,
  role: Role,
  { metric, parameters }: Extract<Demand['measure'], { kind: 'metric' }>,
  average: Average | undefined,
): Measured {
  if (answers.flaw) return { ...nothing, problem: answers.flaw }
  const all = answersFor(answers, metric.needs)
  if (!all) return { ...nothing, problem: `it needs ${metric.needs}, which the ${role} does not give` }
  const observed = selection.of(all)
  const binary = average === 'binary' && observed.kind === 'labels' ? observed : undefined
  if (binary && !hasPositiveRow(binary)) {
    return { ...nothing, observed, problem: 'no row is of the positive class, so that it can only be 0' }
  }
  const prepared = prepareMetric(metric.name, observed, withAverage(parameters, average))
  const weights = takesSampleWeights(metric, parameters) ? selection.weights : undefined
  const measured = fromPrepared(prepared, weights, role)
  if (measured.prepared === undefined || !binary) return { ...measured, observed }
  return { ...measured, observed, prepared: definedOnPositives(prepared, binary) }
}

function withAverage<P extends object>(parameters: P, average: Average | undefined): P & { average?: Average } {
  return average === undefined ? parameters : { ...parameters, average }
}

function fromPrepared(prepared: PreparedMetric, weights: Float64Array | undefined, role: Role): Measured {
  const { value, undefinedBecause } = measure(prepared, weights)
  return undefinedBecause === undefined
    ? { ...nothing, prepared, value }
    : { ...nothing, problem: `it is undefined for the ${role}: ${undefinedBecause}` }
}

/** Something to estimate: a comparison for `compareModels`, or what is known already. */
type Job =
  | { readonly kind: 'compare'; readonly comparison: MetricComparison; readonly ownsRows: boolean }
  | { readonly kind: 'known'; readonly confidence: Confidence }
  | { readonly kind: 'numbers'; readonly difference: number; readonly differences: Float64Array }

function addJob(jobs: Job[], job: Job): number {
  jobs.push(job)
  return jobs.length - 1
}

function comparisonOf(wanted: Wanted, ours: Measured, theirs: Measured, identical: boolean): Job {
  const difference = (ours.value as number) - (theirs.value as number)
  if (identical) return { kind: 'known', confidence: pointConfidence('identity', 0) }
  if (ours.resampled && theirs.resampled) {
    const others = theirs.resampled
    return {
      kind: 'numbers',
      difference,
      differences: ours.resampled.map((value, index) => value - (others[index] as number)),
    }
  }
  if (!ours.prepared || !theirs.prepared) {
    return { kind: 'known', confidence: pointConfidence('points', difference) }
  }
  const plain = { candidate: ours.prepared, baseline: theirs.prepared }
  const { measure: what } = wanted.demand
  const ownsRows = unitOf(wanted.demand) !== 'rows'
  if (what.kind !== 'metric' || !ours.observed || !theirs.observed) {
    return { kind: 'compare', comparison: plain, ownsRows }
  }
  const parameters = withAverage(what.parameters, wanted.average)
  const both = { candidate: ours.observed, baseline: theirs.observed }
  const comparison = metricComparison(what.metric.name, both, parameters)
  const { labels } = comparison
  if (!labels || wanted.average !== 'binary') return { kind: 'compare', comparison, ownsRows }
  const prepare: typeof labels.prepare = (observed) => definedOnPositives(labels.prepare(observed), observed)
  return { kind: 'compare', comparison: { ...comparison, ...plain, labels: { ...labels, prepare } }, ownsRows }
}

/** The candidate's own value, as a comparison with a model whose metric is always the same. */
function aloneOf(wanted: Wanted, ours: Measured, isPlain: boolean): Job {
  const value = ours.value as number
  const { prepared, resampled, observed } = ours
  if (resampled) return { kind: 'numbers', difference: value, differences: resampled }
  if (!prepared) return { kind: 'known', confidence: pointConfidence('points', value) }
  const { measure: what } = wanted.demand
  const ownsRows = unitOf(wanted.demand) !== 'rows'
  const zero: PreparedMetric = {
    rows: prepared.rows,
    value: () => 0,
    whyUndefined: () => 'it is undefined',
    ...(prepared.losses && { losses: new Float64Array(prepared.rows) }),
  }
  if (what.kind !== 'metric' || !observed) {
    return { kind: 'compare', comparison: { candidate: prepared, baseline: zero }, ownsRows }
  }
  const parameters = withAverage(what.parameters, wanted.average)
  const { scores, shareRight, labels } = metricComparison(
    what.metric.name,
    { candidate: observed, baseline: observed },
    parameters,
  )
  if (isPlain && labels && shareRight)
    return { kind: 'known', confidence: shareConfidence(labels.candidate, shareRight) }
  if (!scores) return { kind: 'compare', comparison: { candidate: prepared, baseline: zero }, ownsRows }
  const few = isPlain && what.metric.name === 'roc_auc' ? fewRowsArea(value, scores.positive) : undefined
  if (few) return { kind: 'known', confidence: few }
  // A model that scores all rows alike has an area of one half, without any error.
  const flat = { ...scores, baseline: new Float64Array(scores.baseline.length) }
  const half = { ...zero, value: () => 0.5 }
  return { kind: 'compare', comparison: { candidate: prepared, baseline: half, scores: flat }, ownsRows }
}

/** An area that rests on too few rows of a class for DeLong, by Newcombe's interval; undefined for more. */
function fewRowsArea(area: number, positive: Uint8Array): Confidence | undefined {
  const positives = positive.reduce((sum, one) => sum + one, 0)
  const negatives = positive.length - positives
  if (Math.min(positives, negatives) >= fewestRowsOfClass) return undefined
  const measured = { area, positives, negatives }
  return {
    ...pointConfidence('newcombe', area),
    lower: (alpha) => newcombeAreaInterval(measured, alpha).low,
    upper: (alpha) => newcombeAreaInterval(measured, alpha).high,
  }
}

/** A share of right labels by Wilson's score interval. */
function shareConfidence(
  { truth, predicted }: LabelObservations,
  shareRight: NonNullable<MetricComparison['shareRight']>,
): Confidence {
  let of = 0
  let right = 0
  for (let row = 0; row < truth.length; row++) {
    if (shareRight !== 'all' && truth[row] !== shareRight.ofClass) continue
    of++
    if (truth[row] === predicted[row]) right++
  }
  return {
    ...pointConfidence('wilson', right / of),
    lower: (alpha) => wilsonInterval(right, of, alpha).low,
    upper: (alpha) => wilsonInterval(right, of, alpha).high,
  }
}

/** Comparisons of the same rows in one go, so that each resample is drawn once for all of them. */
function runJobs(
  jobs: readonly Job[],
  selection: Selection,
  settings: ComparisonSettings,
): (Confidence | NoConfidence)[] {
  const ofTable = jobs.flatMap((job) => (job.kind === 'compare' && !job.ownsRows ? [job.comparison] : []))
  const compared = ofTable.length === 0 ? [] : compareModels(ofTable, selection.design(), settings)
  return jobs.map((job): Confidence | NoConfidence => {
    if (job.kind === 'known') return job.confidence
    if (job.kind === 'numbers') return resampledNumbers(job)
    const [next] = job.ownsRows ? compareModels([job.comparison], {}, settings) : [compared.shift()]
    if (next === undefined) throw new RangeError('a comparison without an answer.')
    return next
  })
}

function intervalOf(
  confidence: Confidence | NoConfidence | undefined,
  { value, prepared, resampled }: Measured,
  alpha: number,
  { measure: what }: Demand,
): GroupMeasurement['interval'] {
  if (confidence === undefined || 'reason' in confidence || value === undefined || !(prepared || resampled)) {
    return undefined
  }
  const offset = value - confidence.difference
  const bounds = [confidence.lower(alpha) + offset, confidence.upper(alpha) + offset] as const
  if (!bounds.every(Number.isFinite)) return undefined
  // A bound that no value of the metric can reach is written as the nearest that one can.
  const { least, most } =
    what.kind === 'metric' ? what.metric.range : { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY }
  const [low, high] = [Math.max(least, bounds[0]), Math.min(most, bounds[1])]
  // Resamples that never varied say nothing of rows that were not drawn: no error in few rows is no certainty.
  return low < high ? { low, high } : undefined
}

function resampledNumbers({ difference, differences }: Extract<Job, { kind: 'numbers' }>): Confidence | NoConfidence {
  return resampledConfidence({ method: 'numbers', difference, differences, units: differences.length })
}

/** Picks the group's rows out of what there is for all rows, once for each. */
class Selection {
  readonly #group: Group
  readonly #design: Design
  readonly #picked = new Map<Observations, Observations>()
  /** Of the group's rows. */
  readonly weights: Float64Array | undefined

  constructor(group: Group, design: Design) {
    this.#group = group
    this.#design = design
    this.weights = design.weights && this.numbers(design.weights)
  }

  of(all: Observations): Observations {
    const { rows } = this.#group
    if (!rows) return all
    const known = this.#picked.get(all)
    if (known) return known
    const picked = selectRows(all, rows)
    this.#picked.set(all, picked)
    return picked
  }

  numbers(all: Float64Array): Float64Array {
    const { rows } = this.#group
    return rows ? pickFloats(all, rows) : all
  }

  /** Whether rows are independent and count alike. */
  get isPlain(): boolean {
    const { groups, weights, blockLength } = this.#design
    return groups === undefined && weights === undefined && blockLength === undefined
  }

  design(): RowDesign {
    const { groups, blockLength } = this.#design
    const { rows, count } = this.#group
    return {
      groups: groups && groupsBy(rows ? Array.from(rows, (row) => groups[row]) : groups),
      weights: this.weights,
      blockLength: blockLength?.(count),
    }
  }
}
