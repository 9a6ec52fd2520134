import type { Digest } from '@mlgate/core'
import { type Static, Type } from 'typebox'
import { corrupt } from './disk-error.ts'
import { VersionNumber } from './version-document.ts'

/** `models/<model>/deployments/<environment>/<n>.json`: the n-th deployment, and the blob that is its record. */
export const DeploymentDocument = Type.Object(
  {
    model: Type.String(),
    environment: Type.String(),
    deployment: VersionNumber,
    version: VersionNumber,
    record: Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 1000 }),
        digest: Type.String({ pattern: '^sha256:[0-9a-f]{64}$' }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)
export type DeploymentDocument = Static<typeof DeploymentDocument>

export interface StoredDeployment {
  readonly version: number
  readonly record: { readonly name: string; readonly digest: Digest }
}

/** The deployment that a document describes, when it lies where it belongs. */
export function deploymentOf(
  document: DeploymentDocument,
  model: string,
  environment: string,
  number: number,
): StoredDeployment {
  if (document.model !== model || document.environment !== environment || document.deployment !== number) {
    throw corrupt(
      `Deployment ${number} of ${model} to ${environment} says it is deployment ${document.deployment} of ${JSON.stringify(document.model)} to ${JSON.stringify(document.environment)}.`,
    )
  }
  const { name, digest } = document.record
  return { version: document.version, record: { name, digest: digest as Digest } }
}
