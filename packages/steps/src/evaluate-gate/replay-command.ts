import { relative, sep } from 'node:path'
import type { Host } from '@mlgate/core'
import type { StepDeps } from '../step-deps.ts'

/** What repeats the judgement: by the run where a forge keeps what the step leaves, by the folder elsewhere. */
export function replayCommand({
  host,
  folder,
}: {
  readonly host: Pick<Host, 'name' | 'run'>
  readonly folder: StepDeps['folder']
}): string {
  const run = /^([0-9]+)-[0-9]+$/.exec(host.run.runId ?? '')?.[1]
  if (host.name !== 'generic' && run !== undefined) return `mlgate replay ${run}`
  return `mlgate replay ${relative(folder.directory, folder.output).split(sep).join('/')}`
}
