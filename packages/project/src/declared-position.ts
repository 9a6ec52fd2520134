import type { SourcePosition } from '@mlgate/core'
import type { DocumentPath } from '@mlgate/documents'
import type { Project } from './project.ts'

/**
 * Where a model's body says something itself, by the path inside it; undefined when it does not. `Project.positionOf`
 * would point at whatever is above.
 */
export function declaredPosition(project: Project, model: string, path: DocumentPath): SourcePosition | undefined {
  let value: unknown = project.models.get(model)
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = Object.getOwnPropertyDescriptor(value, part)?.value
  }
  return value === undefined ? undefined : project.positionOf(model, path, 'key')
}
