import { metricNames, parseMetricName } from '@mlgate/statistics'
import type { GateSection, WrittenGateSection } from './gate-section.ts'
import { type MetricDemand, modelMetrics } from './gate-section.ts'

/** What is wrong with the lists, at which place of the section. */
export interface ShorthandProblem {
  readonly path: readonly (string | number)[]
  readonly message: string
}

const lists = [
  { list: 'metrics_max', direction: 'maximize', other: 'metrics_min', better: 'higher' },
  { list: 'metrics_min', direction: 'minimize', other: 'metrics_max', better: 'lower' },
] as const

/**
 * Writes `metrics_max` and `metrics_min` out as demands of `metrics`: each metric may be no worse than the baseline's. A
 * name that is nobody's metric is one that was measured elsewhere. A metric whose direction is known stands in its own
 * list, and each stands once.
 */
export function writtenOut(
  section: WrittenGateSection,
): { readonly gate: GateSection } | { readonly problems: readonly ShorthandProblem[] } {
  const { metrics_max: _max, metrics_min: _min, metrics = {}, ...rest } = section
  const demands: Record<string, MetricDemand> = { ...metrics }
  const problems: ShorthandProblem[] = []
  for (const { list, direction, other, better } of lists) {
    for (const [index, name] of (section[list] ?? []).entries()) {
      const known = directionOf(name)
      if (known !== undefined && known !== direction) {
        const message = `${name} is not better when ${better}: it belongs into ${other}.`
        problems.push({ path: [list, index], message })
      } else if (Object.hasOwn(demands, name)) {
        problems.push({ path: [list, index], message: `something is demanded of ${name} already; name it once.` })
      }
      demands[name] = known === undefined ? { measured: name, direction, max_regression: 0 } : { max_regression: 0 }
    }
  }
  if (Object.keys(demands).length === 0) {
    problems.push({ path: [], message: 'metrics: missing; nothing is demanded.' })
  }
  return problems.length > 0 ? { problems } : { gate: { ...rest, metrics: demands } }
}

function directionOf(name: string): 'maximize' | 'minimize' | undefined {
  if (Object.hasOwn(modelMetrics, name)) return 'minimize'
  if (!metricNames.some((known) => known === name.split('@')[0])) return undefined
  const parsed = parseMetricName(name)
  return parsed.problem === undefined ? parsed.metric.direction : undefined
}
