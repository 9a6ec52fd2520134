import type { Check, Report, SourcePosition } from '@mlgate/core'
import { fingerprintOf, ruleOf } from './check-identity.ts'
import { printableJson } from './printable-json.ts'
import { placeOf, troubleLimit, troubles } from './trouble.ts'
import { visibleText } from './visible-text.ts'

type Severity = 'info' | 'minor' | 'major' | 'critical' | 'blocker'

/** An issue as GitLab reads it: the part of Code Climate's form that it documents. */
interface Issue {
  readonly description: string
  readonly check_name: string
  readonly fingerprint: string
  readonly severity: Severity
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
}

/** Characters of a description: the widget shows one line. */
const longestDescription = 1_000

function severityOf({ severity, verdict }: Check): Severity {
  if (severity === 'info') return 'info'
  if (severity === 'warning') return 'minor'
  if (verdict === 'error') return 'blocker'
  return verdict === 'fail' ? 'critical' : 'major'
}

/**
 * What did not pass, as GitLab's code quality report: a list of issues, empty for a report that passed, so that GitLab
 * shows what was resolved. GitLab drops issues without a place: those that have none stand at `otherwise`, which is
 * relative to the repository.
 */
export function codeQualityReport(report: Report, otherwise: SourcePosition): string {
  const issues = troubles(report)
    .slice(0, troubleLimit)
    .map((check): Issue => {
      const { file, line } = placeOf(check, otherwise)
      const name = `${report.model}, ${check.name}`
      return {
        description: visibleText(`${name}: ${check.message}`, longestDescription),
        check_name: ruleOf(report.step, check),
        fingerprint: fingerprintOf(report, check),
        severity: severityOf(check),
        location: { path: file, lines: { begin: line } },
      }
    })
  return printableJson(issues)
}
