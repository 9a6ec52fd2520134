import type { LogicalTypeOptions, Property } from '../contract-schema.ts'
import type { LogicalType, Predicate, Side } from '../plan/predicate.ts'
import {
  isoFormats,
  knownDateFields,
  parseBound,
  parseTemporalFormat,
  type TemporalFormat,
  type TemporalType,
} from '../plan/temporal-format.ts'
import type { Complain, LogicalCheck } from './logical-check.ts'
import { nestedChecks } from './nested-checks.ts'
import { integerFormats, numberFormats, stringFormats } from './string-format.ts'
import { wrongPattern } from './wrong-pattern.ts'

export type { Complain, LogicalCheck } from './logical-check.ts'

type OptionName = keyof LogicalTypeOptions

const bounds: readonly OptionName[] = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum']
const temporal: readonly OptionName[] = [...bounds, 'format']
const numeric: readonly OptionName[] = [...bounds, 'multipleOf', 'format']

const optionsByType: Readonly<Record<LogicalType, readonly OptionName[]>> = {
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  date: temporal,
  timestamp: temporal,
  time: temporal,
  integer: numeric,
  number: numeric,
  boolean: [],
}

const phrases: Readonly<Record<LogicalType, string>> = {
  string: 'text',
  date: 'a date (ISO 8601)',
  timestamp: 'a date and time (ISO 8601)',
  time: 'a time of day (ISO 8601)',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
}

/** Checks that a property's `logicalType` and `logicalTypeOptions` demand of the column's values. */
export function logicalChecks(
  property: Pick<Property, 'logicalType' | 'logicalTypeOptions'>,
  column: string,
  complain: Complain,
): readonly LogicalCheck[] {
  const { logicalType: type, logicalTypeOptions: options = {} } = property
  const given = (Object.keys(options) as OptionName[]).filter((name) => options[name] !== undefined)
  if (type === undefined) {
    if (given.length > 0) complain(['logicalTypeOptions'], 'has no meaning without logicalType. Add logicalType.')
    return []
  }
  if (type === 'object' || type === 'array') return nestedChecks(type, options, column, complain)
  for (const name of given.filter((name) => !optionsByType[type].includes(name))) {
    const supported = optionsByType[type].join(', ') || 'no options'
    complain(['logicalTypeOptions', name], `is not checked for logicalType ${type}; supported: ${supported}.`)
  }
  const format = temporalFormat(type, options.format, complain)
  const typeCheck: LogicalCheck = {
    key: 'logicalType',
    expectation:
      format === undefined ? `every value is ${phrases[type]}` : `every value is a ${type} written ${options.format}`,
    predicate: { is: 'not-type', column, type, format },
    path: ['logicalType'],
  }
  const optionChecks = given
    .filter((name) => optionsByType[type].includes(name))
    .flatMap((name): LogicalCheck[] => {
      const path = ['logicalTypeOptions', name]
      const found = optionCheck(name, type, options, column, format)
      if (typeof found === 'string') complain(path, found)
      return typeof found === 'object' ? [{ key: name, path, ...found }] : []
    })
  return [typeCheck, ...optionChecks]
}

type Check = Pick<LogicalCheck, 'expectation' | 'predicate'>

/** The check of one option; a sentence when its value makes no sense; undefined when the type check covers it. */
function optionCheck(
  name: OptionName,
  type: LogicalType,
  options: LogicalTypeOptions,
  column: string,
  format: TemporalFormat | undefined,
): Check | string | undefined {
  switch (name) {
    case 'minimum':
    case 'exclusiveMinimum':
    case 'maximum':
    case 'exclusiveMaximum':
      return boundCheck(name, type, options[name], column, format)
    case 'minLength':
    case 'maxLength': {
      const length = options[name] ?? 0
      const side = name === 'minLength' ? 'below' : 'above'
      return {
        expectation: `every text has at ${side === 'below' ? 'least' : 'most'} ${length} characters`,
        predicate: { is: 'beyond-length', column, side, length },
      }
    }
    case 'pattern': {
      const pattern = options.pattern ?? ''
      const wrong = wrongPattern(pattern)
      if (wrong !== undefined) return wrong
      return {
        expectation: `every text matches ${pattern}`,
        predicate: { is: 'not-matching', column, pattern, whole: false },
      }
    }
    case 'multipleOf': {
      const of = options.multipleOf ?? 1
      return { expectation: `every value is a multiple of ${of}`, predicate: { is: 'not-multiple', column, of } }
    }
    case 'format':
      return formatCheck(type, options.format ?? '', column)
    default:
      return undefined
  }
}

const comparisons: Readonly<Record<string, readonly [side: Side, exclusive: boolean, words: string]>> = {
  minimum: ['below', false, 'at least'],
  exclusiveMinimum: ['below', true, 'more than'],
  maximum: ['above', false, 'at most'],
  exclusiveMaximum: ['above', true, 'less than'],
}

function boundCheck(
  name: string,
  type: LogicalType,
  bound: string | number | undefined,
  column: string,
  format: TemporalFormat | undefined,
): Check | string {
  const [side, exclusive, words] = comparisons[name] ?? ['below', false, 'at least']
  const expectation = `every value is ${words} ${bound}`
  if (type === 'date' || type === 'timestamp' || type === 'time') {
    const iso = typeof bound === 'string' ? parseBound(bound, type, format) : undefined
    if (iso === undefined) return `must be a real ${type} as a text, such as ${boundExamples[type]}.`
    return { expectation, predicate: { is: 'beyond-time', column, side, type, bound: iso, exclusive, format } }
  }
  if (typeof bound !== 'number') return 'must be a number.'
  return { expectation, predicate: { is: 'beyond-number', column, side, bound, exclusive } }
}

const boundExamples: Readonly<Record<TemporalType, string>> = {
  date: '"2024-01-31"',
  timestamp: '"2024-01-31T08:30:00"',
  time: '"08:30:00"',
}

function temporalFormat(type: LogicalType, format: string | undefined, complain: Complain): TemporalFormat | undefined {
  if (format === undefined || (type !== 'date' && type !== 'timestamp' && type !== 'time')) return undefined
  const parsed = parseTemporalFormat(format)
  if (parsed === undefined) {
    complain(['logicalTypeOptions', 'format'], `cannot be checked; understood are ${knownDateFields} and quoted text.`)
  }
  return parsed ?? isoFormats[type]
}

function formatCheck(type: LogicalType, format: string, column: string): Check | string | undefined {
  if (type === 'string') {
    const pattern = Object.hasOwn(stringFormats, format) ? stringFormats[format] : undefined
    if (pattern === undefined) return unknownFormat(Object.keys(stringFormats))
    const predicate: Predicate = { is: 'not-matching', column, pattern, whole: true }
    return { expectation: `every text has the format ${format}`, predicate }
  }
  if (type === 'integer') {
    const range = Object.hasOwn(integerFormats, format) ? integerFormats[format] : undefined
    if (range === undefined) return unknownFormat(Object.keys(integerFormats))
    const [low, high] = range
    const expectation = `every value fits ${format} (${low} to ${high})`
    return { expectation, predicate: { is: 'beyond-integer', column, low, high } }
  }
  if (type === 'number') {
    const largest = Object.hasOwn(numberFormats, format) ? numberFormats[format] : undefined
    if (largest === undefined) return unknownFormat(Object.keys(numberFormats))
    return { expectation: `every value fits ${format}`, predicate: { is: 'beyond-magnitude', column, largest } }
  }
  // Of dates and times, the type check reads the values by this format.
  return undefined
}

function unknownFormat(known: readonly string[]): string {
  return `this format cannot be checked; supported: ${known.join(', ')}.`
}
