import { quoteName, quoteText, type SqlColumn } from '@mlgate/tables'
import type { Side } from '../plan/predicate.ts'
import { familyOf, presentSql, type QueryColumn } from './value-sql.ts'

/** What an item of an array is called in SQL. */
const itemName = '#item'

/** Whether the type is a list of SQL, of any or of fixed length. */
export function isList({ type }: Pick<SqlColumn, 'type'>): boolean {
  return /\[\d*\]$/.test(type)
}

/** Names and order of a struct's fields; undefined for any other type. */
export function structFields({ type }: Pick<SqlColumn, 'type'>): readonly string[] | undefined {
  const inner = /^STRUCT\((.*)\)$/s.exec(type)?.[1]
  if (inner === undefined) return undefined
  const names: string[] = []
  let depth = 0
  let isNext = true
  // Quoted names are whole tokens, so that a parenthesis or comma in one does not count.
  for (const [token] of inner.matchAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'|[(),]|[^\s"'(),]+/g)) {
    if (isNext) names.push(token.startsWith('"') ? token.slice(1, -1).replaceAll('""', '"') : token)
    isNext = false
    if (token === '(') depth++
    else if (token === ')') depth--
    else if (token === ',' && depth === 0) isNext = true
  }
  return names
}

/** The value as JSON; NULL for text that is none. */
export function jsonSql(column: SqlColumn): string {
  const name = quoteName(column.name)
  return familyOf(column) === 'text' || column.type === 'JSON' ? `TRY_CAST(${name} AS JSON)` : `to_json(${name})`
}

/** A path to a field, as a literal: a JSON pointer (RFC 6901), in which no character but ~ and / means anything. */
export function pointerSql(field: string): string {
  return quoteText(`/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`)
}

/** The objects among a column's values as JSON; else NULL. */
export function objectSql(column: SqlColumn): string {
  const json = jsonSql(column)
  return `(CASE WHEN json_type(${json}) = 'OBJECT' THEN ${json} END)`
}

/** The arrays among a column's values as JSON; else NULL. */
export function arraySql(column: SqlColumn): string {
  const json = jsonSql(column)
  return `(CASE WHEN json_type(${json}) = 'ARRAY' THEN ${json} END)`
}

/** Whether a value is no object, or no array. */
export function notNestedSql(column: QueryColumn, type: 'object' | 'array'): string {
  if (isList(column)) return type === 'array' ? 'false' : 'true'
  if (structFields(column) !== undefined) return type === 'object' ? 'false' : 'true'
  return `coalesce(json_type(${jsonSql(column)}) <> '${type.toUpperCase()}', true)`
}

/** Whether an object lacks a value in one of the fields: the field, or it is null or NaN. */
export function missingFieldSql(column: QueryColumn, fields: readonly string[]): string {
  const object = objectSql(column)
  const missing = fields.map((field) => {
    const path = pointerSql(field)
    const hasNaN = `(json_type(${object}, ${path}) = 'DOUBLE' AND json_extract_string(${object}, ${path}) = 'NaN')`
    return `(json_extract_string(${object}, ${path}) IS NULL OR ${hasNaN})`
  })
  return `(${object} IS NOT NULL AND (${missing.join(' OR ') || 'false'}))`
}

/** Whether an array or object has too few or too many parts. */
export function beyondSizeSql(column: QueryColumn, part: 'items' | 'fields', side: Side, size: number): string {
  return `${sizeSql(column, part)} ${side === 'below' ? '<' : '>'} ${size}`
}

function sizeSql(column: QueryColumn, part: 'items' | 'fields'): string {
  if (part === 'items') {
    return isList(column) ? `len(${quoteName(column.name)})` : `json_array_length(${arraySql(column)})`
  }
  const item = quoteName(itemName)
  return `len(list_filter(json_extract_string(${objectSql(column)}, '$.*'), lambda ${item}: ${item} IS NOT NULL))`
}

/** Whether an array has a value twice. Missing items are no duplicates; JSON numbers are compared as numbers. */
export function repeatedItemSql(column: QueryColumn): string {
  const item = quoteName(itemName)
  if (isList(column)) {
    const present = `list_filter(${quoteName(column.name)}, lambda ${item}: ${presentSql(itemOf(column))})`
    return `len(list_distinct(${present})) < len(${present})`
  }
  const number = `(${item}::VARCHAR)::DOUBLE`
  const text = `CASE WHEN json_type(${item}) <> 'DOUBLE' THEN ${item}::VARCHAR WHEN ${number} = trunc(${number}) AND abs(${number}) < 1e15 THEN ${number}::BIGINT::VARCHAR ELSE ${number}::VARCHAR END`
  const present = `list_filter(json_extract(${arraySql(column)}, '$[*]'), lambda ${item}: json_type(${item}) <> 'NULL')`
  const texts = `list_transform(${present}, lambda ${item}: ${text})`
  return `len(list_distinct(${texts})) < len(${texts})`
}

/** Whether a list has an item for which a condition holds. */
export function anyItemSql(column: QueryColumn, conditionOf: (item: QueryColumn) => string): string {
  const condition = conditionOf(itemOf(column))
  return `len(list_filter(${quoteName(column.name)}, lambda ${quoteName(itemName)}: ${condition})) > 0`
}

function itemOf(column: QueryColumn): QueryColumn {
  return { ...column, name: itemName, type: column.type.replace(/\[\d*\]$/, '') }
}
