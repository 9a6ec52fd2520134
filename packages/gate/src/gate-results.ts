import { type Verdict, worstVerdict } from '@mlgate/core'
import type { Task } from '@mlgate/statistics'
import { countTogether, type JudgedComparison, judgeTogether, openComparisons } from './comparisons.ts'
import { judgeConditions, rowsNeededFor, type Terms } from './conditions.ts'
import type { Condition, ConditionVerdict, GateResult, Judgement } from './judgement.ts'
import type { GroupMeasurement } from './measure-group.ts'
import type { Settings } from './section/gate-settings.ts'
import type { Slice } from './slices.ts'

/** A measurement, and the slice that it was made on. */
export interface SlicedMeasurement {
  readonly slice: Slice | undefined
  readonly measurement: GroupMeasurement
}

type Concluded = Pick<
  Judgement,
  | 'verdict'
  | 'inconclusivePasses'
  | 'onInconclusive'
  | 'task'
  | 'level'
  | 'resamples'
  | 'seed'
  | 'comparisons'
  | 'gates'
  | 'examinations'
>

/** Judges all measurements together, and what they are worth: as much as the worst. */
export function concludeGates(
  measured: readonly SlicedMeasurement[],
  of: { readonly task: Task; readonly settings: Settings; readonly hasBaseline: boolean },
): Concluded {
  const { task, settings, hasBaseline } = of
  const alpha = 1 - settings.level
  const terms: Terms = { hasBaseline, ifMissing: settings.ifMissing, alpha }
  const open = measured.map(({ measurement }) => openComparisons(measurement, alpha))
  const together = judgeTogether(open, alpha)
  const gates = measured.map(({ slice, measurement }, index) => {
    const comparisons = together[index] as JudgedComparison[]
    return gateResult(slice, measurement, comparisons, judgeConditions(measurement, comparisons, terms), terms)
  })
  const judged = gates.map((one) => one.verdict).filter((verdict): verdict is Verdict => verdict !== 'unjudged')
  const verdict = worstVerdict(judged)
  return {
    verdict,
    inconclusivePasses: verdict === 'inconclusive' && settings.onInconclusive === 'pass',
    onInconclusive: settings.onInconclusive,
    task,
    level: settings.level,
    resamples: settings.resamples,
    seed: settings.seed,
    comparisons: countTogether(open),
    gates,
    examinations: [],
  }
}

function gateResult(
  slice: Slice | undefined,
  measured: GroupMeasurement,
  comparisons: readonly JudgedComparison[],
  conditions: readonly Condition[],
  terms: Terms,
): GateResult {
  const { candidate, demand, average } = measured
  const judged = conditions.map((one) => one.verdict).filter((verdict): verdict is Verdict => verdict !== 'unjudged')
  const verdict: ConditionVerdict = judged.length === 0 ? 'unjudged' : worstVerdict(judged)
  // The last of the worst: a comparison says more than a limit.
  const deciding = conditions.findLast((condition) => condition.verdict === verdict) as Condition
  const baseline = measured.baseline?.value
  const comparison = conditions.find(({ kind }) => kind === 'max_regression')?.comparison
  const undecided = comparisons.find((one) => one.kind === deciding.kind)
  return {
    name: measured.name,
    metric: demand.key,
    label: measured.label,
    average,
    direction: demand.direction,
    slice,
    rows: measured.rows,
    unit: measured.unit,
    minRows: demand.minRows,
    candidate,
    valueInterval: measured.interval,
    baseline,
    difference: candidate === undefined || baseline === undefined ? undefined : candidate - baseline,
    interval: comparison?.interval ?? intervalAgainst(measured, terms),
    equal: measured.baseline?.confidence?.method === 'identity',
    conditions,
    verdict,
    reason: deciding.reason,
    rowsNeeded: undecided && verdict === 'inconclusive' ? rowsNeededFor(measured, undecided, terms) : undefined,
  }
}

/** Shown also where no regression is demanded: what the change is worth knowing. */
function intervalAgainst({ baseline }: GroupMeasurement, { alpha }: Terms): GateResult['interval'] {
  const confidence = baseline?.confidence
  if (confidence === undefined || 'reason' in confidence || confidence.method === 'points') return undefined
  const [low, high] = [confidence.lower(alpha), confidence.upper(alpha)]
  return Number.isFinite(low) && Number.isFinite(high) ? { low, high } : undefined
}
