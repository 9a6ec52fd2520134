import { type DocumentPath, pathText, printable } from '@mlgate/documents'
import type { ModelBody } from './project-schema.ts'

/** One difference in what judges a model. Values are in words, on one line, safe to show; undefined: not set. */
export interface PolicyChange {
  /** `gate.metrics.roc_auc.min` */
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What of the project file judges the candidate, and therefore is not the candidate's to choose. */
const policyPaths: readonly DocumentPath[] = [
  ['task'],
  ...['contract', 'test', 'test_digest', 'label', 'positive', 'id', 'roots'].map((key) => ['data', key]),
  ['gate'],
  ['registry'],
  ['trusted_keys'],
  ['deploy'],
  ['drift'],
]

/**
 * The differences between the policy parts of two bodies, leaf by leaf, in a fixed order: by section, then by name.
 * The order of keys does not count; lists are compared as wholes. Empty when both judge alike.
 */
export function policyChanges(policy: ModelBody, changed: ModelBody): readonly PolicyChange[] {
  return policyPaths.flatMap((path) => differences(path, valueAt(policy, path), valueAt(changed, path)))
}

function valueAt(value: unknown, path: DocumentPath): unknown {
  return path.reduce<unknown>((inner, key) => (isMapping(inner) ? inner[key] : undefined), value)
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

function isMapping(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A mapping with something in it; an empty one has no leaves that could tell of it. */
function isFilled(value: unknown): boolean {
  return isMapping(value) && Object.keys(value).length > 0
}

function words(value: unknown): string | undefined {
  if (value === undefined) return undefined
  return printable(typeof value === 'string' ? value : canonical(value), 200)
}

/** JSON with sorted keys, so that two texts are the same exactly when the values are. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      isMapping(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
    ) ?? 'undefined'
  )
}
