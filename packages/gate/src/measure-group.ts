import {
  type Average,
  measure,
  type PreparedMetric,
  pairedDifferences,
  percentileInterval,
  prepareMetric,
  rowsNeeded,
  seededResampler,
} from '@mlgate/statistics'
import { type AnswerObservations, type Answers, answersFor, selectRows } from './answers.ts'
import { allowedLoss, type Measured } from './conditions.ts'
import type { Demand } from './demands.ts'
import { gateName } from './gate-name.ts'
import { definedOnPositives, hasPositiveRow } from './positive-rows.ts'
import type { Slice } from './slices.ts'

/** Rows that are judged together: all of them, or one slice. */
export interface Group {
  readonly slice: Slice | undefined
  /** Row indices; undefined for all rows. */
  readonly rows: Uint32Array | undefined
  readonly count: number
}

export interface Models {
  readonly candidate: Answers
  readonly baseline: Answers | undefined
}

export interface Resampling {
  readonly level: number
  readonly resamples: number
  readonly seed: number
}

/** What was measured, with what only the record needs. */
export interface GroupMeasurement extends Measured {
  readonly standardError: number | undefined
}

/**
 * Measures every demanded metric on one group of rows, for both models on the same resamples. A group is resampled
 * within itself, from the policy's seed, so that its interval does not depend on which other slices there are.
 */
export function measureGroup(
  group: Group,
  demands: readonly { readonly demand: Demand; readonly average: Average | undefined }[],
  models: Models,
  resampling: Resampling,
): GroupMeasurement[] {
  const selection = new Selection(group)
  const points = demands.map(({ demand, average }) => {
    const candidate = measureModel(selection, models.candidate, 'candidate', demand, average)
    const baseline = models.baseline && measureModel(selection, models.baseline, 'baseline', demand, average)
    const comparable = group.count >= demand.minRows && candidate.prepared && baseline?.prepared
    const equal = Boolean(comparable && sameAnswers(candidate, baseline, models))
    return { demand, average, candidate, baseline, equal, resampled: Boolean(comparable && !equal) }
  })
  const pairs = points.flatMap(({ candidate, baseline, resampled }) =>
    resampled && candidate.prepared && baseline?.prepared
      ? [{ candidate: candidate.prepared, baseline: baseline.prepared }]
      : [],
  )
  const differences =
    pairs.length === 0
      ? []
      : pairedDifferences(pairs, group.count, resampling.resamples, seededResampler(resampling.seed))
  let next = 0
  return points.map(({ demand, average, candidate, baseline, equal, resampled }) => {
    const alpha = 1 - resampling.level
    const summary = resampled ? percentileInterval(differences[next++] as Float64Array, alpha) : undefined
    const interval = equal ? { low: 0, high: 0 } : summary?.interval && boundsOf(summary.interval)
    const standardError = equal ? 0 : summary?.interval?.standardError
    return {
      name: gateName(demand.metric.name, average, group.slice),
      rows: group.count,
      candidate: candidate.value,
      baseline: baseline?.value,
      problem: candidate.problem,
      baselineProblem: baseline?.problem,
      interval,
      standardError,
      undefinedResamples: summary?.undefinedResamples,
      resamples: resampling.resamples,
      equal,
      rowsNeeded: needed(demand, baseline?.value, group.count, standardError, alpha),
    }
  })
}

function boundsOf(interval: { readonly low: number; readonly high: number }): { low: number; high: number } {
  return { low: interval.low, high: interval.high }
}

/** About how many rows would do; undefined unless that is more than there are. */
function needed(
  demand: Demand,
  baseline: number | undefined,
  rows: number,
  standardError: number | undefined,
  alpha: number,
): number | undefined {
  if (!demand.margin || standardError === undefined || baseline === undefined) return undefined
  const margin = allowedLoss(demand.margin, baseline)
  if (margin === undefined) return undefined
  const count = rowsNeeded({ rows, standardError, margin, alpha })
  return count !== undefined && count > rows ? count : undefined
}

interface ModelMeasurement {
  readonly observed: AnswerObservations | undefined
  /** For comparisons; undefined exactly when there is a problem. */
  readonly prepared: PreparedMetric | undefined
  readonly value: number | undefined
  readonly problem: string | undefined
}

function measureModel(
  selection: Selection,
  answers: Answers,
  role: 'candidate' | 'baseline',
  { metric }: Demand,
  average: Average | undefined,
): ModelMeasurement {
  const without = (problem: string, observed?: AnswerObservations): ModelMeasurement => ({
    observed,
    prepared: undefined,
    value: undefined,
    problem,
  })
  if (answers.flaw) return without(answers.flaw)
  const all = answersFor(answers, metric.needs)
  if (!all) return without(`it needs ${metric.needs}, which the ${role} does not give`)
  const observed = selection.of(all)
  const binary = average === 'binary' && observed.kind === 'labels' ? observed : undefined
  if (binary && !hasPositiveRow(binary)) {
    return without(`no row is of the positive class, so that it can only be 0`, observed)
  }
  const prepared = prepareMetric(metric.name, observed, average === undefined ? {} : { average })
  const { value, undefinedBecause } = measure(prepared)
  return undefinedBecause === undefined
    ? { observed, prepared: binary ? definedOnPositives(prepared, binary) : prepared, value, problem: undefined }
    : without(`it is undefined for the ${role}: ${undefinedBecause}`, observed)
}

/** Whether both models give the very same answers to these rows: no resample could then tell them apart. */
function sameAnswers(candidate: ModelMeasurement, baseline: ModelMeasurement | undefined, models: Models): boolean {
  const ours = candidate.observed
  const theirs = baseline?.observed
  const classes = models.candidate.classes
  const others = models.baseline?.classes
  if (!ours || !theirs || !others) return false
  if (classes.length !== others.length || classes.some((label, index) => label !== others[index])) return false
  const left = answersIn(ours)
  const right = answersIn(theirs)
  if (left.length !== right.length) return false
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false
  return true
}

function answersIn(observed: AnswerObservations): Int32Array | Float64Array {
  return observed.kind === 'probabilities' ? observed.probabilities : observed.predicted
}

/** Picks the group's rows out of observations, once for each. */
class Selection {
  readonly #group: Group
  readonly #picked = new Map<AnswerObservations, AnswerObservations>()

  constructor(group: Group) {
    this.#group = group
  }

  of(all: AnswerObservations): AnswerObservations {
    if (!this.#group.rows) return all
    const known = this.#picked.get(all)
    if (known) return known
    const picked = selectRows(all, this.#group.rows)
    this.#picked.set(all, picked)
    return picked
  }
}
