import { isObjectName, member } from '../json-shape.ts'
import type { GitLabApi } from './gitlab-api.ts'

/** The commit that a branch points at now. A tag of that name is none: the address is that of branches alone. */
export async function branchTip(api: GitLabApi, project: string, branch: string): Promise<string> {
  const purpose = { doing: `reading the tip of the branch ${branch}`, permission: 'read_api' }
  const path = `/projects/${project}/repository/branches/${encodeURIComponent(branch)}`
  const commit = member(await api.call(purpose, 'GET', path), 'commit', 'id')
  if (!isObjectName(commit)) throw api.unexpected(purpose, 'no commit')
  return commit
}
