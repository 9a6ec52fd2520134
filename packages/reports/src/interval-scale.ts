import type { IntervalInline } from '@mlgate/core'

/** An interval laid on the line from 0 (worst) to 1 (best). What is not a number is undefined. */
export interface IntervalPositions {
  readonly low: number | undefined
  readonly value: number | undefined
  readonly high: number | undefined
  readonly limit: number | undefined
  readonly zero: number
}

const finite = (number: number | undefined): number | undefined => (Number.isFinite(number) ? number : undefined)

/**
 * Lays a change, its interval, its limit and zero on one line, so that all of them fit. Better is always to the right,
 * also for metrics where lower is better. An unbounded end reaches the line's end; NaN has no place.
 */
export function intervalPositions(interval: IntervalInline): IntervalPositions {
  const sign = interval.better === 'higher' ? 1 : -1
  const oriented = (number: number | undefined) => (number === undefined ? undefined : number * sign)
  const ends = [oriented(interval.low) ?? Number.NaN, oriented(interval.high) ?? Number.NaN]
  const low = sign === 1 ? ends[0] : ends[1]
  const high = sign === 1 ? ends[1] : ends[0]
  const value = oriented(interval.value)
  const limit = oriented(interval.limit)
  const known = [low, high, value, limit, 0].map(finite).filter((number) => number !== undefined)
  const from = Math.min(...known)
  const to = Math.max(...known)
  const place = (number: number | undefined): number | undefined => {
    if (number === undefined || Number.isNaN(number)) return undefined
    if (number === Number.POSITIVE_INFINITY) return 1
    if (number === Number.NEGATIVE_INFINITY) return 0
    // Halves first: the difference of two finite numbers need not be finite.
    return to === from ? 0.5 : (number / 2 - from / 2) / (to / 2 - from / 2)
  }
  return { low: place(low), value: place(value), high: place(high), limit: place(limit), zero: place(0) ?? 0.5 }
}
