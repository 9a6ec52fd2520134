import { ConfigurationError, type Host } from '@mlgate/core'
import { loadOrganisationPolicy, parseReference, type ReadOrganisationPolicy } from '@mlgate/project'

/** An organisation's policy that a project file extends. */
export interface ExtendedPolicy {
  readonly policy: ReadOrganisationPolicy
  /** Where it was read, in words: `mlgate-policy.yml at acme/policy@0a1b2c3`. */
  readonly origin: string
}

/**
 * Reads what a project file extends, at exactly that commit; undefined when it extends nothing. Throws ConfigurationError
 * when the commit is not of that repository's default branch, or has no such file, or what it says is wrong;
 * InfrastructureError when it cannot be read.
 */
export async function readExtended(
  reference: string | undefined,
  host: Pick<Host, 'readCommitted'>,
): Promise<ExtendedPolicy | undefined> {
  if (reference === undefined) return undefined
  const { repository, commit, path } = parseReference(reference)
  const origin = `${path} at ${repository}@${commit.slice(0, 7)}`
  const bytes = await host.readCommitted(repository, commit, path)
  if (bytes === undefined) {
    throw new ConfigurationError(
      `extends: ${repository} has no file ${path} at ${commit}. Name the file after the commit: ${repository}@${commit}:<path>.`,
    )
  }
  return { policy: loadOrganisationPolicy(new TextDecoder().decode(bytes), origin), origin }
}
