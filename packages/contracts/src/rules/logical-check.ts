import type { DocumentPath } from '@mlgate/documents'
import type { Predicate } from '../plan/predicate.ts'

/** A check of a column's values that allows no failing row. */
export interface LogicalCheck {
  /** The key that demands it: `logicalType`, `minimum` … */
  readonly key: string
  readonly expectation: string
  readonly predicate: Predicate
  readonly path: DocumentPath
}

/** Says what is wrong at a path below the property. */
export type Complain = (path: DocumentPath, message: string) => void
