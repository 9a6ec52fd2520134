import { type Arguments, isValue, Untranslated } from './arguments.ts'
import { nameSql } from './sql.ts'
import type { Translate, Translation } from './translation.ts'
import { mostlyKey } from './value-expectations.ts'

type Keys = Readonly<Record<string, unknown>>

/** Which rows are left out, by what they lack. */
type Ignored = 'allMissing' | 'anyMissing' | 'none'

/** Expectations about several columns of a row. */
export const rowExpectations: Readonly<Record<string, Translate>> = {
  expect_column_pair_values_to_be_equal: pair((columns, ignored) =>
    ignored === 'none'
      ? checked(columns, ignored, columns.map(nameSql).join(' = '))
      : { check: 'equalColumns', columns, ignoreRowIf: ignored },
  ),
  expect_column_pair_values_a_to_be_greater_than_b: pair((columns, ignored, given) => {
    const orEqual = given.flag('or_equal')
    return ignored === 'none'
      ? checked(columns, ignored, columns.map(nameSql).join(orEqual ? ' >= ' : ' > '))
      : { check: 'greaterColumn', columns, ...(orEqual ? { orEqual } : {}), ignoreRowIf: ignored }
  }),
  expect_column_pair_values_to_be_in_set: pair((columns, ignored, given) => {
    const values = given.list('value_pairs_set')
    if (ignored === 'none' || !values.every(isPair)) {
      throw new Untranslated('pairs with missing values, and rows that lack both, are not checked.')
    }
    return values.length === 0
      ? checked(columns, ignored, 'false')
      : { check: 'pairInSet', columns, values, ignoreRowIf: ignored }
  }),
  expect_multicolumn_sum_to_equal: several((columns, ignored, given) => {
    const equals = given.number('sum_total')
    return columns.length < 2 || ignored === 'none'
      ? checked(columns, ignored, `${columns.map(nameSql).join(' + ')} = ${equals}`)
      : { check: 'sumOfColumns', columns, equals, tolerance: 0, ignoreRowIf: ignored }
  }),
  expect_multicolumn_values_to_be_equal: several((columns, ignored) => {
    const [first = '', ...others] = columns.map(nameSql)
    return checked(
      columns,
      ignored,
      others.map((name) => `${first} IS NOT DISTINCT FROM ${name}`).join(' AND ') || 'true',
    )
  }),
  expect_select_column_values_to_be_unique_within_record: several(distinctWithin),
  expect_multicolumn_values_to_be_unique: several(distinctWithin),
  expect_compound_columns_to_be_unique: several((columns, ignored) => {
    if (ignored === 'none') throw new Untranslated('keys of rows that lack every part are not checked.')
    return { check: 'unique', columns, count: 'all', ignoreRowIf: ignored }
  }),
}

function pair(implementation: (columns: readonly string[], ignored: Ignored, given: Arguments) => Keys): Translate {
  return (given) => rowTranslation([given.text('column_A'), given.text('column_B')], implementation, given)
}

function several(implementation: (columns: readonly string[], ignored: Ignored, given: Arguments) => Keys): Translate {
  return (given) => rowTranslation(given.texts('column_list'), implementation, given)
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
  neither: 'none',
  all_values_are_missing: 'allMissing',
  any_value_is_missing: 'anyMissing',
  never: 'none',
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
  if (ignored === 'none') return { check: 'condition', expression: broken }
  const isThere = names.map((name) => `${name} IS NOT NULL`).join(ignored === 'allMissing' ? ' OR ' : ' AND ')
  return { check: 'condition', expression: `CASE WHEN ${isThere} THEN ${broken} END` }
}

/** Two that are missing are the same. */
function distinctWithin(columns: readonly string[], ignored: Ignored): Keys {
  const names = columns.map(nameSql)
  const tests = names.flatMap((one, index) => names.slice(index + 1).map((other) => `${one} IS DISTINCT FROM ${other}`))
  return checked(columns, ignored, tests.join(' AND ') || 'true')
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(isValue)
}
