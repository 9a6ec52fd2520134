import { quoteName, quoteText } from '@mlgate/tables'
import type { RowRule, Scalar } from '../plan/predicate.ts'
import { oneOf } from './one-of-sql.ts'
import { type Family, numberOf, numberSql, presentSql, type QueryColumn, textOf, valueFamilyOf } from './value-sql.ts'

/** True, never NULL, where the values of one row are not as they must be. Values that are missing fail what compares them. */
export function rowUnlikeSql(must: RowRule, columns: readonly QueryColumn[]): string {
  switch (must.be) {
    case 'equal':
      if (must.sameType && !isComparable(columns)) return 'true'
      return `NOT ${comparison(columns[0]!, '=', columns[1]!)}`
    case 'greater':
      if (must.sameType && !(isComparable(columns) && columns.every(isOrdered))) return 'true'
      return `NOT ${comparison(columns[0]!, must.orEqual ? '>=' : '>', columns[1]!)}`
    case 'different': {
      const pairs = columns.flatMap((a, index) => columns.slice(index + 1).map((b) => comparison(a, '=', b)))
      return `(${pairs.join(' OR ')})`
    }
    case 'listed': {
      const pairs = must.values.map(
        (values) => `(${values.map((value, index) => isValue(columns[index]!, value, must.sameType)).join(' AND ')})`,
      )
      return `NOT coalesce(${pairs.join(' OR ')}, false)`
    }
    case 'sum': {
      const sum = columns.map((column) => `(${numberOf(column)})::DOUBLE`).join(' + ')
      const within = `abs(${sum} - ${numberSql(must.equals)}) <= ${numberSql(must.tolerance)}`
      const complete = columns.map(presentSql).join(' AND ')
      return `NOT (${complete} AND coalesce(${within}, false))`
    }
  }
}

/** Numbers by size, times by when they are, texts by their characters; a text beside a number is read as one. */
function comparison(a: QueryColumn, operator: string, b: QueryColumn): string {
  const families = [valueFamilyOf(a), valueFamilyOf(b)]
  const compared =
    families.some(isNumeric) || families.every((family) => family === 'boolean')
      ? `${numberOf(a)} ${operator} ${numberOf(b)}`
      : families.some(isMoment)
        ? `TRY_CAST(${quoteName(a.name)} AS TIMESTAMPTZ) ${operator} TRY_CAST(${quoteName(b.name)} AS TIMESTAMPTZ)`
        : a.type === b.type
          ? `${quoteName(a.name)} ${operator} ${quoteName(b.name)}`
          : `${textOf(a)} ${operator} ${textOf(b)}`
  return `(${presentSql(a)} AND ${presentSql(b)} AND coalesce(${compared}, false))`
}

const isNumeric = (family: Family): boolean => family === 'integer' || family === 'number'
const isMoment = (family: Family): boolean => family === 'date' || family === 'timestamp'

/** Whether values of the columns are of one type; true and false are numbers. */
function isComparable(columns: readonly QueryColumn[]): boolean {
  const types = columns.map((column) => {
    const family = valueFamilyOf(column)
    if (family === 'date') return 'local time'
    if (family === 'timestamp') return column.type.endsWith('WITH TIME ZONE') ? 'instant' : 'local time'
    return isNumeric(family) || family === 'boolean' ? 'number' : family
  })
  return new Set(types).size === 1
}

function isOrdered(column: QueryColumn): boolean {
  return valueFamilyOf(column) !== 'boolean'
}

function isValue(column: QueryColumn, value: Scalar, sameType = false): string {
  if (value === null) return `NOT ${presentSql(column)}`
  if (sameType) return `(${presentSql(column)} AND ${oneOf(column, [value], true)})`
  if (typeof value === 'number') return `${numberOf(column)} = ${numberSql(value)}`
  if (typeof value === 'boolean') return `lower(${textOf(column)}) = '${value}'`
  return `${textOf(column)} = ${quoteText(String(value))}`
}
