import { normalQuantile, seededPermutations } from '@mlgate/statistics'
import type { Column, Table } from '@mlgate/tables'

/**
 * What is done to the features:
 * - `noise`: every number moves by a normal draw with this share of its column's standard deviation;
 * - `nulls`: this share of the cells loses its value;
 * - `unseen`: this share of the texts becomes one that no training saw.
 */
export type PerturbationKind = 'noise' | 'nulls' | 'unseen'

/** A text that stands for a category nobody has seen. */
const unseenCategory = 'unseen-category'

/**
 * The table with its features perturbed, the same for the same seed. `amount` is a share from 0 to 1 as the kind reads
 * it. Columns that a kind says nothing about stay as they are.
 */
export function perturbed(
  table: Table,
  features: readonly string[],
  perturbation: { readonly kind: PerturbationKind; readonly amount: number; readonly seed: number },
): Table {
  const permute = seededPermutations(perturbation.seed)
  const columns = [...table.columns].map(([name, column]): [string, Column] => [
    name,
    features.includes(name) ? perturbedColumn(column, perturbation, permute) : column,
  ])
  return { rows: table.rows, columns: new Map(columns) }
}

function perturbedColumn(
  column: Column,
  { kind, amount }: { readonly kind: PerturbationKind; readonly amount: number },
  permute: (length: number) => Uint32Array,
): Column {
  const rows = column.values.length
  if (kind === 'noise') return column.kind === 'number' ? withNoise(column.values, amount, permute(rows)) : column
  const chosen = permute(rows).subarray(0, Math.round(amount * rows))
  if (kind === 'unseen') return column.kind === 'string' ? withValue(column.values, chosen, unseenCategory) : column
  switch (column.kind) {
    case 'number': {
      const values = column.values.slice()
      for (const row of chosen) values[row] = Number.NaN
      return { kind: 'number', values }
    }
    case 'string':
      return withValue(column.values, chosen, null)
    case 'boolean': {
      const values = [...column.values]
      for (const row of chosen) values[row] = null
      return { kind: 'boolean', values }
    }
  }
}

function withValue(values: readonly (string | null)[], chosen: Uint32Array, value: string | null): Column {
  const changed = [...values]
  for (const row of chosen) changed[row] = value
  return { kind: 'string', values: changed }
}

/**
 * The noise is the normal distribution's quantiles in random order: it has exactly the spread that is asked for, also
 * on few rows.
 */
function withNoise(values: Float64Array, amount: number, order: Uint32Array): Column {
  const deviation = standardDeviation(values)
  const noise = Float64Array.from(order, (place) => amount * deviation * normalQuantile((place + 0.5) / order.length))
  return { kind: 'number', values: values.map((value, row) => value + (noise[row] as number)) }
}

function standardDeviation(values: Float64Array): number {
  const known = values.filter(Number.isFinite)
  if (known.length < 2) return 0
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  return Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1))
}
