import type { Limit } from '../plan/limit.ts'
import { byInclusion, type Strength } from './strength.ts'

interface Interval {
  readonly low: number
  readonly high: number
  readonly lowExcluded: boolean
  readonly highExcluded: boolean
}

/** The numbers that a limit allows, in a unit that others are comparable in. */
interface Allowed {
  readonly scale: 'rows' | 'share' | 'value'
  readonly intervals: readonly Interval[]
}

/** How the numbers that a limit allows stand to those that another did. */
export function compareLimits(before: Limit, after: Limit): Strength {
  const [old, now] = [allowedBy(before), allowedBy(after)]
  if (old.scale === now.scale || isNothing(old) || isNothing(now)) {
    return byInclusion(isIn(old.intervals, now.intervals), isIn(now.intervals, old.intervals))
  }
  return 'else'
}

/** Whether only such numbers are allowed as are few: nothing, and up to a bound. */
export function isUpperLimit(limit: Limit): boolean {
  return allowedBy(limit).intervals.some((interval) => holdsZero(interval))
}

/** No row is no share of rows, so that this is one thing in every unit. */
function isNothing({ scale, intervals: [only, ...others] }: Allowed): boolean {
  return scale !== 'value' && others.length === 0 && only?.high === 0 && holdsZero(only)
}

function holdsZero({ low, high, lowExcluded, highExcluded }: Interval): boolean {
  return (lowExcluded ? low < 0 : low <= 0) && (highExcluded ? high > 0 : high >= 0)
}

function isIn(inner: readonly Interval[], outer: readonly Interval[]): boolean {
  return inner.every((one) =>
    outer.some(
      (other) =>
        (other.low < one.low || (other.low === one.low && (!other.lowExcluded || one.lowExcluded))) &&
        (other.high > one.high || (other.high === one.high && (!other.highExcluded || one.highExcluded))),
    ),
  )
}

function allowedBy(limit: Limit): Allowed {
  const intervals = intervalsOf(limit)
  switch (limit.unit) {
    case 'rows':
      return { scale: 'rows', intervals: intervals.map(ofCounts) }
    case 'share':
      return { scale: 'share', intervals: intervals.map((interval) => within(interval, 0, 1)) }
    case 'percent':
      return { scale: 'share', intervals: intervals.map((interval) => within(scaled(interval, 1 / 100), 0, 1)) }
    case 'kept':
      return { scale: 'share', intervals: intervals.map((interval) => within(turned(interval), 0, 1)) }
    case 'value':
      return { scale: 'value', intervals }
  }
}

function intervalsOf({ operator, bounds: [low, second], excluded }: Limit): readonly Interval[] {
  const between = (low: number, lowExcluded: boolean, high: number, highExcluded: boolean): Interval => ({
    low,
    high,
    lowExcluded,
    highExcluded,
  })
  const high = second ?? Number.NaN
  switch (operator) {
    case 'mustBe':
      return [between(low, false, low, false)]
    case 'mustNotBe':
      return [between(-Infinity, true, low, true), between(low, true, Infinity, true)]
    case 'mustBeGreaterThan':
      return [between(low, true, Infinity, true)]
    case 'mustBeGreaterOrEqualTo':
      return [between(low, false, Infinity, true)]
    case 'mustBeLessThan':
      return [between(-Infinity, true, low, true)]
    case 'mustBeLessOrEqualTo':
      return [between(-Infinity, true, low, false)]
    case 'mustBeBetween':
      return [between(low, true, high, true)]
    case 'mustNotBeBetween':
      return [between(-Infinity, true, low, false), between(high, false, Infinity, true)]
    case 'within':
      return [
        between(low, excluded?.low === true || low === -Infinity, high, excluded?.high === true || high === Infinity),
      ]
  }
}

/** Of whole numbers from 0, less than 1 is 0. */
function ofCounts({ low, high, lowExcluded, highExcluded }: Interval): Interval {
  const least = lowExcluded ? Math.floor(low) + 1 : Math.ceil(low)
  const most = highExcluded ? Math.ceil(high) - 1 : Math.floor(high)
  return { low: Math.max(0, least), high: most, lowExcluded: false, highExcluded: false }
}

function scaled({ low, high, ...rest }: Interval, by: number): Interval {
  return { low: low * by, high: high * by, ...rest }
}

/** From the share that keeps a rule to the share that breaks it. */
function turned({ low, high, lowExcluded, highExcluded }: Interval): Interval {
  return {
    low: Number((1 - high).toPrecision(12)),
    high: Number((1 - low).toPrecision(12)),
    lowExcluded: highExcluded,
    highExcluded: lowExcluded,
  }
}

function within(interval: Interval, low: number, high: number): Interval {
  return {
    ...interval,
    ...(interval.low < low ? { low, lowExcluded: false } : {}),
    ...(interval.high > high ? { high, highExcluded: false } : {}),
  }
}
