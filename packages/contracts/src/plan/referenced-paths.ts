import type { SourcePosition } from '@mlgate/core'
import type { ContractObject } from '../contract.ts'

/** A file of data that a rule names by its path, as mlgate.yml would write it. */
export interface ReferencedPath {
  readonly path: string
  /** Where the contract demands the rule. */
  readonly position: SourcePosition
}

/** Files of data that the rules of objects name by their paths: each path once, at the first rule that has it. */
export function referencedPaths(objects: readonly ContractObject[]): readonly ReferencedPath[] {
  const found = new Map<string, ReferencedPath>()
  for (const { measure, position } of objects.flatMap(({ checks }) => checks)) {
    if (measure.counts !== 'orphans' || measure.references.isPath !== true) continue
    const { file: path } = measure.references
    if (!found.has(path)) found.set(path, { path, position })
  }
  return [...found.values()]
}
