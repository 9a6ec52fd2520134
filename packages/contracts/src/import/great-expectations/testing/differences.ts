import type { GoldenCase } from './read-golden.ts'

/** Cases where mlgate answers otherwise on purpose. */
export interface Difference {
  readonly because: string
  concerns(one: GoldenCase): boolean
  /** What mlgate answers instead. */
  readonly answers: readonly ('pass' | 'fail' | 'error' | 'not imported')[]
}

/** Columns of golden.json, by what they hold. */
const booleans = ['bool', 'maybe', 'flag', 'bools']
const times = ['noon', 'time', 'zoned', 'date']
const withoutValues = ['nothing', 'empty', 'void', 'none']
const differentTypes = ['a,s', 'whole,digits', 'date,time', 'time,zoned', 'dates,date', 'mixed,whole', 'mixed,text']

/** The list of docs/contracts/importing.md. */
export const differences: readonly Difference[] = [
  {
    because: 'a rule that nothing can break is listed, not imported',
    concerns: ({ type, kwargs: { value_set: values, mostly, threshold, partition_object: partition } }) =>
      mostly === 0 ||
      (type.includes('kl_divergence') && (threshold === undefined || partition === undefined)) ||
      (Array.isArray(values) &&
        values.every((value) => value === null) &&
        (type.includes('not_be_in_set') || type.includes('distinct') || type.includes('most_common'))),
    answers: ['not imported'],
  },
  {
    because: 'bounds that are missing, or leave no room, are listed',
    concerns: ({ type, kwargs: { min_value: low, max_value: high, strict_min: strict, quantile_ranges: ranges } }) =>
      type.endsWith('_between') &&
      ranges === undefined &&
      ((low ?? high ?? undefined) === undefined || Number(low) > Number(high) || strict === true),
    answers: ['not imported'],
  },
  {
    because: 'no column has a missing value among its values',
    concerns: ({ type, kwargs: { value_set: values } }) =>
      /(contain|equal)_set$/.test(type) && Array.isArray(values) && values.includes(null),
    answers: ['not imported'],
  },
  {
    because: 're2 has neither look-around nor back-references',
    concerns: ({ kwargs: { regex } }) => typeof regex === 'string' && /\(\?=|\\1/.test(regex),
    answers: ['not imported'],
  },
  {
    because: 'a column that stands twice in a list is listed',
    concerns: ({ kwargs: { column_list: list, column_A: a, column_B: b } }) =>
      (Array.isArray(list) && new Set(list).size < list.length) || (a !== undefined && a === b),
    answers: ['not imported'],
  },
  {
    because: 'a column index of 0 is the first place, where great expectations does not look',
    concerns: ({ kwargs: { column_index: index } }) => index === 0,
    answers: ['fail'],
  },
  {
    because: 'conditions that compute, or call functions, are listed',
    concerns: ({ kwargs: { row_condition: condition } }) =>
      typeof condition === 'string' && /\.str\.| \+ /.test(condition),
    answers: ['not imported'],
  },
  {
    because: 'holdouts are listed for values, and taken for bins',
    concerns: ({ type, kwargs: { tail_weight_holdout: holdout } }) =>
      type.includes('kl_divergence') && holdout !== undefined,
    answers: ['not imported'],
  },
  {
    because: 'what cannot be computed is an error, not a pass',
    concerns: ({ type, kwargs: { column } }) =>
      (type.includes('z_scores') && [...withoutValues, 'k', 'inf'].includes(String(column))) ||
      (/sum|proportion_of_unique|distinct_values|kl_divergence/.test(type) && withoutValues.includes(String(column))),
    answers: ['error'],
  },
  {
    because: 'of no rows there is no sum, no share and no list of values',
    concerns: ({ kwargs: { row_condition: condition } }) => condition === 'whole > 100',
    answers: ['error'],
  },
  {
    because: 'the type of a column counts although it has no value',
    concerns: ({ type, kwargs: { column, column_list: list } }) =>
      (withoutValues.includes(String(column)) && /values_to_be_between|strftime|json|dateutil/.test(type)) ||
      (type.includes('multicolumn_sum') && Array.isArray(list) && list.some((name) => withoutValues.includes(name))),
    answers: ['fail'],
  },
  {
    because: 'where every row is left out a rule about columns holds, whatever their types',
    concerns: ({ type, kwargs: { column_A: a, column_B: b } }) =>
      type.includes('greater_than') && [a, b].some((name) => withoutValues.includes(String(name))),
    answers: ['pass'],
  },
  {
    because: 'true and false have no order and no quantiles, and no pattern finds them',
    concerns: ({ type, kwargs: { column, column_A: a } }) =>
      booleans.includes(String(column ?? a)) && /regex|lengths|creasing|quantile|greater_than/.test(type),
    answers: ['fail'],
  },
  {
    because: 'no pattern finds times, numbers of which others are missing, float32, or fractions of a csv file',
    concerns: ({ table, type, kwargs: { column } }) =>
      /regex|lengths/.test(type) &&
      [...times, 'some', 'real', 'year', 'inf', 'exp', ...(table === 'plain' ? ['float', 'zero'] : [])].includes(
        String(column),
      ),
    answers: ['fail'],
  },
  {
    because: 'times have no z-scores, and decimals no quantiles',
    concerns: ({ type, kwargs: { column } }) =>
      (type.includes('z_scores') && times.includes(String(column))) ||
      (type.includes('quantile') && column === 'money'),
    answers: ['error', 'fail'],
  },
  {
    because: 'of lists for times only dates without a time of day are understood',
    concerns: ({ type, kwargs: { column, value_set: values } }) =>
      /not_be_in_set|distinct/.test(type) &&
      times.includes(String(column)) &&
      Array.isArray(values) &&
      values.some((value) => typeof value === 'string' && !/^\d{4}-\d\d-\d\d$/.test(value)),
    answers: ['fail'],
  },
  {
    because: 'a greatest text is compared with a date to the second, not by its day',
    concerns: ({ table, type, kwargs: { column, min_value: low } }) =>
      table === 'plain' &&
      /_(min|max)_/.test(type) &&
      ['time', 'text'].includes(String(column)) &&
      typeof low === 'string',
    answers: ['fail', 'error'],
  },
  {
    because: 'within a row, values of different types are the same when they read the same',
    concerns: ({ type, kwargs: { column_list: list } }) =>
      type.includes('unique_within_record') && Array.isArray(list) && differentTypes.includes(list.join()),
    answers: ['error', 'fail'],
  },
  {
    because: 'numbers of a csv file with leading zeros, signs, spaces or more digits than 2^53 are texts, as is NA',
    concerns: ({ table, kwargs: { column } }) =>
      table === 'odd' && ['zip', 'padded', 'plus', 'big', 'na'].includes(String(column)),
    answers: ['pass', 'fail', 'error'],
  },
  {
    because: 'a number of a csv file is json when it is written so',
    concerns: ({ table, type }) => table === 'odd' && type.includes('json'),
    answers: ['fail'],
  },
  {
    because: 'dates are read in the usual ways of writing them, not in all that dateutil guesses',
    concerns: ({ type }) => type.includes('dateutil'),
    answers: ['fail'],
  },
  {
    because: 'bounds of a count are not cut to whole numbers: at least 0.8 is at least 1',
    concerns: ({ type, kwargs: { column, min_value: low } }) =>
      type.includes('unique_value_count') && column === 'nothing' && low === 0.8,
    answers: ['fail'],
  },
  {
    because: 'means and deviations of float32 are taken in double precision',
    concerns: ({ type, kwargs: { column } }) => column === 'real' && /mean|stdev/.test(type),
    answers: ['pass', 'fail'],
  },
  {
    because: 'names of types of sql and spark mean what they mean there; pandas has none of that name',
    concerns: ({ type, kwargs: { type_: name } }) =>
      /of_type|type_to_be/.test(type) && /^(INTEGER|TEXT|VARCHAR)$/.test(String(name)),
    answers: ['pass'],
  },
  {
    because: 'patterns of like are checked; great expectations has none for pandas',
    concerns: ({ type }) => type.includes('like_pattern'),
    answers: ['pass'],
  },
]
