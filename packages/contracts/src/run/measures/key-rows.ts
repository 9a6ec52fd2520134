import { type PlainValue, quoteName, rowNumberName } from '@mlgate/tables'
import type { IgnoredRows } from '../../plan/predicate.ts'
import type { FailingRows, QueryScope } from '../measure-runner.ts'
import { mostToldRows } from '../most-told-rows.ts'
import { keyedRows } from './keyed-rows.ts'

/** Rows whose values are told as well. */
const shown = 100

/**
 * Expressions for the rows whose combination of values other rows have as well: how many rows have one, and as JSON for
 * `repeatedRows` those that share theirs, all of them or only the `later` ones, which are surplus. Keys are grouped by
 * hashes, which take a third of the memory and time of the keys, and compared as they are only where rows share one: equal
 * keys have equal hashes.
 */
export function repeatedKeys(
  names: readonly string[],
  ignored: IgnoredRows,
  which: 'all' | 'later',
  scope: QueryScope,
): readonly [complete: string, found: string] {
  const { condition, values } = keyedRows(names, ignored, scope)
  const row = quoteName(rowNumberName)
  const hash = `hash(${values.join(', ')})`
  const rank =
    which === 'all'
      ? `count(*) OVER (PARTITION BY ${values.join(', ')})`
      : `row_number() OVER (PARTITION BY ${values.join(', ')} ORDER BY ${row})`
  const [name, ...others] = names
  const own = name === undefined || others.length > 0 ? undefined : `${quoteName(name)}::VARCHAR`
  const first = (column: string, limit: number): string =>
    `(SELECT list(${column} ORDER BY number) FROM (SELECT * FROM found ORDER BY number LIMIT ${limit}))`
  return [
    `count_if(${condition})`,
    `(WITH shared AS MATERIALIZED (SELECT ${hash} AS h FROM data WHERE ${condition} GROUP BY 1 HAVING count(*) > 1), ` +
      `found AS MATERIALIZED (SELECT ${row} AS number, ${own ?? 'NULL'} AS value FROM numbered WHERE ${condition} ` +
      `AND ${hash} IN (SELECT h FROM shared) QUALIFY ${rank} > 1) ` +
      `SELECT to_json({n: (SELECT count(*) FROM found), rows: ${first('number', mostToldRows)}, ` +
      `texts: ${own === undefined ? 'NULL' : first('value', shown)}})::VARCHAR)`,
  ]
}

interface RepeatedRows {
  readonly n: number
  readonly rows: readonly number[] | null
  readonly texts: readonly (string | null)[] | null
}

/** What the second expression of `repeatedKeys` came to. */
export function repeatedRows(answer: PlainValue | undefined): {
  readonly count: number
  readonly failing: FailingRows
} {
  // Without an answer this throws: no number is none.
  const { n, rows, texts }: RepeatedRows = JSON.parse(String(answer))
  return { count: n, failing: { by: 'number', rows: rows ?? [], firstValues: texts ?? [] } }
}
