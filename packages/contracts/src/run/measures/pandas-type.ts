import { type PlainValue, quoteName, quoteText } from '@mlgate/tables'
import type { MeasureOf } from '../../plan/measure.ts'
import { type PandasType, pandasMissingTexts } from '../../plan/pandas-type.ts'
import type { MeasureRunner } from '../measure-runner.ts'
import { columnOf, familyOf, presentSql, type QueryColumn, valueFamilyOf } from '../value-sql.ts'

/** What pandas' reader of CSV takes for values of a type; more digits may not fit its integers. */
const patterns = {
  integer: '\\s*[+-]?[0-9]{1,18}\\s*',
  number: '\\s*[+-]?(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?|(?i:inf|infinity))\\s*',
  boolean: 'True|TRUE|true|False|FALSE|false',
}

/** By what the file declares; in text files, which declare nothing, by all of the values, as pandas' reader does it. */
export const pandasType: MeasureRunner<MeasureOf<'pandas-type'>> = {
  columnsAsText: () => [],
  aggregates: ({ column }, scope) => {
    const own = columnOf(scope.columns, column)
    if (own.declared || valueFamilyOf(own) !== 'text') return [`count_if(${presentSql(own)})`, 'count(*)']
    const name = quoteName(column)
    const texts = pandasMissingTexts.map(quoteText).join(', ')
    const present = `${name} IS NOT NULL AND ${name} NOT IN (${texts})`
    const matching = Object.values(patterns).map(
      (pattern) => `count_if(${present} AND regexp_full_match(${name}, ${quoteText(pattern)}))`,
    )
    return [`count_if(${present})`, 'count(*)', ...matching]
  },
  measure: ({ column, types }, answers, { columns }) => {
    const found = typeOf(columnOf(columns, column), answers)
    const isOne = found !== undefined && types.includes(found)
    const observed = found === undefined ? 'pandas has another type for the column' : `pandas reads ${found}`
    return { value: isOne ? 0 : 1, observed, countsRows: false }
  },
  failingRows: () => undefined,
}

/** Undefined for a type that pandas does not have, and for numbers that are too long to say what becomes of them. */
function typeOf(column: QueryColumn, answers: readonly PlainValue[]): PandasType | undefined {
  const [present = 0, rows = 0, integers, numbers, booleans] = answers.map(Number)
  const isComplete = present === rows
  if (integers === undefined) return column.declared ? declaredType(column, isComplete) : readType(column, isComplete)
  if (present === 0) return 'empty'
  if (integers === present) return isComplete ? 'int64' : 'gapped-integer'
  if (numbers === present) return 'written-float'
  if (booleans === present) return isComplete ? 'bool' : 'object-bool'
  return 'str'
}

/** Of a column of which all values read as a type. */
function readType(column: QueryColumn, isComplete: boolean): PandasType | undefined {
  switch (valueFamilyOf(column)) {
    case 'integer':
      return isComplete ? 'int64' : 'gapped-integer'
    case 'number':
      return 'written-float'
    case 'boolean':
      return isComplete ? 'bool' : 'object-bool'
    default:
      return undefined
  }
}

const integerTypes: Readonly<Record<string, PandasType>> = {
  TINYINT: 'int8',
  SMALLINT: 'int16',
  INTEGER: 'int32',
  BIGINT: 'int64',
  UTINYINT: 'uint8',
  USMALLINT: 'uint16',
  UINTEGER: 'uint32',
  UBIGINT: 'uint64',
}

const otherTypes: Readonly<Record<string, PandasType>> = {
  FLOAT: 'float32',
  DOUBLE: 'float64',
  VARCHAR: 'str',
  TIMESTAMP_S: 'datetime64[s]',
  TIMESTAMP_MS: 'datetime64[ms]',
  TIMESTAMP: 'datetime64[us]',
  TIMESTAMP_NS: 'datetime64[ns]',
  'TIMESTAMP WITH TIME ZONE': 'datetime64-with-zone',
  DATE: 'object-date',
  TIME: 'object-time',
  BLOB: 'object-bytes',
}

function declaredType(column: QueryColumn, isComplete: boolean): PandasType | undefined {
  const { type } = column
  if (type === 'BOOLEAN') return isComplete ? 'bool' : 'object-bool'
  if (type.startsWith('DECIMAL')) return 'object-decimal'
  if (familyOf(column) === 'integer') return isComplete ? integerTypes[type] : 'gapped-integer'
  return otherTypes[type]
}
