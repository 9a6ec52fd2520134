import { chiSquaredTest, jensenShannon } from '@mlgate/statistics'
import type { Finding, Picture } from './judgement.ts'
import type { ValueComparison } from './value-comparison.ts'

/** Categories that are compared one by one; rarer ones are taken together. */
export const mostCategories = 1000
/** Categories that a chart shows one by one. */
const drawnCategories = 12
const exampleCategories = 5
/** What charts call the categories that are taken together. */
const otherCategories = '(all others)'

type Counts = ReadonlyMap<string, number>

interface Category {
  readonly name: string
  readonly reference: number
  readonly current: number
}

/** Compares shares of categories. Neither map is empty. */
export function compareCategories(
  reference: Counts,
  current: Counts,
  options: { readonly resamples: number; readonly seed: number },
): ValueComparison {
  if (isTime(reference) && isTime(current)) return { status: 'time', findings: [] }
  const categories = joined(reference, current)
  const kept = mostFrequent(categories, mostCategories)
  if (kept.length === 0) return { status: 'identifier', findings: [] }
  const findings = unseen(categories)
  if (categories.length === 1) return { status: 'constant', findings }
  const compared = withOthers(categories, kept)
  const a = compared.map((category) => category.reference)
  const b = compared.map((category) => category.current)
  const { p, method } = chiSquaredTest(a, b, options)
  return {
    status: 'compared',
    comparison: {
      effectName: 'js_distance',
      effect: jensenShannon(a, b).correctedDistance,
      test: 'chi-squared',
      method,
      p,
    },
    findings,
    picture: sharesOf(withOthers(categories, categories.slice(0, drawnCategories))),
  }
}

/** Most frequent first, both files taken together; among equals by name, so that the order depends on nothing else. */
function joined(reference: Counts, current: Counts): Category[] {
  const categories: Category[] = []
  for (const [name, count] of reference) categories.push({ name, reference: count, current: current.get(name) ?? 0 })
  for (const [name, count] of current) {
    if (!reference.has(name)) categories.push({ name, reference: 0, current: count })
  }
  return categories.sort((a, b) => total(b) - total(a) || (a.name < b.name ? -1 : 1))
}

const total = (category: Category): number => category.reference + category.current

/**
 * The categories that are more frequent than the first one too many. A choice among equals would have to go by name, and
 * names such as row numbers tell the files apart.
 */
function mostFrequent(categories: readonly Category[], most: number): readonly Category[] {
  const tooMany = categories[most]
  if (tooMany === undefined) return categories
  return categories.slice(0, most).filter((category) => total(category) > total(tooMany))
}

/** The categories kept, which are the first, and all others as one. */
function withOthers(categories: readonly Category[], kept: readonly Category[]): readonly Category[] {
  const others = categories.slice(kept.length)
  if (others.length === 0) return kept
  let reference = 0
  let current = 0
  for (const category of others) {
    reference += category.reference
    current += category.current
  }
  return [...kept, { name: otherCategories, reference, current }]
}

function unseen(categories: readonly Category[]): Finding[] {
  const found = categories.filter(({ reference }) => reference === 0)
  if (found.length === 0) return []
  return [
    {
      kind: 'unseen category',
      rows: found.reduce((sum, { current }) => sum + current, 0),
      categories: found.length,
      examples: found.slice(0, exampleCategories).map(({ name }) => name),
    },
  ]
}

function sharesOf(categories: readonly Category[]): Picture {
  const n = categories.reduce((sum, { reference }) => sum + reference, 0)
  const m = categories.reduce((sum, { current }) => sum + current, 0)
  return {
    kind: 'shares',
    categories: categories.map(({ name }) => name),
    reference: categories.map(({ reference }) => reference / n),
    current: categories.map(({ current }) => current / m),
  }
}

const isoTime = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?$/

/** Dates and times come as ISO 8601 text. They move by themselves: comparing them as categories would always alarm. */
function isTime(counts: Counts): boolean {
  for (const text of counts.keys()) if (!isoTime.test(text)) return false
  return true
}
