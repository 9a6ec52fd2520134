import type { Demand, Margin } from './demands.ts'
import type { Condition } from './judgement.ts'
import { type Distance, formatAbout, formatCount, formatFor, formatLimit, type NumberFormat } from './number-format.ts'

/** What was measured of one metric on one set of rows, before anything is demanded of it. */
export interface Measured {
  readonly name: string
  readonly rows: number
  readonly candidate: number | undefined
  readonly baseline: number | undefined
  /** Why the candidate's value cannot be judged. */
  readonly problem: string | undefined
  /** Why the two cannot be compared, although there is a baseline. */
  readonly baselineProblem: string | undefined
  readonly interval: { readonly low: number; readonly high: number } | undefined
  readonly undefinedResamples: number | undefined
  readonly resamples: number
  readonly equal: boolean
  readonly rowsNeeded: number | undefined
}

/** A baseline's values below this are taken as zero: a percentage of them means nothing. */
const aboutZero = 1e-12

/** Judges everything demanded of one metric on one set of rows. `hasBaseline` tells how a missing baseline is read. */
export function judgeConditions(
  demand: Demand,
  measured: Measured,
  hasBaseline: boolean,
  ifMissing: 'absolute-only' | 'fail',
): Condition[] {
  const conditions: Condition[] = []
  for (const kind of ['min', 'max'] as const) {
    const limit = demand[kind]
    if (limit !== undefined) conditions.push(judgeLimit(kind, limit, demand, measured))
  }
  if (demand.margin) {
    conditions.push(
      hasBaseline
        ? judgeRegression(demand.margin, demand, measured)
        : judgeWithoutBaseline(demand.margin, measured, ifMissing),
    )
  }
  return conditions
}

/** min and max judge the value as it was measured. */
function judgeLimit(kind: 'min' | 'max', limit: number, demand: Demand, measured: Measured): Condition {
  const condition = { kind, demanded: formatLimit(limit), limit }
  const obstacle = obstacleTo(demand, measured)
  if (obstacle) return { ...condition, ...obstacle }
  const value = measured.candidate
  if (value === undefined) return { ...condition, verdict: 'error', reason: `${measured.name} has no value` }
  const kept = kind === 'min' ? value >= limit : value <= limit
  const written = formatOf(measured, { values: [limit], change: undefined }).value(value)
  const wanted = `${kind === 'min' ? 'at least' : 'at most'} ${condition.demanded} wanted`
  return { ...condition, verdict: kept ? 'pass' : 'fail', reason: `${measured.name} is ${written}, ${wanted}` }
}

/**
 * Non-inferiority: with Δ > 0 meaning better, pass when the lower bound is at least −δ, fail when the upper bound is
 * below −δ, and inconclusive between.
 */
function judgeRegression(margin: Margin, demand: Demand, measured: Measured): Condition {
  const condition = { kind: 'max_regression', demanded: writeMargin(margin), limit: undefined } as const
  const obstacle = obstacleTo(demand, measured)
  if (obstacle) return { ...condition, ...obstacle }
  if (measured.baselineProblem)
    return { ...condition, verdict: 'error', reason: `${measured.name}: ${measured.baselineProblem}` }
  const { baseline, candidate, interval, name } = measured
  if (baseline === undefined || candidate === undefined) {
    return { ...condition, verdict: 'error', reason: `${name} has no value to compare` }
  }
  const loss = allowedLoss(margin, baseline)
  if (loss === undefined) {
    const reason = `${name} of the baseline is about zero, so that ${condition.demanded} of it means nothing: write max_regression as a number`
    return { ...condition, verdict: 'error', reason }
  }
  const judged = { ...condition, limit: loss }
  const sign = demand.metric.direction === 'maximize' ? 1 : -1
  const format = formatOf(measured, { values: [], change: -sign * loss })
  const allowed = `allowed ${allowedChange(margin, sign)}`
  if (measured.equal) {
    const reason = `${name} stays at ${format.value(candidate)}: both models answer these rows alike`
    return { ...judged, verdict: 'pass', reason }
  }
  const moved = `${name} ${movement(candidate, baseline, format)}`
  if (!interval) {
    const often = `${formatCount(measured.undefinedResamples ?? 0)} of ${formatCount(measured.resamples)}`
    const reason = `${moved}, ${allowed}: undecided, because the metric is undefined in ${often} resamples`
    return { ...judged, verdict: 'inconclusive', reason }
  }
  const [low, high] = sign > 0 ? [interval.low, interval.high] : [-interval.high, -interval.low]
  const verdict = low >= -loss ? 'pass' : high < -loss ? 'fail' : 'inconclusive'
  const change = `Δ ${format.change(candidate - baseline)}, interval ${format.change(interval.low)} to ${format.change(interval.high)}`
  const shown = `${moved} (${change}), ${allowed}`
  return { ...judged, verdict, reason: verdict === 'inconclusive' ? `${shown}: ${undecided(measured)}` : shown }
}

function judgeWithoutBaseline(margin: Margin, measured: Measured, ifMissing: 'absolute-only' | 'fail'): Condition {
  const limit = margin.kind === 'absolute' ? margin.amount : undefined
  const condition = { kind: 'max_regression', demanded: writeMargin(margin), limit } as const
  return ifMissing === 'absolute-only'
    ? { ...condition, verdict: 'unjudged', reason: `${measured.name}: max_regression was not judged: no baseline` }
    : {
        ...condition,
        verdict: 'fail',
        reason: `${measured.name}: there is no baseline to compare with, and the policy wants one (if_missing: fail)`,
      }
}

/** What keeps any condition from being judged: the metric cannot be measured here, or on too few rows. */
function obstacleTo(demand: Demand, measured: Measured): Pick<Condition, 'verdict' | 'reason'> | undefined {
  const { name, rows } = measured
  if (rows < demand.minRows) {
    const reason = `${name} has too few rows to judge: ${formatCount(rows)}, at least ${formatCount(demand.minRows)} wanted`
    return { verdict: 'inconclusive', reason }
  }
  return measured.problem ? { verdict: 'error', reason: `${name} cannot be judged: ${measured.problem}` } : undefined
}

/** δ in the metric's unit; undefined when it is a share of about nothing. */
export function allowedLoss(margin: Margin, baseline: number): number | undefined {
  if (margin.kind === 'absolute') return margin.amount
  return Math.abs(baseline) < aboutZero ? undefined : margin.share * Math.abs(baseline)
}

function writeMargin(margin: Margin): string {
  return margin.kind === 'absolute' ? formatLimit(margin.amount) : `${formatLimit(margin.share * 100)}%`
}

/** The change that is allowed, signed as the metric's own change is: `−0.02`, `+2%`. */
function allowedChange(margin: Margin, sign: 1 | -1): string {
  const amount = margin.kind === 'absolute' ? margin.amount : margin.share
  return amount === 0 ? 'no loss' : `${sign > 0 ? '−' : '+'}${writeMargin(margin)}`
}

function movement(candidate: number, baseline: number, format: NumberFormat): string {
  if (candidate === baseline) return `stayed at ${format.value(candidate)}`
  return `${candidate > baseline ? 'rose' : 'fell'} from ${format.value(baseline)} to ${format.value(candidate)}`
}

function undecided({ rows, rowsNeeded }: Measured): string {
  const have = `${formatCount(rows)} rows cannot decide`
  return rowsNeeded === undefined ? have : `${have}, about ${formatAbout(rowsNeeded)} needed`
}

/**
 * The digits for a gate's numbers: enough to tell the models apart, and a value or a bound from its limit. `values` are
 * limits of the value, `change` the one of the change, signed as the metric's own.
 */
export function formatOf(
  numbers: Pick<Measured, 'candidate' | 'baseline' | 'interval'>,
  limits: { readonly values: readonly number[]; readonly change: number | undefined },
): NumberFormat {
  const { candidate, baseline, interval } = numbers
  const distance = (a: number | undefined, b: number | undefined, digits = 1): Distance => [
    a === undefined || b === undefined ? undefined : a - b,
    digits,
  ]
  return formatFor(
    [candidate, baseline],
    [
      // An interval says how much of the difference is known; alone, it has two digits.
      distance(candidate, baseline, interval ? 1 : 2),
      [interval && (interval.high - interval.low) / 2, 1],
      ...limits.values.map((limit) => distance(candidate, limit)),
      distance(interval?.low, limits.change),
      distance(interval?.high, limits.change),
    ],
  )
}
