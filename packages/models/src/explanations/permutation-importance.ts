import { normalQuantile, seededPermutations } from '@mlgate/statistics'
import type { Column, Table } from '@mlgate/tables'

export interface Importance {
  readonly feature: string
  /** How much the mean loss grows when the feature's values are shuffled among the rows. */
  readonly mean: number
  /** Two-sided, from how the growth differs between rows. */
  readonly low: number
  readonly high: number
}

export interface PermutationImportanceOptions {
  readonly table: Table
  readonly features: readonly string[]
  /** A loss for each row of the table, in its order. */
  readonly losses: (table: Table) => Promise<Float64Array>
  /** Shuffles a feature; their mean counts. */
  readonly repeats: number
  readonly seed: number
  /** Of the interval: 0.95. */
  readonly confidence: number
}

/**
 * How much a model relies on each feature: the growth of its mean loss when the feature says nothing any more. The
 * interval is the normal one of a mean over rows, each row's growth averaged over the shuffles. Not sorted.
 * Source: Breiman 2001; Fisher, Rudin and Dominici 2019. Reference: `sklearn.inspection.permutation_importance`, which
 * reports the spread over shuffles instead.
 */
export async function permutationImportance(options: PermutationImportanceOptions): Promise<Importance[]> {
  const { table, features, losses, repeats, seed, confidence } = options
  const rows = table.rows
  const before = await losses(table)
  const permute = seededPermutations(seed)
  const z = normalQuantile((1 + confidence) / 2)
  const importances: Importance[] = []
  for (const feature of features) {
    const column = table.columns.get(feature)
    if (!column) throw new RangeError(`no column ${feature}.`)
    const growth = new Float64Array(rows)
    for (let repeat = 0; repeat < repeats; repeat++) {
      const shuffled = { rows, columns: new Map(table.columns).set(feature, reordered(column, permute(rows))) }
      const after = await losses(shuffled)
      for (let row = 0; row < rows; row++) {
        growth[row] = (growth[row] as number) + ((after[row] as number) - (before[row] as number)) / repeats
      }
    }
    const mean = growth.reduce((sum, value) => sum + value, 0) / rows
    const squares = growth.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    const error = rows > 1 ? Math.sqrt(squares / (rows - 1) / rows) : Number.POSITIVE_INFINITY
    importances.push({ feature, mean, low: mean - z * error, high: mean + z * error })
  }
  return importances
}

function reordered(column: Column, order: Uint32Array): Column {
  switch (column.kind) {
    case 'number':
      return { kind: 'number', values: Float64Array.from(order, (row) => column.values[row] as number) }
    case 'string':
      return { kind: 'string', values: Array.from(order, (row) => column.values[row] ?? null) }
    case 'boolean':
      return { kind: 'boolean', values: Array.from(order, (row) => column.values[row] ?? null) }
  }
}
