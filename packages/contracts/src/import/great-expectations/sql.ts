import type { Scalar } from '../../plan/predicate.ts'

/** A column's name in SQL. */
export function nameSql(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A value in SQL. */
export function valueSql(value: Exclude<Scalar, null>): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
}
