import type { QualityRule } from './contract-schema.ts'

/** What a count, or its share in percent of the rows, must be. */
export interface Limit {
  readonly unit: 'rows' | 'percent'
  readonly operator: Operator
  /** One number; two for the ranges, the smaller first. */
  readonly bounds: readonly [number] | readonly [number, number]
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

/** The rule's one operator; a sentence that says what is wrong when there is none, or several. */
export function limitOf(rule: QualityRule): Limit | string {
  const given = operators.filter((operator) => rule[operator] !== undefined)
  const [operator, ...others] = given
  if (operator === undefined) return `demands nothing: give one of ${operators.join(', ')}.`
  if (others.length > 0) return `has ${given.join(' and ')}; the standard allows one operator a rule. Write two rules.`
  const value = rule[operator]
  const unit = rule.unit ?? 'rows'
  if (typeof value === 'number') return { unit, operator, bounds: [value] }
  const [low, high] = value ?? []
  if (low === undefined || high === undefined || !(low < high))
    return `${operator} needs two numbers, the smaller first.`
  return { unit, operator, bounds: [low, high] }
}

/** Whether a value keeps the limit. NaN never does. Ranges exclude their bounds, as the standard defines them. */
export function holds({ operator, bounds: [low, high = Number.NaN] }: Limit, value: number): boolean {
  if (Number.isNaN(value)) return false
  switch (operator) {
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
export function limitWords({ operator, bounds, unit }: Limit): string {
  const [low, high] = bounds.map((bound) => (unit === 'percent' ? `${bound} %` : String(bound)))
  switch (operator) {
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
export function limitsFromAbove({ operator }: Limit): boolean {
  return operator !== 'mustBeGreaterThan' && operator !== 'mustBeGreaterOrEqualTo'
}
