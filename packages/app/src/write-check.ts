import type { Host, Logger, Report } from '@mlgate/core'
import { annotationsOf, checkSummary } from '@mlgate/reports'

/**
 * Writes a report as a check of its own, `mlgate / <model> / <step>`. It ends as the job does: what is inconclusive or
 * could not be judged is a failure, unless the policy lets it through. A missing right is a sentence in the log.
 */
export async function writeCheck(host: Host, log: Logger, report: Report, passed: boolean): Promise<void> {
  const { model, step } = report
  const written = await host.writeCheck({
    name: `mlgate / ${model} / ${step}`,
    key: `mlgate/${model}/${step}`,
    passed,
    title: report.outcome,
    summary: checkSummary(report),
    url: host.run.runUrl,
    annotations: annotationsOf(report),
  })
  if (written.written) log.info(`Check: ${written.url}`)
  else log.warn(`No check was written: ${written.reason}`)
}
