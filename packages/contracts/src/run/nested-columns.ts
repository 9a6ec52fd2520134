import { ConfigurationError } from '@mlgate/core'
import { quoteName, type SqlColumn, type Tables } from '@mlgate/tables'
import type { NestedColumn } from '../plan/nested-column.ts'
import { arraySql, isList, jsonSql, objectSql, pointerSql, structFields } from './nested-sql.ts'
import { familyOf, type QueryColumn, type QueryColumns } from './value-sql.ts'

/** A file's columns and the parts of them that checks name, with SQL that computes the parts. */
export interface NestedInQueries {
  readonly columns: QueryColumns
  readonly computed: ReadonlyMap<string, string>
}

/**
 * Finds the parts of columns in a file, by one scan where the file does not declare them: fields of objects and items of
 * arrays in JSON text have the type that all their values have in the file, as columns of JSON files have. A field that
 * no row has is not there.
 *
 * @throws ConfigurationError when the file has a column of a part's name: nobody could tell which one is meant
 */
export async function findNestedColumns(
  nested: readonly NestedColumn[],
  columns: QueryColumns,
  tables: Tables,
  file: string,
): Promise<NestedInQueries> {
  if (nested.length === 0) return { columns, computed: new Map() }
  const names = new Set([...columns.keys()].map((name) => name.toLowerCase()))
  const taken = nested.find(({ name }) => names.has(name.toLowerCase()))
  if (taken !== undefined) {
    throw new ConfigurationError(
      `${file}: has a column ${JSON.stringify(taken.name)}, and the contract means a part of the column ${JSON.stringify(taken.parent)}. Rename one.`,
    )
  }
  const sources = nested.flatMap((part) => {
    const parent = columns.get(part.parent)
    const source = parent && sourceOf(part, parent)
    return source === undefined ? [] : [{ part, source }]
  })
  if (sources.length === 0) return { columns, computed: new Map() }
  const asked = sources.flatMap(({ source }) => source.questions)
  const [answers = []] = await tables.query(file, `SELECT ${asked.join(', ')} FROM data`)
  const found: [string, QueryColumn][] = []
  const computed = new Map<string, string>()
  for (const [index, { part, source }] of sources.entries()) {
    const [first, second] = answers.slice(2 * index, 2 * index + 2)
    const typed = source.typed(first === null || first === undefined ? undefined : String(first), Number(second) > 0)
    if (typed === undefined) continue
    const { type, declared, sql } = typed
    found.push([part.name, { name: part.name, type, declared, numbersAsText: false, nested: true }])
    computed.set(part.name, sql)
  }
  return { columns: new Map([...columns, ...found]), computed }
}

/** The tables, of which queries over one file see columns more. */
export function withComputed(tables: Tables, file: string, computed: ReadonlyMap<string, string>): Tables {
  if (computed.size === 0) return tables
  return {
    ...tables,
    query: (asked, sql, options) => tables.query(asked, sql, asked === file ? { ...options, computed } : options),
  }
}

/** Where a part comes from: two aggregates that tell its type, and what their answers mean. */
interface PartSource {
  readonly questions: readonly [string, string]
  /** Undefined when the part is not there. */
  typed(first: string | undefined, isWide: boolean): TypedPart | undefined
}

interface TypedPart extends Pick<SqlColumn, 'type' | 'declared'> {
  readonly sql: string
}

function sourceOf({ part }: NestedColumn, parent: QueryColumn): PartSource | undefined {
  if (part.is === 'field') {
    const fields = structFields(parent)
    if (fields !== undefined) return fields.includes(part.field) ? fieldOfStruct(parent, part.field) : undefined
    return isJsonText(parent) ? fieldOfJson(parent, part.field) : undefined
  }
  if (isList(parent)) return declaredPart(quoteName(parent.name), parent.type)
  return isJsonText(parent) ? itemsOfJson(parent) : undefined
}

/** Maps of Parquet are read as the objects that they are in JSON. */
function isJsonText(column: SqlColumn): boolean {
  return familyOf(column) === 'text' || column.type === 'JSON' || /^MAP\(.*\)$/s.test(column.type)
}

function declaredPart(sql: string, type?: string): PartSource {
  return {
    questions: [`min(typeof(${sql}))`, 'NULL'],
    typed: (found) => ({ type: type ?? found ?? 'VARCHAR', declared: true, sql }),
  }
}

function fieldOfStruct(parent: QueryColumn, field: string): PartSource {
  const literal = `'${field.replaceAll("'", "''")}'`
  return declaredPart(`struct_extract(${quoteName(parent.name)}, ${literal})`)
}

function fieldOfJson(parent: QueryColumn, field: string): PartSource {
  const path = pointerSql(field)
  // Of an array, a pointer of digits means an item.
  const json = /^(\d+|-)$/.test(field) ? objectSql(parent) : jsonSql(parent)
  const text = `json_extract_string(${json}, ${path})`
  return {
    questions: [`string_agg(DISTINCT json_type(${json}, ${path}), ' ')`, `count_if(${isWideSql(text)})`],
    typed: (kinds, isWide) => {
      if (kinds === undefined) return undefined
      const { type, declared } = typeOf(kinds, isWide)
      return { type, declared, sql: type === 'VARCHAR' ? text : `${text}::${type}` }
    },
  }
}

function itemsOfJson(parent: QueryColumn): PartSource {
  const json = arraySql(parent)
  const texts = `json_extract_string(${json}, '$[*]')`
  const kinds = `array_to_string(list_sort(list_distinct(json_type(${json}, '$[*]'))), ' ')`
  return {
    questions: [
      `string_agg(DISTINCT ${kinds}, ' ')`,
      `count_if(coalesce(len(list_filter(${texts}, lambda "#item": ${isWideSql('"#item"')})) > 0, false))`,
    ],
    typed: (found, isWide) => {
      const { type, declared } = typeOf(found ?? '', isWide)
      return { type: `${type}[]`, declared, sql: type === 'VARCHAR' ? texts : `${texts}::${type}[]` }
    },
  }
}

/** Whether a text is a whole number that a double may not hold. */
function isWideSql(text: string): string {
  const isExact = `coalesce(abs(TRY_CAST(${text} AS HUGEINT)) <= 9007199254740992, false)`
  return `coalesce(regexp_full_match(${text}, '-?[0-9]+') AND NOT ${isExact}, false)`
}

/**
 * The type of values that JSON has as these kinds.
 *
 * @param kinds names of json_type, apart by spaces
 * @param isWide whether a whole number among them is beyond 2^53: mixed with fractions, they stay as they are written
 */
function typeOf(kinds: string, isWide: boolean): Pick<SqlColumn, 'type' | 'declared'> {
  const found = new Set(kinds.split(' ').filter((kind) => kind !== '' && kind !== 'NULL'))
  const areAll = (...some: readonly string[]): boolean =>
    found.size > 0 && [...found].every((kind) => some.includes(kind))
  if (areAll('BOOLEAN')) return { type: 'BOOLEAN', declared: false }
  if (areAll('BIGINT', 'UBIGINT')) return { type: isWide ? 'HUGEINT' : 'BIGINT', declared: false }
  if (areAll('BIGINT', 'UBIGINT', 'DOUBLE')) return { type: isWide ? 'VARCHAR' : 'DOUBLE', declared: false }
  return { type: 'VARCHAR', declared: true }
}
