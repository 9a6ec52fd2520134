import type { GoldenCase } from './read-golden.ts'

/** Cases where mlgate answers otherwise on purpose. */
export interface Difference {
  readonly because: string
  concerns(one: GoldenCase): boolean
  /** What mlgate answers instead. */
  readonly answers: readonly ('pass' | 'fail' | 'error' | 'not imported')[]
}

/** The list of docs/contracts/importing.md. */
export const differences: readonly Difference[] = [
  {
    because: 'a rule that nothing can break is listed, not imported',
    concerns: ({ type, kwargs: { value_set: values } }) =>
      Array.isArray(values) &&
      values.every((value) => value === null) &&
      (type.includes('not_be_in_set') || type.includes('distinct') || type.includes('most_common')),
    answers: ['not imported'],
  },
  {
    because: 'no column has a missing value among its values',
    concerns: ({ type, kwargs: { value_set: values } }) =>
      /(contain|equal)_set$/.test(type) && Array.isArray(values) && values.includes(null),
    answers: ['not imported'],
  },
  {
    because: 'RE2 has neither look-around nor back-references',
    concerns: ({ kwargs: { regex } }) => typeof regex === 'string' && /\(\?=|\\1/.test(regex),
    answers: ['not imported'],
  },
  {
    because: 'keys of rows that lack every part are not checked',
    concerns: ({ type, kwargs }) => type.includes('compound_columns') && kwargs.ignore_row_if === 'never',
    answers: ['not imported'],
  },
  {
    because: 'what cannot be computed is an error, not a pass',
    concerns: ({ type, kwargs: { column } }) =>
      (type.includes('z_scores') && ['nothing', 'k', 'empty', 'void'].includes(String(column))) ||
      (/sum|proportion_of_unique/.test(type) && ['nothing', 'empty', 'void'].includes(String(column))),
    answers: ['error'],
  },
  {
    because: 'dates are read in the usual ways of writing them, not in all that dateutil guesses',
    concerns: ({ type }) => type.includes('dateutil'),
    answers: ['fail'],
  },
  {
    because: 'numbers are not compared with texts',
    concerns: ({ type, kwargs: { column_list: list } }) =>
      /unique_within_record|values_to_be_equal/.test(type) && Array.isArray(list) && list.join() === 'a,s',
    answers: ['error'],
  },
  {
    because: 'bounds that are texts are taken as 0.x takes them; 1.x refuses them',
    concerns: ({ type, kwargs: { column, min_value: low, max_value: high } }) =>
      type.endsWith('values_to_be_between') && column === 'u' && [low, high].some((bound) => typeof bound === 'string'),
    answers: ['pass', 'fail'],
  },
  {
    because: 'str is a type of texts; pandas 3 has another name for it in a list',
    concerns: ({ type, kwargs: { column, type_list: list } }) =>
      type.endsWith('in_type_list') && column === 'g' && Array.isArray(list) && list.includes('str'),
    answers: ['pass'],
  },
  {
    because: 'a date is compared with a timestamp as its midnight, where Great Expectations raises an exception',
    concerns: ({ kwargs: { column }, raised }) => column === 'day' && raised,
    answers: ['pass', 'fail'],
  },
  {
    because: 'bounds of a count are not cut to whole numbers: at least 0.8 is at least 1',
    concerns: ({ type, kwargs: { column, min_value: low } }) =>
      type.includes('unique_value_count') && column === 'nothing' && low === 0.8,
    answers: ['fail'],
  },
]
