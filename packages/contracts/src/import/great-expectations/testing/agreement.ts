import type { Outcome } from './judge-cases.ts'
import type { GoldenCase } from './read-golden.ts'

/** How an outcome differs from what Great Expectations answered; undefined when it agrees. */
export function differenceOf(one: GoldenCase, { answer, matchingRows, observed }: Outcome): string | undefined {
  if ((one.success === true) !== (answer === 'pass')) {
    return `${answer} (${observed}), where Great Expectations says ${one.raised ? 'an exception' : one.success}`
  }
  if (one.raised || one.success === undefined || answer === 'error' || answer === 'not imported') return undefined
  if (one.unexpectedCount !== undefined && matchingRows !== undefined && matchingRows !== one.unexpectedCount) {
    return `${matchingRows} rows, where Great Expectations has ${one.unexpectedCount}`
  }
  const lost = numbersOf(one).find((number) => !numbersIn(observed).some((found) => isSame(found, number)))
  return lost === undefined ? undefined : `${observed}, where Great Expectations observes ${lost}`
}

/** The numbers that a column came to. */
function numbersOf({ type, observed }: GoldenCase): readonly number[] {
  // The least share of values is checked by counting rows that lack one.
  if (type.includes('proportion_of_non_null')) return []
  if (typeof observed === 'number') return [observed]
  const values = typeof observed === 'object' && observed !== null && 'values' in observed ? observed.values : []
  return Array.isArray(values) ? values.filter((value) => typeof value === 'number') : []
}

function numbersIn(words: string): readonly number[] {
  return [...words.matchAll(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g)].map(([text]) => Number(text))
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b))
}
