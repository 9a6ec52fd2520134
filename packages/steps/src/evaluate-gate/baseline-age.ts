import { type Check, code, type Inline, type Report } from '@mlgate/core'
import type { Baseline } from './baseline.ts'

const dayMs = 24 * 60 * 60_000

/**
 * The report with a warning when the baseline is older than `gate.baseline.max_age_days`; where nobody knows, that is said.
 * Decides nothing: what the model is compared with is still the model that is in use.
 */
export function withBaselineAge(
  report: Report,
  baseline: Pick<Baseline, 'name' | 'madeAt'> | undefined,
  maxAgeDays: number | undefined,
  now: Date,
): Report {
  if (baseline === undefined || maxAgeDays === undefined) return report
  const said = (words: string): Report => {
    const sentence: readonly Inline[] = [' The baseline ', code(baseline.name), ` ${words}.`]
    return { ...report, reason: [...report.reason, ...sentence] }
  }
  if (baseline.madeAt === undefined) return said('does not tell how old it is')
  const ageMs = now.getTime() - baseline.madeAt.getTime()
  if (ageMs <= maxAgeDays * dayMs) return report
  const days = Math.floor(ageMs / dayMs)
  const since = baseline.madeAt.toISOString().slice(0, 10)
  const words = `is ${days} ${days === 1 ? 'day' : 'days'} old (${since}); gate.baseline.max_age_days is ${maxAgeDays}`
  const check: Check = {
    name: 'age of the baseline',
    verdict: 'inconclusive',
    message: `The baseline ${baseline.name} ${words}.`,
    severity: 'warning',
  }
  const warned = said(words)
  return { ...warned, checks: [...warned.checks, check] }
}
