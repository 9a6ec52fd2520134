import { messageOf } from '@mlgate/core'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { schemaProblem } from './schema-problem.ts'
import { statementPayloadType } from './sign-statement.ts'
import { Statement } from './statement.ts'
import type { TrustedKey } from './trusted-keys.ts'

const base64 = Type.String({ minLength: 1, pattern: '^[A-Za-z0-9+/]+={0,2}$' })
const nothing = Type.Array(Type.Unknown(), { maxItems: 0 })
const closed = { additionalProperties: false } as const

/**
 * The bundles that are read: what signStatement writes. Bundles with certificates, log entries or timestamps are valid
 * elsewhere, but nothing here could check those, and what is not checked is not accepted.
 */
const KeyedBundle = Type.Object(
  {
    mediaType: Type.Literal('application/vnd.dev.sigstore.bundle.v0.3+json'),
    verificationMaterial: Type.Object(
      {
        publicKey: Type.Object({ hint: Type.String({ minLength: 1 }) }, closed),
        tlogEntries: Type.Optional(nothing),
        timestampVerificationData: Type.Optional(Type.Object({ rfc3161Timestamps: Type.Optional(nothing) }, closed)),
      },
      closed,
    ),
    dsseEnvelope: Type.Object(
      {
        payload: base64,
        payloadType: Type.String(),
        signatures: Type.Array(Type.Object({ sig: base64, keyid: Type.Optional(Type.String()) }, closed), {
          minItems: 1,
        }),
      },
      closed,
    ),
  },
  closed,
)
type KeyedBundle = Static<typeof KeyedBundle>

export type BundleVerification =
  | { readonly statement: Statement; readonly signer: TrustedKey }
  /** Which check failed: the rest of a sentence that begins with the file's name. */
  | { readonly problem: string }

/** Whether JSON from outside claims to be a Sigstore bundle, rather than a bare statement. */
export function looksLikeBundle(json: unknown): boolean {
  return typeof json === 'object' && json !== null && ('dsseEnvelope' in json || 'verificationMaterial' in json)
}

/** What a bundle's payload says, whoever signed it; undefined when this is no bundle of a statement. */
export function unverifiedStatement(json: unknown): Statement | undefined {
  return Value.Check(KeyedBundle, json) ? statementIn(Buffer.from(json.dsseEnvelope.payload, 'base64')) : undefined
}

/**
 * Verifies a bundle and returns its payload, the only part of it that is signed and thereby the only part to read.
 * Everything unexpected is a problem: other fields, more than one signature, another payload type, a key that is not
 * trusted, a payload that was not signed with it or is no statement.
 */
export async function verifyBundle(json: unknown, trustedKeys: readonly TrustedKey[]): Promise<BundleVerification> {
  if (!Value.Check(KeyedBundle, json)) {
    return { problem: `is not a Sigstore bundle v0.3 signed with a plain key (${schemaProblem(KeyedBundle, json)})` }
  }
  const { payloadType, signatures } = json.dsseEnvelope
  if (signatures.length !== 1) return { problem: `has ${signatures.length} signatures; there must be one` }
  if (payloadType !== statementPayloadType) {
    return { problem: `holds ${JSON.stringify(payloadType)}, not an in-toto statement` }
  }
  const { hint } = json.verificationMaterial.publicKey
  const signer = trustedKeys.find(({ id }) => id === hint)
  if (signer === undefined) return { problem: 'is signed with a key that the policy does not trust' }
  const verified = await signedPayload(json, signer)
  if ('problem' in verified) return verified
  const statement = statementIn(verified.payload)
  if (statement === undefined) return { problem: 'is signed, but what was signed is not an in-toto statement' }
  return { statement, signer }
}

async function signedPayload(
  json: KeyedBundle,
  signer: TrustedKey,
): Promise<{ readonly payload: Buffer } | { readonly problem: string }> {
  const { bundleFromJSON, toSignedEntity, Verifier } = await import('./sigstore.ts')
  const verifier = new Verifier(
    {
      certificateAuthorities: [],
      timestampAuthorities: [],
      tlogs: [],
      ctlogs: [],
      publicKey: () => ({ publicKey: signer.key, validFor: () => true }),
    },
    { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 },
  )
  try {
    const bundle = bundleFromJSON(json)
    verifier.verify(toSignedEntity(bundle))
    // The bytes that were verified, not a second decoding of the same text.
    if (bundle.content.$case === 'dsseEnvelope') return { payload: bundle.content.dsseEnvelope.payload }
    return { problem: 'holds no envelope' }
  } catch (error) {
    return { problem: `does not carry a valid signature of ${signer.name} (${messageOf(error)})` }
  }
}

function statementIn(payload: Buffer): Statement | undefined {
  let statement: unknown
  try {
    statement = JSON.parse(payload.toString())
  } catch {
    return undefined
  }
  return Value.Check(Statement, statement) ? statement : undefined
}
