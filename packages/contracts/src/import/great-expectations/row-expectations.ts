import { type Arguments, isValue, Untranslated } from './arguments.ts'
import { type Guard, ofNumbers } from './guards.ts'
import { nameSql } from './sql.ts'
import type { Translate, Translation } from './translation.ts'
import { mostlyKey } from './value-expectations.ts'

type Keys = Readonly<Record<string, unknown>>

/** Which rows are left out, by what they lack. */
type Ignored = 'allMissing' | 'anyMissing' | 'never'

/** Expectations about several columns of a row. */
export const rowExpectations: Readonly<Record<string, Translate>> = {
  expect_column_pair_values_to_be_equal: pair((columns, ignored) => ({
    check: 'equalColumns',
    columns,
    sameType: true,
    ignoreRowIf: ignored,
  })),
  expect_column_pair_values_a_to_be_greater_than_b: pair((columns, ignored, given) => ({
    check: 'greaterColumn',
    columns,
    sameType: true,
    ...(given.flag('or_equal') ? { orEqual: true } : {}),
    ignoreRowIf: ignored,
  })),
  expect_column_pair_values_to_be_in_set: pair((columns, ignored, given) => {
    const values = given.list('value_pairs_set')
    if (!values.every(isPair)) throw new Untranslated('value_pairs_set must be a list of pairs of values.')
    return values.length === 0
      ? checked(columns, ignored, 'false')
      : { check: 'pairInSet', columns, values, sameType: true, ignoreRowIf: ignored }
  }),
  expect_multicolumn_sum_to_equal: several((columns, ignored, given) => {
    const equals = given.number('sum_total')
    return columns.length < 2
      ? checked(columns, ignored, `${columns.map(nameSql).join(' + ')} = ${equals}`)
      : { check: 'sumOfColumns', columns, equals, tolerance: 0, ignoreRowIf: ignored }
  }, ofNumbers),
  expect_multicolumn_values_to_be_equal: several((columns, ignored) => {
    const [first = '', ...others] = columns.map(nameSql)
    return checked(columns, ignored, others.map((name) => sameSql(first, name)).join(' AND ') || 'true')
  }),
  expect_select_column_values_to_be_unique_within_record: several(distinctWithin),
  expect_multicolumn_values_to_be_unique: several(distinctWithin),
  expect_compound_columns_to_be_unique: several((columns, ignored) => ({
    check: 'unique',
    columns,
    count: 'all',
    ignoreRowIf: ignored,
  })),
}

function pair(implementation: (columns: readonly string[], ignored: Ignored, given: Arguments) => Keys): Translate {
  return (given) => rowTranslation([given.text('column_A'), given.text('column_B')], implementation, given)
}

function several(
  implementation: (columns: readonly string[], ignored: Ignored, given: Arguments) => Keys,
  guard?: Guard,
): Translate {
  return (given) => ({
    ...rowTranslation(given.texts('column_list'), implementation, given),
    ...(guard === undefined ? {} : { guard }),
  })
}

function rowTranslation(
  columns: readonly string[],
  implementation: (columns: readonly string[], ignored: Ignored, given: Arguments) => Keys,
  given: Arguments,
): Translation {
  if (new Set(columns).size < columns.length) throw new Untranslated('a column stands twice in it.')
  return {
    columns,
    implementation: { ...implementation(columns, ignoredRows(given), given), ...mostlyKey(given) },
    where: 'considered',
  }
}

/** The words of pairs, and those of lists. */
const ignoredWords: Readonly<Record<string, Ignored>> = {
  both_values_are_missing: 'allMissing',
  either_value_is_missing: 'anyMissing',
  neither: 'never',
  all_values_are_missing: 'allMissing',
  any_value_is_missing: 'anyMissing',
  never: 'never',
}

function ignoredRows(given: Arguments): Ignored {
  const word = given.optionalText('ignore_row_if')
  const ignored = word === undefined ? 'allMissing' : ignoredWords[word]
  if (ignored === undefined) throw new Untranslated(`ignore_row_if ${JSON.stringify(word)} is not known.`)
  return ignored
}

/** A condition on rows that are not left out; one that is NULL counts as broken. */
function checked(columns: readonly string[], ignored: Ignored, test: string): Keys {
  const names = columns.map(nameSql)
  const broken = `coalesce(${test}, false)`
  if (ignored === 'never') return { check: 'condition', expression: broken }
  const isThere = names.map((name) => `${name} IS NOT NULL`).join(ignored === 'allMissing' ? ' OR ' : ' AND ')
  return { check: 'condition', expression: `CASE WHEN ${isThere} THEN ${broken} END` }
}

/** Two that are missing are the same. */
function sameSql(one: string, other: string): string {
  return `(${one} IS NULL AND ${other} IS NULL OR ${kindSql(one)} = ${kindSql(other)} AND ${one} = ${other})`
}

/** Numbers, whole or not, true and false are of one kind; of other types each is. */
function kindSql(name: string): string {
  return `CASE WHEN regexp_matches(typeof(${name}), 'INT|FLOAT|DOUBLE|DECIMAL|BOOLEAN') THEN 'number' ELSE replace(typeof(${name}), 'DATE', 'TIMESTAMP') END`
}

/** Two that are missing are the same. */
function distinctWithin(columns: readonly string[], ignored: Ignored): Keys {
  const names = columns.map(nameSql)
  const tests = names.flatMap((one, index) => names.slice(index + 1).map((other) => `${one} IS DISTINCT FROM ${other}`))
  return checked(columns, ignored, tests.join(' AND ') || 'true')
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((part) => part === null || isValue(part))
}
