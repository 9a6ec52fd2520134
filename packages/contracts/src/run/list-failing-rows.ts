import { type PlainValue, quoteName, rowNumberName } from '@mlgate/tables'
import type { FailingRows, MeasureContext } from './measure-runner.ts'

/** A row that fails a check. */
export interface FailingRow {
  /** 1 for the first data row. */
  readonly row: number
  /** The value that fails; undefined when the check is about several columns or a sensitive one. Comes from the data. */
  readonly value?: PlainValue
}

/** Rows that break one check, and whether their values must not leave. */
export interface RowsToList {
  readonly failing: FailingRows
  readonly hidden: boolean
}

type Ask = MeasureContext['ask']

/**
 * The first rows of each, by number. One scan finds those of all conditions together; queries are asked one by one.
 *
 * @param limit how many are listed of each
 */
export async function listFailingRows<Key>(
  wanted: ReadonlyMap<Key, RowsToList>,
  limit: number,
  ask: Ask,
): Promise<ReadonlyMap<Key, readonly FailingRow[]>> {
  const listed = new Map<Key, readonly FailingRow[]>()
  const conditions: { readonly key: Key; readonly condition: string; readonly column: string | undefined }[] = []
  for (const [key, { failing, hidden }] of wanted) {
    if (failing.by === 'condition') {
      conditions.push({ key, condition: failing.condition, column: hidden ? undefined : failing.column })
    } else if (failing.by === 'number') {
      const { rows, firstValues } = failing
      const values = hidden
        ? new Map<number, PlainValue>()
        : new Map(firstValues?.map((value, at) => [rows[at]!, value]))
      const first = rows.toSorted((a, b) => a - b).slice(0, limit)
      listed.set(
        key,
        first.map((row) => failingRow(row, values.get(row))),
      )
    } else {
      const { query, beside } = failing
      const rows = await ask(`SELECT * FROM (${query}) ORDER BY 1 LIMIT ${limit}`, beside && { beside })
      listed.set(
        key,
        rows.map(([row, value]) => failingRow(row, hidden ? undefined : value)),
      )
    }
  }
  if (conditions.length === 0) return listed
  const lists = conditions.map(({ condition, column }) => {
    const value = column === undefined ? '' : `, v: ${quoteName(column)}::VARCHAR`
    return `to_json(min({r: ${quoteName(rowNumberName)}${value}}, ${limit}) FILTER (WHERE ${condition}))::VARCHAR`
  })
  const some = conditions.map(({ condition }) => condition).join(' OR ')
  const [answer = []] = await ask(`SELECT ${lists.join(', ')} FROM numbered WHERE ${some}`)
  for (const [index, { key, column }] of conditions.entries()) {
    const found = JSON.parse(String(answer[index] ?? '[]')) as readonly { r: number; v?: string | null }[]
    listed.set(
      key,
      found.map(({ r, v }) => failingRow(r, column === undefined ? undefined : v)),
    )
  }
  return listed
}

function failingRow(row: PlainValue | undefined, value: PlainValue | undefined): FailingRow {
  return value === undefined ? { row: Number(row) } : { row: Number(row), value }
}
