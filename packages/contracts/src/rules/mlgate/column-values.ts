import { Type } from 'typebox'
import { mostly } from '../../plan/limit.ts'
import type { LogicalType, Predicate, Scalar } from '../../plan/predicate.ts'
import { knownDateFields, parseTemporalFormat } from '../../plan/temporal-format.ts'
import { boundWords } from './bounds.ts'
import { dateFormats, isStrptime } from './date-formats.ts'
import { columnRule, type Demand, mostlyKey, shareWords } from './rule-kind.ts'

const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()])

/** A list of values, as several checks take it. */
export const valuesKey = Type.Array(scalar, { minItems: 1, description: 'The values.' })

/** Whether texts are told from numbers that they read as. */
export const sameTypeKey = Type.Optional(
  Type.Boolean({
    description: 'Whether "1" differs from 1. Otherwise a number is found as its text and a text as its number.',
  }),
)

export const inSet = columnRule({
  check: 'inSet',
  summary: 'Values are among those listed.',
  keys: { values: valuesKey, sameType: sameTypeKey, mostly: mostlyKey },
  plan: ({ values, sameType = false, mostly }, column) =>
    valueDemand(mostly, `is one of ${listWords(values)}`, { is: 'none-of', column, values, sameType }),
})

export const notInSet = columnRule({
  check: 'notInSet',
  summary: 'Values are not among those listed.',
  keys: { values: valuesKey, sameType: sameTypeKey, mostly: mostlyKey },
  plan: ({ values, sameType = false, mostly }, column) =>
    valueDemand(mostly, `is none of ${listWords(values)}`, { is: 'any-of', column, values, sameType }),
})

export const length = columnRule({
  check: 'length',
  summary: 'Texts have a number of characters within bounds.',
  keys: {
    minimum: Type.Optional(Type.Integer({ minimum: 0, description: 'The least that is allowed.' })),
    maximum: Type.Optional(Type.Integer({ minimum: 0, description: 'The most that is allowed.' })),
    mostly: mostlyKey,
  },
  plan: ({ minimum, maximum, mostly }, column, complain) => {
    if ((minimum === undefined && maximum === undefined) || (minimum ?? 0) > (maximum ?? Infinity)) {
      complain([], 'needs minimum or maximum, and they must leave room for a length.')
      return undefined
    }
    const of: Predicate[] = [
      ...(minimum === undefined ? [] : [{ is: 'beyond-length', column, side: 'below', length: minimum } as const]),
      ...(maximum === undefined ? [] : [{ is: 'beyond-length', column, side: 'above', length: maximum } as const]),
    ]
    const words = boundWords({
      ...(minimum === undefined ? {} : { minimum }),
      ...(maximum === undefined ? {} : { maximum }),
    })
    return valueDemand(mostly, `has a number of characters that is ${words}`, { is: 'any', of }, 'text')
  },
})

export const dateFormat = columnRule({
  check: 'dateFormat',
  summary: 'Values are real dates or times, written in a format.',
  keys: {
    format: Type.String({
      minLength: 1,
      description: 'With % as strptime has it (%d.%m.%Y), otherwise in letters (dd.MM.yyyy).',
    }),
    mostly: mostlyKey,
  },
  plan: ({ format, mostly }, column, complain) => {
    const words = `is a date or time written ${format}`
    if (format.includes('%')) {
      if (isStrptime(format)) return valueDemand(mostly, words, { is: 'not-written', column, formats: [format] })
      complain(['format'], 'is no strptime format that can be checked, such as %Y-%m-%d or %d.%m.%Y %H:%M:%S.')
      return undefined
    }
    const parsed = parseTemporalFormat(format)
    if (parsed === undefined) {
      complain(['format'], `cannot be checked; understood are ${knownDateFields}, quoted text, and strptime’s with %.`)
      return undefined
    }
    return valueDemand(mostly, words, { is: 'not-type', column, type: 'timestamp', format: parsed })
  },
})

export const dateParseable = columnRule({
  check: 'dateParseable',
  summary: 'Values are dates or times in one of the usual ways of writing them.',
  keys: { mostly: mostlyKey },
  plan: ({ mostly }, column) =>
    valueDemand(mostly, 'is a date or time in a usual way of writing', {
      is: 'all',
      of: [
        { is: 'outside', column, as: 'timestamp', low: undefined, high: undefined },
        { is: 'not-written', column, formats: dateFormats },
      ],
    }),
})

export const json = columnRule({
  check: 'json',
  summary: 'Texts are JSON.',
  keys: { mostly: mostlyKey },
  plan: ({ mostly }, column) => valueDemand(mostly, 'is JSON', { is: 'not-json', column }),
})

const typeNames = ['string', 'integer', 'number', 'boolean', 'date', 'timestamp', 'time'] as const
const typeName = Type.Union(typeNames.map((name) => Type.Literal(name)))

export const type = columnRule({
  check: 'type',
  summary: 'Values are of a type, or of one of several.',
  keys: {
    is: Type.Union([typeName, Type.Array(typeName, { minItems: 1 })], {
      description: `${typeNames.join(', ')}; one or a list.`,
    }),
    mostly: mostlyKey,
  },
  plan: ({ is, mostly }, column) => {
    const types: readonly LogicalType[] = typeof is === 'string' ? [is] : is
    return valueDemand(mostly, `is of type ${types.join(' or ')}`, {
      is: 'all',
      of: types.map((type) => ({ is: 'not-type', column, type, format: undefined }) as const),
    })
  },
})

export const zScore = columnRule({
  check: 'zScore',
  summary: 'Values lie fewer than so many standard deviations (sample) from the mean.',
  keys: {
    below: Type.Number({ exclusiveMinimum: 0, description: 'Standard deviations.' }),
    both: Type.Optional(Type.Boolean({ description: 'On both sides of the mean (default), or above it alone.' })),
    mostly: mostlyKey,
  },
  plan: ({ below, both = true, mostly: share }, column) => ({
    expectation: `${shareWords(share, 'value')} lies less than ${below} standard deviations ${both ? 'from' : 'above'} the mean`,
    measure: { counts: 'outliers', column, below, both },
    limit: mostly(share ?? 1),
  }),
})

/** What a check of a column's values demands; a share is of the rows that have a value. */
export function valueDemand(share: number | undefined, words: string, predicate: Predicate, noun = 'value'): Demand {
  return {
    expectation: `${shareWords(share, noun)} ${words}`,
    measure: { counts: 'matching', predicate, among: 'present' },
    limit: mostly(share ?? 1),
  }
}

/** The first of a list of values, as JSON. */
export function listWords(values: readonly Scalar[]): string {
  const shown = values.slice(0, 10).map((value) => JSON.stringify(value))
  return values.length > 10 ? `${shown.join(', ')} … (${values.length})` : shown.join(', ')
}
