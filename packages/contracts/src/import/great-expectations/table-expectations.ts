import { type Arguments, Untranslated } from './arguments.ts'
import { numberBounds } from './bounds.ts'
import type { Translate, Translation } from './translation.ts'

/** Expectations about the table. */
export const tableExpectations: Readonly<Record<string, Translate>> = {
  expect_table_row_count_to_be_between: (given) => counted('rowCount', numberBounds(given)),
  expect_table_row_count_to_equal: (given) => counted('rowCount', exactly(given)),
  expect_table_row_count_to_equal_other_table: (given) =>
    counted('rowCountEquals', { table: given.text('other_table_name') }),
  expect_table_column_count_to_be_between: (given) => ofTable('columnCount', numberBounds(given)),
  expect_table_column_count_to_equal: (given) => ofTable('columnCount', exactly(given)),
  expect_table_columns_to_match_ordered_list: (given) =>
    ofTable('columns', { equal: given.texts('column_list'), ordered: true }),
  expect_table_columns_to_match_set: (given) => {
    const isExact = given.get('exact_match') ?? true
    return ofTable('columns', { [isExact === false ? 'contain' : 'equal']: [...new Set(given.texts('column_set'))] })
  },
  unexpected_rows_expectation: (given, condition) => {
    const query = given.text('unexpected_rows_query')
    if (condition !== undefined) throw new Untranslated('a query with a row_condition is not translated.')
    if (!/\{batch\}/.test(query)) throw new Untranslated('the query reads a table by its name instead of {batch}.')
    return ofTable('violations', { query: query.replaceAll('{batch}', 'data').replace(/;\s*$/, '') })
  },
}

function exactly(given: Arguments): Readonly<Record<string, number>> {
  const value = given.number('value')
  return { minimum: value, maximum: value }
}

function counted(check: string, keys: Readonly<Record<string, unknown>>): Translation {
  return { implementation: { check, ...keys }, where: 'counted' }
}

function ofTable(check: string, keys: Readonly<Record<string, unknown>>): Translation {
  return { implementation: { check, ...keys }, where: 'none' }
}
