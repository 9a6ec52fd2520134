import { nodeId } from './github-answers/account.ts'
import { branchAnswer, comparisonAnswer, gitCommitAnswer } from './github-answers/commit.ts'
import { fullRepository } from './github-answers/repository.ts'
import type { GitHubState, Schemas } from './github-state.ts'
import { allowed, fail } from './github-state.ts'
import type { Exchange, Route } from './http-exchange.ts'

/** The repository, its branches, and git's objects out of a real git directory. */
export function repositoryRoutes(state: GitHubState): readonly Route[] {
  const root = `^/repos/${state.repository}`
  const objects = `https://api.github.com/repos/${state.repository}/git`
  const known = async (sha: string) => ({ sha, tree: (await state.git.treeOf(sha)) ?? sha })
  const read = (pattern: string, handle: (exchange: Exchange) => Promise<void>): Route => ({
    method: 'GET',
    pattern: new RegExp(`${root}${pattern}$`, 'i'),
    handle: allowed(state, 'contents', 'read', handle),
  })
  return [
    {
      method: 'GET',
      pattern: new RegExp(`${root}$`, 'i'),
      handle: allowed(state, undefined, 'read', (exchange) => {
        exchange.answer(200, fullRepository(state.repository, state.defaultBranch))
      }),
    },
    read('/branches/(?<branch>[^/]+)', async (exchange) => {
      const { branch = '' } = exchange.captured
      const sha = await state.git.tip(branch)
      if (sha === undefined) return fail(exchange, 404, 'Branch not found')
      exchange.answer(200, branchAnswer(state.repository, branch, await known(sha)))
    }),
    read('/compare/(?<base>[0-9a-f]{40})\\.\\.\\.(?<head>[0-9a-f]{40})', async (exchange) => {
      const { base = '', head = '' } = exchange.captured
      const common = await state.git.mergeBase(base, head)
      // As GitHub does for a commit that it does not have, and for histories with nothing in common.
      if (common === undefined) return fail(exchange, 404, 'Not Found')
      const [behind, ahead] = [common !== base, common !== head]
      const status = behind ? (ahead ? 'diverged' : 'behind') : ahead ? 'ahead' : 'identical'
      const answer = {
        base: await known(base),
        head: await known(head),
        common: await known(common),
        status,
        ahead: await state.git.countCommits(base, head),
        behind: await state.git.countCommits(head, base),
      } as const
      exchange.answer(200, comparisonAnswer(state.repository, answer))
    }),
    read('/git/commits/(?<sha>[0-9a-f]+)', async (exchange) => {
      const { sha = '' } = exchange.captured
      const tree = await state.git.treeOf(sha)
      if (tree === undefined) return fail(exchange, 404, 'Not Found')
      exchange.answer(200, gitCommitAnswer(state.repository, { sha, tree }))
    }),
    read('/git/trees/(?<sha>[0-9a-f]+)', async (exchange) => {
      const { sha = '' } = exchange.captured
      const tree = await state.git.entries(sha)
      if (tree === undefined) return fail(exchange, 404, 'Not Found')
      const answer: Schemas['git-tree'] = {
        sha,
        url: `${objects}/trees/${sha}`,
        truncated: false,
        tree: tree.map((entry) => ({ ...entry, url: `${objects}/${entry.type}s/${entry.sha}` })),
      }
      exchange.answer(200, answer)
    }),
    read('/git/blobs/(?<sha>[0-9a-f]+)', async (exchange) => {
      const { sha = '' } = exchange.captured
      const bytes = await state.git.blob(sha)
      if (bytes === undefined) return fail(exchange, 404, 'Not Found')
      if (/application\/vnd\.github\.raw/.test(exchange.headers.accept ?? '')) {
        exchange.bytes(200, bytes, { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' })
        return
      }
      const content = Buffer.from(bytes).toString('base64')
      const answer: Schemas['blob'] = {
        sha,
        node_id: nodeId('B', sha),
        url: `${objects}/blobs/${sha}`,
        size: bytes.byteLength,
        encoding: 'base64',
        content,
      }
      exchange.answer(200, answer)
    }),
  ]
}
