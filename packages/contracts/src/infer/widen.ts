/**
 * A range with room on each side, rounded outwards; what was never negative stays so, and of whole numbers 0 and 1 alone
 * nothing else is expected.
 *
 * @param slack room on each side, as a part of the span
 */
export function widenNumbers(
  low: number,
  high: number,
  type: 'integer' | 'number',
  slack: number,
): readonly [number, number] {
  if (type === 'integer' && low === 0 && high === 1) return [0, 1]
  const span = high - low || Math.abs(high) || 1
  const unit = 10 ** Math.floor(Math.log10(span * slack))
  const step = type === 'integer' ? Math.max(1, unit) : unit
  if (!Number.isFinite(step) || step === 0) return [low, high]
  const below = outwards(low - span * slack, step, Math.floor)
  const above = outwards(high + span * slack, step, Math.ceil)
  const bottom = low >= 0 ? Math.max(0, below) : below
  const top = high <= 0 ? Math.min(0, above) : above
  // So large that adding to it rounds to nothing, or to infinity: then what was seen.
  return [Number.isFinite(bottom) ? Math.min(bottom, low) : low, Number.isFinite(top) ? Math.max(top, high) : high]
}

function outwards(value: number, step: number, round: (value: number) => number): number {
  const rounded = round(value / step) * step
  // 3 * 0.1 is 0.30000000000000004.
  return Number(rounded.toPrecision(12))
}

const day = 86_400_000
const year = 366 * day
/** Years of four digits are what contracts can bound. */
const [firstMoment, lastMoment] = [Date.parse('0001-01-01'), Date.parse('9999-12-31')]

type Times = readonly [first: number, last: number]

/** From the first of all files to the last; undefined when one is not known. */
export function mergedTimes(files: readonly (Times | undefined)[]): Times | undefined {
  const known = files.flatMap((times) => (times === undefined ? [] : [times]))
  if (known.length === 0 || known.length < files.length) return undefined
  return [Math.min(...known.map(([first]) => first)), Math.max(...known.map(([, last]) => last))]
}

/**
 * A stretch of time with room, as ISO 8601: a part of its span before it, and after it, where the rows of tomorrow lie, as
 * much time again, a year at least. Undefined for years that have not four digits.
 */
export function widenTimes(
  [first, last]: Times,
  type: 'date' | 'timestamp',
  slack: number,
): readonly [string, string] | undefined {
  const low = Math.floor((first - Math.max(day, (last - first) * slack)) / day) * day
  const high = Math.ceil((last + Math.max(year, last - first)) / day) * day
  if (!(low >= firstMoment && high <= lastMoment)) return undefined
  return type === 'date' ? [dayOf(low), dayOf(high)] : [`${dayOf(low)}T00:00:00Z`, `${dayOf(high)}T00:00:00Z`]
}

/** The day of a moment, in UTC. */
export function dayOf(moment: number): string {
  const date = new Date(moment)
  return Number.isNaN(date.getTime()) ? String(moment) : date.toISOString().slice(0, 10)
}
