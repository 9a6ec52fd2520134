import { ConfigurationError } from '@mlgate/core'
import {
  type Average,
  measure,
  type PolicySimulation,
  prepareMetric,
  reansweredFor,
  type SimulatedGateResult,
  simulatePolicy,
  strataOf,
} from '@mlgate/statistics'
import { type Answers, answersFor } from '../answers/answers.ts'
import { averageFor } from '../answers/average-for.ts'
import { gateName } from '../gate-name.ts'
import { answersOf } from '../judge.ts'
import type { JudgeInput } from '../judge-input.ts'
import { type Demand, demandLabel, demandsOf } from '../section/demands.ts'
import { gateDefaults } from '../section/gate-section.ts'
import { slicesOf } from '../slices.ts'
import { type NamedGate, simulatedGate } from './simulated-gates.ts'

export interface GateSimulation {
  readonly rows: number
  readonly simulations: number
  readonly seed: number
  readonly level: number
  /** Share of rows on which two equal models were made to answer differently. */
  readonly disagreement: number
  readonly gates: readonly (SimulatedGateResult & {
    readonly name: string
    readonly rows: number
    readonly value: number
    readonly margin: number
    readonly direction: 'maximize' | 'minimize'
  })[]
  readonly falseFail: PolicySimulation['falseFail']
  readonly falseBlock: PolicySimulation['falseBlock']
  /** Comparisons that the policy demands and that were not simulated, with the reason. */
  readonly left: readonly { readonly name: string; readonly reason: string }[]
}

export interface SimulationOptions {
  readonly disagreement: number
  readonly simulations: number
}

/**
 * What the policy would do on a test set like this one to a model as good as the baseline, and to worse ones. `input` has
 * the baseline's answers as its candidate. Throws ConfigurationError when nothing that is demanded can be simulated.
 */
export function simulateGate(input: JudgeInput, { disagreement, simulations }: SimulationOptions): GateSimulation {
  const { task, gate, test } = input
  if (task !== 'classification' && task !== 'regression') {
    throw new ConfigurationError(`simulate: is for classification and regression, and the task is ${task}.`)
  }
  if (input.columns?.group !== undefined || input.columns?.weight !== undefined) {
    throw new ConfigurationError(
      'simulate: rows in groups (data.group) and weighed rows (data.weight) cannot be simulated.',
    )
  }
  const answers = answersOf(input, input.candidate, 'baseline')
  if (answers.flaw) throw new ConfigurationError(`simulate: ${answers.flaw}.`)
  const demands = demandsOf(gate, task)
  const left: { name: string; reason: string }[] = []
  const gates = demands.flatMap((demand) => gatesOf(demand, answers, input, left))
  if (gates.length === 0) {
    const reasons = left.map(({ name, reason }) => `${name}: ${reason}`).join('; ')
    throw new ConfigurationError(
      `simulate: nothing is compared that can be simulated. ${reasons === '' ? 'Demand a max_regression above 0.' : `${reasons}.`}`,
    )
  }
  const strata = strataOf(answers.labels?.truth ?? new Int32Array(test.rows))
  const reanswered = answers.labels ? reansweredFor(disagreement, strata, answers.labels.predicted) : disagreement
  if (reanswered === undefined) {
    throw new ConfigurationError(
      `simulate: equal models cannot disagree on ${disagreement} of the rows, so little does the baseline's own answer vary. Say a smaller disagreement.`,
    )
  }
  const level = gate.confidence?.level ?? gateDefaults.level
  const seed = gate.confidence?.seed ?? gateDefaults.seed
  const simulated = simulatePolicy({
    strata,
    gates: gates.map(({ gate: one }) => one),
    alpha: 1 - level,
    reanswered,
    simulations,
    resamples: gate.confidence?.resamples ?? gateDefaults.resamples,
    seed,
  })
  return {
    rows: test.rows,
    simulations,
    seed,
    level,
    disagreement,
    gates: simulated.gates.map((result, index) => {
      const { gate: one, rows } = gates[index] as (typeof gates)[number]
      return { ...result, name: one.name, rows, value: one.value, margin: one.margin, direction: one.direction }
    }),
    falseFail: simulated.falseFail,
    falseBlock: simulated.falseBlock,
    left,
  }
}

function gatesOf(
  demand: Demand,
  answers: Answers,
  input: JudgeInput,
  left: { name: string; reason: string }[],
): { readonly gate: NamedGate; readonly rows: number }[] {
  const { measure: what, margin } = demand
  if (margin === undefined) return []
  if (what.kind !== 'metric') {
    left.push({ name: demand.key, reason: 'only metrics of answers can be simulated' })
    return []
  }
  const observed = answersFor(answers, what.metric.needs)
  if (!observed) {
    left.push({ name: demand.key, reason: `it needs ${what.metric.needs}, which the baseline does not give` })
    return []
  }
  const average: Average | undefined = averageFor(demand, answers.classes, input)
  const parameters = { ...what.parameters, ...(average === undefined ? {} : { average }) }
  const prepared = prepareMetric(what.metric.name, observed, parameters)
  const groups = [
    { slice: undefined, rows: undefined },
    ...demand.slices.flatMap((by) => slicesOf(input.test, by, input.conditions)),
  ]
  return groups.flatMap(({ slice, rows }) => {
    const name = gateName(demandLabel(demand, average), slice)
    const isIn = rows && memberships(rows, input.test.rows)
    const count = rows?.length ?? input.test.rows
    if (count < demand.minRows) {
      left.push({ name, reason: `it has ${count} rows, fewer than min_rows: always undecided` })
      return []
    }
    const { value } = measure(prepared, isIn)
    const gate = simulatedGate({ demand, name, observed, parameters, isIn, value })
    if (gate === undefined) {
      left.push({ name, reason: 'nothing may be lost, so that no number of rows would do' })
      return []
    }
    return [{ gate, rows: count }]
  })
}

function memberships(rows: Uint32Array, count: number): Uint8Array {
  const isIn = new Uint8Array(count)
  for (const row of rows) isIn[row] = 1
  return isIn
}
