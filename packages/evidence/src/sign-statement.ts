import { sign } from 'node:crypto'
import type { SerializedBundle } from '@sigstore/bundle'
import { keyIdOf, readPrivateKey } from './key-pair.ts'
import type { Statement } from './statement.ts'

/** The one thing that an envelope of ours may hold. */
export const statementPayloadType = 'application/vnd.in-toto+json'

/**
 * Signs a statement: a DSSE envelope in a Sigstore bundle v0.3, as JSON. `privateKeyPem` is PKCS#8 on P-256. There is no
 * transparency log and no timestamp yet.
 */
export async function signStatement(statement: Statement, privateKeyPem: string): Promise<SerializedBundle> {
  const privateKey = readPrivateKey(privateKeyPem)
  const id = keyIdOf(privateKey)
  const [{ DSSEBundleBuilder }, { bundleToJSON }] = await Promise.all([
    import('@sigstore/sign'),
    import('@sigstore/bundle'),
  ])
  const builder = new DSSEBundleBuilder({
    signer: {
      // The public key would go to a log; there is none.
      sign: async (bytes) => ({
        signature: sign('sha256', bytes, privateKey),
        key: { $case: 'publicKey', publicKey: '', hint: id },
      }),
    },
    witnesses: [],
  })
  const bundle = await builder.create({ data: Buffer.from(JSON.stringify(statement)), type: statementPayloadType })
  return bundleToJSON(bundle)
}
