/** Where an organisation's policy is: `extends: acme/ml-policy@<commit>:policies/classification.yml`. */
export interface PolicyReference {
  /** As the forge names it: `owner/name`, `group/subgroup/project`. */
  readonly repository: string
  /** The full id: a branch or a tag could be moved, a short id be made to collide. */
  readonly commit: string
  /** Path inside the repository. */
  readonly path: string
}

/** Where the policy lies unless the reference says otherwise. */
const organisationPolicyFile = 'mlgate-policy.yml'

export const referencePattern =
  '^[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+@[0-9a-f]{40}(:[^:/\\\\\\s][^:\\\\\\s]*)?$'
export const referenceForm =
  '<owner>/<repository>@<all 40 digits of a commit>, with :<path> when it is not mlgate-policy.yml'

/** The parts of a reference that has the form. */
export function parseReference(reference: string): PolicyReference {
  const at = reference.indexOf('@')
  const [repository, rest] = [reference.slice(0, at), reference.slice(at + 1)]
  const separator = rest.indexOf(':')
  if (separator < 0) return { repository, commit: rest, path: organisationPolicyFile }
  return { repository, commit: rest.slice(0, separator), path: rest.slice(separator + 1) }
}
