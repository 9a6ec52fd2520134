import { CommitTree } from './commit-tree.ts'
import type { HostDependencies } from './host-dependencies.ts'
import { notOnBranch } from './not-on-branch.ts'
import { FetchedTrees, type PolicyRemote, withPolicyClone } from './policy-clone.ts'

/**
 * A file at a commit of the default branch of a repository, fetched by git. The whole branch is fetched: that the commit
 * is on it can be seen in its history alone.
 */
export async function fetchCommittedFile(
  deps: Pick<HostDependencies, 'exec' | 'onExit'>,
  remote: PolicyRemote,
  file: { readonly repository: string; readonly commit: string; readonly path: string },
): Promise<Uint8Array | undefined> {
  const { repository, commit, path } = file
  return withPolicyClone(deps, remote, async (git) => {
    const branch = await git.defaultBranch()
    await git.run(['fetch', '--quiet', '--no-tags', remote.url, `+refs/heads/${branch}:refs/policy/tip`])
    const { exitCode } = await git.tried(['merge-base', '--is-ancestor', commit, 'refs/policy/tip'])
    // 1: not an ancestor; 128: no such commit in the whole branch.
    if (exitCode !== 0) throw notOnBranch(commit, branch, repository)
    return new CommitTree(new FetchedTrees(git, commit)).readFile(path)
  })
}

/**
 * The address of another repository on the forge that a clone came from: `git@host:acme/flights.git` and `acme/policy`
 * give `git@host:acme/policy.git`. Undefined when the clone's address is none of a forge.
 */
export function siblingAddress(origin: string, repository: string): string | undefined {
  const address = origin.trim()
  // A colon before any slash: the short form of ssh.
  const short = /^((?:[\w.-]+@)?[\w.-]+:)(?!\/\/)[^:]+$/.exec(address)?.[1]
  if (short !== undefined) return `${short}${repository}.git`
  if (!/^(?:https?|ssh|git):\/\//.test(address) || !URL.canParse(address)) return undefined
  const url = new URL(address)
  // A password in an address would stand in arguments and messages; git has helpers for it.
  url.password = ''
  if (url.protocol !== 'ssh:') url.username = ''
  return `${url.protocol}//${url.username === '' ? '' : `${url.username}@`}${url.host}/${repository}.git`
}
