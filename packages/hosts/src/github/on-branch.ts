import { ApiFailure } from '../api-failure.ts'
import { text } from '../json-shape.ts'
import type { GitHubApi } from './github-api.ts'
import type { Repository } from './repository.ts'

/** Whether a commit is the tip or an ancestor of it. */
export async function isOnBranch(
  api: GitHubApi,
  repository: Repository,
  tip: string,
  commit: string,
): Promise<boolean> {
  if (commit === tip) return true
  const purpose = { doing: `comparing ${commit} with the branch`, permission: 'contents: read' }
  const route = 'GET /repos/{owner}/{repo}/compare/{basehead}'
  // By the commit, since a branch's name might be taken for a tag's. The second page leaves out the list of files.
  const compared = { ...repository, basehead: `${commit}...${tip}`, per_page: 1, page: 2 }
  let answer: unknown
  try {
    answer = await api.call(purpose, route, compared)
  } catch (error) {
    // The token has just read the branch, so it is no lack of rights: the histories have nothing in common.
    if (error instanceof ApiFailure && error.status === 404) return false
    throw error
  }
  const status = text(answer, 'status')
  if (status === undefined) throw api.unexpected(purpose, 'no status')
  return status === 'ahead' || status === 'identical'
}
