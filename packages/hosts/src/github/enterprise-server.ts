import { isAbsolute, relative, resolve } from 'node:path'
import {
  type ArtifactReference,
  ConfigurationError,
  digestOfTree,
  type Exec,
  type RunFile,
  type RunFileQuery,
} from '@mlgate/core'
import { artifactFiles, copyVerified } from '../folder-artifact.ts'
import { readFolderFiles } from '../generic/folder-files.ts'
import { refuseCommittedFolder } from '../gitlab/committed-folder.ts'
import type { Environment } from '../host-dependencies.ts'
import { variable } from '../host-dependencies.ts'

/** Whether this is a server of somebody's own, by the rule of GitHub's artifact client (@actions/artifact, isGhes). */
export function isEnterpriseServer(env: Environment): boolean {
  const address = variable(env, 'GITHUB_SERVER_URL') ?? 'https://github.com'
  if (!URL.canParse(address))
    throw new ConfigurationError(`GITHUB_SERVER_URL is ${JSON.stringify(address)}, no address.`)
  const server = new URL(address).hostname.toLowerCase()
  return server !== 'github.com' && !server.endsWith('.ghe.com') && !server.endsWith('.localhost')
}

/**
 * Hand-over on GitHub Enterprise Server, which the artifact client refuses (GHESNotSupportedError): a folder of the
 * workspace, named by its path from there and by the digest of its tree. How it comes to another runner is the
 * workflow's: the third generation of actions/upload-artifact, a shared disk, or no other job at all.
 */
export class WorkspaceFolders {
  readonly #workspace: string
  readonly #exec: Exec

  constructor(workspace: string, exec: Exec) {
    this.#workspace = workspace
    this.#exec = exec
  }

  async upload(directory: string): Promise<ArtifactReference> {
    await artifactFiles(directory)
    const path = relative(this.#workspace, resolve(directory)).replaceAll('\\', '/')
    const inside = path !== '' && !path.startsWith('../') && path !== '..' && !isAbsolute(path)
    return { id: inside ? path : resolve(directory), digest: await digestOfTree(directory) }
  }

  async download(reference: ArtifactReference, into: string): Promise<void> {
    if (/^[0-9]+$/.test(reference.id)) {
      throw new ConfigurationError(
        `${reference.id} is an artifact's number; on GitHub Enterprise Server an artifact is named by the path of its folder.`,
      )
    }
    await copyVerified(resolve(this.#workspace, reference.id), reference, into)
  }

  /** What the jobs before this one left and the workflow brought: `.mlgate/` must be nobody's commit. */
  async runFiles(query: RunFileQuery): Promise<readonly RunFile[]> {
    await refuseCommittedFolder(this.#exec, this.#workspace)
    return readFolderFiles(this.#workspace, query)
  }
}

export function noBranchRuns(branch: string, name: string): ConfigurationError {
  return new ConfigurationError(
    `The artifact ${name} of the branch ${branch} cannot be looked up on GitHub Enterprise Server. Use a baseline from the registry, from git or from a file there.`,
  )
}
