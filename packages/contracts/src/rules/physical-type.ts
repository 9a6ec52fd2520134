const integers = ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT']
const unsigned = ['UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'UHUGEINT']
const plainTimestamps = ['TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS']
const zonedTimestamps = ['TIMESTAMP WITH TIME ZONE']
const text = ['VARCHAR', 'ENUM']
const binary = ['BLOB']

/**
 * Names of types, of SQL and of those that write Parquet, with what a file may declare for them. A name that systems
 * define differently (INT of 32 or 64 bits, FLOAT of 32 or 64, TIMESTAMP with or without zone) means any of that.
 */
const names: Readonly<Record<string, readonly string[]>> = {
  TINYINT: ['TINYINT'],
  SMALLINT: ['SMALLINT'],
  BIGINT: ['BIGINT'],
  HUGEINT: ['HUGEINT'],
  INT: [...integers, ...unsigned],
  INTEGER: [...integers, ...unsigned],
  INT8: ['TINYINT', 'BIGINT'],
  INT16: ['SMALLINT'],
  INT32: ['INTEGER'],
  INT64: ['BIGINT'],
  LONG: ['BIGINT'],
  UINT8: ['UTINYINT'],
  UINT16: ['USMALLINT'],
  UINT32: ['UINTEGER'],
  UINT64: ['UBIGINT'],
  FLOAT: ['FLOAT', 'DOUBLE'],
  REAL: ['FLOAT'],
  FLOAT32: ['FLOAT'],
  FLOAT64: ['DOUBLE'],
  DOUBLE: ['DOUBLE'],
  'DOUBLE PRECISION': ['DOUBLE'],
  DECIMAL: ['DECIMAL'],
  NUMERIC: ['DECIMAL'],
  VARCHAR: text,
  'CHARACTER VARYING': text,
  NVARCHAR: text,
  CHAR: text,
  TEXT: text,
  STRING: text,
  UUID: ['UUID'],
  BOOLEAN: ['BOOLEAN'],
  BOOL: ['BOOLEAN'],
  DATE: ['DATE'],
  TIME: ['TIME'],
  TIMESTAMP: [...plainTimestamps, ...zonedTimestamps],
  DATETIME: [...plainTimestamps, ...zonedTimestamps],
  TIMESTAMP_NTZ: plainTimestamps,
  'TIMESTAMP WITHOUT TIME ZONE': plainTimestamps,
  TIMESTAMPTZ: zonedTimestamps,
  TIMESTAMP_TZ: zonedTimestamps,
  'TIMESTAMP WITH TIME ZONE': zonedTimestamps,
  BLOB: binary,
  BINARY: binary,
  VARBINARY: binary,
  BYTES: binary,
  BYTEA: binary,
}

/**
 * The types, by DuckDB's names, that a file may declare for a `physicalType`; one without parentheses stands for all of
 * its parameters. Lengths of texts are no part of it: no file declares them. Undefined for a name that is not known here.
 */
export function declaredTypes(physicalType: string): readonly string[] | undefined {
  const [, name = '', parameters] = /^\s*([^()]+?)\s*(?:\(([^()]*)\))?\s*$/.exec(physicalType) ?? []
  const key = name.toUpperCase().replaceAll(/\s+/g, ' ')
  const types = Object.hasOwn(names, key) ? names[key] : undefined
  if (types === undefined || parameters === undefined) return types
  if (types === text || types === binary) return /^\s*\d+\s*$/.test(parameters) ? types : undefined
  const [precision, scale = '0', ...more] = parameters.split(',').map((part) => part.trim())
  const isDecimal = types.includes('DECIMAL') && more.length === 0
  return isDecimal && /^\d+$/.test(precision ?? '') && /^\d+$/.test(scale)
    ? [`DECIMAL(${precision},${scale})`]
    : undefined
}
