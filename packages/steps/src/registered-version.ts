import { ConfigurationError } from '@mlgate/core'
import type { ModelVersion, Registry } from '@mlgate/registry'

/** The version that the input `registered` names. Throws ConfigurationError that says what there is when it names none. */
export async function registeredVersion(registry: Registry, model: string, reference: string): Promise<ModelVersion> {
  const resolution = await registry.resolve(model, reference)
  if (resolution.found) return resolution.version
  const newest = (await registry.versions(model)).at(-1)?.version
  const isNumber = /^[0-9]+$/.test(reference)
  const aliases = (await registry.aliases(model)).map(({ alias }) => alias)
  const known = isNumber ? newest && `the newest is ${newest}` : aliases.length > 0 && `there is ${aliases.join(', ')}`
  throw new ConfigurationError(
    [
      `registered: ${reference} is not registered: ${resolution.reason}${known ? `; ${known}` : ''}.`,
      ...(isNumber && newest ? [] : [`Run register-model${isNumber ? '' : ` with --alias ${reference}`} first.`]),
    ].join(' '),
  )
}
