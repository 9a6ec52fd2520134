import type { Verdict } from '@mlgate/core'
import { worstVerdict } from '@mlgate/core'
import { type Confidence, type Decision, decide, type MetricValue, type NoConfidence } from '@mlgate/statistics'
import { formatOf } from '../conditions.ts'
import type { Finding } from '../finding.ts'
import { formatCount, formatLimit, type NumberFormat } from '../number-format.ts'

/** One disparity by one grouping, measured, and what is demanded of it. */
export interface MeasuredDisparity {
  /** `equalized_odds_difference by sex` */
  readonly name: string
  readonly by: string
  readonly disparity: string
  readonly kind: 'difference' | 'ratio'
  readonly limit: number | undefined
  readonly confident: boolean
  readonly maxRegression: number | undefined
  /** Groups with fewer rows than the policy wants, in words. */
  readonly small: readonly string[]
  readonly minRows: number
  readonly candidate: MetricValue
  readonly baseline: MetricValue | undefined
  /** Why nothing can be measured at all. */
  readonly flaw: string | undefined
  readonly interval: { readonly low: number; readonly high: number } | { readonly reason: string }
  readonly change: Confidence | NoConfidence | undefined
  /** The baseline is the candidate itself. */
  readonly isIdentical: boolean
}

export interface DisparityTerms {
  readonly alpha: number
  readonly ifMissing: 'absolute-only' | 'fail'
}

/** How the change was decided by itself; undefined where nothing is demanded of it or it cannot be judged. */
export function changeDecision(measured: MeasuredDisparity, alpha: number): Decision | undefined {
  const { change, maxRegression, isIdentical } = measured
  if (maxRegression === undefined || change === undefined || 'reason' in change || isIdentical) return undefined
  const direction = measured.kind === 'difference' ? 'minimize' : 'maximize'
  return decide(change, { direction, margin: maxRegression, alpha })
}

/**
 * What is demanded of one disparity, judged. `changeVerdict` is what became of its change among all changes. Undefined
 * when nothing was judged: a change alone is demanded, and the policy accepts that there is no baseline.
 */
export function judgeDisparity(
  measured: MeasuredDisparity,
  changeVerdict: Decision['verdict'] | undefined,
  terms: DisparityTerms,
): Finding | undefined {
  const { name } = measured
  const obstacle = obstacleTo(measured)
  if (obstacle) return { name, ...obstacle }
  const judged = [judgeLimit(measured), judgeChange(measured, changeVerdict, terms)].filter((one) => one !== undefined)
  if (judged.length === 0) return undefined
  const verdict = worstVerdict(judged.map((one) => one.verdict))
  const worst = judged.find((one) => one.verdict === verdict)
  return worst && { name, ...worst }
}

interface Judged {
  readonly verdict: Verdict
  readonly reason: string
}

/** What keeps a disparity from being judged: too few rows in a group, or a group whose rates nobody has seen. */
function obstacleTo({ name, small, minRows, candidate, flaw }: MeasuredDisparity): Judged | undefined {
  if (flaw !== undefined) return { verdict: 'error', reason: `${name} cannot be judged: ${flaw}` }
  if (small.length > 0) {
    const wanted = `at least ${formatCount(minRows)} wanted`
    return { verdict: 'inconclusive', reason: `${name} has too few rows to judge in ${small.join(', ')}; ${wanted}` }
  }
  if (candidate.undefinedBecause === undefined) return undefined
  return { verdict: 'inconclusive', reason: `${name} is undefined: ${candidate.undefinedBecause}` }
}

function judgeLimit(measured: MeasuredDisparity): Judged | undefined {
  const { name, kind, limit, confident, candidate, interval } = measured
  if (limit === undefined) return undefined
  const { value } = candidate
  const format = formatOfDisparity(measured)
  const bounds = 'reason' in interval ? undefined : interval
  const range = bounds ? ` (${format.value(bounds.low)} to ${format.value(bounds.high)})` : ''
  const wanted = `${kind === 'difference' ? 'at most' : 'at least'} ${formatLimit(limit)} wanted`
  const reason = `${name} is ${format.value(value)}${range}, ${wanted}`
  const isKept = (bound: number): boolean => (kind === 'difference' ? bound <= limit : bound >= limit)
  if (!confident) return { verdict: isKept(value) ? 'pass' : 'fail', reason }
  if ('reason' in interval) {
    return { verdict: 'inconclusive', reason: `${reason} for certain: undecided, because ${interval.reason}` }
  }
  const [worse, better] = kind === 'difference' ? [interval.high, interval.low] : [interval.low, interval.high]
  return {
    verdict: isKept(worse) ? 'pass' : isKept(better) ? 'inconclusive' : 'fail',
    reason: `${reason} for certain`,
  }
}

function judgeChange(
  measured: MeasuredDisparity,
  verdict: Decision['verdict'] | undefined,
  { ifMissing, alpha }: DisparityTerms,
): Judged | undefined {
  const { name, kind, maxRegression, baseline, candidate, change, isIdentical } = measured
  if (maxRegression === undefined) return undefined
  if (baseline === undefined) {
    return ifMissing === 'absolute-only'
      ? undefined
      : { verdict: 'fail', reason: `${name}: there is no baseline to compare with, and the policy wants one` }
  }
  const format = formatOfDisparity(measured)
  if (isIdentical) {
    return { verdict: 'pass', reason: `${name} stays at ${format.value(candidate.value)}: it is the same model` }
  }
  if (baseline.undefinedBecause !== undefined) {
    return { verdict: 'inconclusive', reason: `${name} of the baseline is undefined: ${baseline.undefinedBecause}` }
  }
  const allowed = `allowed ${kind === 'difference' ? '+' : '−'}${formatLimit(maxRegression)}`
  const moved = `${name} went from ${format.value(baseline.value)} to ${format.value(candidate.value)}`
  if (change === undefined || 'reason' in change || verdict === undefined) {
    const why = change && 'reason' in change ? change.reason : 'it was not compared'
    return { verdict: 'inconclusive', reason: `${moved}, ${allowed}: undecided, because ${why}` }
  }
  const bounds = `${format.change(change.lower(alpha))} to ${format.change(change.upper(alpha))}`
  const shown = `${moved} (Δ ${format.change(change.difference)}, interval ${bounds}), ${allowed}`
  return { verdict, reason: verdict === 'inconclusive' ? `${shown}: these rows cannot decide` : shown }
}

/** The digits for one disparity's numbers. */
export function formatOfDisparity({ candidate, baseline, interval, limit }: MeasuredDisparity): NumberFormat {
  return formatOf(
    {
      values: [candidate.value, baseline?.value],
      interval: 'reason' in interval ? undefined : interval,
    },
    { values: limit === undefined ? [] : [limit], change: undefined },
  )
}
