import { readFile } from 'node:fs/promises'
import { posix } from 'node:path'
import { digestOfBytes, type Host } from '@mlgate/core'
import { loadProject, type ModelBody, policyChanges, resolveDataPath } from '@mlgate/project'
import type { Policy } from './step-deps.ts'

/**
 * Reads the policy where the candidate cannot choose it: at the current tip of the target branch (on other events: of
 * the default branch). On a machine of one's own there is no such tip; the working tree is the policy and the report
 * says so. Where the tip is proven to hold no project file, or not this model, the change's own is used, said so, and
 * nothing passes by it.
 */
export async function loadPolicy(options: {
  readonly host: Host
  /** Path of the project file relative to the repository, with `/`. */
  readonly projectFile: string
  /** The checked-out project file and what it declares for this model. */
  readonly local: {
    readonly text: string
    readonly body: ModelBody
    readonly directory: string
    readonly repositoryRoot: string
  }
  readonly modelName: string
}): Promise<Policy> {
  const { host, projectFile, local, modelName } = options
  const tip = await host.policyTip()
  if (tip === undefined) {
    return {
      body: local.body,
      digest: digestOfBytes(local.text),
      origin: `${projectFile} in the working tree`,
      tip,
      ownBecause: undefined,
      roots: local.body.data.roots ?? [],
      changes: [],
      readFile: (path) => readLocal(path, local),
    }
  }
  const readAtTip = (path: string) => tip.readFile(posix.join(posix.dirname(projectFile), path))
  const own = (ownBecause: string): Policy => ({
    body: local.body,
    digest: digestOfBytes(local.text),
    origin: `${projectFile} of this change, because ${ownBecause}`,
    tip,
    ownBecause,
    roots: [],
    changes: [],
    readFile: readAtTip,
  })
  const at = `${projectFile} at ${tip.branch}@${tip.commit.slice(0, 7)}`
  const bytes = await tip.readFile(projectFile)
  if (bytes === undefined) return own(`${tip.branch} has no ${projectFile} yet`)
  const body = loadProject(new TextDecoder().decode(bytes), at).models.get(modelName)
  if (body === undefined) return own(`${tip.branch} does not know the model ${modelName} yet`)
  return {
    body,
    digest: digestOfBytes(bytes),
    origin: at,
    tip,
    ownBecause: undefined,
    roots: body.data.roots ?? [],
    changes: policyChanges(body, local.body),
    readFile: readAtTip,
  }
}

async function readLocal(
  path: string,
  local: { readonly body: ModelBody; readonly directory: string; readonly repositoryRoot: string },
): Promise<Uint8Array> {
  const file = await resolveDataPath({
    path,
    what: 'mlgate.yml',
    projectFolder: local.directory,
    repository: local.repositoryRoot,
    roots: local.body.data.roots ?? [],
    use: 'read',
  })
  return readFile(file)
}
