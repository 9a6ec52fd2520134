import { ConfigurationError } from '@mlgate/core'
import type { Table } from '@mlgate/tables'
import { textAt } from './answers/class-labels.ts'

/** Rows that share a value of a column, meet a condition, or both. */
export interface Slice {
  /** What the rows were sliced by, as the policy writes it: `hub`, `age >= 61`, `region x plan`. */
  readonly column: string
  /**
   * The value's text; `(missing)` for rows without one. A text that reads so itself stands in quotation marks. `true` for
   * a condition; for a crossing the values side by side: `east x basic`.
   */
  readonly value: string
  /** In words: `hub = PHX`, `age >= 61`, `region = east, plan = basic`. */
  readonly label: string
}

export interface SliceRows {
  readonly slice: Slice
  /** Row indices, ascending. */
  readonly rows: Uint32Array
}

/** For each row of the test data whether it meets a condition, by the condition's text; null where SQL does not know. */
export type Conditions = ReadonlyMap<string, readonly (boolean | null)[]>

/** What rows without a value are called. */
export const missingValue = '(missing)'

/** What stands for a column's value in a slice of no rows. */
const anyValue = '(any)'

/** More values than this are a column of numbers or ids, which no table of gates can show. */
export const largestSliceCount = 1000

/** What stands between the parts of a crossing. */
const cross = ' x '

interface Part {
  readonly kind: 'column' | 'condition'
  readonly text: string
}

/**
 * What a policy slices by: the name of a column; else columns and conditions with ` x ` between, one column at least;
 * else a condition.
 */
function partsOf(by: string, columns: ReadonlyMap<string, unknown>): readonly Part[] {
  const part = (text: string): Part => ({ kind: columns.has(text) ? 'column' : 'condition', text })
  if (columns.has(by)) return [part(by)]
  const parts = by.split(cross).map((text) => part(text.trim()))
  const isCrossing = parts.length > 1 && parts.some(({ kind }) => kind === 'column')
  return isCrossing ? parts : [{ kind: 'condition', text: by }]
}

/** The conditions among what a policy slices by, each once: SQL that a database must answer beforehand. */
export function conditionsIn(slicings: readonly string[], columns: ReadonlyMap<string, unknown>): readonly string[] {
  const parts = slicings.flatMap((by) => partsOf(by, columns))
  return [...new Set(parts.flatMap(({ kind, text }) => (kind === 'condition' ? [text] : [])))]
}

/** The columns among what a policy slices by, each once. */
export function columnsIn(slicings: readonly string[], columns: ReadonlyMap<string, unknown>): readonly string[] {
  const parts = slicings.flatMap((by) => partsOf(by, columns))
  return [...new Set(parts.flatMap(({ kind, text }) => (kind === 'column' ? [text] : [])))]
}

/**
 * Groups the rows by what the policy names, once; in the order of the values' text. A condition makes one slice, of the
 * rows that meet it (not of those where SQL does not know). Throws ConfigurationError when there are too many slices.
 */
export function slicesOf(table: Table, by: string, conditions: Conditions = new Map()): SliceRows[] {
  return sliced(table, by, conditions, { where: 'gate.metrics: slices', rest: false })
}

/**
 * Deals all rows into groups by what the policy names: as `slicesOf`, but a condition makes two groups or three, of the
 * rows that meet it, that do not, and of which SQL does not know. `where` begins what ConfigurationErrors say.
 */
export function groupsOf(table: Table, by: string, conditions: Conditions, where: string): SliceRows[] {
  return sliced(table, by, conditions, { where, rest: true })
}

interface Slicing {
  readonly where: string
  /** Whether rows that do not meet a condition are slices, too. */
  readonly rest: boolean
}

function sliced(table: Table, by: string, conditions: Conditions, slicing: Slicing): SliceRows[] {
  const labelled = partsOf(by, table.columns).map((part) => readPart(part, table, conditions, slicing))
  const groups = new Map<string, { readonly values: readonly string[]; readonly rows: number[] }>()
  for (let row = 0; row < table.rows; row++) {
    const values = labelled.map((valueAt) => valueAt(row))
    if (!values.every((value) => value !== undefined)) continue
    const key = labelled.length === 1 ? `${values[0]}` : JSON.stringify(values)
    const group = groups.get(key)
    if (group) group.rows.push(row)
    else groups.set(key, { values, rows: [row] })
    if (groups.size > largestSliceCount) throw tooMany(by, slicing)
  }
  const parts = partsOf(by, table.columns)
  // What no row meets, alone or crossed with a column, is a slice of none: too few rows, never left out.
  if (groups.size === 0) {
    const values = parts.map(({ kind }) => (kind === 'condition' ? 'true' : anyValue))
    groups.set('', { values, rows: [] })
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, { values, rows }]) => ({ slice: sliceOf(by, parts, values), rows: Uint32Array.from(rows) }))
}

function tooMany(by: string, { where }: Slicing): ConfigurationError {
  return new ConfigurationError(
    `${where} by ${JSON.stringify(by)} have more than ${largestSliceCount} different values, which is as many as can be judged. Slice by a coarser column or a condition.`,
  )
}

function sliceOf(by: string, parts: readonly Part[], values: readonly string[]): Slice {
  const [only] = parts
  if (only && parts.length === 1) {
    const label = only.kind === 'condition' ? asCondition(only.text, values[0]) : `${only.text} = ${values[0]}`
    return { column: by, value: `${values[0]}`, label }
  }
  const words = parts.map(({ kind, text }, index) =>
    kind === 'condition' ? asCondition(text, values[index]) : `${text} = ${apart(values[index])}`,
  )
  return { column: by, value: values.map(apart).join(cross), label: words.join(', ') }
}

function asCondition(text: string, answer: string | undefined): string {
  if (answer === 'true') return text
  return answer === 'false' ? `not (${text})` : `(${text}) is unknown`
}

/** A value that could be taken for two stands in quotation marks. */
function apart(value = ''): string {
  return value.includes(', ') || value.includes(cross) ? JSON.stringify(value) : value
}

/** The value of a row; undefined for a row that does not meet the condition. */
function readPart(
  { kind, text }: Part,
  table: Table,
  conditions: Conditions,
  { where, rest }: Slicing,
): (row: number) => string | undefined {
  if (kind === 'condition') {
    const met = conditions.get(text)
    if (!met) {
      throw new ConfigurationError(
        `${where} name ${JSON.stringify(text)}, which is no column of the test data and was not computed as a condition. They have ${[...table.columns.keys()].join(', ')}.`,
      )
    }
    if (rest) return (row) => String(met[row] ?? missingValue)
    return (row) => (met[row] === true ? 'true' : undefined)
  }
  const column = table.columns.get(text)
  if (!column) throw new RangeError(`no column ${text}.`)
  return (row) => {
    const value = textAt(column, row)
    return value === null ? missingValue : sliceValue(value)
  }
}

/** Anchored at its start: a cell of a million quotation marks is read once. */
const takenForMissing = /^"*\(missing\)"*$/

/** The text itself, but in quotation marks (one pair more than it has) where it would be taken for `missingValue`. */
function sliceValue(text: string): string {
  return takenForMissing.test(text) ? `"${text}"` : text
}
