import { ConfigurationError } from '@mlgate/core'
import { fewestGroups, takesSampleWeights, usualBlockLength } from '@mlgate/statistics'
import type { Table } from '@mlgate/tables'
import { type Answers, classificationAnswers, regressionAnswers, type Truth } from './answers/answers.ts'
import { averageFor } from './answers/average-for.ts'
import { type Role, shown } from './answers/class-labels.ts'
import { forecastAnswers, keysOf, rankingAnswers } from './answers/rank-and-time-answers.ts'
import { shareClasses } from './answers/shared-classes.ts'
import { countFlips } from './flips.ts'
import { concludeGates } from './gate-results.ts'
import type { JudgedModel, JudgeInput, OtherJudgedModel } from './judge-input.ts'
import type { Judgement } from './judgement.ts'
import {
  type Design,
  type Group,
  type Models,
  measureGroup,
  type OwnMeasurement,
  type Wanted,
} from './measure-group.ts'
import { type Demand, demandsOf } from './section/demands.ts'
import { gateDefaults } from './section/gate-section.ts'
import { settingsOf } from './section/gate-settings.ts'
import { type SliceRows, slicesOf } from './slices.ts'

/**
 * Judges a candidate against a policy, and against other models on the same rows. Pure: the same input gives the same
 * judgement, to the last bit. Throws ConfigurationError when policy, data and scores do not fit together; what cannot be
 * measured for other reasons is a gate with the verdict `error`.
 */
export function judge(input: JudgeInput): Judgement {
  const { task, gate, test } = input
  const demands = demandsOf(gate, task)
  if (test.rows === 0) throw new ConfigurationError('data.test: there are no rows to judge on.')
  if (demands.some((demand) => demand.margin) && !input.baseline && !gate.baseline) {
    throw new ConfigurationError('gate.baseline: missing. max_regression needs a model to compare with: write from.')
  }
  const settings = settingsOf(gate)
  const models = modelsOf(input)
  const design = designOf(input, demands)
  const { candidate, baseline } = models
  const alpha = 1 - settings.level
  const averages = new Map(demands.map((demand) => [demand, averageFor(demand, candidate.answers.classes, input)]))
  const measured = groupsOf(input, demands).flatMap(({ group, demands: demanded }) => {
    const wanted: Wanted[] = demanded.map((demand) => ({ demand, average: averages.get(demand) }))
    const measurements = measureGroup(group, wanted, models, design, { ...settings, alpha })
    return measurements.map((measurement) => ({ slice: group.slice, measurement }))
  })
  const isCut = candidate.answers.classes.length === 2 && candidate.answers.probabilities !== undefined
  return {
    ...concludeGates(measured, { task, settings, hasBaseline: baseline !== undefined }),
    rows: test.rows,
    threshold: isCut
      ? {
          candidate: thresholdOf(input, input.candidate) ?? gateDefaults.threshold,
          baseline: input.baseline && (thresholdOf(input, input.baseline) ?? gateDefaults.threshold),
        }
      : undefined,
    scoredBy: { candidate: input.candidate.scores.scoredBy, baseline: input.baseline?.scores.scoredBy },
    flips: baseline && countFlips(candidate.answers, baseline.answers),
  }
}

function modelsOf(input: JudgeInput): Models {
  const candidate = answersOf(input, input.candidate, 'candidate')
  const other = (model: OtherJudgedModel | undefined, role: Role) => {
    if (model === undefined) return undefined
    const answers = answersOf(input, model, role)
    if ((candidate.classes.length === 2) !== (answers.classes.length === 2)) {
      throw new ConfigurationError(
        `The candidate knows the classes ${shown(candidate.classes)}, the ${role} ${shown(answers.classes)}: two classes and more cannot be compared.`,
      )
    }
    return { ...measuredOf(model), answers, identical: model.identical }
  }
  const baseline = other(input.baseline, 'baseline')
  const anchor = other(input.anchor, 'anchor')
  const [shared, ...others] = shareClasses([candidate, baseline?.answers, anchor?.answers])
  return {
    candidate: { ...measuredOf(input.candidate), answers: shared ?? candidate },
    baseline: baseline && { ...baseline, answers: others[0] ?? baseline.answers },
    anchor: anchor && { ...anchor, answers: others[1] ?? anchor.answers },
  }
}

function measuredOf({ own, latencies, sizeBytes }: JudgedModel) {
  return { own: own ?? new Map<string, OwnMeasurement>(), latencies, sizeBytes }
}

/** The operating point of one model; undefined where nobody names one. */
function thresholdOf({ gate }: JudgeInput, { threshold }: JudgedModel): number | undefined {
  if (threshold !== undefined) return threshold
  if (typeof gate.threshold === 'object') {
    throw new ConfigurationError('gate.threshold.at: the operating point was not computed on data.validation.')
  }
  if (gate.threshold !== undefined && !(gate.threshold >= 0 && gate.threshold <= 1)) {
    throw new ConfigurationError(`gate.threshold: ${gate.threshold} is not between 0 and 1.`)
  }
  return gate.threshold
}

/** A model's answers beside the truth. Throws ConfigurationError when they do not fit the test data. */
export function answersOf(input: JudgeInput, model: JudgedModel, role: Role): Answers {
  const { test, label, task, columns = {} } = input
  const column = test.columns.get(label)
  if (!column) {
    throw new ConfigurationError(
      `data.label: the test data have no column ${JSON.stringify(label)}. They have ${[...test.columns.keys()].join(', ')}.`,
    )
  }
  const truth: Truth = { name: label, column, rows: test.rows }
  switch (task) {
    case 'classification':
      return classificationAnswers(model.scores, truth, role, {
        positive: input.positive,
        threshold: thresholdOf(input, model),
      })
    case 'regression':
      return regressionAnswers(model.scores, truth, role)
    case 'ranking':
      return rankingAnswers(model.scores, truth, role, { test, query: columns.query })
    case 'forecast':
      return forecastAnswers(model.scores, truth, role, { test, series: columns.series, training: input.training })
  }
}

/** How the rows came about. Throws ConfigurationError where a column that says so does not fit. */
function designOf(input: JudgeInput, demands: readonly Demand[]): Design {
  const { test, columns = {}, task } = input
  const weights = columns.weight === undefined ? undefined : weightsOf(test, columns.weight)
  if (weights) refuseWeights(demands)
  const own = columns.group === undefined ? undefined : keysOf(test, columns.group, 'data.group')
  if (own !== undefined) return { groups: own, weights, blockLength: undefined }
  if (task !== 'forecast') return { groups: undefined, weights, blockLength: undefined }
  const series = columns.series === undefined ? undefined : keysOf(test, columns.series, 'data.series')
  // Many series are the units that say how forecasts differ; of few, stretches of time are.
  if (series && new Set(series).size >= fewestGroups) return { groups: series, weights, blockLength: undefined }
  return { groups: undefined, weights, blockLength: (rows) => Math.min(rows, usualBlockLength(rows)) }
}

function weightsOf(test: Table, name: string): Float64Array {
  const column = test.columns.get(name)
  if (column?.kind !== 'number') {
    throw new ConfigurationError(
      `data.weight: the test data have no column of numbers ${JSON.stringify(name)}. They have ${[...test.columns.keys()].join(', ')}.`,
    )
  }
  const wrong = column.values.findIndex((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY))
  if (wrong >= 0) {
    throw new ConfigurationError(
      `data.weight: column ${JSON.stringify(name)} is ${column.values[wrong]} in row ${wrong + 1} of the test data. Weights are numbers from 0.`,
    )
  }
  return column.values
}

function refuseWeights(demands: readonly Demand[]): void {
  for (const { key, measure } of demands) {
    if (measure.kind === 'model' || measure.kind === 'mean_of') continue
    const takes =
      measure.kind === 'metric' &&
      measure.metric.unit === 'row' &&
      takesSampleWeights(measure.metric, measure.parameters)
    if (!takes) {
      throw new ConfigurationError(
        `data.weight: ${key} cannot weigh rows. Take it out of gate.metrics, or data.weight out of the project file.`,
      )
    }
  }
}

/** All rows for every demand, then each slice for the demands that name it; a column is grouped once. */
function groupsOf(input: JudgeInput, demands: readonly Demand[]): { group: Group; demands: readonly Demand[] }[] {
  const { test, conditions } = input
  const order = timeOrder(input)
  const slicings = new Set(demands.flatMap((demand) => demand.slices))
  const groups = [...slicings].flatMap((by) => {
    const slicing = demands.filter((demand) => demand.slices.includes(by))
    return slicesOf(test, by, conditions).map((slice: SliceRows) => {
      const rows = order ? inOrder(slice.rows, order) : slice.rows
      return { group: { slice: slice.slice, rows, count: rows.length }, demands: slicing }
    })
  })
  return [{ group: { slice: undefined, rows: order, count: test.rows }, demands }, ...groups]
}

/** The rows of forecasts, series by series and in the order of time; undefined where their order does not matter. */
function timeOrder({ task, test, columns = {} }: JudgeInput): Uint32Array | undefined {
  if (task !== 'forecast') return undefined
  const series = columns.series === undefined ? undefined : keysOf(test, columns.series, 'data.series')
  const time = columns.time === undefined ? undefined : test.columns.get(columns.time)
  if (columns.time !== undefined && time === undefined) {
    throw new ConfigurationError(
      `data.time: the test data have no column ${JSON.stringify(columns.time)}. They have ${[...test.columns.keys()].join(', ')}.`,
    )
  }
  const key = (row: number): number | string => (time?.values[row] as number | string | null) ?? row
  const before = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0)
  return Uint32Array.from({ length: test.rows }, (_, row) => row).sort(
    (a, b) => (series ? before(series[a] as string, series[b] as string) : 0) || before(key(a), key(b)) || a - b,
  )
}

function inOrder(rows: Uint32Array, order: Uint32Array): Uint32Array {
  const isIn = new Set(rows)
  return order.filter((row) => isIn.has(row))
}
