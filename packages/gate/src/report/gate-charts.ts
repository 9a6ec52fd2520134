import type { Block, ForestRow } from '@mlgate/core'
import type { GateResult } from '../judgement.ts'
import { formatCount } from '../number-format.ts'
import { allowedChangeOf, gateFormat, worstFirst } from './gate-table.ts'

/** More rows than this make a chart that nobody reads; the worst are kept. */
const mostRows = 40
/** How far the scale goes at most, in allowed losses: what lies beyond is cut off, or one gate would flatten the others. */
const farthest = 4

/** A gate on the scale that all share. */
interface Placed {
  readonly gate: GateResult
  readonly row: ForestRow
}

/**
 * One picture of all gates that may lose something: each change and its interval in units of the loss that its gate
 * allows, better to the right. So 0 is the baseline and −1 the limit, whatever the metric.
 */
export function forestCharts(gates: readonly GateResult[]): Block[] {
  const all = worstFirst(gates).flatMap(placed)
  const shown = all.slice(0, mostRows)
  if (shown.length === 0) return []
  const ends = shown.flatMap(({ row }) => [row.low, row.high]).filter(Number.isFinite)
  const within = (value: number): number => Math.max(-farthest, Math.min(farthest, value))
  const range = [within(Math.min(-1.5, ...ends) * 1.05), within(Math.max(0.5, ...ends) * 1.05)] as const
  const rest = shown.length < all.length ? `, the worst ${shown.length} of ${formatCount(all.length)}` : ''
  const counts = (['fail', 'inconclusive', 'pass'] as const).map(
    (verdict) => [verdict, all.filter(({ row }) => row.verdict === verdict).length] as const,
  )
  return [
    {
      kind: 'chart',
      title: `Change against the baseline, and what is allowed${rest}`,
      summary: `Of ${formatCount(all.length)} gates with an interval ${counts.map(([verdict, count]) => `${formatCount(count)} ${words[verdict]}`).join(', ')}. ${shown
        .slice(0, 10)
        .map(({ row }) => `${row.label}: ${row.note}`)
        .join('; ')}.`,
      chart: {
        type: 'forest',
        scale:
          'Change in units of the loss that each gate allows: 0 is the baseline, the line at −1 the limit, better is to the right. Where no loss is allowed, the line is at 0 and the interval’s longer side is one unit. An interval wholly in the shade is worse than allowed, one across its edge undecided.',
        range,
        rows: shown.map(({ row }) => row),
      },
    },
  ]
}

const words = { fail: 'lie beyond their limit', inconclusive: 'are undecided', pass: 'pass' } as const

function placed(gate: GateResult): Placed[] {
  const { interval, difference, verdict, equal } = gate
  const allowed = allowedChangeOf(gate)
  if (!interval || difference === undefined || verdict === 'unjudged' || allowed === undefined || equal) return []
  const sign = gate.direction === 'maximize' ? 1 : -1
  const oriented = [interval.low * sign, interval.high * sign]
  const [low, high] = [Math.min(...oriented), Math.max(...oriented)]
  const unit = Math.abs(allowed) || Math.max(Math.abs(low), Math.abs(high)) || 1
  const { change } = gateFormat(gate)
  const row: ForestRow = {
    label: gate.name,
    note: `${change(difference)} (${change(interval.low)}, ${change(interval.high)}), ${allowed === 0 ? 'no loss allowed' : `allowed ${change(allowed)}`}`,
    low: low / unit,
    value: (difference * sign) / unit,
    high: high / unit,
    limit: allowed === 0 ? 0 : -1,
    verdict,
  }
  return [{ gate, row }]
}
