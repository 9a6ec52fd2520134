import { ConfigurationError, type Verdict, worstVerdict } from '@mlgate/core'
import type { Scores } from '@mlgate/models'
import type { Average } from '@mlgate/statistics'
import type { Table } from '@mlgate/tables'
import { type Answers, classificationAnswers, regressionAnswers, type Truth } from './answers.ts'
import { type Role, shown } from './class-labels.ts'
import { judgeConditions } from './conditions.ts'
import { type Demand, demandsOf } from './demands.ts'
import { countFlips } from './flips.ts'
import { type GateSection, gateDefaults } from './gate-section.ts'
import type { Condition, ConditionVerdict, GateResult, Judgement } from './judgement.ts'
import { type Group, type GroupMeasurement, measureGroup } from './measure-group.ts'
import { type Conditions, type SliceRows, slicesOf } from './slices.ts'

/** Everything that a verdict depends on. */
export interface JudgeInput {
  readonly task: 'classification' | 'regression'
  readonly gate: GateSection
  /** The test data: the label and every column that is sliced by. */
  readonly test: Table
  /** The column that holds the truth. */
  readonly label: string
  readonly positive?: string | number | boolean | undefined
  readonly candidate: Scores
  /** On the very same rows in the same order; undefined when there has never been a baseline. */
  readonly baseline?: Scores | undefined
  /** Conditions that the policy slices by, answered for each row (`conditionsIn` names them). */
  readonly conditions?: Conditions | undefined
}

/**
 * Judges a candidate against a policy, and against the baseline on the same rows. Pure: the same input gives the same
 * judgement, to the last bit. Throws ConfigurationError when policy, data and scores do not fit together; what cannot be
 * measured for other reasons is a gate with the verdict `error`.
 */
export function judge(input: JudgeInput): Judgement {
  const { task, gate, test } = input
  const demands = demandsOf(gate, task)
  if (test.rows === 0) throw new ConfigurationError('data.test: there are no rows to judge on.')
  if (demands.some((demand) => demand.margin) && !input.baseline && !gate.baseline) {
    throw new ConfigurationError('gate.baseline: missing. max_regression needs a model to compare with: write from.')
  }
  const settings = settingsOf(gate)
  const candidate = answersOf(input, input.candidate, 'candidate')
  const baseline = input.baseline && answersOf(input, input.baseline, 'baseline')
  if (baseline && (candidate.classes.length === 2) !== (baseline.classes.length === 2)) {
    throw new ConfigurationError(
      `The candidate knows the classes ${shown(candidate.classes)}, the baseline ${shown(baseline.classes)}: two classes and more cannot be compared.`,
    )
  }
  const averages = new Map(demands.map((demand) => [demand, averageFor(demand, candidate.classes, input)]))
  const gates: GateResult[] = []
  for (const { group, demands: demanded } of groupsOf(input, demands)) {
    const wanted = demanded.map((demand) => ({ demand, average: averages.get(demand) }))
    const measured = measureGroup(group, wanted, { candidate, baseline }, settings)
    for (const [index, measurement] of measured.entries()) {
      const { demand, average } = wanted[index] as (typeof wanted)[number]
      const conditions = judgeConditions(demand, measurement, baseline !== undefined, settings.ifMissing)
      gates.push(gateResult(group, demand, average, measurement, conditions))
    }
  }
  const judged = gates.map((one) => one.verdict).filter((verdict): verdict is Verdict => verdict !== 'unjudged')
  const verdict = worstVerdict(judged)
  return {
    verdict,
    inconclusivePasses: verdict === 'inconclusive' && settings.onInconclusive === 'pass',
    task,
    rows: test.rows,
    level: settings.level,
    resamples: settings.resamples,
    seed: settings.seed,
    threshold: candidate.classes.length === 2 && candidate.probabilities ? settings.threshold : undefined,
    scoredBy: { candidate: input.candidate.scoredBy, baseline: input.baseline?.scoredBy },
    gates,
    flips: baseline && countFlips(candidate, baseline),
  }
}

interface Settings {
  readonly level: number
  readonly resamples: number
  readonly seed: number
  readonly onInconclusive: 'fail' | 'pass'
  readonly ifMissing: 'absolute-only' | 'fail'
  readonly threshold: number
}

function settingsOf(gate: GateSection): Settings {
  const { level, resamples, seed, on_inconclusive: onInconclusive } = gate.confidence ?? {}
  const settings: Settings = {
    level: level ?? gateDefaults.level,
    resamples: resamples ?? gateDefaults.resamples,
    seed: seed ?? gateDefaults.seed,
    onInconclusive: onInconclusive ?? gateDefaults.onInconclusive,
    ifMissing: gate.baseline?.if_missing ?? gateDefaults.ifMissing,
    threshold: gate.threshold ?? gateDefaults.threshold,
  }
  if (!(settings.level > 0.5 && settings.level < 1)) {
    throw new ConfigurationError(`gate.confidence.level: ${settings.level} is not between 0.5 and 1; write 0.95.`)
  }
  if (!Number.isInteger(settings.resamples) || settings.resamples < 200) {
    throw new ConfigurationError(`gate.confidence.resamples: ${settings.resamples} is too few; write 200 or more.`)
  }
  if (!(settings.threshold >= 0 && settings.threshold <= 1)) {
    throw new ConfigurationError(`gate.threshold: ${settings.threshold} is not between 0 and 1.`)
  }
  return settings
}

function answersOf(input: JudgeInput, scores: Scores, role: Role): Answers {
  const column = input.test.columns.get(input.label)
  if (!column) {
    throw new ConfigurationError(
      `data.label: the test data have no column ${JSON.stringify(input.label)}. They have ${[...input.test.columns.keys()].join(', ')}.`,
    )
  }
  const truth: Truth = { name: input.label, column, rows: input.test.rows }
  if (input.task === 'regression') return regressionAnswers(scores, truth, role)
  return classificationAnswers(scores, truth, role, { positive: input.positive, threshold: input.gate.threshold })
}

/** How many classes the rows hold. */
function labelsIn({ test, label }: JudgeInput): number {
  return new Set<unknown>([...(test.columns.get(label)?.values ?? [])]).size
}

/**
 * What the policy says, else what the rows say: binary for two classes, macro for more. Never the candidate: one class
 * more in its list would turn the recall of the positive class into a mean that hides it.
 */
function averageFor(demand: Demand, classes: readonly string[], input: JudgeInput): Average | undefined {
  const { metric, average } = demand
  if (!metric.averaged) return undefined
  const labels = labelsIn(input)
  const where = `gate.metrics.${metric.name}.average`
  if (average === 'binary' && classes.length !== 2) {
    throw new ConfigurationError(
      `${where}: binary is for two classes, and there are ${classes.length}. Write macro, micro or weighted.`,
    )
  }
  if (average === undefined && classes.length > 2 && labels <= 2) {
    throw new ConfigurationError(
      `${where}: missing. The test data hold ${labels === 1 ? 'one class' : 'two classes'}, and the candidate knows ${classes.length}: ${shown(classes)}. ` +
        'Say how classes are averaged (macro, micro or weighted), or take the superfluous ones out of the model.',
    )
  }
  return average ?? (labels <= 2 ? 'binary' : 'macro')
}

/** All rows for every demand, then each slice for the demands that name its column; a column is grouped once. */
function groupsOf(
  { test, conditions }: JudgeInput,
  demands: readonly Demand[],
): { group: Group; demands: readonly Demand[] }[] {
  const columns = new Set(demands.flatMap((demand) => demand.slices))
  const groups = [...columns].flatMap((column) => {
    const slicing = demands.filter((demand) => demand.slices.includes(column))
    return slicesOf(test, column, conditions).map((slice: SliceRows) => ({
      group: { slice: slice.slice, rows: slice.rows, count: slice.rows.length },
      demands: slicing,
    }))
  })
  return [{ group: { slice: undefined, rows: undefined, count: test.rows }, demands }, ...groups]
}

function gateResult(
  group: Group,
  demand: Demand,
  average: Average | undefined,
  measured: GroupMeasurement,
  conditions: readonly Condition[],
): GateResult {
  const { candidate, baseline } = measured
  const judged = conditions.map((one) => one.verdict).filter((verdict): verdict is Verdict => verdict !== 'unjudged')
  const verdict: ConditionVerdict = judged.length === 0 ? 'unjudged' : worstVerdict(judged)
  // The last of the worst: a comparison says more than a limit.
  const deciding = conditions.findLast((condition) => condition.verdict === verdict) as Condition
  return {
    name: measured.name,
    metric: demand.metric.name,
    average,
    direction: demand.metric.direction,
    slice: group.slice,
    rows: group.count,
    minRows: demand.minRows,
    candidate,
    baseline,
    difference: candidate === undefined || baseline === undefined ? undefined : candidate - baseline,
    interval: measured.interval,
    standardError: measured.standardError,
    undefinedResamples: measured.undefinedResamples,
    equal: measured.equal,
    conditions,
    verdict,
    reason: deciding.reason,
    rowsNeeded: deciding.kind === 'max_regression' && verdict === 'inconclusive' ? measured.rowsNeeded : undefined,
  }
}
