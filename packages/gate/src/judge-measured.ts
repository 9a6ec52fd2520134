import { ConfigurationError } from '@mlgate/core'
import type { Task } from '@mlgate/statistics'
import { concludeGates } from './gate-results.ts'
import type { Judgement } from './judgement.ts'
import type { Against } from './measure-group.ts'
import { pointConfidence } from './point-confidence.ts'
import { type Demand, demandLabel, demandsOf } from './section/demands.ts'
import type { GateSection } from './section/gate-section.ts'
import { settingsOf } from './section/gate-settings.ts'
import { weakSlicesDecide } from './weak-slices/weak-slices-section.ts'

/** Metrics by the names that the files give them. */
type MeasuredMetrics = ReadonlyMap<string, number>

export interface MeasuredInput {
  readonly task: Task
  readonly gate: GateSection
  readonly candidate: MeasuredMetrics
  readonly baseline?: { readonly metrics: MeasuredMetrics; readonly identical: boolean } | undefined
  readonly anchor?: { readonly metrics: MeasuredMetrics; readonly identical: boolean } | undefined
}

/**
 * Judges numbers that somebody else measured. They are compared as they stand: without rows, nothing is known of how sure
 * they are, and the report says so. Throws ConfigurationError for what needs rows: slices, bounds for certain, and all
 * that is judged beside the metrics.
 */
export function judgeMeasured(input: MeasuredInput): Judgement {
  const { task, gate, candidate, baseline, anchor } = input
  const demands = demandsOf(gate, task)
  for (const demand of demands) refuseWhatNeedsRows(demand)
  refuseExaminations(gate)
  if (demands.some((demand) => demand.margin) && !baseline && !gate.baseline) {
    throw new ConfigurationError('gate.baseline: missing. max_regression needs metrics to compare with: write from.')
  }
  const settings = settingsOf(gate)
  const measured = demands.map((demand) => {
    const value = valueIn(candidate, demand)
    const against = (other: MeasuredInput['baseline'], role: string): Against | undefined => {
      if (other === undefined) return undefined
      const theirs = valueIn(other.metrics, demand)
      const isComparable = value !== undefined && theirs !== undefined
      return {
        value: theirs,
        problem: theirs === undefined ? missing(demand, role) : undefined,
        confidence: isComparable ? pointConfidence(other.identical ? 'identity' : 'points', value - theirs) : undefined,
      }
    }
    const label = demandLabel(demand, undefined)
    return {
      slice: undefined,
      measurement: {
        demand,
        average: undefined,
        name: label,
        label,
        rows: undefined,
        unit: 'rows' as const,
        candidate: value,
        problem: value === undefined ? missing(demand, 'candidate') : undefined,
        interval: undefined,
        baseline: against(baseline, 'baseline'),
        anchor: demand.totalMargin && against(anchor, 'anchor'),
      },
    }
  })
  return {
    ...concludeGates(measured, { task, settings, hasBaseline: baseline !== undefined }),
    rows: undefined,
    threshold: undefined,
    scoredBy: { candidate: 'declared', baseline: baseline && 'declared' },
    flips: undefined,
  }
}

function nameIn({ key, measure }: Demand): string {
  return measure.kind === 'measured' ? measure.name : key
}

/** Undefined when the file has no such metric, or no finite number for it. */
function valueIn(metrics: MeasuredMetrics, demand: Demand): number | undefined {
  const value = metrics.get(nameIn(demand))
  return value !== undefined && Number.isFinite(value) ? value : undefined
}

function missing(demand: Demand, role: string): string {
  return `the ${role}'s metrics have no finite number ${JSON.stringify(nameIn(demand))}`
}

/** Sections that judge rows, or a model: what is demanded there must not be left out in silence. */
function refuseExaminations({ fairness, explanations, robustness, parity, weak_slices: weak }: GateSection): void {
  const weakSlices = weakSlicesDecide(weak) ? weak : undefined
  const demanded = { fairness, explanations, robustness, parity, 'weak_slices.on_found': weakSlices }
  for (const [section, content] of Object.entries(demanded)) {
    if (content === undefined) continue
    throw new ConfigurationError(
      `gate.${section}: candidate.metrics bring no rows and no model to look at. Hand in predictions or a model instead.`,
    )
  }
}

function refuseWhatNeedsRows({ key, slices, confident, measure }: Demand): void {
  const where = `gate.metrics.${key}`
  if (slices.length > 0) {
    throw new ConfigurationError(
      `${where}.slices: candidate.metrics are of all rows at once. Hand in predictions instead.`,
    )
  }
  if (confident) {
    throw new ConfigurationError(
      `${where}.confident: nothing is known of how sure candidate.metrics are. Hand in predictions instead.`,
    )
  }
  if (measure.kind === 'mean_of' || measure.kind === 'module' || measure.kind === 'command') {
    throw new ConfigurationError(
      `${where}: is computed from rows, and candidate.metrics has none. Write measured: <name>.`,
    )
  }
}
