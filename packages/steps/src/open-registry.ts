import { ConfigurationError } from '@mlgate/core'
import { openDirectoryRegistry, type Registry } from '@mlgate/registry'
import type { Policy } from './policy.ts'
import { resolvePolicyPath } from './policy-path.ts'
import type { StepDeps } from './step-deps.ts'

/** The registry that the policy names. Throws ConfigurationError when it names none. */
export async function openRegistry(policy: Policy, deps: StepDeps): Promise<Registry> {
  const { registry } = policy.body
  if (registry === undefined) {
    throw new ConfigurationError(`${policy.origin}: registry is missing. Say where models that passed are kept.`)
  }
  const path = await resolvePolicyPath(registry.path, 'registry.path', 'write', policy, deps)
  return openDirectoryRegistry(path, { create: registry.create ?? true })
}
