import type { Digest } from '@mlgate/core'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { policyDigest } from './policy-parts.ts'
import { ModelBody } from './project-schema.ts'

const PolicyText = Type.Object({ parts: ModelBody })

/**
 * What judges, and the digest that records know it by, out of the JSON of what `policyDocument` made; undefined when it is
 * none of this version's. Anybody may have written it.
 */
export function readPolicyDocument(text: string): { readonly body: ModelBody; readonly digest: Digest } | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  return Value.Check(PolicyText, json) ? { body: json.parts, digest: policyDigest(json) } : undefined
}
