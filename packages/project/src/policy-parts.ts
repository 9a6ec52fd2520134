import { type Digest, digestOfBytes } from '@mlgate/core'
import { needsThePast } from '@mlgate/gate'
import { canonicalJson } from './canonical-json.ts'
import type { ModelBody } from './project-schema.ts'

/** Stands for a path that decides nothing: whatever file is there, its bytes are what is judged. */
const anyFile = '(a file)'

/**
 * What of a model's body judges the candidate, or decides where it may go: everything but what is named here, so that a
 * section that is new counts until somebody decides otherwise. Left out, and what an attacker gains by each:
 *
 * - `train`: nothing. A verdict is about bytes, whoever made them, and the evidence names the training.
 * - `drift`: nothing. It judges months later, by the policy of that day; no verdict on bytes rests on it.
 * - `data.train`, `data.validation`: the names of what training used. The chain compares those of the policy in force
 *   with the records each time, so an older verdict gets no older names; whoever drops one there demands less at once.
 *   Where they decide (an operating point on the validation data, errors scaled by the past) they count.
 * - the path of `candidate.onnx`, `candidate.predictions` or `candidate.metrics`: nothing. The verdict names the bytes,
 *   wherever they lay. Which of them it is, and how a model's columns and outputs are understood, counts. So do the
 *   address of `candidate.endpoint` and what is spoken there, and `candidate.command`: they decide who scores.
 * - `batch_rows` and `timeout_minutes` of a candidate: nothing but time.
 * - the model's name: nothing. The chain compares it by itself.
 */
export function policyParts(body: ModelBody) {
  const { train: _train, drift: _drift, candidate, data, ...judging } = body
  const { train, validation, ...judgingData } = data
  const { gate } = body
  const decides = {
    ...(gate && needsThePast(gate) ? { train } : {}),
    ...(typeof gate?.threshold === 'object' ? { validation } : {}),
  }
  return { ...judging, candidate: understood(candidate), data: { ...judgingData, ...decides } }
}

function understood(candidate: ModelBody['candidate']): ModelBody['candidate'] {
  if ('onnx' in candidate) return { ...candidate, onnx: anyFile }
  if ('predictions' in candidate) return { ...candidate, predictions: anyFile }
  if ('metrics' in candidate) return { metrics: anyFile }
  if ('command' in candidate) {
    const { timeout_minutes: _time, ...rest } = candidate
    return rest
  }
  const { batch_rows: _rows, timeout_minutes: _time, ...endpoint } = candidate.endpoint
  return { ...candidate, endpoint }
}

/** What a policy is known by in records: of the canonical JSON of its document. The order of keys makes no other policy. */
export function policyDigest(document: object): Digest {
  return digestOfBytes(canonicalJson(document))
}

/**
 * All that judges: a policy's parts, the digest of the contract that it names, and those of the code of own metrics and checks.
 * Comments and formatting make no other policy; a default that is written out does.
 *
 * `contract` is the digest of the contract's file where the policy was read, undefined when it names none or none is
 * there. The test data are known by path alone, and by `data.test_digest` where the policy has one: a verdict names the
 * rows it was made on.
 *
 * `code` are the digests of the files that own metrics and checks are made of, by their paths, where the policy was read.
 */
export function policyDocument(
  body: ModelBody,
  contract: Digest | undefined,
  code: Readonly<Record<string, Digest>> = {},
): object {
  const parts = { parts: policyParts(body), contract: contract ?? null }
  return Object.keys(code).length === 0 ? parts : { ...parts, code }
}
