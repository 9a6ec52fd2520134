import { mostly as mostlyLimit } from '../../plan/limit.ts'
import type { Bound } from '../../plan/predicate.ts'
import { isoFormats, parseBound } from '../../plan/temporal-format.ts'
import type { Complain } from '../logical-checks.ts'
import { boundWords, momentBoundKeys, wrongBounds } from './bounds.ts'
import { columnRule, mostlyKey, shareWords } from './rule-kind.ts'

/** Bounds of numbers, or of points in time or times of day as ISO 8601 text; the tighter one on each side. */
export interface Range {
  readonly as: 'number' | 'timestamp' | 'time'
  readonly low: Bound | undefined
  readonly high: Bound | undefined
}

interface GivenBounds {
  readonly minimum?: number | string
  readonly exclusiveMinimum?: number | string
  readonly maximum?: number | string
  readonly exclusiveMaximum?: number | string
}

export const range = columnRule({
  check: 'range',
  summary: 'Values are numbers, dates or times within bounds.',
  keys: { ...momentBoundKeys, mostly: mostlyKey },
  plan: ({ mostly, ...bounds }, column, complain) => {
    const read = readRange(bounds, complain)
    if (read === undefined) return undefined
    return {
      expectation: `${shareWords(mostly, 'value')} is ${boundWords(bounds)}`,
      measure: { counts: 'matching', predicate: { is: 'outside', column, ...read }, among: 'present' },
      limit: mostlyLimit(mostly ?? 1),
    }
  },
})

/** The range that bounds make; undefined, with a complaint, when they make none. */
export function readRange(bounds: GivenBounds, complain: Complain): Range | undefined {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = bounds
  const given = [minimum, exclusiveMinimum, maximum, exclusiveMaximum].filter((bound) => bound !== undefined)
  const kinds = new Set(given.map(kindOf))
  const [as] = kinds
  if (kinds.size !== 1 || as === undefined) {
    complain(
      [],
      given.length === 0 ? wrongBounds : 'needs bounds of one kind: numbers, or dates and times as in ISO 8601.',
    )
    return undefined
  }
  const low = tighter(minimum, exclusiveMinimum, (a, b) => a > b)
  const high = tighter(maximum, exclusiveMaximum, (a, b) => a < b)
  const room = low === undefined || high === undefined ? 1 : moment(high.value) - moment(low.value)
  if (room < 0 || (room === 0 && (low?.excluded === true || high?.excluded === true))) {
    complain([], wrongBounds)
    return undefined
  }
  return { as, low, high }
}

function tighter(
  included: number | string | undefined,
  excluded: number | string | undefined,
  isTighter: (a: number, b: number) => boolean,
): Bound | undefined {
  if (excluded === undefined) return included === undefined ? undefined : { value: included, excluded: false }
  if (included === undefined || !isTighter(moment(included), moment(excluded)))
    return { value: excluded, excluded: true }
  return { value: included, excluded: false }
}

/** A bound as a number that can be compared: itself, or its microseconds since 1970 in UTC or since midnight. */
export function moment(bound: number | string): number {
  if (typeof bound === 'number') return bound
  const [whole = '', fraction = ''] = bound.split(/[.](?=[0-9])/)
  const text = fraction === '' ? bound : whole + fraction.replace(/^[0-9]+/, '')
  const iso = isTime(bound) ? `1970-01-01T${text}` : text.replace(' ', 'T')
  const clock = iso.slice(11)
  const seconds = Date.parse(clock === '' || /(Z|[+-][0-9]{2}(:?[0-9]{2})?)$/.test(clock) ? iso : `${iso}Z`) / 1000
  return seconds * 1e6 + Number((/^[0-9]+/.exec(fraction)?.[0] ?? '').padEnd(6, '0').slice(0, 6))
}

function kindOf(bound: number | string): Range['as'] | undefined {
  if (typeof bound === 'number') return 'number'
  if (isTime(bound)) return parseBound(bound, 'time', undefined) === undefined ? undefined : 'time'
  const type = new RegExp(`^${isoFormats.date.regex}$`).test(bound) ? 'date' : 'timestamp'
  return parseBound(bound, type, undefined) === undefined ? undefined : 'timestamp'
}

function isTime(bound: string): boolean {
  return new RegExp(`^(${isoFormats.time.regex})$`).test(bound)
}
