import type { PolicyTip } from '@mlgate/core'
import { CommitTree } from './commit-tree.ts'
import type { HostDependencies } from './host-dependencies.ts'
import { isObjectName } from './json-shape.ts'
import { FetchedTrees, type PolicyRemote, withPolicyClone } from './policy-clone.ts'

/**
 * The present tip of a branch (the default branch when undefined), fetched by git into a folder of its own. Files are
 * read from there whenever somebody asks, so it stays until the process ends.
 */
export async function fetchPolicyTip(
  deps: Pick<HostDependencies, 'exec' | 'onExit'>,
  remote: PolicyRemote,
  branch: string | undefined,
): Promise<PolicyTip> {
  return withPolicyClone(deps, remote, async (git) => {
    const name = branch ?? (await git.defaultBranch())
    await git.run(['fetch', '--quiet', '--depth=1', '--no-tags', remote.url, `+refs/heads/${name}:refs/policy/tip`])
    const commit = (await git.run(['rev-parse', '--verify', 'refs/policy/tip^{commit}'])).stdout.trim()
    if (!isObjectName(commit)) throw git.failure('git named no commit')
    const tree = new CommitTree(new FetchedTrees(git, commit))
    return { branch: name, commit, readFile: (path) => tree.readFile(path) }
  })
}
