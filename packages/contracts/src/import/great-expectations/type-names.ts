import { Untranslated } from './arguments.ts'

/** Names of types in pandas, Python, SQL and Spark, by the type of a rule that means the same. */
const named: Readonly<Record<string, readonly string[]>> = {
  integer: [
    'int int_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 long integer bigint smallint tinyint hugeint',
    'int8dtype int16dtype int32dtype int64dtype uint8dtype uint16dtype uint32dtype uint64dtype',
    'integertype longtype shorttype bytetype',
  ],
  string: ['str string object_ varchar text char nvarchar nchar stringdtype stringtype'],
  boolean: ['bool bool_ boolean booleandtype booleantype'],
  date: ['date datetype'],
  timestamp: [
    'datetime datetime64 datetime64[ns] datetime64[us] datetime64[ms] datetime64[s] timestamp timestamptz',
    'datetimetzdtype timestamptype',
  ],
  time: ['time'],
}
const typeOf = new Map(
  Object.entries(named).flatMap(([type, lists]) =>
    lists.flatMap((list) => list.split(' ').map((name): [string, string] => [name, type])),
  ),
)

/** Names of floating point and decimal types, by DuckDB's for them: whole numbers are not of these types. */
const fractional: Readonly<Record<string, readonly string[]>> = {
  DOUBLE: ['float', 'float_', 'float64', 'double', 'double_precision', 'doubletype', 'float64dtype'],
  FLOAT: ['float32', 'real', 'floattype', 'float32dtype'],
  DECIMAL: ['decimal', 'numeric', 'decimaltype'],
}

/** How columns of the other types are stored, by the beginning of DuckDB's name. */
const storedAs: Readonly<Record<string, string>> = {
  string: 'VARCHAR',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  time: 'TIME',
}

/**
 * The rule that a column is of one of these types. Throws Untranslated for a name that is not known.
 *
 * @param column in SQL
 */
export function typeImplementation(names: readonly string[], column: string): Readonly<Record<string, unknown>> {
  const known: string[] = []
  const floats: string[] = []
  for (const name of names) {
    const plain = name.toLowerCase().replace(/\(.*\)$/, '')
    const type = typeOf.get(plain)
    const float = Object.keys(fractional).find((key) => fractional[key]?.includes(plain))
    if (type !== undefined) known.push(type)
    else if (float !== undefined) floats.push(float)
    else throw new Untranslated(`the type ${JSON.stringify(name)} is not known here.`)
  }
  const types = [...new Set(known)]
  if (floats.length === 0) return { check: 'type', is: types.length === 1 ? types[0] : types }
  // A number is a fraction or whole, so that with the whole ones allowed it is any number.
  if (types.includes('integer')) return { check: 'type', is: [...types.filter((type) => type !== 'integer'), 'number'] }
  const stored = [...new Set(floats), ...types.map((type) => storedAs[type] ?? type)]
  const tests = stored.map((type) => `typeof(${column}) LIKE '${type}%'`)
  return { check: 'condition', expression: `CASE WHEN ${column} IS NOT NULL THEN ${tests.join(' OR ')} END` }
}
