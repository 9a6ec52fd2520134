import type { QualityRule } from '../contract-schema.ts'

/** What a measured number must be. */
export interface Limit {
  /**
   * What is judged: the number as a count of `rows`, its share of the rows considered in `percent` or 0 to 1 (`share`),
   * the share of the rows considered that are not counted, 0 to 1 (`kept`), or the number itself (`value`).
   */
  readonly unit: 'rows' | 'percent' | 'share' | 'kept' | 'value'
  readonly operator: Operator | 'within'
  /** One number; two for the ranges, the smaller first. Sides of `within` may be infinite. */
  readonly bounds: readonly [number] | readonly [number, number]
  /** For `within` alone: the bounds that are excluded. */
  readonly excluded?: { readonly low: boolean; readonly high: boolean }
}

export type Operator = (typeof operators)[number]

export const operators = [
  'mustBe',
  'mustNotBe',
  'mustBeGreaterThan',
  'mustBeGreaterOrEqualTo',
  'mustBeLessThan',
  'mustBeLessOrEqualTo',
  'mustBeBetween',
  'mustNotBeBetween',
] as const

/** Nothing may fail. */
export const none: Limit = { unit: 'rows', operator: 'mustBe', bounds: [0] }

/** At least this share of the rows considered, 0 to 1, must keep a rule; with 1, all. */
export function mostly(share: number): Limit {
  return share === 1 ? none : { unit: 'kept', operator: 'mustBeGreaterOrEqualTo', bounds: [share] }
}

/** Bounds in the words of the standard's options; the smaller may be left out, or the larger. */
export interface Bounds {
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly exclusiveMaximum?: number
}

/** The limit that bounds make, the tighter one on each side; undefined when they leave nothing, or bound nothing. */
export function limitWithin(bounds: Bounds, unit: Limit['unit'] = 'value'): Limit | undefined {
  const low = Math.max(bounds.minimum ?? -Infinity, bounds.exclusiveMinimum ?? -Infinity)
  const high = Math.min(bounds.maximum ?? Infinity, bounds.exclusiveMaximum ?? Infinity)
  const excluded = { low: low === bounds.exclusiveMinimum, high: high === bounds.exclusiveMaximum }
  const isEmpty = low > high || (low === high && (excluded.low || excluded.high))
  if (!(low > -Infinity || high < Infinity) || isEmpty) return undefined
  return { unit, operator: 'within', bounds: [low, high], excluded }
}

/** The rule's one operator; a sentence that says what is wrong when there is none, or several. */
export function limitOf(rule: QualityRule): Limit | string {
  const given = operators.filter((operator) => rule[operator] !== undefined)
  const [operator, ...others] = given
  if (operator === undefined) return `demands nothing: give one of ${operators.join(', ')}.`
  if (others.length > 0) return `has ${given.join(' and ')}; the standard allows one operator a rule. Write two rules.`
  const value = rule[operator]
  const unit = rule.unit ?? 'rows'
  if (unit !== 'rows' && unit !== 'percent') return `has the unit ${JSON.stringify(unit)}; known are rows and percent.`
  if (typeof value === 'number') return { unit, operator, bounds: [value] }
  const [low, high] = value ?? []
  if (low === undefined || high === undefined || !(low < high))
    return `${operator} needs two numbers, the smaller first.`
  return { unit, operator, bounds: [low, high] }
}

/**
 * Whether a value keeps the limit. NaN never does. The standard's ranges exclude their bounds, as it defines them.
 *
 * @param value in the limit's unit
 */
export function holds({ operator, bounds: [low, high = Number.NaN], excluded }: Limit, value: number): boolean {
  if (Number.isNaN(value)) return false
  switch (operator) {
    case 'within':
      return (excluded?.low ? value > low : value >= low) && (excluded?.high ? value < high : value <= high)
    case 'mustBe':
      return value === low
    case 'mustNotBe':
      return value !== low
    case 'mustBeGreaterThan':
      return value > low
    case 'mustBeGreaterOrEqualTo':
      return value >= low
    case 'mustBeLessThan':
      return value < low
    case 'mustBeLessOrEqualTo':
      return value <= low
    case 'mustBeBetween':
      return value > low && value < high
    case 'mustNotBeBetween':
      return !(value > low && value < high)
  }
}

/** The limit in words, to go after "rows must be" or "share must be". */
export function limitWords({ operator, bounds, excluded, unit }: Limit): string {
  const [low, high] = bounds.map((bound) => (unit === 'percent' ? `${bound} %` : String(bound)))
  switch (operator) {
    case 'within': {
      const parts = [
        ...(bounds[0] > -Infinity ? [`${excluded?.low ? 'more than' : 'at least'} ${low}`] : []),
        ...((bounds[1] ?? Infinity) < Infinity ? [`${excluded?.high ? 'less than' : 'at most'} ${high}`] : []),
      ]
      return parts.join(' and ')
    }
    case 'mustBe':
      return `exactly ${low}`
    case 'mustNotBe':
      return `not ${low}`
    case 'mustBeGreaterThan':
      return `more than ${low}`
    case 'mustBeGreaterOrEqualTo':
      return `at least ${low}`
    case 'mustBeLessThan':
      return `less than ${low}`
    case 'mustBeLessOrEqualTo':
      return `at most ${low}`
    case 'mustBeBetween':
      return `more than ${low} and less than ${high} (the standard excludes the bounds)`
    case 'mustNotBeBetween':
      return `${low} or less, or ${high} or more (the standard excludes the bounds from the range)`
  }
}

/** Whether a failure means that too many rows match, so that showing them helps. */
export function limitsFromAbove({ operator, unit, bounds }: Limit): boolean {
  if (unit === 'kept') return true
  if (operator === 'within') return (bounds[1] ?? Infinity) < Infinity
  return operator !== 'mustBeGreaterThan' && operator !== 'mustBeGreaterOrEqualTo'
}
