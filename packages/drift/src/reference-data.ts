import { ConfigurationError } from '@mlgate/core'
import type { DataSection } from '@mlgate/tables'
import type { DriftSection } from './drift-section.ts'

/** The file to compare with, and the key of the project file that named it. */
export interface ReferenceData {
  readonly name: 'drift.reference' | 'data.test' | 'data.validation'
  readonly path: string
}

/**
 * Which rows the current ones are compared with: `drift.reference`, else `data.test`, else `data.validation`. Throws
 * ConfigurationError when there are none, and when predictions would be compared with those on the training rows: a
 * model is surer of rows that it has seen, so everything after them would look like drift.
 */
export function referenceData(section: DriftSection, data: DataSection): ReferenceData {
  const candidates = [
    { name: 'drift.reference', path: section.reference },
    { name: 'data.test', path: data.test },
    { name: 'data.validation', path: data.validation },
  ] as const
  for (const { name, path } of candidates) {
    if (path === undefined) continue
    if (section.prediction !== undefined && path === data.train) {
      throw new ConfigurationError(
        `${name}: ${path} is the training data, and predictions on rows that the model has seen are no reference. Name held-out rows in drift.reference, or leave drift.prediction out.`,
      )
    }
    return { name, path }
  }
  throw new ConfigurationError(
    'drift: there is nothing to compare with. Name held-out rows in drift.reference, data.test or data.validation.',
  )
}
