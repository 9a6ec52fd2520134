import { ApiFailure } from '../api-failure.ts'
import { text } from '../json-shape.ts'
import type { GitLabApi } from './gitlab-api.ts'

const permission = 'read_api'

/** Whether a commit is the tip or an ancestor of it: then it is their merge base. */
export async function isOnBranch(api: GitLabApi, project: string, tip: string, commit: string): Promise<boolean> {
  if (commit === tip) return true
  const purpose = { doing: `asking whether ${commit} is on the branch`, permission }
  const query = new URLSearchParams([
    ['refs[]', commit],
    ['refs[]', tip],
  ])
  const path = `/projects/${project}/repository/merge_base?${query}`
  try {
    return text(await api.call(purpose, 'GET', path), 'id') === commit
  } catch (error) {
    // The token has just read the branch, so it is no lack of rights: the histories have nothing in common.
    if (error instanceof ApiFailure && error.status === 404) return false
    throw error
  }
}
