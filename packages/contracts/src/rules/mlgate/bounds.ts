import { Type } from 'typebox'
import { type Bounds, type Limit, limitWithin } from '../../plan/limit.ts'
import type { Complain } from '../logical-checks.ts'

const number = (description: string) => Type.Optional(Type.Number({ description }))

/** Keys of checks that bound a number. */
export const boundKeys = {
  minimum: number('The least that is allowed.'),
  exclusiveMinimum: number('It must be more than this.'),
  maximum: number('The most that is allowed.'),
  exclusiveMaximum: number('It must be less than this.'),
}

const scalar = (description: string) => Type.Optional(Type.Union([Type.Number(), Type.String()], { description }))

/** The same for numbers, dates and times; these as ISO 8601 text. */
export const momentBoundKeys = {
  minimum: scalar('The least that is allowed: a number, or a date or time as ISO 8601 text.'),
  exclusiveMinimum: scalar('It must be more than this.'),
  maximum: scalar('The most that is allowed.'),
  exclusiveMaximum: scalar('It must be less than this.'),
}

/** The limit that a rule's bounds make; undefined, with a complaint, when they bound nothing or leave nothing. */
export function limitOfBounds(bounds: Bounds, complain: Complain, unit: Limit['unit'] = 'value'): Limit | undefined {
  const limit = limitWithin(bounds, unit)
  if (limit === undefined) complain([], wrongBounds)
  return limit
}

/** What is wrong with bounds of which no limit can be made. */
export const wrongBounds =
  'needs minimum, exclusiveMinimum, maximum or exclusiveMaximum, and they must leave room for a value.'

/** Bounds in words, to go after "is": `at least 0 and less than 1`. */
export function boundWords(bounds: { readonly [Key in keyof Bounds]?: number | string }): string {
  const parts = [
    ...(bounds.minimum === undefined ? [] : [`at least ${bounds.minimum}`]),
    ...(bounds.exclusiveMinimum === undefined ? [] : [`more than ${bounds.exclusiveMinimum}`]),
    ...(bounds.maximum === undefined ? [] : [`at most ${bounds.maximum}`]),
    ...(bounds.exclusiveMaximum === undefined ? [] : [`less than ${bounds.exclusiveMaximum}`]),
  ]
  return parts.join(' and ')
}
