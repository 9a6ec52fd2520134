import { join } from 'node:path'
import { type ExitCode, type Report, type SourcePosition, writeFileAtomically } from '@mlgate/core'
import { codeQualityReport, junitReport, openMetrics, sarifReport } from '@mlgate/reports'

export interface MachineFilesOptions {
  /** Version of mlgate. */
  readonly version: string
  readonly generated: Date
  /** What the step exits with when nothing goes wrong from here on. */
  readonly exitCode: ExitCode
  /** Where checks without a place of their own are shown, relative to the repository. */
  readonly otherwise: SourcePosition
}

/** Writes what CI systems read of a report: JUnit, OpenMetrics, SARIF and GitLab's code quality. */
export async function writeMachineFiles(folder: string, report: Report, options: MachineFilesOptions): Promise<void> {
  await writeFileAtomically(join(folder, 'junit.xml'), junitReport(report))
  await writeFileAtomically(join(folder, 'openmetrics.txt'), openMetrics(report))
  await writeFileAtomically(join(folder, 'report.sarif'), sarifReport(report, options))
  await writeFileAtomically(join(folder, 'codequality.json'), codeQualityReport(report, options.otherwise))
}
