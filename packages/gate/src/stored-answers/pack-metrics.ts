import type { MeasuredInput } from '../judge-measured.ts'
import { type StoredMetrics, storedDouble } from './stored-answers.ts'

/** What a verdict on metrics that were measured elsewhere was made from. */
export function packMetrics({ candidate, baseline, anchor }: MeasuredInput): StoredMetrics {
  const metricsOf = (metrics: MeasuredInput['candidate']) =>
    [...metrics].map(([name, value]) => ({ name, value: storedDouble(value) }))
  const other = (role: 'baseline' | 'anchor', found: MeasuredInput['baseline']) =>
    found && { [role]: { metrics: metricsOf(found.metrics), identical: found.identical } }
  return {
    version: 1,
    kind: 'metrics',
    candidate: metricsOf(candidate),
    ...other('baseline', baseline),
    ...other('anchor', anchor),
  }
}
