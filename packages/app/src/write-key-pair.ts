import { writeFile } from 'node:fs/promises'
import { ConfigurationError } from '@mlgate/core'
import { generateKeyPair } from '@mlgate/evidence'

/**
 * Makes a key pair: the private key goes into a new file that its owner alone may read, the public key is returned as the
 * lines that belong into mlgate.yml. Never writes over a file: it could be the only copy of a key in use.
 */
export async function writeKeyPair(path: string): Promise<string> {
  const { privateKey, publicKey } = generateKeyPair()
  try {
    await writeFile(path, privateKey, { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    throw new ConfigurationError(`${path}: cannot be written, or is there already. Name another file with --out.`, {
      cause,
    })
  }
  const indented = publicKey.trimEnd().replaceAll(/^/gm, '      ')
  return `trusted_keys:\n  - name: ci\n    public_key: |\n${indented}\n`
}
