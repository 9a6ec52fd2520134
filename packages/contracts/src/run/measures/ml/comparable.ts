import { quoteName, type SqlColumn } from '@mlgate/tables'
import { familyOf } from '../../value-sql.ts'

/** Two SQL expressions of one type: what one file's column and another's are compared by. */
export type Comparable = readonly [own: string, other: string]

/**
 * What two columns are compared by, whatever types their files store them in: numbers as numbers, times as times, all
 * else as text. What cannot be read as the other's type is compared as missing; NaN counts as missing.
 */
export function comparable(own: SqlColumn, other: SqlColumn): Comparable {
  return [own, other].map((column) => readAs(column, commonType(own, other))) as unknown as Comparable
}

/** Like `comparable`, written roughly: numbers rounded, texts without case and surplus space. */
export function roughlyComparable(own: SqlColumn, other: SqlColumn, digits: number): Comparable {
  const [first, second] = comparable(own, other)
  const type = commonType(own, other)
  if (type === 'VARCHAR') return [plainText(first), plainText(second)]
  return isNumber(type) ? [rounded(first, digits), rounded(second, digits)] : [first, second]
}

/** A column's values as they are, NaN as missing. */
export function valueSql(column: SqlColumn): string {
  return readAs(column, column.type)
}

function commonType(own: SqlColumn, other: SqlColumn): string {
  if (own.type === other.type) return own.type
  const families = [familyOf(own), familyOf(other)]
  if (families.every((family) => family === 'integer')) return 'HUGEINT'
  if (families.every((family) => family === 'integer' || family === 'number')) return 'DOUBLE'
  // A column of whole numbers against texts is compared as text: a double would melt long ids into one.
  if (families.includes('number')) return 'DOUBLE'
  if (families.includes('timestamp')) return 'TIMESTAMP WITH TIME ZONE'
  if (families.includes('date')) return 'DATE'
  return 'VARCHAR'
}

function readAs(column: SqlColumn, type: string): string {
  const name = quoteName(column.name)
  const value = column.type === type ? name : `TRY_CAST(${name} AS ${type})`
  return type === 'DOUBLE' || type === 'FLOAT' ? `(CASE WHEN isnan(${value}) THEN NULL ELSE ${value} END)` : value
}

function isNumber(type: string): boolean {
  const family = familyOf({ name: '', type, declared: true })
  return family === 'number' || family === 'integer'
}

function plainText(sql: string): string {
  return `trim(regexp_replace(lower(nfc_normalize(${sql})), '\\s+', ' ', 'g'))`
}

/** To so many significant digits; zero and the infinities stay what they are. */
function rounded(sql: string, digits: number): string {
  const value = `(${sql})::DOUBLE`
  const places = `(${digits - 1} - floor(log10(abs(${value}))))::INTEGER`
  return `(CASE WHEN ${value} = 0 OR isinf(${value}) THEN ${value} ELSE round(${value}, ${places}) END)`
}
