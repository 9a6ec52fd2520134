import { checkDocument, type Document } from '@mlgate/documents'
import type { ImportedContract } from '../imported-contract.ts'
import { Suite } from './suite-schema.ts'

/** Whether a file's value looks like a suite of Great Expectations. */
export function isGreatExpectations(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'expectations' in value && Array.isArray(value.expectations)
}

/** Translates a suite of Great Expectations, 0.x or 1.x. Throws ConfigurationError when it is none. */
export function importGreatExpectations(document: Document): ImportedContract {
  const suite = checkDocument(document, Suite)
  return {
    id: suite.name ?? suite.expectation_suite_name ?? 'rows',
    quality: [],
    properties: [],
    missing: suite.expectations.map(({ type, expectation_type: old }, index) => ({
      path: ['expectations', index],
      what: type ?? old ?? 'expectation',
      reason: 'has no translation.',
    })),
    notes: [],
  }
}
