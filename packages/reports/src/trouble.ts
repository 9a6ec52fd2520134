import type { Check, Report, SourcePosition, Verdict } from '@mlgate/core'
import { verdictRank } from './verdict-words.ts'

/** Most that a machine format lists; GitHub shows no more of one SARIF run. */
export const troubleLimit = 5_000

/** The check of a report that did not pass for a reason that no check names. */
function unnamed({ verdict, outcome }: Report): Check {
  return { name: 'verdict', verdict, message: outcome, severity: 'error' }
}

/**
 * The checks that make a report what it is: all of them, and one called `verdict` where the report did not pass and no
 * check says why.
 */
export function decidingChecks(report: Report): readonly Check[] {
  const explained = report.checks.some(({ verdict, severity }) => verdict !== 'pass' && severity === 'error')
  return report.verdict === 'pass' || explained ? report.checks : [...report.checks, unnamed(report)]
}

const severityRank: Readonly<Record<Check['severity'], number>> = { error: 0, warning: 10, info: 20 }

const rank = ({ severity, verdict }: { severity: Check['severity']; verdict: Verdict }): number =>
  severityRank[severity] + verdictRank[verdict]

/** What did not pass, most important first: what decides before what only warns or is told, the worst verdict first. */
export function troubles(report: Report): readonly Check[] {
  return decidingChecks(report)
    .filter(({ verdict }) => verdict !== 'pass')
    .toSorted((a, b) => rank(a) - rank(b))
}

/**
 * A file as forges name it: relative to the repository's root, with `/` and without `./`. Undefined for a path that leads
 * out of it, and for one that no file can have.
 */
export function repositoryPath(file: string): string | undefined {
  const parts = file.split('/').filter((part, index) => part !== '.' || index > 0)
  if (parts.some((part) => part === '' || part === '.' || part === '..') || file.includes('\0')) return undefined
  return parts.join('/').toWellFormed()
}

/** Where a check is shown: its own position when it is in the repository, else where its file is demanded. */
export function placeOf({ position }: Pick<Check, 'position'>, otherwise: SourcePosition): SourcePosition {
  const file = position === undefined ? undefined : repositoryPath(position.file)
  return position === undefined || file === undefined ? otherwise : { ...position, file }
}
