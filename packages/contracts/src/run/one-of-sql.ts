import { quoteName, quoteText } from '@mlgate/tables'
import type { Predicate, Scalar } from '../plan/predicate.ts'
import { familyOf, numberOf, numberSql, presentSql, type QueryColumn, textOf, valueFamilyOf } from './value-sql.ts'

/** A predicate over a list of values. */
export type Listing = Extract<Predicate, { is: 'any-of' | 'none-of' }>

/** Whether the value is one of those listed: texts as they are written, points in time whatever their form. */
export function oneOf(column: QueryColumn, listed: readonly Scalar[], sameType = false): string {
  const values = sameType ? listed.flatMap((value) => valueOfType(column, value)) : listed
  if (values.length === 0) return 'false'
  // An empty field of a CSV file is both: missing, and the empty text.
  const isMissing = (value: Scalar): boolean => value === null || (value === '' && !column.declared && !sameType)
  const texts = values.filter((value): value is string => typeof value === 'string' && !isMissing(value))
  const isWhole = (value: Scalar): value is number => Number.isSafeInteger(value) && familyOf(column) === 'integer'
  const numbers = values.filter(isWhole)
  const tests = [
    ...(values.some(isMissing) ? [`NOT ${presentSql(column)}`] : []),
    // Hundreds of comparisons one after the other take a hundred times as long as one list.
    ...(texts.length === 0 ? [] : [`list_contains([${texts.map(quoteText).join(', ')}], ${textOf(column)})`]),
    ...(numbers.length === 0
      ? []
      : [`list_contains([${numbers.join(', ')}]::HUGEINT[], ${quoteName(column.name)}::HUGEINT)`]),
    ...values
      .filter((value) => typeof value === 'number' && !isWhole(value))
      .map((value) => `${numberOf(column)} = ${numberSql(Number(value))}`),
    ...values.filter((value) => typeof value === 'boolean').map((value) => `lower(${textOf(column)}) = '${value}'`),
  ]
  return `(${tests.map((test) => `coalesce(${test}, false)`).join(' OR ')})`
}

/** The value as one of the column's type; nothing where it is of another. */
function valueOfType(column: QueryColumn, value: Scalar): readonly Scalar[] {
  const family = valueFamilyOf(column)
  if (value === null) return [value]
  if (family === 'integer' || family === 'number') {
    return typeof value === 'string' || isAnotherDecimal(column, Number(value)) ? [] : [Number(value)]
  }
  if (family === 'boolean') return value === 1 || value === 0 || typeof value === 'boolean' ? [Boolean(value)] : []
  return typeof value === 'string' && !(family === 'date' && column.declared) ? [value] : []
}

/** 0.1 is no decimal number to a computer, but one a little beside it: no column of decimals holds that. */
function isAnotherDecimal({ type }: QueryColumn, value: number): boolean {
  return type.startsWith('DECIMAL') && !Number.isInteger(value * 2 ** 40)
}

/** Whether the list has texts that are no times, with which a column of times cannot be compared. */
export function isIncomparable(column: QueryColumn, { values, sameType }: Listing): boolean {
  const isNoMoment = (value: Scalar): boolean => typeof value === 'string' && Number.isNaN(Date.parse(value))
  return sameType === true && valueFamilyOf(column) === 'timestamp' && values.some(isNoMoment)
}
