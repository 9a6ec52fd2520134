import { type Block, type Cell, code, type Inline, type IntervalInline, type TableColumn } from '@mlgate/core'
import { formatOf } from '../conditions.ts'
import type { Condition, ConditionVerdict, GateResult } from '../judgement.ts'
import { formatAbout, formatCount, type NumberFormat, noNumber } from '../number-format.ts'

const urgency: Readonly<Record<ConditionVerdict, number>> = { error: 0, fail: 1, inconclusive: 2, unjudged: 3, pass: 4 }

/** Worst first; among equals all rows before slices, then the larger loss, then as the policy has them. */
export function worstFirst(gates: readonly GateResult[]): GateResult[] {
  return [...gates].sort(
    (a, b) =>
      urgency[a.verdict] - urgency[b.verdict] ||
      Number(a.slice !== undefined) - Number(b.slice !== undefined) ||
      (a.slice ? gainOf(a) - gainOf(b) : 0),
  )
}

/** The difference, turned so that more is better; zero where there is none. */
function gainOf(gate: GateResult): number {
  return (gate.direction === 'maximize' ? 1 : -1) * (gate.difference ?? 0)
}

/** Gates as a table, in the order given. Without a baseline, the columns that compare are left out. */
export function gateTable(gates: readonly GateResult[], baselineName: string | undefined): Block {
  const compared: TableColumn[] = [{ title: 'Δ (interval)', align: 'right' }]
  const columns: TableColumn[] = [
    { title: '', align: 'center' },
    { title: 'Gate', align: 'left' },
    ...(baselineName === undefined ? [] : [{ title: baselineName, align: 'right' } as const]),
    { title: 'this change', align: 'right' },
    ...(baselineName === undefined ? [] : compared),
    { title: 'allowed', align: 'right' },
    { title: '', align: 'left' },
  ]
  return { kind: 'table', columns, rows: gates.map((gate) => rowOf(gate, baselineName !== undefined)) }
}

function rowOf(gate: GateResult, compared: boolean): Cell[] {
  const format = gateFormat(gate)
  return [
    gate.verdict === 'unjudged' ? [noNumber] : [{ kind: 'verdict', verdict: gate.verdict }],
    nameInlines(gate, ' · '),
    ...(compared ? [[format.value(gate.baseline)]] : []),
    [format.value(gate.candidate)],
    ...(compared ? [changeOf(gate, format)] : []),
    [gate.conditions.map((condition) => allowedOf(condition, gate)).join(', ')],
    [wordOf(gate)],
  ]
}

/** The metric and, as code, the slice. */
export function nameInlines(gate: GateResult, between: string): Inline[] {
  return gate.slice ? [`${gate.label}${between}`, code(gate.slice.label)] : [gate.label]
}

/** The digits that all of a gate's numbers are written with. */
export function gateFormat(gate: GateResult): NumberFormat {
  const { candidate, baseline, interval, difference } = gate
  const values = gate.conditions.flatMap(({ kind, limit }) =>
    (kind === 'min' || kind === 'max') && limit !== undefined ? [limit] : [],
  )
  return formatOf({ values: [candidate, baseline], interval, difference }, { values, change: allowedChangeOf(gate) })
}

/** The worst change that is allowed, signed as the metric's own; undefined when no regression is judged. */
export function allowedChangeOf(gate: GateResult): number | undefined {
  const loss = gate.conditions.find(({ kind }) => kind === 'max_regression')?.limit
  if (loss === undefined || loss === 0) return loss
  return gate.direction === 'maximize' ? -loss : loss
}

function changeOf(gate: GateResult, format: NumberFormat): Cell {
  if (gate.difference === undefined) return [noNumber]
  const change = format.change(gate.difference)
  if (!gate.interval || gate.equal) return [change]
  const { low, high } = gate.interval
  return [`${change} (${format.change(low)}, ${format.change(high)}) `, intervalOf(gate, gate.difference, low, high)]
}

function intervalOf(gate: GateResult, value: number, low: number, high: number): IntervalInline {
  const better = gate.direction === 'maximize' ? 'higher' : 'lower'
  return { kind: 'interval', low, value, high, limit: allowedChangeOf(gate), better }
}

function allowedOf(condition: Condition, gate: GateResult): string {
  const certain = condition.confident ? ' for certain' : ''
  if (condition.kind === 'min') return `≥ ${condition.demanded}${certain}`
  if (condition.kind === 'max') return `≤ ${condition.demanded}${certain}`
  const since = condition.kind === 'max_total_regression' ? ' since the anchor' : ''
  if (/^0%?$/.test(condition.demanded)) return `no loss${since}`
  return `${gate.direction === 'maximize' ? '−' : '+'}${condition.demanded}${since}`
}

/** The outcome in a word or two. */
function wordOf(gate: GateResult): string {
  const deciding = gate.conditions.findLast((condition) => condition.verdict === gate.verdict)
  switch (gate.verdict) {
    case 'error':
      return 'cannot be judged'
    case 'unjudged':
      return 'not judged: no baseline'
    case 'fail':
      if (deciding?.kind === 'min') return 'too low'
      if (deciding?.kind === 'max') return 'too high'
      if (deciding?.kind === 'max_total_regression') return deciding.comparison ? 'worse than the anchor' : 'no anchor'
      return gate.baseline === undefined ? 'no baseline' : 'worse'
    case 'inconclusive':
      if (gate.rows === undefined) return 'undecided'
      if (gate.rows < gate.minRows)
        return `too few ${gate.unit}: ${formatCount(gate.rows)} of ${formatCount(gate.minRows)}`
      if (deciding?.kind === 'min' || deciding?.kind === 'max') return 'undecided'
      if (!deciding?.comparison?.interval) return 'undecided: no interval'
      return gate.rowsNeeded === undefined
        ? `undecided: ${formatCount(gate.rows)} ${gate.unit}`
        : `undecided: ${formatCount(gate.rows)} ${gate.unit}, about ${formatAbout(gate.rowsNeeded)} needed`
    case 'pass':
      if (gate.equal) return 'the same model'
      return isBetter(gate) ? 'better' : 'within'
  }
}

/** Whether the whole interval lies on the better side of no change. */
export function isBetter(gate: GateResult): boolean {
  if (!gate.interval) return false
  return gate.direction === 'maximize' ? gate.interval.low > 0 : gate.interval.high < 0
}
