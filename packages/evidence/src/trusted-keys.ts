import type { KeyObject } from 'node:crypto'
import { ConfigurationError } from '@mlgate/core'
import { type Static, Type } from 'typebox'
import { keyIdOf, readPublicKey } from './key-pair.ts'

/** The `trusted_keys:` section of the project file: whose signatures count. */
export const TrustedKeysSection = Type.Array(
  Type.Object(
    {
      name: Type.String({
        pattern: '^[A-Za-z0-9_][A-Za-z0-9._ -]{0,99}$',
        description: 'Who signs with it, for messages: ci.',
        'x-form': '1 to 100 letters, digits, spaces, hyphens, underscores and dots',
      }),
      public_key: Type.String({
        minLength: 1,
        maxLength: 4096,
        description: 'The P-256 public key as PEM; mlgate keygen prints it.',
      }),
    },
    { additionalProperties: false },
  ),
  {
    minItems: 1,
    maxItems: 100,
    title: 'Trusted keys',
    description: 'Public keys whose signatures on records count.',
  },
)
export type TrustedKeysSection = Static<typeof TrustedKeysSection>

export interface TrustedKey {
  readonly name: string
  /** What a bundle calls it by. */
  readonly id: string
  readonly key: KeyObject
}

/**
 * The keys of the section. `where` names the section in errors. Throws ConfigurationError for a key that cannot be read,
 * and for names or keys that are there twice: a message must be able to say whose signature it was.
 */
export function trustedKeysOf(section: TrustedKeysSection, where: string): readonly TrustedKey[] {
  const keys: TrustedKey[] = []
  for (const [index, { name, public_key: pem }] of section.entries()) {
    const at = `${where}[${index}]`
    const key = readPublicKey(pem, `${at}.public_key`)
    const id = keyIdOf(key)
    const same = keys.find((other) => other.name === name || other.id === id)
    if (same !== undefined) {
      throw new ConfigurationError(`${at}: ${same.id === id ? 'the key' : 'the name'} of ${same.name} is there twice.`)
    }
    keys.push({ name, id, key })
  }
  return keys
}
