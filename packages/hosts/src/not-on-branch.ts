import { ConfigurationError } from '@mlgate/core'

/** A commit that is read as an organisation's word must be on the branch that the organisation guards. */
export function notOnBranch(commit: string, branch: string, repository: string): ConfigurationError {
  return new ConfigurationError(
    `extends: ${commit} is not a commit of ${branch}, the default branch of ${repository}. Forks can add commits to a repository's; name one that was merged.`,
  )
}
