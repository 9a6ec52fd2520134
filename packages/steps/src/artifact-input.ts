import { type ArtifactReference, ConfigurationError, parseDigest } from '@mlgate/core'

/**
 * The artifact of an earlier step, from two inputs: its id and its digest. Both or neither; an id without a digest
 * would be trusted by its name alone.
 */
export function artifactInput(
  name: string,
  id: string | undefined,
  digest: string | undefined,
): ArtifactReference | undefined {
  if (id === undefined && digest === undefined) return undefined
  if (id === undefined || digest === undefined) {
    const [given, missing] = id === undefined ? ['digest', 'id'] : ['id', 'digest']
    throw new ConfigurationError(
      `Input ${name}-artifact-${given} is given without ${name}-artifact-${missing}: pass both outputs of the earlier step.`,
    )
  }
  return { id, digest: parseDigest(digest, `Input ${name}-artifact-digest`) }
}
