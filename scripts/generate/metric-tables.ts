import {
  allowedValues,
  isRequired,
  type MetricDefinition,
  type MetricParameter,
  metricDefinitions,
} from '@mlgate/statistics'
import { markdownTable, prose } from './markdown-tables.ts'

/** The metrics of a task, each with its definition; undefined when there is no such task. */
export function metricsTable(task: string): string | undefined {
  const metrics = metricDefinitions.filter(({ tasks }) => tasks.some((one) => one === task))
  if (metrics.length === 0) return undefined
  return markdownTable(
    ['Metric', 'What it is', 'Better', 'Range', 'Parameters', 'Undefined when', 'Weights', 'Source'],
    metrics.map((metric) => [
      `\`${nameOf(metric)}\``,
      prose(metric.summary),
      metric.direction === 'maximize' ? 'higher' : 'lower',
      `${end(metric.range.least)} to ${end(metric.range.most)}`,
      metric.parameters.map(parameterText).join('; '),
      prose(metric.undefinedWhen),
      weightsText(metric),
      sourceText(metric.source),
    ]),
  )
}

/** Where metrics deliberately differ from scikit-learn. */
export function metricDifferences(): string {
  return metricDefinitions
    .flatMap(({ name, differs }) => (differs === undefined ? [] : [`- \`${name}\`: ${differs}`]))
    .join('\n')
}

/** The name with the parameter that is written in it, in brackets where it may be left out. */
function nameOf({ name, at, parameters }: MetricDefinition): string {
  const parameter = parameters.find((one) => one.name === at)
  if (!parameter) return name
  return isRequired(parameter) ? `${name}@${parameter.name}` : `${name}[@${parameter.name}]`
}

function parameterText(parameter: MetricParameter): string {
  const absent = isRequired(parameter) ? 'required' : String(parameter.default ?? parameter.whenAbsent)
  return `\`${parameter.name}\`: ${allowedValues(parameter)} (${absent})`
}

function weightsText({ weights, unit, parameters }: MetricDefinition): string {
  if (weights === 'multiplicity') return 'none'
  const without = parameters.flatMap((one) => (one.kind === 'choice' ? (one.withoutSampleWeights ?? []) : []))
  const taken = unit === 'query' ? 'of queries' : 'of rows'
  return without.length === 0 ? taken : `${taken}; none with ${without.map((one) => `\`${one}\``).join(', ')}`
}

function sourceText(source: string): string {
  return source.startsWith('sklearn.') ? `\`${source}\`` : prose(source)
}

function end(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  return String(Math.round(value * 100) / 100).replace('-', '−')
}
