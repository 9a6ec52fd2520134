import type { PandasType, PandasTypeName } from '../../plan/pandas-type.ts'

/**
 * A rule beside the rule itself: of what type its column must be. Of other types Great Expectations raises an exception,
 * or compares something else than what the column says.
 */
export interface Guard {
  readonly name: string
  readonly implementation: Readonly<Record<string, unknown>>
}

/** Times without a zone. */
export const plainTimes: readonly PandasType[] = ['datetime64[s]', 'datetime64[ms]', 'datetime64[us]', 'datetime64[ns]']

/** Columns of Python's own objects. */
export const objects: readonly PandasType[] = [
  'object-bool',
  'object-date',
  'object-time',
  'object-decimal',
  'object-bytes',
]

/** Values are compared one by one, so that of no value all are numbers. */
export const eachNumber: Guard = {
  name: 'type is number or boolean',
  implementation: { check: 'type', is: ['number', 'boolean'] },
}

/** For means, sums and deviations. */
export const ofNumbers = guard('numbers', ['number', 'bool', 'object-bool'])

/** For medians, which decimals have, and least and greatest values. */
export const ofNumbersAndDecimals = guard('numbers or decimals', ['number', 'bool', 'object-bool', 'object-decimal'])

/** For quantiles. */
export const ofPlainNumbers = guard('numbers without true and false', ['number', 'object-bool'])

/** For an order of rows. */
export const ofOrdered = guard('numbers or times', [
  'number',
  'object-bool',
  ...plainTimes,
  'datetime64-with-zone',
  'object-date',
  'object-decimal',
])

export const ofTexts = guard('texts', ['str', 'empty'])

/** For patterns and lengths, which look at what Python writes: numbers read of a text it writes in its own way. */
export const ofWrittenAlike = guard('texts, or what Python writes alike', [
  'integer',
  'float64',
  'empty',
  'str',
  'object-date',
  'object-decimal',
])

export const ofDates = guard('dates', ['object-date'])
export const ofDatesOrTexts = guard('dates, or texts', ['str', 'object-date'])
export const ofTimesOrTexts = guard('times without a zone, or texts', ['str', ...plainTimes])
export const ofTimes = guard('times without a zone', plainTimes)
export const ofInstants = guard('times with a zone', ['datetime64-with-zone'])

export const ofBooleans = guard('true and false', ['bool', 'object-bool'])

function guard(name: string, is: readonly PandasTypeName[]): Guard {
  return { name: `pandas reads ${name}`, implementation: { check: 'pandasType', is } }
}
