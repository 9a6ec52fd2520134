import {
  type Check,
  code,
  type Host,
  type Inline,
  type Override,
  type Report,
  type StepResult,
  strong,
} from '@mlgate/core'
import type { Policy } from './policy.ts'

/** Characters of a reason that the record keeps; comments may be far longer. */
const keptReason = 2_000
/** Characters of a reason that the report shows. */
const shownReason = 300

type Concluded = Required<Pick<StepResult, 'verdict' | 'inconclusivePasses' | 'report'>>

export interface Overridden extends Concluded {
  readonly overridden: boolean
  /** For the record; undefined when nobody who may has overridden the verdict. */
  readonly override: Override | undefined
}

/**
 * Asks the forge, where the verdict stops and the policy in force names a label, whether somebody who may has let the
 * change through. The verdict stays what it was; the report says who and why, or which condition does not hold.
 */
export async function withOverride(
  concluded: Concluded,
  policy: Policy,
  host: Pick<Host, 'override'>,
): Promise<Overridden> {
  const none: Overridden = { ...concluded, overridden: false, override: undefined }
  const label = policy.body.evidence?.override?.label
  const { verdict, inconclusivePasses, report } = concluded
  const stops = verdict === 'fail' || (verdict === 'inconclusive' && !inconclusivePasses)
  // A label of the change's own policy is whatever its author wants it to be.
  if (!stops || label === undefined || policy.ownBecause !== undefined) return none
  const search = await host.override(label)
  switch (search.state) {
    case 'absent':
      return none
    case 'refused':
    case 'unknown': {
      const what = search.state === 'refused' ? ' overrides nothing: ' : ' could not be looked for: '
      return { ...none, report: remarked(report, [strong('The label ', code(label)), what, search.because]) }
    }
    case 'granted': {
      const override = { ...search.override, reason: shortened(search.override.reason, keptReason) }
      return { ...concluded, report: overriddenReport(report, override), overridden: true, override }
    }
  }
}

function overriddenReport(report: Report, override: Override): Report {
  const { by, label, reason, url, head, at } = override
  const remark: readonly Inline[] = [
    strong('Overridden by ', code(by)),
    ' with the label ',
    code(label),
    ` at ${at} on `,
    code(head.slice(0, 7)),
    ', ',
    { kind: 'link', href: url, content: ['for this reason'] },
    `: “${shortened(oneLine(reason), shownReason)}” The verdict stands.`,
  ]
  const check: Check = {
    name: 'override',
    verdict: 'pass',
    message: `${by} let ${head.slice(0, 7)} through with the label ${label}: ${shortened(oneLine(reason), shownReason)}`,
    severity: 'warning',
  }
  const remarkedReport = remarked(report, remark)
  return {
    ...remarkedReport,
    outcome: `${report.outcome}, overridden by ${by}`,
    checks: [check, ...report.checks],
  }
}

function remarked(report: Report, remark: readonly Inline[]): Report {
  return { ...report, reason: [...report.reason, ' ', ...remark] }
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

function shortened(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit)}…` : text
}
