import { isObjectName, member } from '../json-shape.ts'
import type { GitHubApi } from './github-api.ts'
import type { Repository } from './repository.ts'

/** The commit that a branch points at now. A tag of that name is none: the route is that of branches alone. */
export async function branchTip(
  api: GitHubApi,
  repository: Repository,
  branch: string,
  permission = 'contents: read',
): Promise<string> {
  const purpose = { doing: `reading the tip of the branch ${branch}`, permission }
  const answer = await api.call(purpose, 'GET /repos/{owner}/{repo}/branches/{branch}', { ...repository, branch })
  const commit = member(answer, 'commit', 'sha')
  if (!isObjectName(commit)) throw api.unexpected(purpose, 'no commit')
  return commit
}
