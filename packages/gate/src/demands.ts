import { ConfigurationError } from '@mlgate/core'
import { type Average, averages, type MetricDefinition, metricNamed, metricNames } from '@mlgate/statistics'
import { type GateSection, gateDefaults, type MetricDemand } from './gate-section.ts'

/** How much worse a model may be. */
export type Margin =
  | { readonly kind: 'absolute'; readonly amount: number }
  /** A share of the baseline's absolute value: 0.02 for `2%`. */
  | { readonly kind: 'relative'; readonly share: number }

/** What the section demands of one metric, checked and with defaults filled in. */
export interface Demand {
  readonly metric: MetricDefinition
  readonly average: Average | undefined
  readonly min: number | undefined
  readonly max: number | undefined
  readonly margin: Margin | undefined
  readonly slices: readonly string[]
  readonly minRows: number
}

/**
 * Reads the demands of a gate section. Throws ConfigurationError when nothing is demanded, in all or of one metric, and
 * on a metric that is unknown or not for this task: a gate that checks nothing must not look like one that passes.
 */
export function demandsOf(section: GateSection, task: 'classification' | 'regression'): Demand[] {
  const demands = Object.entries(section.metrics).map(([name, demand]) => readDemand(name, demand, task))
  if (demands.length === 0) {
    throw new ConfigurationError(`gate.metrics: nothing is demanded. Name at least one of ${metricNames.join(', ')}.`)
  }
  return demands
}

function readDemand(name: string, demand: MetricDemand, task: 'classification' | 'regression'): Demand {
  const where = `gate.metrics.${name}`
  const metric = metricNamed(name)
  if (!metric) throw new ConfigurationError(`${where}: no such metric. There are ${metricNames.join(', ')}.`)
  if (!metric.tasks.includes(task)) {
    const fitting = metricNames.filter((other) => metricNamed(other).tasks.includes(task))
    throw new ConfigurationError(
      `${where}: is for ${metric.tasks.join(', ')}; for ${task} there are ${fitting.join(', ')}.`,
    )
  }
  const { min, max, max_regression: regression } = demand
  if (min === undefined && max === undefined && regression === undefined) {
    throw new ConfigurationError(`${where}: demands nothing. Say min, max or max_regression.`)
  }
  for (const [key, bound] of Object.entries({ min, max })) {
    if (bound !== undefined && !Number.isFinite(bound)) {
      throw new ConfigurationError(`${where}.${key}: ${bound} is no limit; write a number.`)
    }
  }
  if (min !== undefined && max !== undefined && min > max) {
    throw new ConfigurationError(`${where}: min ${min} is above max ${max}, so that nothing can pass.`)
  }
  const minRows = demand.min_rows ?? gateDefaults.minRows
  if (!Number.isInteger(minRows) || minRows < 1) {
    throw new ConfigurationError(`${where}.min_rows: ${minRows} is no number of rows; write 1 or more.`)
  }
  return {
    metric,
    average: readAverage(where, metric, demand.average),
    min,
    max,
    margin: regression === undefined ? undefined : readMargin(`${where}.max_regression`, regression),
    slices: demand.slices ?? [],
    minRows,
  }
}

function readAverage(where: string, metric: MetricDefinition, average: Average | undefined): Average | undefined {
  if (average === undefined) return undefined
  if (!metric.averaged) throw new ConfigurationError(`${where}.average: ${metric.name} is not averaged over classes.`)
  if (!averages.includes(average)) {
    throw new ConfigurationError(`${where}.average: ${JSON.stringify(average)} is none of ${averages.join(', ')}.`)
  }
  return average
}

function readMargin(where: string, text: number | string): Margin {
  const percent = typeof text === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text) : null
  if (percent) return { kind: 'relative', share: Number(percent[1]) / 100 }
  if (typeof text === 'number' && Number.isFinite(text) && text >= 0) return { kind: 'absolute', amount: text }
  throw new ConfigurationError(
    `${where}: ${JSON.stringify(text)} is neither a number from 0 nor a percentage; write 0.02 or 2%.`,
  )
}
