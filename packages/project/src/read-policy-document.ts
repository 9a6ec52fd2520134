import type { Digest } from '@mlgate/core'
import { writtenOut } from '@mlgate/gate'
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
  if (!Value.Check(PolicyText, json)) return undefined
  const { gate, ...rest } = json.parts
  const written = gate === undefined ? { gate } : writtenOut(gate)
  if (!('gate' in written)) return undefined
  const body = { ...rest, ...(written.gate === undefined ? {} : { gate: written.gate }) }
  return { body, digest: policyDigest(json) }
}
