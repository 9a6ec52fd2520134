import {
  ConfigurationError,
  digestOfBytes,
  type Effects,
  type NamedDigest,
  type Report,
  type ReportedRun,
  type StepResult,
  type Verdict,
  worstVerdict,
} from '@mlgate/core'
import { testResultRecord } from '@mlgate/evidence/test-result'
import { type Collected, collect, type ReadReport, type Section, sectionKey } from './collect.ts'
import { missingOf, parseExpected } from './expected.ts'
import { finishedRun, finishedRunLine } from './finished-run.ts'
import { publicationReport } from './publication-report.ts'

/** What a step is handed that works on what a whole run left. */
export interface RunDeps extends Effects {
  /** The name that its own report goes by, since it has no model; also of steps that died before they knew theirs. */
  readonly ownName: string
  /** Bytes that a report may have. */
  readonly reportLimit: number
  /** Reads a report that anybody may have written; throws RangeError in words for what is none. */
  readonly readReport: (content: Uint8Array) => ReadReport
}

interface Inputs {
  readonly expect: string | undefined
  readonly 'fail-on': string
}

const step = 'publish-report'

export async function runPublishReport(inputs: Inputs, deps: RunDeps): Promise<StepResult> {
  const { host, log } = deps
  const expected = parseExpected(inputs.expect)
  const failing = inputs['fail-on'] === 'fail'
  if (failing && expected.length === 0) {
    throw new ConfigurationError(
      'Input fail-on is fail without expect: a step that never ran would pass unseen. Name the reports that must be there, for example expect: evaluate-gate.',
    )
  }
  const finished = await finishedRun(host)
  if (finished !== undefined) log.info(finishedRunLine(finished))
  const files = await host.readRunFiles({ prefix: 'mlgate-', file: 'report.json', limit: deps.reportLimit })
  const collected = collect(files, deps.readReport, step)
  const { sections, unreadable } = collected
  for (const { artifact, why } of unreadable) log.error(`${artifact}: ${why}.`)
  for (const { artifact, by } of collected.passedOver) log.info(`${artifact}: passed over, since ${by} is newer.`)
  const [first, ...others] = sections
  if (first === undefined) throw nothingFound(collected, finished)
  const missing = missingOf(
    expected,
    sections.map(({ report }) => report),
  )
  for (const name of missing) log.error(`There is no report of ${name}.`)
  for (const { artifact, report } of sections) log.info(`${sectionKey(report)}: ${report.verdict} (${artifact})`)

  const complete = unreadable.length === 0 && missing.length === 0
  const worst = worstVerdict([...sections.map(({ report }) => report.verdict), ...(complete ? [] : ['error' as const])])
  const verdict: Verdict = failing ? worst : complete ? 'pass' : 'error'
  const report = publicationReport({ model: deps.ownName, step, verdict, collected, missing, failing, finished })
  const reports = sections.map((section) => withOwnPage(section.report, host))
  return {
    verdict,
    inconclusivePasses: sections.every(
      (section) => section.report.verdict !== 'inconclusive' || section.inconclusivePasses,
    ),
    record: testResultRecord({
      data: [digestOf(first), ...others.map(digestOf)],
      configuration: [],
      verdict,
      runUrl: host.run.runUrl,
      passed: sections.map(({ artifact }) => artifact),
      warned: collected.passedOver.map(({ artifact }) => artifact),
      failed: [...unreadable.map(({ artifact }) => artifact), ...missing],
    }),
    report,
    outputs: { 'worst-verdict': worst, sections: String(sections.length) },
    publishes: {
      comment: [
        ...reports.filter((_, index) => sections[index]?.comment),
        // What was not published is news; that all was is seen.
        ...(complete ? [] : [report]),
      ],
      summary: reports,
      replaces: strays(deps.ownName, reports.map(sectionKey), complete),
      // An artifact that cannot be read may be the one of a section that stands there.
      wholeRun: complete && host.seesWholeRun,
    },
  }
}

function nothingFound({ unreadable }: Collected, finished: ReportedRun | undefined): ConfigurationError {
  const found = unreadable.map(({ artifact, why }) => ` ${artifact}: ${why}.`)
  if (finished !== undefined) {
    return new ConfigurationError(
      `There is no report to publish: ${finished.url} has left none that can be read.${found.join('')} A run that was cancelled or waits for approval leaves none: start this job only for those that have concluded with success or failure, and of the workflow that runs the steps.`,
    )
  }
  return new ConfigurationError(
    `There is no report to publish: no job of this run has left one that can be read.${found.join('')} On GitHub, let this job need the jobs that run the steps and run it with if: always(); on GitLab name them in needs.`,
  )
}

/** A report may name any address: only one of this repository's own pages is shown as its full report. */
function withOwnPage(report: Report, host: Effects['host']): Report {
  const { page, ...others } = report
  return page === undefined || host.ownsPage(page) ? report : others
}

function digestOf({ artifact, content }: Section): NamedDigest {
  return { name: artifact, digest: digestOfBytes(content) }
}

/** Sections of steps that once died before they knew their model, and of what was once not published: both are over. */
function strays(ownName: string, keys: readonly string[], complete: boolean): readonly string[] {
  const steps = new Set(keys.map((key) => key.slice(key.lastIndexOf('/') + 1)))
  const failures = [...steps].map((name) => `${ownName}/${name}`).filter((key) => !keys.includes(key))
  return [...failures, ...(complete ? [`${ownName}/${step}`] : [])]
}
