import type { Column, Table } from '@mlgate/tables'
import { textAt } from '../answers/class-labels.ts'
import type { SliceCondition } from './slice-condition.ts'

/** A column cut into a few bins, so that a search can add up over them. */
export interface FeatureBins {
  readonly column: string
  readonly count: number
  /** The bin of each row of the table; `noBin` for a value that is too rare to be told apart. */
  readonly binOf: Uint8Array
  /** Bins whose rows together make a slice, and what they have in common. */
  readonly slices: readonly { readonly bins: readonly number[]; readonly condition: SliceCondition }[]
}

export const noBin = 255

/** A number is cut at these many quantiles. */
const cuts = 9
/** Values of a text that are told apart: the most frequent ones. */
const mostValues = 60
/** Numbers with no more different values than this are taken as categories too. */
const fewNumbers = 12

/** Cuts columns into bins by the values of `rows`; columns with a single value are left out. */
export function featureBins(table: Table, columns: readonly string[], rows: Uint32Array): FeatureBins[] {
  return columns.flatMap((name) => {
    const column = table.columns.get(name)
    if (!column) throw new RangeError(`no column ${name}.`)
    const bins = column.kind === 'number' ? numberBins(name, column, table.rows, rows) : undefined
    const made = bins ?? categoryBins(name, column, table.rows, rows)
    return made.slices.length < 2 ? [] : [made]
  })
}

function categoryBins(name: string, column: Column, tableRows: number, rows: Uint32Array): FeatureBins {
  const counts = new Map<string | null, number>()
  for (const row of rows) {
    const text = textAt(column, row)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  const frequent = [...counts].sort(([, a], [, b]) => b - a).slice(0, mostValues)
  const values = frequent.map(([value]) => value)
  const codes = new Map(values.map((value, code) => [value, code]))
  const binOf = Uint8Array.from({ length: tableRows }, (_, row) => codes.get(textAt(column, row)) ?? noBin)
  const slices = values.map((value, code) => ({
    bins: [code],
    condition:
      value === null
        ? ({ kind: 'missing', column: name } as const)
        : ({ kind: 'equals', column: name, value } as const),
  }))
  return { column: name, count: values.length, binOf, slices }
}

/** Undefined for numbers that are categories: few different ones. */
function numberBins(
  name: string,
  column: Column & { readonly kind: 'number' },
  tableRows: number,
  rows: Uint32Array,
): FeatureBins | undefined {
  const { values } = column
  const sorted = Float64Array.from(rows, (row) => values[row] as number)
    .filter((value) => !Number.isNaN(value))
    .sort()
  const hasMissing = sorted.length < rows.length
  if (new Set(sorted.subarray(0, 100_000)).size <= fewNumbers) return undefined
  const quantiles = Array.from(
    { length: cuts },
    (_, cut) => sorted[Math.floor(((cut + 1) * sorted.length) / (cuts + 1))],
  )
  const edges = [...new Set(quantiles)].filter((edge) => edge !== undefined && edge > (sorted[0] as number)) as number[]
  const missing = edges.length + 1
  const binOf = Uint8Array.from({ length: tableRows }, (_, row) => {
    const value = values[row] as number
    if (Number.isNaN(value)) return hasMissing ? missing : noBin
    let bin = 0
    while (bin < edges.length && value >= (edges[bin] as number)) bin++
    return bin
  })
  const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index)
  const slices = edges.flatMap((limit, index) => [
    { bins: range(index + 1, edges.length + 1), condition: { kind: 'at-least', column: name, limit } as const },
    { bins: range(0, index + 1), condition: { kind: 'below', column: name, limit } as const },
  ])
  if (!hasMissing) return { column: name, count: edges.length + 1, binOf, slices }
  const without = { bins: [missing], condition: { kind: 'missing', column: name } as const }
  return { column: name, count: edges.length + 2, binOf, slices: [...slices, without] }
}
