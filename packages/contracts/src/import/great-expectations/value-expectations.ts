import { wrongPattern } from '../../rules/wrong-pattern.ts'
import { type Arguments, Untranslated } from './arguments.ts'
import { boundsOf, isIso, momentBounds, numberBounds } from './bounds.ts'
import { fromLikePattern, fromPythonPattern } from './python-pattern.ts'
import { nameSql, valueSql } from './sql.ts'
import type { Translate, Translation } from './translation.ts'
import { typeImplementation } from './type-names.ts'

type Keys = Readonly<Record<string, unknown>>

/** Types of the columns that an expectation is about; of others Great Expectations raises an exception. */
const numeric = ['number', 'boolean']
const ordered = ['number', 'boolean', 'date', 'timestamp']
const textual = ['string']

/** Expectations about each value of a column. */
export const valueExpectations: Readonly<Record<string, Translate>> = {
  expect_column_values_to_not_be_null: mapped(() => ({ check: 'notNull' })),
  expect_column_values_to_be_null: mapped(() => ({ check: 'null' })),
  expect_column_values_to_be_unique: mapped(() => ({ check: 'unique', count: 'all' })),
  expect_column_values_to_be_in_set: mapped((given, name) => {
    const values = given.values('value_set')
    return values.length === 0 ? never(name) : { check: 'inSet', values, ...sameType(values) }
  }),
  expect_column_values_to_not_be_in_set: mapped((given) => {
    const values = given.values('value_set')
    if (values.length === 0) throw new Untranslated('value_set is empty, so that it demands nothing.')
    return { check: 'notInSet', values: withMidnights(values), ...sameType(values) }
  }),
  expect_column_values_to_be_between: mapped(between),
  expect_column_value_lengths_to_equal: mapped((given) => {
    const value = wholeNumber(given.number('value'))
    return { check: 'length', minimum: value, maximum: value }
  }),
  expect_column_value_lengths_to_be_between: mapped((given) => {
    const [low, high] = [given.optionalNumber('min_value'), given.optionalNumber('max_value')]
    const least = low === undefined ? undefined : given.flag('strict_min') ? Math.floor(low) + 1 : Math.ceil(low)
    const most = high === undefined ? undefined : given.flag('strict_max') ? Math.ceil(high) - 1 : Math.floor(high)
    if (least === undefined && most === undefined) throw new Untranslated('has no bounds, so that it demands nothing.')
    if ((most ?? Infinity) < Math.max(0, least ?? 0)) throw new Untranslated('its bounds leave no room for a length.')
    return {
      check: 'length',
      ...(least === undefined ? {} : { minimum: Math.max(0, least) }),
      ...(most === undefined ? {} : { maximum: most }),
    }
  }),
  expect_column_values_to_match_regex: mapped((given) => ({
    check: 'matches',
    pattern: pattern(given.optionalText('regex') ?? '(?s).*'),
  })),
  expect_column_values_to_not_match_regex: mapped((given) => ({
    check: 'notMatches',
    pattern: pattern(given.text('regex')),
  })),
  expect_column_values_to_match_regex_list: mapped((given) => ({
    check: 'matches',
    patterns: given.texts('regex_list').map(pattern),
    ...allKey(given),
  })),
  expect_column_values_to_not_match_regex_list: mapped((given) => ({
    check: 'notMatches',
    patterns: given.texts('regex_list').map(pattern),
  })),
  expect_column_values_to_match_like_pattern: mapped((given) => ({
    check: 'matches',
    pattern: fromLikePattern(given.text('like_pattern'), given.optionalText('escape')),
    whole: true,
  })),
  expect_column_values_to_not_match_like_pattern: mapped((given) => ({
    check: 'notMatches',
    pattern: fromLikePattern(given.text('like_pattern'), given.optionalText('escape')),
    whole: true,
  })),
  expect_column_values_to_match_like_pattern_list: mapped((given) => ({
    check: 'matches',
    patterns: likePatterns(given),
    whole: true,
    ...allKey(given),
  })),
  expect_column_values_to_not_match_like_pattern_list: mapped((given) => ({
    check: 'notMatches',
    patterns: likePatterns(given),
    whole: true,
  })),
  expect_column_values_to_match_strftime_format: mapped(
    (given) => ({
      check: 'dateFormat',
      format: strptime(given.text('strftime_format')),
    }),
    textual,
  ),
  expect_column_values_to_be_dateutil_parseable: mapped(() => ({ check: 'dateParseable' }), textual),
  expect_column_values_to_be_json_parseable: mapped(() => ({ check: 'json' }), textual),
  expect_column_values_to_be_increasing: mapped((given) => ({ check: 'increasing', ...strictKey(given) }), ordered),
  expect_column_values_to_be_decreasing: mapped((given) => ({ check: 'decreasing', ...strictKey(given) }), ordered),
  expect_column_value_z_scores_to_be_less_than: mapped((given) => {
    const [threshold, both] = [given.number('threshold'), given.flag('double_sided')]
    const below = both ? Math.abs(threshold) : threshold
    if (!(below > 0)) throw new Untranslated('a threshold that is not above 0 is not checked.')
    return { check: 'zScore', below, both }
  }, numeric),
  expect_column_values_to_be_of_type: mapped((given, name) => typeImplementation([given.text('type_')], name)),
  expect_column_values_to_be_in_type_list: mapped((given, name) => typeImplementation(given.texts('type_list'), name)),
  expect_column_type_to_be: mapped((given, name) => typeImplementation([given.text('type_')], name)),
}

/** A date in a list is its midnight in a column of timestamps, as the engine writes it. */
function withMidnights(values: readonly (string | number | boolean)[]): readonly (string | number | boolean)[] {
  const isDay = (value: string | number | boolean): boolean =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
  return values.every(isDay) ? [...values, ...values.map((value) => `${value} 00:00:00`)] : values
}

function mapped(implementation: (given: Arguments, name: string) => Keys, types?: readonly string[]): Translate {
  return (given): Translation => {
    const column = given.text('column')
    return {
      ...(types === undefined ? {} : { types }),
      column,
      implementation: { ...implementation(given, nameSql(column)), ...mostlyKey(given) },
      where: 'considered',
    }
  }
}

/** Python tells texts from the numbers that they read as. */
export function sameType(values: readonly (string | number | boolean)[]): Keys {
  return values.some((value) => typeof value !== 'string' || Number.isFinite(Number(value))) ? { sameType: true } : {}
}

/** The share that must keep a rule. Throws Untranslated when it is 0: nothing can break the rule then. */
export function mostlyKey(given: Arguments): Keys {
  const mostly = given.optionalNumber('mostly') ?? 1
  if (!(mostly > 0 && mostly <= 1)) {
    throw new Untranslated(mostly === 0 ? 'mostly is 0, so that it demands nothing.' : 'mostly must be from 0 to 1.')
  }
  return mostly === 1 ? {} : { mostly }
}

/** A rule that no value keeps. */
function never(name: string): Keys {
  return { check: 'condition', expression: `CASE WHEN ${name} IS NOT NULL THEN false END` }
}

/** Texts are compared as texts, unless the column holds dates, as Great Expectations does it. */
function between(given: Arguments, name: string): Keys {
  const [low, high] = [given.get('min_value'), given.get('max_value')]
  const texts = [low, high].filter((bound) => typeof bound === 'string')
  if (given.flag('parse_strings_as_datetimes')) return { check: 'range', ...momentBounds(given) }
  if (texts.length === 0) return { check: 'range', ...numberBounds(given) }
  if (texts.every(isIso)) return { check: 'range', ...momentBounds(given) }
  const bounds = Object.entries(boundsOf(boundText(low), boundText(high), given))
  const tests = bounds.map(([key, bound]) => `${name} ${signs[key]} ${valueSql(String(bound))}`)
  return { check: 'condition', expression: tests.join(' AND ') }
}

const signs: Readonly<Record<string, string>> = {
  minimum: '>=',
  exclusiveMinimum: '>',
  maximum: '<=',
  exclusiveMaximum: '<',
}

function boundText(value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value
  throw new Untranslated('one bound is a text and the other is not.')
}

function wholeNumber(value: number): number {
  if (Number.isInteger(value) && value >= 0) return value
  throw new Untranslated('no text has that length.')
}

function pattern(python: string): string {
  const translated = fromPythonPattern(python)
  if (translated === undefined || wrongPattern(translated) !== undefined) {
    throw new Untranslated(
      `the regular expression ${JSON.stringify(python)} uses what RE2 cannot search with (look-around, back-references, possessive repeats, comments).`,
    )
  }
  return translated
}

function likePatterns(given: Arguments): string[] {
  const escaping = given.optionalText('escape')
  return given.texts('like_pattern_list').map((one) => fromLikePattern(one, escaping))
}

function allKey(given: Arguments): Keys {
  const on = given.optionalText('match_on') ?? 'any'
  if (on !== 'any' && on !== 'all') throw new Untranslated('match_on must be any or all.')
  return on === 'all' ? { all: true } : {}
}

function strictKey(given: Arguments): Keys {
  return given.flag('strictly') ? { strict: true } : {}
}

function strptime(format: string): string {
  const directives = [...format.matchAll(/%(.?)/gs)].map(([, directive]) => directive ?? '')
  if (directives.length > 0 && directives.every((one) => one !== '' && 'aAbBdHIjmMpSyYzf%'.includes(one))) return format
  throw new Untranslated(`the format ${JSON.stringify(format)} has directives that are not checked here.`)
}
