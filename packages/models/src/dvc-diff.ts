import { isObject } from './metrics-document.ts'

/** The side of a comparison: the workspace's metrics, or those of the revision that it was compared with. */
export type DvcSide = 'new' | 'old'

/**
 * One side of what `dvc metrics diff --json` prints: `{"metrics.json": {"train.auc": {"old": 0.9, "new": 0.91, "diff":
 * 0.01}}}`. A list of entries, since two files may have one name; null where that side has no such metric. Undefined
 * when the object is no such comparison.
 */
export function dvcMetrics(object: object, side: DvcSide): readonly (readonly [string, unknown])[] | undefined {
  const files: unknown[] = Object.values(object)
  const entries = files.flatMap((file): readonly (readonly [string, unknown])[] =>
    isObject(file) ? Object.entries(file) : [['', undefined]],
  )
  if (entries.length === 0 || !entries.every(([, entry]) => isComparison(entry))) return undefined
  return entries.map(([name, entry]) => [name, isObject(entry) ? Reflect.get(entry, side) : undefined] as const)
}

function isComparison(entry: unknown): boolean {
  if (!isObject(entry)) return false
  const keys = Object.keys(entry)
  return keys.includes('new') && keys.every((key) => key === 'old' || key === 'new' || key === 'diff')
}
