import type { Measure } from '../plan/measure.ts'
import { columnsOfMeasure } from '../plan/measure.ts'
import { type Bound, columnsOf, type Predicate, type RowRule } from '../plan/predicate.ts'
import { byInclusion, ofSets, reversed, type Strength, together } from './strength.ts'

/** What measures share that demand more or less of one thing: what is counted, of which columns, on which side. */
export function subjectOfMeasure(measure: Measure): string {
  const about = measure.counts === 'matching' ? subjectOfPredicate(measure.predicate) : columnsOfMeasure(measure)
  return JSON.stringify([measure.counts, about])
}

function subjectOfPredicate(predicate: Predicate): readonly unknown[] {
  if (predicate.is === 'any' || predicate.is === 'all') {
    // How many parts there are, and on which side, is what is compared.
    return [predicate.is, columnsOf(predicate), [...new Set(predicate.of.map(({ is }) => is))]]
  }
  const side = 'side' in predicate ? predicate.side : ''
  const parts = ('item' in predicate ? [predicate.item] : []).map(subjectOfPredicate)
  return [predicate.is, columnsOf(predicate), side, ...parts]
}

/** How the rows that a measure does not count stand to those that another did not. */
export function compareMeasures(before: Measure, after: Measure): Strength {
  if (isSame(before, after)) return 'same'
  if (before.counts === 'set-difference' && after.counts === 'set-difference') {
    const { values: _old, ...old } = before
    const { values: _now, ...now } = after
    if (!isSame(old, now) || before.must === 'equal') return 'else'
    const values = ofSets(new Set(before.values), new Set(after.values))
    return before.must === 'in' ? values : reversed(values)
  }
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
  if (before.is === 'none-of' && after.is === 'none-of') {
    if (before.sameType !== after.sameType) return 'else'
    return ofSets(new Set(before.values), new Set(after.values))
  }
  if (before.is === 'any-of' && after.is === 'any-of') {
    if (before.sameType !== after.sameType) return 'else'
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
  if (before.is === 'outside' && after.is === 'outside') {
    if (before.as !== after.as) return 'else'
    return together([ofEnds('below', before.low, after.low), ofEnds('above', before.high, after.high)])
  }
  if (before.is === 'not-written' && after.is === 'not-written') {
    return ofSets(new Set(before.formats), new Set(after.formats))
  }
  if (before.is === 'not-matching' && after.is === 'not-matching' && before.pattern === after.pattern) {
    return before.whole ? 'looser' : 'tighter'
  }
  if (before.is === 'matching' && after.is === 'matching' && before.pattern === after.pattern) {
    return before.whole ? 'tighter' : 'looser'
  }
  if (before.is === 'row-unlike' && after.is === 'row-unlike' && before.ignored === after.ignored) {
    return compareRowRules(before.must, after.must)
  }
  if (before.is === 'any' && after.is === 'any') return ofParts(before.of, after.of)
  if (before.is === 'all' && after.is === 'all') return reversed(ofParts(before.of, after.of, reversed))
  return 'else'
}

function compareRowRules(before: RowRule, after: RowRule): Strength {
  if (before.be === 'listed' && after.be === 'listed' && before.sameType === after.sameType) {
    const [old, now] = [before, after].map(({ values }) => new Set(values.map((value) => JSON.stringify(value))))
    return old === undefined || now === undefined ? 'else' : ofSets(old, now)
  }
  if (before.be === 'greater' && after.be === 'greater' && before.sameType === after.sameType) {
    return before.orEqual ? 'tighter' : 'looser'
  }
  return 'else'
}

/**
 * Of what must keep all parts: each part of the one must be kept wherever some part of the other is. What keeps any part
 * is the same, turned round.
 */
function ofParts(
  before: readonly Predicate[],
  after: readonly Predicate[],
  turned: (strength: Strength) => Strength = (strength) => strength,
): Strength {
  const strength = (old: Predicate, now: Predicate): Strength => turned(comparePredicates(old, now))
  const isTighter = before.every((old) => after.some((now) => ['same', 'tighter'].includes(strength(old, now))))
  const isLooser = after.every((now) => before.some((old) => ['same', 'looser'].includes(strength(old, now))))
  return byInclusion(isLooser, isTighter)
}

/** Of two ends of ranges on the same side; one that is not given is infinite. */
function ofEnds(side: Side['side'], before: Bound | undefined, after: Bound | undefined): Strength {
  if (before === undefined || after === undefined) {
    return byInclusion(after === undefined, before === undefined)
  }
  const numberOf = ({ value }: Bound): number => (typeof value === 'number' ? value : momentOf(value))
  const [old, now] = [before, after].map(({ excluded }) => ({ side, exclusive: excluded }))
  if (old === undefined || now === undefined) return 'else'
  return ofBounds(old, now, numberOf(before), numberOf(after))
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
