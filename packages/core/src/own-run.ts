import type { Change, ReportedRun, RunContext } from './host.ts'

/** This very run as the one whose reports are published. */
export function ownRun({ runUrl: url, commit, workflow, runId }: RunContext, change: Change | undefined): ReportedRun {
  return { url, commit, fromFork: change?.fromFork === true, change, workflow, runId }
}
