import { ConfigurationError } from '@mlgate/core'
import {
  type MetricDefinition,
  type MetricParameters,
  metricDefinitions,
  parseMetricName,
  readParameters,
  type Task,
  writeMetricName,
} from '@mlgate/statistics'
import {
  type GateSection,
  gateDefaults,
  type MetricDemand,
  type ModelMetricName,
  modelMetrics,
} from './gate-section.ts'

/** How much worse a model may be. */
export type Margin =
  | { readonly kind: 'absolute'; readonly amount: number }
  /** A share of the baseline's absolute value: 0.02 for `2%`. */
  | { readonly kind: 'relative'; readonly share: number }

/** What is measured. */
type Measure =
  | { readonly kind: 'metric'; readonly metric: MetricDefinition; readonly parameters: MetricParameters }
  | { readonly kind: 'model'; readonly name: ModelMetricName }
  | { readonly kind: 'mean_of'; readonly sql: string }
  | { readonly kind: 'module'; readonly path: string }
  | { readonly kind: 'command'; readonly command: readonly string[] }
  /** Measured elsewhere, under this name. */
  | { readonly kind: 'measured'; readonly name: string }

/** What the section demands of one metric, checked and with defaults filled in. */
export interface Demand {
  /** As the policy writes it: `ndcg@10`, `expected_cost`. */
  readonly key: string
  readonly measure: Measure
  readonly direction: 'maximize' | 'minimize'
  readonly min: number | undefined
  readonly max: number | undefined
  /** min and max ask for the bound of the value. */
  readonly confident: boolean
  readonly margin: Margin | undefined
  /** Against the anchor. */
  readonly totalMargin: Margin | undefined
  readonly slices: readonly string[]
  readonly minRows: number
}

/** What of a demand is no parameter of its metric. */
const ownKeys = new Set([
  'min',
  'max',
  'max_regression',
  'max_total_regression',
  'confident',
  'slices',
  'min_rows',
  'direction',
])

/**
 * Reads the demands of a gate section. Throws ConfigurationError when nothing is demanded, in all or of one metric, and
 * on a metric that is unknown or not for this task: a gate that checks nothing must not look like one that passes.
 */
export function demandsOf(section: GateSection, task: Task): Demand[] {
  const demands = Object.entries(section.metrics).map(([name, demand]) => readDemand(name, demand, task))
  if (demands.length === 0) {
    throw new ConfigurationError(`gate.metrics: nothing is demanded. Name at least one of ${namesFor(task)}.`)
  }
  if (section.anchor === undefined && demands.some(({ totalMargin }) => totalMargin)) {
    throw new ConfigurationError(
      'gate.anchor: missing. max_total_regression compares with a fixed version: write anchor: registry:<version>.',
    )
  }
  return demands
}

/** Whether a metric that is demanded is scaled by the past of a series, which training data hold. */
export function needsThePast(section: GateSection): boolean {
  return Object.keys(section.metrics).some((key) => {
    const parsed = parseMetricName(key)
    return parsed.problem === undefined && parsed.metric.needs === 'forecast'
  })
}

function namesFor(task: Task): string {
  return metricDefinitions
    .filter(({ tasks }) => tasks.includes(task))
    .map(({ name }) => name)
    .join(', ')
}

function readDemand(key: string, demand: MetricDemand, task: Task): Demand {
  const where = `gate.metrics.${key}`
  const { measure, direction } = readMeasure(where, key, demand, task)
  const { min, max, max_regression: regression, max_total_regression: total } = demand
  if (min === undefined && max === undefined && regression === undefined && total === undefined) {
    throw new ConfigurationError(`${where}: demands nothing. Say min, max or max_regression.`)
  }
  for (const [name, bound] of Object.entries({ min, max })) {
    if (bound !== undefined && !Number.isFinite(bound)) {
      throw new ConfigurationError(`${where}.${name}: ${bound} is no limit; write a number.`)
    }
  }
  if (min !== undefined && max !== undefined && min > max) {
    throw new ConfigurationError(`${where}: min ${min} is above max ${max}, so that nothing can pass.`)
  }
  const minRows = demand.min_rows ?? (measure.kind === 'model' ? 1 : gateDefaults.minRows)
  if (!Number.isInteger(minRows) || minRows < 1) {
    throw new ConfigurationError(`${where}.min_rows: ${minRows} is no number of rows; write 1 or more.`)
  }
  const slices = demand.slices ?? []
  if (slices.length > 0 && (measure.kind === 'module' || measure.kind === 'command')) {
    throw new ConfigurationError(
      `${where}.slices: a ${measure.kind} measures all rows at once. Use mean_of to judge slices, or add a metric a slice.`,
    )
  }
  return {
    key,
    measure,
    direction,
    min,
    max,
    confident: demand.confident ?? false,
    margin: regression === undefined ? undefined : readMargin(`${where}.max_regression`, regression),
    totalMargin: total === undefined ? undefined : readMargin(`${where}.max_total_regression`, total),
    slices,
    minRows,
  }
}

function readMeasure(
  where: string,
  key: string,
  demand: MetricDemand,
  task: Task,
): Pick<Demand, 'measure' | 'direction'> {
  const { direction, mean_of: sql, module, command, measured } = demand
  const own: Measure | undefined =
    sql !== undefined
      ? { kind: 'mean_of', sql }
      : module !== undefined
        ? { kind: 'module', path: module }
        : command !== undefined
          ? { kind: 'command', command }
          : measured !== undefined
            ? { kind: 'measured', name: measured }
            : undefined
  if (own !== undefined) {
    if (direction === undefined) {
      throw new ConfigurationError(`${where}.direction: missing. Say which way is better: maximize or minimize.`)
    }
    return { measure: own, direction }
  }
  if (isModelMetric(key)) return { measure: { kind: 'model', name: key }, direction: 'minimize' }
  const parsed = parseMetricName(key)
  if (parsed.problem !== undefined) throw new ConfigurationError(`${where}: ${parsed.problem}`)
  const given = Object.fromEntries(Object.entries(demand).filter(([name]) => !ownKeys.has(name)))
  const choice = readParameters(parsed, given)
  if (choice.problem !== undefined) throw new ConfigurationError(`${where}: ${choice.problem}`)
  const { metric, parameters } = choice
  if (!metric.tasks.includes(task)) {
    throw new ConfigurationError(
      `${where}: is for ${metric.tasks.join(', ')}; for ${task} there are ${namesFor(task)}.`,
    )
  }
  return { measure: { kind: 'metric', metric, parameters }, direction: metric.direction }
}

function isModelMetric(name: string): name is ModelMetricName {
  return Object.hasOwn(modelMetrics, name)
}

/** How a demand is called: `f1 (macro)`, `ndcg@10`; `binary` goes without saying. */
export function demandLabel({ key, measure }: Demand, average: string | undefined): string {
  const name = measure.kind === 'metric' ? writeMetricName(measure.metric, measure.parameters) : key
  return average === undefined || average === 'binary' ? name : `${name} (${average})`
}

function readMargin(where: string, text: number | string): Margin {
  const percent = typeof text === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text) : null
  if (percent) return { kind: 'relative', share: Number(percent[1]) / 100 }
  if (typeof text === 'number' && Number.isFinite(text) && text >= 0) return { kind: 'absolute', amount: text }
  throw new ConfigurationError(
    `${where}: ${JSON.stringify(text)} is neither a number from 0 nor a percentage; write 0.02 or 2%.`,
  )
}
