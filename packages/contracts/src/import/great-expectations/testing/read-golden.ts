/** A case that Great Expectations was asked, and its answer. */
export interface GoldenCase {
  readonly table: string
  readonly type: string
  readonly kwargs: Readonly<Record<string, unknown>>
  /** Undefined when the expectation was refused. */
  readonly success: boolean | undefined
  /** Whether validating it raised an exception. */
  readonly raised: boolean
  readonly unexpectedCount: number | undefined
  /** What a column came to; NaN and infinities are texts. */
  readonly observed: unknown
}

interface GoldenColumn {
  readonly column: string
  /** DuckDB's name of the type. */
  readonly type: string
  readonly values: readonly unknown[]
}

export interface Golden {
  /** By name, for Parquet. */
  readonly tables: ReadonlyMap<string, readonly GoldenColumn[]>
  /** Texts by name. */
  readonly csv: ReadonlyMap<string, string>
  readonly cases: readonly GoldenCase[]
}

/** Reads what make_golden.py has written. */
export function readGolden(text: string): Golden {
  const { tables, csv, cases } = recordOf(JSON.parse(text))
  return {
    csv: new Map(Object.entries(recordOf(csv)).map(([name, rows]) => [name, String(rows)])),
    tables: new Map(
      Object.entries(recordOf(tables)).map(([name, columns]) => [
        name,
        Object.entries(recordOf(columns)).map(([column, found]) => {
          const { type, values } = recordOf(found)
          return { column, type: String(type), values: listOf(values) }
        }),
      ]),
    ),
    cases: listOf(cases).map((one) => {
      const { table, type, kwargs, success, raised, unexpected_count: count, observed_value: observed } = recordOf(one)
      return {
        table: String(table),
        type: String(type),
        kwargs: recordOf(kwargs),
        success: typeof success === 'boolean' ? success : undefined,
        raised: raised === true,
        unexpectedCount: typeof count === 'number' ? count : undefined,
        observed,
      }
    }),
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('golden.json lacks a mapping.')
  return Object.fromEntries(Object.entries(value))
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('golden.json lacks a list.')
  return value
}
