import { distance } from 'fastest-levenshtein'
import {
  allowedValues,
  allows,
  type MetricParameter,
  type MetricParameters,
  type ParameterName,
} from './metric-parameters.ts'
import { type MetricDefinition, type MetricName, metricNamed, metricNames } from './metric-registry.ts'

/** A metric and what was said about its parameters. */
export interface MetricChoice {
  readonly metric: MetricDefinition
  /** Only those that were given; `completeParameters` adds the defaults. */
  readonly parameters: MetricParameters
  readonly problem?: never
}

/** What is wrong, and what to write instead, as a sentence to put behind the place. */
export interface MetricProblem {
  readonly problem: string
}

/**
 * Reads a metric's name with what may stand in it: `roc_auc`, `ndcg@10`, `pinball@0.9`, `f1`. A problem when there is no
 * such metric (with the nearest names) or what follows @ is not allowed.
 */
export function parseMetricName(written: string): MetricChoice | MetricProblem {
  const [name, ...rest] = written.split('@')
  const metric = metricNamed(name as string)
  if (!metric) return { problem: unknownMetric(name as string) }
  if (rest.length === 0) return { metric, parameters: {} }
  const parameter = metric.parameters.find((one) => one.name === metric.at)
  if (!parameter) return { problem: `${name} takes nothing behind @; write ${name}.` }
  const text = rest.join('@')
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (!allows(parameter, value)) {
    return {
      problem: `${JSON.stringify(text)} is no ${parameter.name}; write ${allowedValues(parameter)} behind @, such as ${example(metric, parameter)}.`,
    }
  }
  return { metric, parameters: { [parameter.name]: value } }
}

/** A metric's name with the parameter that may stand in it: `ndcg@10`. What `parseMetricName` reads back. */
export function writeMetricName(metric: MetricDefinition, parameters: MetricParameters): string {
  const value = metric.at && parameters[metric.at]
  return value === undefined ? metric.name : `${metric.name}@${value}`
}

/**
 * Checks parameters from outside (`given`: names to values) and joins them with those of the name. A problem when one
 * is unknown, not allowed, said twice with different values, or missing.
 */
export function readParameters(
  { metric, parameters }: MetricChoice,
  given: Readonly<Record<string, unknown>>,
): MetricChoice | MetricProblem {
  const all: Partial<Record<ParameterName, unknown>> = { ...parameters }
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue
    const parameter = metric.parameters.find((one) => one.name === name)
    if (!parameter) {
      const known = metric.parameters.map((one) => one.name)
      const others = known.length === 0 ? 'It takes no parameters' : `It takes ${known.join(', ')}`
      return { problem: `${metric.name} takes no ${name}. ${others}.` }
    }
    if (!allows(parameter, value)) {
      return { problem: `${JSON.stringify(value)} is no ${name} of ${metric.name}; write ${allowedValues(parameter)}.` }
    }
    const before = all[parameter.name]
    if (before !== undefined && before !== value) {
      return {
        problem: `the name says ${name} ${before}, and ${name} says ${JSON.stringify(value)}; write one of them.`,
      }
    }
    all[parameter.name] = value
  }
  for (const parameter of metric.parameters) {
    if (isRequired(parameter) && all[parameter.name] === undefined) {
      const inName = metric.at === parameter.name ? `, such as ${example(metric, parameter)}` : ''
      return { problem: `${metric.name} needs ${parameter.name}, ${allowedValues(parameter)}${inName}.` }
    }
  }
  return { metric, parameters: all as MetricParameters }
}

/** Parameters with the defaults of those that are not given. RangeError when one is unknown, not allowed or missing. */
export function completeParameters(metric: MetricDefinition, given: MetricParameters = {}): MetricParameters {
  const read = readParameters({ metric, parameters: {} }, { ...given })
  if (read.problem !== undefined) throw new RangeError(read.problem)
  const defaults = metric.parameters.flatMap((one) => (one.default === undefined ? [] : [[one.name, one.default]]))
  return { ...Object.fromEntries(defaults), ...read.parameters }
}

/** Whether a parameter must be given. */
export function isRequired(parameter: MetricParameter): boolean {
  return parameter.default === undefined && parameter.whenAbsent === undefined
}

function example(metric: MetricDefinition, parameter: MetricParameter): string {
  return `${metric.name}@${parameter.kind === 'integer' ? 10 : parameter.name === 'beta' ? 2 : 0.9}`
}

function unknownMetric(name: string): string {
  const near = nearestNames(name)
  return near.length === 0
    ? `no such metric. There are ${metricNames.join(', ')}.`
    : `no such metric. Did you mean ${near.join(' or ')}?`
}

/** Up to three names with at most one edit in three letters, nearest first; the same letters in another order are one. */
function nearestNames(written: string): MetricName[] {
  if (written.length > longestName) return []
  const wanted = written.toLowerCase().replaceAll('-', '_')
  return metricNames
    .map((name) => ({ name, edits: sorted(wanted) === sorted(name) ? 1 : distance(wanted, name) }))
    .filter(({ name, edits }) => edits <= Math.max(name.length, wanted.length) / 3)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** Longer names are no slips of the finger, and comparing them costs time that an attacker could ask for. */
const longestName = 100

function sorted(letters: string): string {
  return [...letters].sort().join('')
}
