import { type Block, type Cell, fold, type Inline, paragraph, type Report, strong } from '@mlgate/core'
import type { SimulatedPower, SimulatedShare } from '@mlgate/statistics'
import { formatCount, formatFor, formatLimit, noNumber } from '../number-format.ts'
import type { GateSimulation } from './simulate-gate.ts'

/** A policy that blocks equal models more often than this wears people out. */
const tolerableShare = 0.2

/** The report of a simulation: how often the policy is wrong on rows like these, and what margins they support. */
export function simulationReport(
  simulation: GateSimulation,
  context: { readonly model: string; readonly step: string; readonly baselineName: string },
): Report {
  const { falseBlock, falseFail, gates, rows, disagreement, simulations, seed, level, left } = simulation
  const isHard = falseBlock.share > tolerableShare
  const reason: Inline[] = [
    strong(`A model as good as ${context.baselineName} would not pass in ${percent(falseBlock)} of the runs`),
    `, and be called worse in ${percent(falseFail)}. `,
    isHard ? advice(simulation) : 'The test set is large enough for what the policy asks.',
  ]
  const method = [
    `${formatCount(simulations)} test sets of ${formatCount(rows)} rows were drawn from this one, seed ${seed}.`,
    `Equal models answer ${percentOf(disagreement)} of the rows differently: there, one of the two answers as the baseline did for another row of the same class, each as often.`,
    'A worse model answers so many rows as the baseline did for any row that the metric loses what is said.',
    `Verdicts are made as by the gate, at ${percentOf(level)}; ± is the Monte-Carlo standard error.`,
  ]
  const blocks: Block[] = [
    { kind: 'table', columns: [...columns], rows: gates.map(rowOf) },
    ...(left.length === 0
      ? []
      : [fold('Not simulated', { kind: 'list', items: left.map(({ name, reason: why }) => [`${name}: ${why}`]) })]),
    fold('How this was simulated', ...method.map((sentence) => paragraph(sentence))),
  ]
  return {
    ...context,
    verdict: 'pass',
    outcome: isHard ? 'the policy asks more than the rows can tell' : 'the policy fits the rows',
    reason,
    blocks,
    checks: [],
    measurements: [
      sample('simulated_false_block', 'Share of simulated equal models that do not pass.', falseBlock.share),
      sample('simulated_false_fail', 'Share of simulated equal models that are called worse.', falseFail.share),
    ],
  }
}

const columns = [
  { title: 'Gate', align: 'left' },
  { title: 'rows', align: 'right' },
  { title: 'baseline', align: 'right' },
  { title: 'allowed', align: 'right' },
  { title: 'equal model passes', align: 'right' },
  { title: 'as bad as allowed passes', align: 'right' },
  { title: 'twice as bad is stopped', align: 'right' },
  { title: 'these rows support', align: 'right' },
] as const

function rowOf(gate: GateSimulation['gates'][number]): Cell[] {
  const { name, rows, value, margin, direction, equal, atMargin, atTwiceMargin, smallestMargin } = gate
  const sign = direction === 'maximize' ? '−' : '+'
  const format = formatFor([value], [[margin, 2]])
  return [
    [name],
    [formatCount(rows)],
    [format.value(value)],
    [`${sign}${limit(margin)}`],
    [percent(equal.pass)],
    [powerOf(atMargin, 'passed')],
    [powerOf(atTwiceMargin, 'caught')],
    [smallestMargin === undefined ? noNumber : `${sign}${limit(smallestMargin)}`],
  ]
}

function powerOf(power: SimulatedPower | undefined, which: 'passed' | 'caught'): string {
  return power === undefined ? noNumber : percent(power[which])
}

/** What to change, by the gate that blocks most. */
function advice({ gates }: GateSimulation): string {
  const worst = gates.reduce((a, b) => (b.equal.pass.share < a.equal.pass.share ? b : a))
  const start = `${worst.name} alone stops ${percentOf(1 - worst.equal.pass.share)}`
  const { smallestMargin, margin, rows } = worst
  if (smallestMargin === undefined || smallestMargin <= margin)
    return `${start}: fewer gates, or more rows, would help.`
  const needed = Math.ceil(rows * (smallestMargin / margin) ** 2)
  return `${start}: allow ${limit(smallestMargin)} there, or judge on about ${formatCount(Number(needed.toPrecision(2)))} rows.`
}

/** Two digits, upwards: a margin that is rounded down would not do. */
function limit(margin: number): string {
  const digits = 10 ** (1 - Math.floor(Math.log10(margin)))
  return formatLimit(Number((Math.ceil(margin * digits - 1e-9) / digits).toPrecision(2)))
}

function percent({ share, standardError }: SimulatedShare): string {
  return `${percentOf(share)} ± ${(standardError * 100).toFixed(1)}`
}

function percentOf(share: number): string {
  return `${formatLimit(Number((share * 100).toPrecision(share > 0.1 ? 3 : 2)))} %`
}

function sample(name: string, help: string, value: number) {
  return { name, help, labels: {}, value }
}
