import { type Block, type Check, code, type Inline, type Report, type ReportedRun, type Verdict } from '@mlgate/core'
import { type Collected, sectionKey } from './collect.ts'
import { finishedRunWords } from './finished-run.ts'

/** Verdicts in the order in which they want to be read. */
const order: readonly Verdict[] = ['error', 'fail', 'inconclusive', 'pass']

/** What publish-report says of its own work: what was found where, and what is missing. */
export function publicationReport(about: {
  readonly model: string
  readonly step: string
  readonly verdict: Verdict
  readonly collected: Collected
  readonly missing: readonly string[]
  /** Whether the verdict is that of the worst report. */
  readonly failing: boolean
  /** The run that they are of, when it is another one. */
  readonly finished?: ReportedRun | undefined
}): Report {
  const { model, step, verdict, collected, missing, failing, finished } = about
  const { sections, unreadable, passedOver } = collected
  const counts = order.flatMap((wanted) => {
    const count = sections.filter(({ report }) => report.verdict === wanted).length
    return count === 0 ? [] : [`${count} ${wanted}`]
  })
  const wanting = unreadable.length + missing.length
  return {
    model,
    step,
    verdict,
    outcome:
      wanting > 0 ? `${countOf(wanting, 'report')} not published` : `${countOf(sections.length, 'report')} published`,
    reason: [
      ...unreadable.flatMap(({ artifact, why }): Inline[] => ['Unreadable: ', code(artifact), `, ${why}. `]),
      ...missing.flatMap((name): Inline[] => ['There is no report of ', code(name), '. ']),
      `${countOf(sections.length, 'report')} found: ${counts.join(', ')}.`,
      ...(finished === undefined ? [] : finishedRunWords(finished)),
    ],
    blocks: [
      {
        kind: 'table',
        columns: ['', 'Model', 'Step', 'Report', 'Artifact'].map((title) => ({
          title,
          align: title === '' ? 'center' : 'left',
        })),
        rows: sections.map(({ report, artifact }) => [
          [{ kind: 'verdict', verdict: report.verdict }],
          [report.model],
          [report.step],
          [report.outcome],
          [code(artifact)],
        ]),
      },
      ...passedOverList(passedOver),
    ],
    checks: [
      ...unreadable.map(({ artifact, why }) => wrong(artifact, `${artifact}: ${why}.`, 'error')),
      ...missing.map((name) => wrong(name, `There is no report of ${name}.`, 'error')),
      ...sections.map(({ report }): Check => {
        const key = sectionKey(report)
        const message = `${key}: ${report.verdict}, ${report.outcome}.`
        return failing
          ? wrong(key, message, report.verdict)
          : { name: key, verdict: 'pass', message: `${key} is published.`, severity: 'error' }
      }),
    ],
    measurements: [],
  }
}

function wrong(name: string, message: string, verdict: Verdict): Check {
  return { name, verdict, message, severity: 'error' }
}

function passedOverList(passedOver: Collected['passedOver']): readonly Block[] {
  if (passedOver.length === 0) return []
  const items = passedOver.map(({ artifact, by }): Inline[] => [
    code(artifact),
    ' gave way to ',
    code(by),
    ', which is newer.',
  ])
  return [{ kind: 'list', items }]
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
