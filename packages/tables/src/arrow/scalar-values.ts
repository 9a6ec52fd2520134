import type { DuckDBValue } from '@duckdb/node-api'
import { ArrowProblem, damaged } from './arrow-problem.ts'
import type { ArrowType, TimeUnit } from './arrow-schema.ts'
import type { BatchBuffers } from './batch-buffers.ts'

type Duckdb = typeof import('@duckdb/node-api')
type ScalarType = Extract<ArrowType, { kind: 'bool' | 'int' | 'float' | 'decimal' | 'date' | 'time' | 'timestamp' }>

const dayMs = 86_400_000
const dayMicros = 86_400_000_000n
/** The last and the first values that are not infinity in DuckDB, or before its first day. */
const maxDays = 2_147_483_646
const [minMicros, maxMicros] = [-9_223_372_022_400_000_000n, 9_223_372_036_854_775_806n]
const [minNanos, maxNanos] = [-9_223_286_400_000_000_000n, 9_223_372_036_854_775_806n]

/** Values of a fixed width, those of missing rows included: what is out of range is refused when it is asked for. */
export function scalarValues(
  batch: BatchBuffers,
  type: ScalarType,
  length: number,
  duckdb: Duckdb,
): (row: number) => DuckDBValue {
  switch (type.kind) {
    case 'bool': {
      const bits = batch.buffer(Math.ceil(length / 8))
      return (row) => (((bits[row >> 3] ?? 0) >> (row & 7)) & 1) === 1
    }
    case 'int':
      return integers(batch, type, length)
    case 'float':
      return floats(batch, type.bits, length)
    case 'decimal':
      return decimals(batch, type, length, duckdb)
    case 'date':
      return dates(batch, type.unit, length, duckdb)
    case 'time':
      return times(batch, type.unit, length, duckdb)
    case 'timestamp':
      return timestamps(batch, type, length, duckdb)
  }
}

function integers(
  batch: BatchBuffers,
  { bits, signed }: Extract<ArrowType, { kind: 'int' }>,
  length: number,
): (row: number) => number | bigint {
  const bytes = batch.buffer((length * bits) / 8)
  switch (bits) {
    case 8:
      return signed ? (row) => bytes.readInt8(row) : (row) => bytes.readUInt8(row)
    case 16:
      return signed ? (row) => bytes.readInt16LE(row * 2) : (row) => bytes.readUInt16LE(row * 2)
    case 32:
      return signed ? (row) => bytes.readInt32LE(row * 4) : (row) => bytes.readUInt32LE(row * 4)
    case 64:
      return signed ? (row) => bytes.readBigInt64LE(row * 8) : (row) => bytes.readBigUInt64LE(row * 8)
  }
}

function floats(batch: BatchBuffers, bits: 16 | 32 | 64, length: number): (row: number) => number {
  const bytes = batch.buffer((length * bits) / 8)
  if (bits === 64) return (row) => bytes.readDoubleLE(row * 8)
  return bits === 32 ? (row) => bytes.readFloatLE(row * 4) : (row) => halfFloat(bytes.readUInt16LE(row * 2))
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const sign = bits >> 15 === 1 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25))
}

function decimals(
  batch: BatchBuffers,
  { precision, scale, bits }: Extract<ArrowType, { kind: 'decimal' }>,
  length: number,
  { DuckDBDecimalValue }: Duckdb,
): (row: number) => DuckDBValue {
  const width = bits / 8
  const bytes = batch.buffer(length * width)
  const bound = 10n ** BigInt(precision)
  const digits = (at: number): bigint => {
    if (bits === 32) return BigInt(bytes.readInt32LE(at))
    if (bits === 64) return bytes.readBigInt64LE(at)
    return (bytes.readBigInt64LE(at + 8) << 64n) | bytes.readBigUInt64LE(at)
  }
  return (row) => {
    const value = digits(row * width)
    if (value >= bound || value <= -bound) throw damaged(`a decimal has more than ${precision} digits`)
    return new DuckDBDecimalValue(value, precision, scale)
  }
}

function dates(
  batch: BatchBuffers,
  unit: 'd' | 'ms',
  length: number,
  { DuckDBDateValue }: Duckdb,
): (row: number) => DuckDBValue {
  const bytes = batch.buffer(length * (unit === 'd' ? 4 : 8))
  return (row) => {
    const days = unit === 'd' ? bytes.readInt32LE(row * 4) : Number(bytes.readBigInt64LE(row * 8)) / dayMs
    if (!Number.isInteger(days)) throw new ArrowProblem('holds a date that is no whole day. Write it as a timestamp.')
    if (Math.abs(days) > maxDays) throw outOfRange('date')
    return new DuckDBDateValue(days)
  }
}

function times(
  batch: BatchBuffers,
  unit: TimeUnit,
  length: number,
  { DuckDBTimeValue }: Duckdb,
): (row: number) => DuckDBValue {
  const isWide = unit === 'us' || unit === 'ns'
  const bytes = batch.buffer(length * (isWide ? 8 : 4))
  return (row) => {
    const value = isWide ? bytes.readBigInt64LE(row * 8) : BigInt(bytes.readInt32LE(row * 4))
    const micros = asMicros(value, unit, 'time')
    if (micros < 0n || micros >= dayMicros) throw outOfRange('time')
    return new DuckDBTimeValue(micros)
  }
}

function timestamps(
  batch: BatchBuffers,
  { unit, zoned }: Extract<ArrowType, { kind: 'timestamp' }>,
  length: number,
  { DuckDBTimestampNanosecondsValue, DuckDBTimestampTZValue, DuckDBTimestampValue }: Duckdb,
): (row: number) => DuckDBValue {
  const bytes = batch.buffer(length * 8)
  return (row) => {
    const value = bytes.readBigInt64LE(row * 8)
    if (unit === 'ns' && !zoned) {
      if (value < minNanos || value > maxNanos) throw outOfRange('timestamp')
      return new DuckDBTimestampNanosecondsValue(value)
    }
    const micros = asMicros(value, unit, 'timestamp with a time zone')
    if (micros < minMicros || micros > maxMicros) throw outOfRange('timestamp')
    return zoned ? new DuckDBTimestampTZValue(micros) : new DuckDBTimestampValue(micros)
  }
}

function asMicros(value: bigint, unit: TimeUnit, what: string): bigint {
  if (unit === 's') return value * 1_000_000n
  if (unit === 'ms') return value * 1000n
  if (unit === 'us') return value
  if (value % 1000n !== 0n) {
    throw new ArrowProblem(`holds a ${what} with nanoseconds, which would be lost. Write it in microseconds.`)
  }
  return value / 1000n
}

function outOfRange(what: string): ArrowProblem {
  return new ArrowProblem(`holds a ${what} out of DuckDB's range. Leave its column out, or write it as text.`)
}
