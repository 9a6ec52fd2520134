import { type PlainValue, quoteName, rowNumberName } from '@mlgate/tables'
import type { FailingRows, FoundRows, MeasureContext } from './measure-runner.ts'
import { mostToldRows } from './most-told-rows.ts'

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

/** What is known of the rows that break one check. */
export interface ListedRows {
  /** The first of them, in file order. */
  readonly first: readonly FailingRow[]
  /** How all are found; where a condition finds them, they are told by their numbers now. */
  readonly failing: FoundRows
}

/**
 * The first rows of each, by number. One scan finds those of all conditions together, and one more the values of the first;
 * queries are asked one by one.
 *
 * @param limit how many are listed of each
 */
export async function listFailingRows<Key>(
  wanted: ReadonlyMap<Key, RowsToList>,
  limit: number,
  ask: Ask,
): Promise<ReadonlyMap<Key, ListedRows>> {
  const listed = new Map<Key, ListedRows>()
  const conditions: Conditional<Key>[] = []
  for (const [key, { failing, hidden }] of wanted) {
    if (failing.by === 'condition') {
      conditions.push({ key, condition: failing.condition, column: hidden ? undefined : failing.column })
    } else if (failing.by === 'number') {
      const { rows, firstValues } = failing
      const values = hidden
        ? new Map<number, PlainValue>()
        : new Map(firstValues?.map((value, at) => [rows[at]!, value]))
      const first = rows.toSorted((a, b) => a - b).slice(0, limit)
      listed.set(key, { first: first.map((row) => failingRow(row, values.get(row))), failing })
    } else {
      const { query, beside } = failing
      const rows = await ask(`SELECT * FROM (${query}) ORDER BY 1 LIMIT ${limit}`, beside && { beside })
      listed.set(key, { first: rows.map(([row, value]) => failingRow(row, hidden ? undefined : value)), failing })
    }
  }
  for (const [key, rows] of await listByConditions(conditions, limit, ask)) listed.set(key, rows)
  return listed
}

interface Conditional<Key> {
  readonly key: Key
  readonly condition: string
  /** The one whose value is shown. */
  readonly column: string | undefined
}

const row = quoteName(rowNumberName)

async function listByConditions<Key>(
  conditions: readonly Conditional<Key>[],
  limit: number,
  ask: Ask,
): Promise<ReadonlyMap<Key, ListedRows>> {
  if (conditions.length === 0) return new Map()
  const some = conditions.map(({ condition }) => condition).join(' OR ')
  const marks = conditions.map(({ condition }, index) => `CASE WHEN ${condition} THEN '${index} ' ELSE '' END`)
  const found = await ask(
    `SELECT ${row}, concat(${marks.join(', ')}) FROM numbered WHERE ${some} ORDER BY 1 LIMIT ${mostToldRows}`,
  )
  const rows = conditions.map((): number[] => [])
  for (const [number, indexes] of found)
    for (const index of String(indexes).trim().split(' ')) rows[Number(index)]?.push(Number(number))
  // Of checks that many rows break, others may have taken all places.
  const late = conditions.filter((_, index) => found.length === mostToldRows && rows[index]!.length < limit)
  const firstOfLate = await firstRows(late, limit, ask)
  const first = conditions.map(({ key }, index) => firstOfLate.get(key) ?? rows[index]!.slice(0, limit))
  const shownValue = await valuesOf(conditions, first, ask)
  return new Map(
    conditions.map(({ key, column }, index) => [
      key,
      {
        first: first[index]!.map((number) => failingRow(number, column && shownValue(number, column))),
        failing: { by: 'number', rows: rows[index]! },
      },
    ]),
  )
}

async function firstRows<Key>(
  conditions: readonly Conditional<Key>[],
  limit: number,
  ask: Ask,
): Promise<ReadonlyMap<Key, readonly number[]>> {
  if (conditions.length === 0) return new Map()
  const lists = conditions.map(
    ({ condition }) => `array_to_string(min(${row}, ${limit}) FILTER (WHERE ${condition}), ' ')`,
  )
  const [answer = []] = await ask(`SELECT ${lists.join(', ')} FROM numbered`)
  return new Map(conditions.map(({ key }, index) => [key, numbersIn(String(answer[index] ?? ''))]))
}

/** The values, as texts, of the rows' columns that are to be shown. */
async function valuesOf<Key>(
  conditions: readonly Conditional<Key>[],
  rows: readonly (readonly number[])[],
  ask: Ask,
): Promise<(row: number, column: string) => PlainValue | undefined> {
  const shown = conditions.flatMap(({ column }, index) =>
    column === undefined ? [] : [{ column, rows: rows[index]! }],
  )
  const columns = [...new Set(shown.map(({ column }) => column))]
  const numbers = [...new Set(shown.flatMap((one) => one.rows))]
  if (numbers.length === 0) return () => undefined
  const list = columns.map((column) => `${quoteName(column)}::VARCHAR`)
  const found = await ask(`SELECT ${row}, ${list.join(', ')} FROM numbered WHERE ${row} IN (${numbers.join(', ')})`)
  const values = new Map(found.map(([number, ...texts]) => [Number(number), texts]))
  return (number, column) => values.get(number)?.[columns.indexOf(column)]
}

function failingRow(row: PlainValue | undefined, value: PlainValue | undefined): FailingRow {
  return value === undefined ? { row: Number(row) } : { row: Number(row), value }
}

function numbersIn(list: string): readonly number[] {
  return list === '' ? [] : list.split(' ').map(Number)
}
