import { ConfigurationError } from '@mlgate/core'

/**
 * Refuses to run a training command beside credentials. A process of the same user can read its parent's environment
 * and memory, so leaving variables out of the child's environment would protect nothing.
 *
 * @param credentialVariables names of variables found that hold credentials, as `host.credentialVariables()` gives them
 */
export function refuseBesideCredentials(credentialVariables: readonly string[]): void {
  if (credentialVariables.length === 0) return
  throw new ConfigurationError(
    `train.command: will not run beside credentials, and this job has ${credentialVariables.join(', ')}. The command is ` +
      'code from the change under review and could read them. Train in a job of its own without these variables (on ' +
      'GitHub: no secrets in env, `permissions: {contents: read}`, no id-token: write; on GitLab: CI/CD variables with ' +
      'an environment scope that this job does not have) and hand the model over through the artifact.',
  )
}
