import { type Arguments, isValue, Untranslated } from './arguments.ts'
import { boundTexts, isNumberText, momentBounds, momentGuard, numberBounds } from './bounds.ts'
import { divergence } from './distribution-expectation.ts'
import {
  type Guard,
  ofDates,
  ofDatesOrTexts,
  ofNumbers,
  ofNumbersAndDecimals,
  ofPlainNumbers,
  ofTimes,
  ofTimesOrTexts,
} from './guards.ts'
import { nameSql } from './sql.ts'
import type { Translate, Translation } from './translation.ts'
import { sameType } from './value-expectations.ts'

type Keys = Readonly<Record<string, unknown>>

/** Expectations about one number, or a set, that a whole column comes to. */
export const columnExpectations: Readonly<Record<string, Translate>> = {
  expect_column_to_exist: (given) => {
    const index = given.optionalNumber('column_index')
    const column = given.text('column')
    if (index === undefined) return { column, where: 'none' }
    // Python counts from 0, and from the end with -1.
    return { column, implementation: { check: 'place', is: index < 0 ? index : index + 1 }, where: 'none' }
  },
  expect_column_mean_to_be_between: aggregate('mean', numberBounds, 'considered', () => ofNumbers),
  expect_column_median_to_be_between: aggregate('median', numberBounds, 'considered', () => ofNumbersAndDecimals),
  expect_column_sum_to_be_between: aggregate('sum', numberBounds, 'considered', () => ofNumbers),
  expect_column_stdev_to_be_between: aggregate('standardDeviation', numberBounds, 'considered', () => ofNumbers),
  expect_column_min_to_be_between: aggregate('minimumValue', momentBounds, 'considered', extremeGuard),
  expect_column_max_to_be_between: aggregate('maximumValue', momentBounds, 'considered', extremeGuard),
  expect_column_unique_value_count_to_be_between: aggregate('distinctCount', numberBounds, 'counted'),
  expect_column_proportion_of_unique_values_to_be_between: aggregate('distinctShare'),
  expect_column_proportion_of_non_null_values_to_be_between: shareOfValues,
  expect_column_distinct_values_to_be_in_set: distinct('in'),
  expect_column_distinct_values_to_contain_set: distinct('contain'),
  expect_column_distinct_values_to_equal_set: distinct('equal'),
  expect_column_most_common_value_to_be_in_set: (given) => ({
    column: given.text('column'),
    implementation: {
      check: 'mostCommonValue',
      in: someValues(given, 'value_set'),
      ...sameType(given.values('value_set')),
      ...(given.flag('ties_okay') ? { tiesOk: true } : {}),
    },
    where: 'considered',
  }),
  expect_column_quantile_values_to_be_between: quantiles,
  expect_column_kl_divergence_to_be_less_than: divergence,
}

function aggregate(
  check: string,
  bounds: (given: Arguments) => Keys = numberBounds,
  where: Translation['where'] = 'considered',
  guard?: (given: Arguments) => Guard | undefined,
): Translate {
  return (given) => {
    const beside = guard?.(given)
    return {
      column: given.text('column'),
      implementation: { check, ...bounds(given) },
      where,
      ...(beside === undefined ? {} : { guard: beside }),
    }
  }
}

/** A least text is read as what the bounds are. */
function extremeGuard(given: Arguments): Guard | undefined {
  const texts = boundTexts(given)
  if (texts.every(isNumberText)) return ofNumbersAndDecimals
  if (given.isOld) return undefined
  const guard = momentGuard(texts)
  return guard === ofDates ? ofDatesOrTexts : guard === ofTimes ? ofTimesOrTexts : guard
}

function distinct(must: 'in' | 'contain' | 'equal'): Translate {
  return (given) => {
    if (must !== 'in' && given.list('value_set').includes(null)) {
      throw new Untranslated('value_set holds a missing value, which no column has as a value.')
    }
    return {
      column: given.text('column'),
      implementation: {
        check: 'distinctValues',
        [must]: someValues(given, 'value_set'),
        ...sameType(given.values('value_set')),
      },
      where: 'considered',
    }
  }
}

function someValues(given: Arguments, name: string): readonly (string | number | boolean)[] {
  const values = given.values(name)
  if (values.length === 0) throw new Untranslated(`${name} is empty, which is not checked here.`)
  return values
}

/** The least share is what `mostly` says; other bounds need the number itself. */
function shareOfValues(given: Arguments, condition: string | undefined): Translation {
  const column = given.text('column')
  const bounds = numberBounds(given)
  if (Object.keys(bounds).join() === 'minimum') {
    const share = Number(bounds.minimum)
    if (share > 0 && share <= 1) {
      return {
        column,
        implementation: { check: 'notNull', asPandas: true, ...(share === 1 ? {} : { mostly: share }) },
        where: 'considered',
      }
    }
  }
  const where = condition === undefined ? '' : ` WHERE ${condition}`
  const present = `count(*) FILTER (WHERE lower(${nameSql(column)}::VARCHAR) <> 'nan')`
  return {
    columns: [column],
    implementation: { check: 'sqlValue', query: `SELECT ${present} / count(*)::DOUBLE FROM data${where}`, ...bounds },
    where: 'done',
  }
}

function quantiles(given: Arguments): Translation {
  const ranges = given.get('quantile_ranges')
  if (typeof ranges !== 'object' || ranges === null || !('quantiles' in ranges) || !('value_ranges' in ranges)) {
    throw new Untranslated('quantile_ranges must have quantiles and value_ranges.')
  }
  const { quantiles: wanted, value_ranges: bounds } = ranges
  if (!Array.isArray(wanted) || !Array.isArray(bounds) || wanted.length !== bounds.length) {
    throw new Untranslated('quantiles and value_ranges must be lists of the same length.')
  }
  const levels = wanted.flatMap((level: unknown, index) => {
    const pair: unknown = bounds[index]
    const [low, high]: readonly unknown[] = Array.isArray(pair) ? pair : []
    if (!isLevel(level) || ![low, high].every((side) => side === null || (isValue(side) && typeof side === 'number'))) {
      throw new Untranslated('quantile_ranges must hold levels from 0 to 1, each with two numbers or null.')
    }
    if (low === null && high === null) return []
    return [{ level, ...(low === null ? {} : { minimum: low }), ...(high === null ? {} : { maximum: high }) }]
  })
  if (levels.length === 0) throw new Untranslated('no quantile has a bound, so that it demands nothing.')
  // Without a word on it Great Expectations takes the nearest value.
  const interpolation = given.get('allow_relative_error') || 'nearest'
  if (typeof interpolation !== 'string') throw new Untranslated('allow_relative_error is not a way of interpolation.')
  return {
    column: given.text('column'),
    implementation: { check: 'quantiles', levels, interpolation },
    guard: ofPlainNumbers,
    where: 'considered',
  }
}

function isLevel(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1
}
