import type { GitHubState, Schemas } from './github-state.ts'
import { allowed, fail } from './github-state.ts'
import type { Exchange, Route } from './http-exchange.ts'

/** The repository, its branches, and git's objects out of a real git directory. */
export function repositoryRoutes(state: GitHubState): readonly Route[] {
  const root = `^/repos/${state.repository}`
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
        const answer: Pick<Schemas['full-repository'], 'full_name' | 'default_branch' | 'private'> = {
          full_name: state.repository,
          default_branch: state.defaultBranch,
          private: false,
        }
        exchange.answer(200, answer)
      }),
    },
    read('/branches/(?<branch>[^/]+)', async (exchange) => {
      const { branch = '' } = exchange.captured
      const commit = await state.git.tip(branch)
      if (commit === undefined) return fail(exchange, 404, 'Branch not found')
      exchange.answer(200, { name: branch, commit: { sha: commit }, protected: false })
    }),
    read('/compare/(?<base>[0-9a-f]{40})\\.\\.\\.(?<head>[0-9a-f]{40})', async (exchange) => {
      const { base = '', head = '' } = exchange.captured
      const common = await state.git.mergeBase(base, head)
      // As GitHub does for a commit that it does not have, and for histories with nothing in common.
      if (common === undefined) return fail(exchange, 404, 'Not Found')
      const [behind, ahead] = [common !== base, common !== head]
      const status = behind ? (ahead ? 'diverged' : 'behind') : ahead ? 'ahead' : 'identical'
      const answer: Pick<Schemas['commit-comparison'], 'status'> = { status }
      exchange.answer(200, answer)
    }),
    read('/git/commits/(?<sha>[0-9a-f]+)', async (exchange) => {
      const { sha = '' } = exchange.captured
      const tree = await state.git.treeOf(sha)
      if (tree === undefined) return fail(exchange, 404, 'Not Found')
      const answer: Pick<Schemas['git-commit'], 'sha'> & { tree: Pick<Schemas['git-commit']['tree'], 'sha'> } = {
        sha,
        tree: { sha: tree },
      }
      exchange.answer(200, answer)
    }),
    read('/git/trees/(?<sha>[0-9a-f]+)', async (exchange) => {
      const { sha = '' } = exchange.captured
      const tree = await state.git.entries(sha)
      if (tree === undefined) return fail(exchange, 404, 'Not Found')
      const answer: Pick<Schemas['git-tree'], 'sha' | 'truncated'> & {
        tree: Partial<Schemas['git-tree']['tree'][0]>[]
      } = {
        sha,
        truncated: false,
        tree: [...tree],
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
      exchange.answer(200, { sha, size: bytes.byteLength, encoding: 'base64', content })
    }),
  ]
}
