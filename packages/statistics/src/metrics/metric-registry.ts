import { forecastMetrics } from './forecast-metrics.ts'
import { labelMetrics } from './label-metrics.ts'
import type { MetricDeclaration } from './metric-definition.ts'
import type { MetricParameters } from './metric-parameters.ts'
import { probabilityMetrics } from './probability-metrics.ts'
import { rankingMetrics } from './ranking-metrics.ts'
import { valueMetrics } from './value-metrics.ts'

const declarations = [...labelMetrics, ...probabilityMetrics, ...valueMetrics, ...rankingMetrics, ...forecastMetrics]

/** The metrics that there are, by scikit-learn's names where it has them. */
export type MetricName = (typeof declarations)[number]['name']
export type MetricDefinition = MetricDeclaration<MetricName>

/** Every metric: classification, regression, ranking, forecast. */
export const metricDefinitions: readonly MetricDefinition[] = declarations

const byName: ReadonlyMap<string, MetricDefinition> = new Map(metricDefinitions.map((metric) => [metric.name, metric]))

/** All metrics' names, in the order of `metricDefinitions`. */
export const metricNames: readonly MetricName[] = metricDefinitions.map((metric) => metric.name)

/** A metric by its name, without parameters; undefined when there is none of that name. */
export function metricNamed(name: MetricName): MetricDefinition
export function metricNamed(name: string): MetricDefinition | undefined
export function metricNamed(name: string): MetricDefinition | undefined {
  return byName.get(name)
}

/** Whether weights may be sample weights, for a metric with these parameters; otherwise they can only be multiplicities. */
export function takesSampleWeights(metric: MetricDefinition, parameters: MetricParameters = {}): boolean {
  const restricting = metric.parameters.some(
    (parameter) =>
      parameter.kind === 'choice' &&
      parameter.withoutSampleWeights?.includes(String(parameters[parameter.name] ?? parameter.default)),
  )
  return metric.weights === 'sample' && !restricting
}
