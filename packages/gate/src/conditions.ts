import { rowsNeeded } from '@mlgate/statistics'
import { isNone, type JudgedComparison } from './comparisons.ts'
import type { Condition } from './judgement.ts'
import type { GroupMeasurement } from './measure-group.ts'
import { type Distance, formatAbout, formatCount, formatFor, formatLimit, type NumberFormat } from './number-format.ts'
import type { Margin } from './section/demands.ts'

/** What decides beside the numbers. */
export interface Terms {
  /** Whether there is a model to compare with at all. */
  readonly hasBaseline: boolean
  readonly ifMissing: 'absolute-only' | 'fail'
  readonly alpha: number
}

/** Judges everything demanded of one metric on one set of rows. */
export function judgeConditions(
  measured: GroupMeasurement,
  comparisons: readonly JudgedComparison[],
  terms: Terms,
): Condition[] {
  const { demand } = measured
  const limits = (['min', 'max'] as const).flatMap((kind) => {
    const limit = demand[kind]
    return limit === undefined ? [] : [judgeLimit(kind, limit, measured)]
  })
  return [...limits, ...comparisons.map((comparison) => judgeComparison(comparison, measured, terms))]
}

/** min and max judge the value as it was measured or, where the policy says so, its bound. */
function judgeLimit(kind: 'min' | 'max', limit: number, measured: GroupMeasurement): Condition {
  const confident = measured.demand.confident ? ({ confident: true } as const) : {}
  const condition = { kind, demanded: formatLimit(limit), limit, ...confident }
  const obstacle = obstacleTo(measured)
  if (obstacle) return { ...condition, ...obstacle }
  const { candidate: value, interval, name, demand } = measured
  if (value === undefined) return { ...condition, verdict: 'error', reason: `${name} has no value` }
  const isKept = (bound: number): boolean => (kind === 'min' ? bound >= limit : bound <= limit)
  const format = formatOf({ values: [value], interval }, { values: [limit], change: undefined })
  const range = interval ? ` (${format.value(interval.low)} to ${format.value(interval.high)})` : ''
  const wanted = `${kind === 'min' ? 'at least' : 'at most'} ${condition.demanded} wanted`
  const reason = `${name} is ${format.value(value)}${range}, ${wanted}`
  if (!demand.confident) return { ...condition, verdict: isKept(value) ? 'pass' : 'fail', reason }
  if (!interval) {
    return { ...condition, verdict: 'inconclusive', reason: `${reason} for certain: there is no interval` }
  }
  const [worse, better] = kind === 'min' ? [interval.low, interval.high] : [interval.high, interval.low]
  const verdict = isKept(worse) ? 'pass' : isKept(better) ? 'inconclusive' : 'fail'
  return { ...condition, verdict, reason: `${reason} for certain` }
}

/**
 * Non-inferiority: with Δ > 0 meaning better, pass when the lower bound is at least −δ, fail when the upper bound is
 * below −δ (and the claim holds among all comparisons), and inconclusive between.
 */
function judgeComparison(comparison: JudgedComparison, measured: GroupMeasurement, terms: Terms): Condition {
  const { kind, margin, against, loss, decision, result } = comparison
  const condition = { kind, demanded: writeMargin(margin), limit: loss, ...(result && { comparison: result }) }
  if (against === undefined) return judgeWithoutOther(condition, measured, terms)
  const obstacle = obstacleTo(measured)
  if (obstacle) return { ...condition, ...obstacle }
  const { name, candidate } = measured
  if (against.problem !== undefined) return { ...condition, verdict: 'error', reason: `${name}: ${against.problem}` }
  if (against.value === undefined || candidate === undefined) {
    return { ...condition, verdict: 'error', reason: `${name} has no value to compare` }
  }
  if (loss === undefined) {
    const reason = `${name} of the ${otherWord(kind)} is about zero, so that ${condition.demanded} of it means nothing: write ${kind} as a number`
    return { ...condition, verdict: 'error', reason }
  }
  const sign = measured.demand.direction === 'maximize' ? 1 : -1
  const interval = result?.interval
  const format = formatOf(
    { values: [candidate, against.value], interval, difference: candidate - against.value },
    { values: [], change: -sign * loss },
  )
  const moved = `${name} ${movement(candidate, against.value, format)}${kind === 'max_total_regression' ? ' since the anchor' : ''}`
  const allowed = `allowed ${allowedChange(margin, sign)}`
  if (result?.method === 'identity') {
    const reason = `${name} stays at ${format.value(candidate)}: it is the same model, byte for byte`
    return { ...condition, verdict: 'pass', reason }
  }
  if (isNone(against.confidence)) {
    return {
      ...condition,
      verdict: 'inconclusive',
      reason: `${moved}, ${allowed}: undecided, because ${against.confidence.reason}`,
    }
  }
  if (!decision) return { ...condition, verdict: 'inconclusive', reason: `${moved}, ${allowed}: it was not compared` }
  if (result?.method === 'points') {
    const change = `Δ ${format.change(candidate - against.value)}, as it stands`
    return { ...condition, verdict: decision.verdict, reason: `${moved} (${change}), ${allowed}` }
  }
  const bounds = interval ? `interval ${format.change(interval.low)} to ${format.change(interval.high)}` : 'no bounds'
  const shown = `${moved} (Δ ${format.change(candidate - against.value)}, ${bounds}), ${allowed}`
  if (comparison.isFailedAloneOnly) {
    const reason = `${shown}: worse by itself, but not for certain among all comparisons (p ${formatP(result?.pFail)}, with Holm’s correction ${formatP(result?.pFailAmongAll)})`
    return { ...condition, verdict: 'inconclusive', reason }
  }
  const { verdict } = decision
  const reason = verdict === 'inconclusive' ? `${shown}: ${undecided(measured, comparison, terms)}` : shown
  return { ...condition, verdict, reason }
}

function judgeWithoutOther(
  condition: Pick<Condition, 'kind' | 'demanded' | 'limit'>,
  { name }: GroupMeasurement,
  { ifMissing, hasBaseline }: Terms,
): Condition {
  const { kind } = condition
  const other = otherWord(kind)
  // Where there is a baseline the models have a past, and an anchor that is not there is a mistake in its name.
  const isFirst = kind === 'max_regression' || !hasBaseline
  if (!isFirst && ifMissing === 'absolute-only') {
    return {
      ...condition,
      verdict: 'fail',
      reason: `${name}: there is no anchor to compare with, although there is a baseline; name another in gate.anchor`,
    }
  }
  return ifMissing === 'absolute-only'
    ? { ...condition, verdict: 'unjudged', reason: `${name}: ${kind} was not judged: no ${other}` }
    : {
        ...condition,
        verdict: 'fail',
        reason: `${name}: there is no ${other} to compare with, and the policy wants one (if_missing: fail)`,
      }
}

function otherWord(kind: Condition['kind']): string {
  return kind === 'max_total_regression' ? 'anchor' : 'baseline'
}

/** What keeps any condition from being judged: the metric cannot be measured here, or on too few rows. */
function obstacleTo(measured: GroupMeasurement): Pick<Condition, 'verdict' | 'reason'> | undefined {
  const { name, rows, demand, problem } = measured
  if (rows !== undefined && rows < demand.minRows) {
    const reason = `${name} has too few ${measured.unit} to judge: ${formatCount(rows)}, at least ${formatCount(demand.minRows)} wanted`
    return { verdict: 'inconclusive', reason }
  }
  return problem === undefined ? undefined : { verdict: 'error', reason: `${name} cannot be judged: ${problem}` }
}

function writeMargin(margin: Margin): string {
  return margin.kind === 'absolute' ? formatLimit(margin.amount) : `${formatLimit(margin.share * 100)}%`
}

/** The change that is allowed, signed as the metric's own change is: `−0.02`, `+2%`. */
function allowedChange(margin: Margin, sign: 1 | -1): string {
  const amount = margin.kind === 'absolute' ? margin.amount : margin.share
  return amount === 0 ? 'no loss' : `${sign > 0 ? '−' : '+'}${writeMargin(margin)}`
}

function movement(candidate: number, other: number, format: NumberFormat): string {
  if (candidate === other) return `stayed at ${format.value(candidate)}`
  return `${candidate > other ? 'rose' : 'fell'} from ${format.value(other)} to ${format.value(candidate)}`
}

function undecided(measured: GroupMeasurement, comparison: JudgedComparison, terms: Terms): string {
  const have =
    measured.rows === undefined
      ? 'it cannot be decided'
      : `${formatCount(measured.rows)} ${measured.unit} cannot decide`
  const needed = rowsNeededFor(measured, comparison, terms)
  return needed === undefined ? have : `${have}, about ${formatAbout(needed)} needed`
}

/** About how many rows would decide, were the models equal; undefined unless that is more than there are. */
export function rowsNeededFor(
  { rows }: GroupMeasurement,
  { loss, result }: JudgedComparison,
  { alpha }: Terms,
): number | undefined {
  const standardError = result?.standardError
  if (loss === undefined || standardError === undefined || rows === undefined) return undefined
  const count = rowsNeeded({ rows, standardError, margin: loss, alpha })
  return count !== undefined && count > rows ? count : undefined
}

function formatP(p: number | undefined): string {
  if (p === undefined) return '?'
  return p < 0.0001 ? '< 0.0001' : String(Number(p.toPrecision(2)))
}

/**
 * The digits for a gate's numbers: enough to tell the models apart, and a value or a bound from its limit. `values` are
 * limits of the value, `change` the one of the change, signed as the metric's own.
 */
export function formatOf(
  numbers: {
    readonly values: readonly (number | undefined)[]
    readonly interval: { readonly low: number; readonly high: number } | undefined
    readonly difference?: number | undefined
  },
  limits: { readonly values: readonly number[]; readonly change: number | undefined },
): NumberFormat {
  const { values, interval, difference } = numbers
  const distance = (a: number | undefined, b: number | undefined, digits = 1): Distance => [
    a === undefined || b === undefined ? undefined : a - b,
    digits,
  ]
  return formatFor(values, [
    // An interval says how much of the difference is known; alone, it has two digits.
    [difference, interval ? 1 : 2],
    [interval && (interval.high - interval.low) / 2, 1],
    // Nearly perfect is not written as perfect.
    ...values.filter((value) => value !== undefined && value > 0.9 && value < 1).map((value) => distance(1, value)),
    ...limits.values.map((limit) => distance(values[0], limit)),
    distance(interval?.low, limits.change),
    distance(interval?.high, limits.change),
  ])
}
