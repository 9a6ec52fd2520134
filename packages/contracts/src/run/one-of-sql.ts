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
  const isMoment = column.declared && (family === 'date' || family === 'timestamp')
  return typeof value === 'string' && !isMoment ? [value] : []
}

/** 0.1 is no decimal number to a computer, but one a little beside it: no column of decimals holds that. */
function isAnotherDecimal({ type }: QueryColumn, value: number): boolean {
  return type.startsWith('DECIMAL') && !Number.isInteger(value * 2 ** 40)
}

/** True where a value is one of a list that it must not be one of; never NULL. */
export function listedSql(column: QueryColumn, { values, sameType = false }: Listing): string {
  const texts = values.filter((value) => typeof value === 'string')
  if (!sameType || valueFamilyOf(column) !== 'timestamp' || texts.length === 0) return oneOf(column, values, sameType)
  // Of a list with other texts than dates nobody can say which times it means: it holds them all.
  const areDates = texts.every((text) => /^\d{4}-\d{2}-\d{2}$/.test(text))
  if (!areDates) return presentSql(column)
  return oneOf(
    column,
    texts.map((date) => `${date} 00:00:00`),
  )
}
