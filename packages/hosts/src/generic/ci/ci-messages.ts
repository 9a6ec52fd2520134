import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Annotation, SummarySection } from '@mlgate/core'
import { unlinkedPath, writeFileAtomically } from '@mlgate/core'
import { safeArtifactName } from '../../artifact-name.ts'
import { azureCommand, azureIssue } from './azure-commands.ts'
import { teamcityMessage } from './teamcity-messages.ts'

/** What a CI system is told by lines on standard output; nothing where it has no such lines. */
export interface CiMessages {
  readonly annotations: (annotations: readonly Annotation[]) => string
  /** `directory` is where `.mlgate` is. */
  readonly summary: (section: SummarySection, directory: string) => Promise<string>
  /** A step's folder is ready for later jobs. */
  readonly folder: (directory: string) => string
}

const silent: CiMessages = { annotations: () => '', summary: async () => '', folder: () => '' }

const azure: CiMessages = {
  ...silent,
  annotations: (annotations) => annotations.map(azureIssue).join(''),
  async summary({ key, markdown }, directory) {
    const name = `summary-${safeArtifactName(key)}.md`
    const file = unlinkedPath(directory, ['.mlgate', name], 'mlgate writes its summary there')
    await writeFileAtomically(file, markdown)
    return azureCommand('task.uploadsummary', {}, file)
  },
}

const teamcity: CiMessages = {
  ...silent,
  folder(directory) {
    const junit = join(directory, 'junit.xml')
    return existsSync(junit) ? teamcityMessage('importData', { type: 'junit', path: junit }) : ''
  },
}

/** How to talk to a system, by the name that `recogniseCi` gives it. */
export function messagesFor(system: string | undefined): CiMessages {
  if (system === 'azure-pipelines') return azure
  return system === 'teamcity' ? teamcity : silent
}
