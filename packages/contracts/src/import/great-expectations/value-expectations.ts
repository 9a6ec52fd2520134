import { wrongPattern } from '../../rules/wrong-pattern.ts'
import { type Arguments, Untranslated } from './arguments.ts'
import { boundsOf, boundTexts, isIso, isNumberText, momentBounds, momentGuard } from './bounds.ts'
import { eachNumber, type Guard, ofNumbers, ofOrdered, ofTexts, ofWrittenAlike } from './guards.ts'
import { fromLikePattern, fromPythonPattern } from './python-pattern.ts'
import { nameSql, valueSql } from './sql.ts'
import type { Translate, Translation } from './translation.ts'
import { type TypeQuestion, typeImplementation } from './type-names.ts'

type Keys = Readonly<Record<string, unknown>>

/** Expectations about each value of a column. */
export const valueExpectations: Readonly<Record<string, Translate>> = {
  expect_column_values_to_not_be_null: mapped(() => ({ check: 'notNull', asPandas: true })),
  expect_column_values_to_be_null: mapped(() => ({ check: 'null' })),
  expect_column_values_to_be_unique: mapped(() => ({ check: 'unique', count: 'all' })),
  expect_column_values_to_be_in_set: mapped((given, name) => {
    const values = given.values('value_set')
    return values.length === 0 ? never(name) : { check: 'inSet', values, ...sameType(values) }
  }),
  expect_column_values_to_not_be_in_set: mapped((given) => {
    const values = given.values('value_set')
    if (values.length === 0) throw new Untranslated('value_set is empty, so that it demands nothing.')
    return { check: 'notInSet', values, sameType: true }
  }),
  expect_column_values_to_be_between: mapped(between, betweenGuard),
  expect_column_value_lengths_to_equal: mapped((given) => {
    const value = wholeNumber(given.number('value'))
    return { check: 'length', minimum: value, maximum: value }
  }, ofWrittenAlike),
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
  }, ofWrittenAlike),
  expect_column_values_to_match_regex: mapped(
    (given) => ({
      check: 'matches',
      pattern: pattern(given.optionalText('regex') ?? '(?s).*'),
    }),
    ofWrittenAlike,
  ),
  expect_column_values_to_not_match_regex: mapped(
    (given) => ({
      check: 'notMatches',
      pattern: pattern(given.text('regex')),
    }),
    ofWrittenAlike,
  ),
  expect_column_values_to_match_regex_list: mapped(
    (given) => ({
      check: 'matches',
      patterns: given.texts('regex_list').map(pattern),
      ...allKey(given),
    }),
    ofWrittenAlike,
  ),
  expect_column_values_to_not_match_regex_list: mapped(
    (given) => ({
      check: 'notMatches',
      patterns: given.texts('regex_list').map(pattern),
    }),
    ofWrittenAlike,
  ),
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
    ofTexts,
  ),
  expect_column_values_to_be_dateutil_parseable: mapped(() => ({ check: 'dateParseable' }), ofTexts),
  expect_column_values_to_be_json_parseable: mapped(() => ({ check: 'json' }), ofTexts),
  expect_column_values_to_be_increasing: mapped((given) => ({ check: 'increasing', ...strictKey(given) }), ofOrdered),
  expect_column_values_to_be_decreasing: mapped((given) => ({ check: 'decreasing', ...strictKey(given) }), ofOrdered),
  expect_column_value_z_scores_to_be_less_than: mapped((given) => {
    const [threshold, both] = [given.number('threshold'), given.flag('double_sided')]
    const below = both ? Math.abs(threshold) : threshold
    if (!(below > 0)) throw new Untranslated('a threshold that is not above 0 is not checked.')
    return { check: 'zScore', below, both }
  }, ofNumbers),
  expect_column_values_to_be_of_type: typed('values of type', (given) => [given.text('type_')]),
  expect_column_values_to_be_in_type_list: typed('type list', (given) => given.texts('type_list')),
  expect_column_type_to_be: typed('column type', (given) => [given.text('type_')]),
}

function mapped(
  implementation: (given: Arguments, name: string) => Keys,
  guard?: Guard | ((given: Arguments) => Guard | undefined),
): Translate {
  return (given): Translation => {
    const column = given.text('column')
    const beside = typeof guard === 'function' ? guard(given) : guard
    return {
      ...(beside === undefined ? {} : { guard: beside }),
      column,
      implementation: { ...implementation(given, nameSql(column)), ...mostlyKey(given) },
      where: 'considered',
    }
  }
}

/** All values of a column are of its type, so that neither rows nor a share of them matter. */
function typed(question: TypeQuestion, names: (given: Arguments) => readonly string[]): Translate {
  return (given): Translation => {
    mostlyKey(given)
    return {
      column: given.text('column'),
      implementation: typeImplementation(names(given), question, given.isOld),
      where: 'done',
    }
  }
}

/** Python tells texts from the numbers, dates and truth values that they read as. */
export function sameType(values: readonly (string | number | boolean)[]): Keys {
  const isPlain = (value: string | number | boolean): boolean =>
    typeof value === 'string' && !/^$|\d|^(true|false|nan|[+-]?inf(inity)?)$/i.test(value)
  return values.every(isPlain) ? {} : { sameType: true }
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

/** Texts are compared as texts by 0.x; to 1.x they are dates, times or numbers. */
function between(given: Arguments, name: string): Keys {
  const texts = boundTexts(given)
  const isParsed = given.flag('parse_strings_as_datetimes')
  if (isParsed || texts.every((text) => isIso(text) || isNumberText(text))) {
    return { check: 'range', ...momentBounds(given) }
  }
  if (!given.isOld) throw new Untranslated('Great Expectations 1.x takes numbers, dates and times as bounds.')
  const bounds = Object.entries(boundsOf(boundText(given, 'min_value'), boundText(given, 'max_value'), given))
  const tests = bounds.map(([key, bound]) => `${name} ${signs[key]} ${valueSql(String(bound))}`)
  return { check: 'condition', expression: tests.join(' AND ') }
}

function betweenGuard(given: Arguments): Guard | undefined {
  const texts = boundTexts(given)
  if (texts.every(isNumberText)) return eachNumber
  return given.isOld ? undefined : momentGuard(texts)
}

const signs: Readonly<Record<string, string>> = {
  minimum: '>=',
  exclusiveMinimum: '>',
  maximum: '<=',
  exclusiveMaximum: '<',
}

function boundText(given: Arguments, name: string): string | undefined {
  const value = given.get(name)
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
