import { type DocumentPath, pathText, printable } from '@mlgate/documents'
import { canonicalJson } from './canonical-json.ts'
import { policyParts } from './policy-parts.ts'
import { policyRules } from './policy-rules.ts'
import type { ModelBody } from './project-schema.ts'
import { type Direction, directionOf, type Node, nodeBelow, wholeDirection } from './stringency.ts'

/** One difference in what judges a model. Values are in words, on one line, safe to show; undefined: not set. */
export interface PolicyChange {
  /** `gate.metrics.roc_auc.min` */
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
  readonly direction: Direction
}

/**
 * The differences between the policy parts of two bodies, and in `drift`, which judges rows to come: leaf by leaf, sorted
 * by path. The order of keys does not count; lists are compared as wholes. Empty when both judge alike.
 */
export function policyChanges(policy: ModelBody, changed: ModelBody): readonly PolicyChange[] {
  const judging = (body: ModelBody) => ({ ...policyParts(body), drift: body.drift })
  return differences([], policyRules, judging(policy), judging(changed))
}

/** The change of what a project file extends: without it, an organisation's demands are gone. */
export function extendsChange(before: string | undefined, after: string | undefined): readonly PolicyChange[] {
  if (before === after) return []
  const direction = before === undefined ? 'tightened' : after === undefined ? 'loosened' : 'changed'
  return [{ path: 'extends', before: words(before), after: words(after), direction }]
}

function differences(path: DocumentPath, node: Node, before: unknown, after: unknown): PolicyChange[] {
  if (canonical(before) === canonical(after)) return []
  const first = before ?? (isFilled(after) ? {} : undefined)
  const second = after ?? (isFilled(before) ? {} : undefined)
  if (isMapping(first) && isMapping(second)) {
    const names = [...new Set([...Object.keys(first), ...Object.keys(second)])].sort()
    return names.flatMap((name) => {
      const inner = nodeBelow(node, name)
      const below = differences([...path, name], inner, first[name], second[name])
      const whole = wholeDirection(node, inner, first[name], second[name])
      return whole === undefined ? below : below.map((change) => ({ ...change, direction: whole }))
    })
  }
  return [
    { path: pathText(path), before: words(before), after: words(after), direction: directionOf(node, before, after) },
  ]
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
