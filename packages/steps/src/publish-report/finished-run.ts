import { code, type Host, type Inline, type ReportedRun } from '@mlgate/core'

/** The run whose reports are published here, when it is another one that has finished; undefined when it is this very one. */
export async function finishedRun(host: Host): Promise<ReportedRun | undefined> {
  const reported = await host.reportedRun()
  return reported.runId === host.run.runId && reported.url === host.run.runUrl ? undefined : reported
}

/** Says for the log which run's reports follow. */
export function finishedRunLine({ url, commit, change, fromFork }: ReportedRun): string {
  const of = change === undefined ? '' : ` of the pull request ${change.number}`
  return `Reports of ${url ?? 'another run'}${of}, ${fromFork ? 'from a fork, ' : ''}at ${commit ?? 'an unknown commit'}`
}

/** Says in the report whose reports these are. */
export function finishedRunWords({ url, commit, change }: ReportedRun): readonly Inline[] {
  return [
    ' They are of ',
    url === undefined ? 'another run' : { kind: 'link', href: url, content: ['another run'] },
    ...(commit === undefined ? [] : [' at ', code(commit.slice(0, 7))]),
    ...(change === undefined
      ? []
      : [', for the pull request ', { kind: 'link', href: change.url, content: [String(change.number)] } as const]),
    '.',
  ]
}
