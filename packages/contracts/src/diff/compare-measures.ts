import type { Measure } from '../plan/measure.ts'
import { columnsOfMeasure } from '../plan/measure.ts'
import { columnsOf, type Predicate } from '../plan/predicate.ts'
import { byInclusion, ofSets, reversed, type Strength, together } from './strength.ts'

/** What measures share that demand more or less of one thing: what is counted, of which columns, on which side. */
export function subjectOfMeasure(measure: Measure): string {
  const about = measure.counts === 'matching' ? subjectOfPredicate(measure.predicate) : columnsOfMeasure(measure)
  return JSON.stringify([measure.counts, about])
}

function subjectOfPredicate(predicate: Predicate): readonly unknown[] {
  const side = 'side' in predicate ? predicate.side : ''
  const below =
    'item' in predicate ? [predicate.item] : 'of' in predicate && Array.isArray(predicate.of) ? predicate.of : []
  const parts = below.map(subjectOfPredicate)
  return [predicate.is, columnsOf(predicate), side, ...parts]
}

/** How the rows that a measure does not count stand to those that another did not. */
export function compareMeasures(before: Measure, after: Measure): Strength {
  if (isSame(before, after)) return 'same'
  if (before.counts !== 'matching' || after.counts !== 'matching' || before.among !== after.among) return 'else'
  return comparePredicates(before.predicate, after.predicate)
}

/** How the values that keep a predicate stand to those that kept another. */
function comparePredicates(before: Predicate, after: Predicate): Strength {
  if (isSame(before, after)) return 'same'
  if (!isSame(columnsOf(before), columnsOf(after))) return 'else'
  if (before.is === 'beyond-number' && after.is === 'beyond-number') {
    return before.side === after.side ? ofBounds(before, after, before.bound, after.bound) : 'else'
  }
  if (before.is === 'beyond-time' && after.is === 'beyond-time') {
    const comparable = before.side === after.side && before.type === after.type && isSame(before.format, after.format)
    return comparable ? ofBounds(before, after, momentOf(before.bound), momentOf(after.bound)) : 'else'
  }
  if (before.is === 'beyond-length' && after.is === 'beyond-length') {
    return before.side === after.side ? ofBounds(before, after, before.length, after.length) : 'else'
  }
  if (before.is === 'beyond-size' && after.is === 'beyond-size') {
    const isSamePart = before.side === after.side && before.part === after.part
    return isSamePart ? ofBounds(before, after, before.size, after.size) : 'else'
  }
  if (before.is === 'missing-field' && after.is === 'missing-field') {
    return reversed(ofSets(new Set(before.fields), new Set(after.fields)))
  }
  if (before.is === 'any-item' && after.is === 'any-item') return comparePredicates(before.item, after.item)
  if (before.is === 'none-of' && after.is === 'none-of') return ofSets(new Set(before.values), new Set(after.values))
  if (before.is === 'any-of' && after.is === 'any-of') {
    return reversed(ofSets(new Set(before.values), new Set(after.values)))
  }
  if (before.is === 'beyond-magnitude' && after.is === 'beyond-magnitude') {
    return byInclusion(before.largest <= after.largest, after.largest <= before.largest)
  }
  if (before.is === 'beyond-integer' && after.is === 'beyond-integer') {
    const [a, b] = [before, after].map(({ low, high }) => [BigInt(low), BigInt(high)] as const)
    if (a === undefined || b === undefined) return 'else'
    return byInclusion(b[0] <= a[0] && a[1] <= b[1], a[0] <= b[0] && b[1] <= a[1])
  }
  if (before.is === 'not-multiple' && after.is === 'not-multiple') {
    return byInclusion(Number.isInteger(before.of / after.of), Number.isInteger(after.of / before.of))
  }
  if (before.is === 'not-type' && after.is === 'not-type' && isSame(before.format, after.format)) {
    if (before.type === 'integer' && after.type === 'number') return 'looser'
    return before.type === 'number' && after.type === 'integer' ? 'tighter' : 'else'
  }
  if (before.is === 'any' && after.is === 'any' && before.of.length === after.of.length) {
    return together(
      before.of.map((part, index) => (after.of[index] ? comparePredicates(part, after.of[index]) : 'else')),
    )
  }
  return 'else'
}

interface Side {
  readonly side: 'below' | 'above'
  readonly exclusive?: boolean
}

/** Of two bounds on the same side. */
function ofBounds(before: Side, after: Side, old: number, now: number): Strength {
  if (old === now) {
    const [wasExcluded, isExcluded] = [before.exclusive === true, after.exclusive === true]
    return byInclusion(wasExcluded || !isExcluded, isExcluded || !wasExcluded)
  }
  if (!(old < now || old > now)) return 'else'
  return (before.side === 'below') === now > old ? 'tighter' : 'looser'
}

function momentOf(iso: string): number {
  const text = /^\d{2}:/.test(iso) ? `1970-01-01T${iso}` : iso.replace(' ', 'T')
  const hasZone = text.length === 10 || /(Z|[+-]\d\d(:?\d\d)?)$/.test(text.slice(11))
  return Date.parse(hasZone ? text : `${text}Z`)
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
