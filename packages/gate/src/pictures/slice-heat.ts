import type { Block, MatrixCell } from '@mlgate/core'
import type { GateResult } from '../judgement.ts'
import { noNumber } from '../number-format.ts'
import { allowedChangeOf, gateFormat, worstFirst } from '../report/gate-table.ts'

/** Few slices of few metrics lie flat: a column of single cells would be all height. */
const mostFlatMetrics = 3
const mostFlatSlices = 12

/** Slices beside the metrics that they are judged by, shaded by how much of the allowed loss is used up. */
export function sliceHeat(gates: readonly GateResult[]): Block[] {
  const sliced = worstFirst(gates.filter(({ slice }) => slice !== undefined))
  const slices = [...new Set(sliced.map(({ slice }) => slice?.label ?? ''))]
  const metrics = [...new Set(gates.filter(({ slice }) => slice !== undefined).map(({ label }) => label))]
  if (slices.length < 2) return []
  const compared = gates.some(({ difference }) => difference !== undefined)
  const bySlice = Map.groupBy(sliced, ({ slice }) => slice?.label ?? '')
  const columns = [['all rows', gates.filter(({ slice }) => slice === undefined)] as const, ...bySlice]
  const cellsOf = columns.map(([label, of]) => ({
    label,
    cells: metrics.map((metric) => cellOf(of.find((gate) => gate.label === metric))),
  }))
  const failed = slices.filter((name) => bySlice.get(name)?.some(({ verdict }) => verdict === 'fail'))
  const isFlat = metrics.length <= mostFlatMetrics && slices.length <= mostFlatSlices
  const title = compared ? 'Change by slice and metric' : 'Value by slice and metric'
  return [
    {
      kind: 'chart',
      title,
      summary: `${failed.length} of ${slices.length} slices fail${failed.length > 0 ? `: ${failed.slice(0, 10).join(', ')}` : ''}.`,
      chart: {
        type: 'matrix',
        ...(compared
          ? {
              note: 'Δ against the baseline, and below it the value of this change; the darker, the more of what is allowed.',
            }
          : {}),
        panels: [
          isFlat
            ? {
                title,
                corner: 'metric',
                columns: cellsOf.map(({ label }) => label),
                rows: metrics.map((label, index) => ({
                  label,
                  cells: cellsOf.map(({ cells }) => cells[index] as MatrixCell),
                })),
              }
            : { title, corner: 'slice', columns: metrics, rows: cellsOf },
        ],
      },
    },
  ]
}

function cellOf(gate: GateResult | undefined): MatrixCell {
  if (gate === undefined) return { text: noNumber, tone: 'better', strength: 0 }
  const { candidate, difference, verdict } = gate
  const { value, change } = gateFormat(gate)
  const mark = verdict === 'unjudged' ? {} : { verdict }
  if (difference === undefined) {
    const strength = verdict === 'fail' || verdict === 'error' ? 1 : 0
    return { text: value(candidate), tone: 'worse', strength, ...mark }
  }
  const gain = (gate.direction === 'maximize' ? 1 : -1) * difference
  const allowed = Math.abs(allowedChangeOf(gate) ?? 0)
  // Where no loss is allowed, any loss is all of it.
  const strength = gain === 0 ? 0 : allowed === 0 ? 1 : Math.abs(gain) / (2 * allowed)
  return {
    text: change(difference),
    note: value(candidate),
    tone: gain < 0 ? 'worse' : 'better',
    strength: Math.min(1, strength),
    ...mark,
  }
}
