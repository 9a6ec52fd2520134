import { sign } from 'node:crypto'
import type { SerializedBundle } from '@sigstore/bundle'
import { keyIdOf, readPrivateKey } from './key-pair.ts'
import type { Statement } from './statement.ts'

/** The one thing that an envelope of ours may hold. */
export const statementPayloadType = 'application/vnd.in-toto+json'

/**
 * Signs a statement: a DSSE envelope in a Sigstore bundle v0.3, as JSON. `privateKeyPem` is PKCS#8 on P-256. There is no
 * transparency log and no timestamp yet.
 *
 * The envelope and the bundle are what `DSSEBundleBuilder` of @sigstore/sign would make with these parts of it; that
 * package would bring clients of certificate authorities and logs, which a plain key does not need.
 */
export async function signStatement(statement: Statement, privateKeyPem: string): Promise<SerializedBundle> {
  const privateKey = readPrivateKey(privateKeyPem)
  const { bundleToJSON, dsse, toDSSEBundle } = await import('./sigstore.ts')
  const payload = Buffer.from(JSON.stringify(statement))
  const signature = sign('sha256', dsse.preAuthEncoding(statementPayloadType, payload), privateKey)
  const bundle = toDSSEBundle({
    artifact: payload,
    artifactType: statementPayloadType,
    signature,
    keyHint: keyIdOf(privateKey),
  })
  return bundleToJSON(bundle)
}
