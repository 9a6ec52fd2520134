import { type DocumentPath, pathText, printable } from '@mlgate/documents'
import { canonicalJson } from './canonical-json.ts'
import { policyParts } from './policy-parts.ts'
import type { ModelBody } from './project-schema.ts'

/** One difference in what judges a model. Values are in words, on one line, safe to show; undefined: not set. */
export interface PolicyChange {
  /** `gate.metrics.roc_auc.min` */
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/**
 * The differences between the policy parts of two bodies, and in `drift`, which judges rows to come: leaf by leaf, sorted
 * by path. The order of keys does not count; lists are compared as wholes. Empty when both judge alike.
 */
export function policyChanges(policy: ModelBody, changed: ModelBody): readonly PolicyChange[] {
  const judging = (body: ModelBody) => ({ ...policyParts(body), drift: body.drift })
  return differences([], judging(policy), judging(changed))
}

function differences(path: DocumentPath, before: unknown, after: unknown): PolicyChange[] {
  if (before === undefined && after === undefined) return []
  const first = before ?? (isFilled(after) ? {} : undefined)
  const second = after ?? (isFilled(before) ? {} : undefined)
  if (isMapping(first) && isMapping(second)) {
    const keys = [...new Set([...Object.keys(first), ...Object.keys(second)])].sort()
    return keys.flatMap((key) => differences([...path, key], first[key], second[key]))
  }
  const change = { path: pathText(path), before: words(before), after: words(after) }
  return canonical(before) === canonical(after) ? [] : [change]
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A mapping with something in it; an empty one has no leaves that could tell of it. */
function isFilled(value: unknown): boolean {
  return isMapping(value) && Object.keys(value).length > 0
}

function words(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value : canonical(value)
  return text === undefined ? undefined : printable(text, 200)
}

function canonical(value: unknown): string | undefined {
  return value === undefined ? undefined : canonicalJson(value)
}
