import type { Block, ForestRow } from '@mlgate/core'
import type { GateResult } from '../judgement.ts'
import { formatCount } from '../number-format.ts'
import { allowedChangeOf, gateFormat, worstFirst } from './gate-table.ts'

/** More rows than this make a chart that nobody reads; the worst are kept. */
const mostRows = 30

/** One chart a metric, because its unit is its own: the differences with their intervals and what is allowed. */
export function forestCharts(gates: readonly GateResult[]): Block[] {
  const drawn = Map.groupBy(
    gates.filter((gate) => gate.interval !== undefined && gate.difference !== undefined),
    (gate) => gate.label,
  )
  return [...drawn.values()].map((ofMetric) => {
    const rows = worstFirst(ofMetric).slice(0, mostRows)
    const first = rows[0] as GateResult
    const unit = first.label
    const kept = rows.length < ofMetric.length ? `; the worst ${rows.length} of ${formatCount(ofMetric.length)}` : ''
    return {
      kind: 'chart',
      title: `Change of ${unit} against the baseline`,
      summary: `${first.direction === 'maximize' ? 'Higher' : 'Lower'} is better${kept}. ${rows.slice(0, 10).map(inWords).join('; ')}.`,
      chart: { type: 'forest', unit, rows: rows.flatMap(forestRow) },
    }
  })
}

function forestRow(gate: GateResult): ForestRow[] {
  if (!gate.interval || gate.difference === undefined || gate.verdict === 'unjudged') return []
  const label = gate.slice ? gate.slice.label : 'all rows'
  const { low, high } = gate.interval
  return [{ label, low, value: gate.difference, high, limit: allowedChangeOf(gate), verdict: gate.verdict }]
}

function inWords(gate: GateResult): string {
  const { change } = gateFormat(gate)
  const label = gate.slice ? gate.slice.label : 'all rows'
  return `${label} ${change(gate.difference)} (${change(gate.interval?.low)} to ${change(gate.interval?.high)})`
}
