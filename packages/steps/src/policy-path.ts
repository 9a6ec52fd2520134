import { resolveDataFile, resolveDataPath } from '@mlgate/project'
import type { Policy } from './policy.ts'
import type { StepDeps } from './step-deps.ts'

/** Makes a path of mlgate.yml absolute: inside the repository, or in a folder that the policy in force opens. */
export function resolvePolicyPath(
  path: string,
  what: string,
  use: 'read' | 'write',
  policy: Policy,
  { folder }: StepDeps,
): Promise<string> {
  return resolveDataPath({
    path,
    what,
    projectFolder: folder.directory,
    repository: folder.repositoryRoot,
    roots: policy.roots,
    use,
  })
}

/** The same for what must be one file of rows: patterns and folders, which stand for several, are refused. */
export function resolvePolicyFile(path: string, what: string, policy: Policy, { folder }: StepDeps): Promise<string> {
  return resolveDataFile({
    path,
    what,
    projectFolder: folder.directory,
    repository: folder.repositoryRoot,
    roots: policy.roots,
  })
}
