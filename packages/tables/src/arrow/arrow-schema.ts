import { quoteName } from '../quoting.ts'
import { ArrowProblem, damaged } from './arrow-problem.ts'
import type { FlatTable } from './flat-table.ts'

export type TimeUnit = 's' | 'ms' | 'us' | 'ns'

/** How the values of a column lie in its buffers. */
export type ArrowType =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool' }
  | { readonly kind: 'int'; readonly bits: 8 | 16 | 32 | 64; readonly signed: boolean }
  | { readonly kind: 'float'; readonly bits: 16 | 32 | 64 }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number; readonly bits: 32 | 64 | 128 }
  | { readonly kind: 'date'; readonly unit: 'd' | 'ms' }
  | { readonly kind: 'time'; readonly unit: TimeUnit }
  | { readonly kind: 'timestamp'; readonly unit: TimeUnit; readonly zoned: boolean }
  | { readonly kind: 'bytes'; readonly isText: boolean; readonly layout: 'offsets32' | 'offsets64' | 'views' }
  | { readonly kind: 'list'; readonly layout: 'offsets32' | 'offsets64' | number; readonly item: ArrowField }
  | { readonly kind: 'struct'; readonly fields: readonly ArrowField[] }

export interface ArrowField {
  readonly name: string
  /** Of the values; of the dictionary's where there is one. */
  readonly type: ArrowType
  readonly dictionary?: { readonly id: bigint; readonly index: Extract<ArrowType, { kind: 'int' }> }
}

const maxDepth = 8
const maxFields = 20_000
const units: readonly TimeUnit[] = ['s', 'ms', 'us', 'ns']
/** Those of the format that are refused. */
const otherTypes: ReadonlyMap<number, string> = new Map([
  [11, 'interval'],
  [14, 'union'],
  [15, 'fixed_size_binary'],
  [17, 'map'],
  [18, 'duration'],
  [22, 'run_end_encoded'],
  [25, 'list_view'],
  [26, 'large_list_view'],
])

/**
 * The columns that a schema names.
 *
 * Source: https://github.com/apache/arrow/blob/main/format/Schema.fbs
 *
 * @throws ArrowProblem for types that DuckDB does not have, and for names that it cannot tell apart
 */
export function readSchema(schema: FlatTable): readonly ArrowField[] {
  if (schema.integer(0, 2) !== 0) throw new ArrowProblem('is big-endian, which is not read. Write it little-endian.')
  let left = maxFields
  const field = (table: FlatTable, place: string, depth: number): ArrowField => {
    if (depth > maxDepth) throw new ArrowProblem(`column ${place}: is nested more than ${maxDepth} deep. Flatten it.`)
    if (--left < 0) throw new ArrowProblem(`has more than ${maxFields} columns. Leave some out.`)
    const name = table.text(0) ?? ''
    const path = place === '' ? JSON.stringify(name) : `${place}.${JSON.stringify(name)}`
    const children = table.tables(5)
    const type = readType(table, path, () => children.map((child) => field(child, path, depth + 1)))
    const encoding = table.table(4)
    if (encoding === undefined) return { name, type }
    const index = encoding.table(1)
    return {
      name,
      type,
      dictionary: { id: encoding.id(0), index: index === undefined ? int(32, true) : readInt(index) },
    }
  }
  const fields = schema.tables(1).map((table) => field(table, '', 0))
  if (fields.length === 0) throw new ArrowProblem('has no columns.')
  demandNames(fields, 'a column')
  return fields
}

function readType(table: FlatTable, place: string, children: () => readonly ArrowField[]): ArrowType {
  const code = table.integer(2, 1)
  const type = table.table(3)
  if (type === undefined) throw damaged('a column has no type')
  const refuse = (what: string): ArrowProblem =>
    new ArrowProblem(`column ${place}: holds ${what}, which is not read. Leave it out, or write it as another type.`)
  switch (code) {
    case 1:
      return { kind: 'null' }
    case 2:
      return readInt(type)
    case 3:
      return { kind: 'float', bits: pick([16, 32, 64] as const, type.integer(0, 2)) }
    case 4:
      return { kind: 'bytes', isText: false, layout: 'offsets32' }
    case 5:
      return { kind: 'bytes', isText: true, layout: 'offsets32' }
    case 6:
      return { kind: 'bool' }
    case 7:
      return readDecimal(type, refuse)
    case 8:
      return { kind: 'date', unit: pick(['d', 'ms'] as const, type.integer(0, 2, 1)) }
    case 9: {
      const unit = pick(units, type.integer(0, 2, 1))
      const isWide = type.integer(1, 4, 32) === 64
      if (isWide !== (unit === 'us' || unit === 'ns')) throw damaged('a time is of another width than its unit')
      return { kind: 'time', unit }
    }
    case 10:
      return { kind: 'timestamp', unit: pick(units, type.integer(0, 2)), zoned: (type.text(1) ?? '') !== '' }
    case 12:
      return { kind: 'list', layout: 'offsets32', item: only(children(), refuse) }
    case 13: {
      const fields = children()
      if (fields.length === 0) throw refuse('a struct without fields')
      demandNames(fields, `a field of ${place}`)
      return { kind: 'struct', fields }
    }
    case 16: {
      const size = type.integer(0, 4)
      if (size < 1) throw refuse('lists of no values')
      return { kind: 'list', layout: size, item: only(children(), refuse) }
    }
    case 19:
      return { kind: 'bytes', isText: false, layout: 'offsets64' }
    case 20:
      return { kind: 'bytes', isText: true, layout: 'offsets64' }
    case 21:
      return { kind: 'list', layout: 'offsets64', item: only(children(), refuse) }
    case 23:
      return { kind: 'bytes', isText: false, layout: 'views' }
    case 24:
      return { kind: 'bytes', isText: true, layout: 'views' }
    default:
      throw refuse(otherTypes.get(code) ?? `a type of number ${code}`)
  }
}

function readInt(type: FlatTable): Extract<ArrowType, { kind: 'int' }> {
  const bits = type.integer(0, 4)
  if (bits !== 8 && bits !== 16 && bits !== 32 && bits !== 64) throw damaged(`an integer of ${bits} bits`)
  return int(bits, type.integer(1, 1) !== 0)
}

function int(bits: 8 | 16 | 32 | 64, signed: boolean): Extract<ArrowType, { kind: 'int' }> {
  return { kind: 'int', bits, signed }
}

function readDecimal(type: FlatTable, refuse: (what: string) => ArrowProblem): ArrowType {
  const [precision, scale, bits] = [type.integer(0, 4), type.integer(1, 4), type.integer(2, 4, 128)]
  if (bits !== 32 && bits !== 64 && bits !== 128) throw refuse(`decimals of ${bits} bits`)
  if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
    throw refuse(`decimal(${precision}, ${scale})`)
  }
  return { kind: 'decimal', precision, scale, bits }
}

/** A list's values. Those that take no bytes are refused: a few bytes could say that there are billions. */
function only(children: readonly ArrowField[], refuse: (what: string) => ArrowProblem): ArrowField {
  const [item, ...others] = children
  if (item === undefined || others.length > 0) throw damaged('a list holds not one type of values')
  if (item.type.kind === 'null') throw refuse('lists of nulls')
  return item
}

function pick<T>(of: readonly T[], index: number): T {
  const found = of[index]
  if (found === undefined) throw damaged('a type is of an unknown kind')
  return found
}

function demandNames(fields: readonly ArrowField[], what: string): void {
  const seen = new Set<string>()
  for (const { name } of fields) {
    if (name === '') throw new ArrowProblem(`${what} has no name. Give it one.`)
    if (name.includes('\0')) throw new ArrowProblem(`the name of ${what} holds a NUL character. Rename it.`)
    if (seen.has(name.toLowerCase())) {
      throw new ArrowProblem(`${JSON.stringify(name)} names ${what} twice, or but for letter case. Rename one.`)
    }
    seen.add(name.toLowerCase())
  }
}

/** DuckDB's type that holds every value of an Arrow type. */
export function sqlType(type: ArrowType): string {
  switch (type.kind) {
    case 'null':
      return 'INTEGER'
    case 'bool':
      return 'BOOLEAN'
    case 'int': {
      const name = { 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' }[type.bits]
      return type.signed ? name : `U${name}`
    }
    case 'float':
      return type.bits === 64 ? 'DOUBLE' : 'FLOAT'
    case 'decimal':
      return `DECIMAL(${type.precision}, ${type.scale})`
    case 'date':
      return 'DATE'
    case 'time':
      return 'TIME'
    case 'timestamp':
      return type.zoned ? 'TIMESTAMPTZ' : type.unit === 'ns' ? 'TIMESTAMP_NS' : 'TIMESTAMP'
    case 'bytes':
      return type.isText ? 'VARCHAR' : 'BLOB'
    case 'list':
      return `${sqlType(type.item.type)}[]`
    case 'struct':
      return `STRUCT(${type.fields.map(({ name, type: inner }) => `${quoteName(name)} ${sqlType(inner)}`).join(', ')})`
  }
}
