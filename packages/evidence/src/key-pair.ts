import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { ConfigurationError } from '@mlgate/core'

/** Both halves as PEM: PKCS#8 and SubjectPublicKeyInfo. */
export interface KeyPair {
  readonly privateKey: string
  readonly publicKey: string
}

/** A new key pair on P-256, which every Sigstore client can verify. */
export function generateKeyPair(): KeyPair {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
}

/**
 * Reads a signing key: PEM, or its base64, since GitLab masks no variable that has spaces or lines in it. Throws
 * ConfigurationError, which never repeats the text, when it is not one on P-256.
 */
export function readPrivateKey(text: string): KeyObject {
  let key: KeyObject
  try {
    key = createPrivateKey(text.includes('-----') ? text : Buffer.from(text, 'base64'))
  } catch {
    throw new ConfigurationError(
      'The signing key cannot be read. It must be a P-256 private key as PKCS#8 PEM (or its base64) without a passphrase: mlgate keygen makes one.',
    )
  }
  if (!isP256(key)) throw new ConfigurationError('The signing key is not on the curve P-256: mlgate keygen makes one.')
  return key
}

/** Reads a verification key; `where` names it in errors. */
export function readPublicKey(pem: string, where: string): KeyObject {
  // createPublicKey would take a private key, too, whose place is not in a policy that everybody reads.
  if (!pem.trimStart().startsWith('-----BEGIN PUBLIC KEY-----')) {
    throw new ConfigurationError(`${where}: is not a public key (PEM that begins with -----BEGIN PUBLIC KEY-----).`)
  }
  let key: KeyObject
  try {
    key = createPublicKey(pem)
  } catch (cause) {
    throw new ConfigurationError(`${where}: is a public key that cannot be read.`, { cause })
  }
  if (!isP256(key)) throw new ConfigurationError(`${where}: is not on the curve P-256.`)
  return key
}

/** What a bundle calls a key by: SHA-256 of its SubjectPublicKeyInfo (DER), in base64, as cosign has it. */
export function keyIdOf(key: KeyObject): string {
  const half = key.type === 'private' ? createPublicKey(key) : key
  return createHash('sha256')
    .update(half.export({ type: 'spki', format: 'der' }))
    .digest('base64')
}

function isP256(key: KeyObject): boolean {
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
}
