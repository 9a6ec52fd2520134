import { ConfigurationError } from '@mlgate/core'
import type { Column, Table } from '@mlgate/tables'
import type { Design } from './design.ts'

/** How a column of numbers enters the model: missing values take the median, then (value − mean) / scale. */
export interface NumberFeature {
  readonly kind: 'number'
  readonly name: string
  readonly median: number
  readonly mean: number
  /** Population standard deviation after imputation; undefined when the column is constant and enters as 0. */
  readonly scale: number | undefined
}

/**
 * How a column of texts or booleans enters the model: one column of the design for each level. A missing value is the
 * level `''` (ONNX text tensors know no other), booleans are the texts `true` and `false`.
 */
export interface CategoryFeature {
  readonly kind: 'category'
  readonly name: string
  /** Levels with a column of their own, sorted. */
  readonly levels: readonly string[]
  /** Levels that share the one column after those of `levels`; when there are any, unseen levels have it too. */
  readonly rare: readonly string[]
}

export type Feature = NumberFeature | CategoryFeature

/** Columns of the design that a feature takes. */
export function columnsOf(feature: Feature): number {
  return feature.kind === 'number' ? 1 : feature.levels.length + (feature.rare.length > 0 ? 1 : 0)
}

/** Numbers first, then categories, each in the order given: the order of the design's columns. */
export function inDesignOrder(features: readonly Feature[]): {
  readonly numbers: readonly NumberFeature[]
  readonly categories: readonly CategoryFeature[]
  /** Columns of the design, the intercept included. */
  readonly width: number
} {
  return {
    numbers: features.filter((feature) => feature.kind === 'number'),
    categories: features.filter((feature) => feature.kind === 'category'),
    width: features.reduce((sum, feature) => sum + columnsOf(feature), 1),
  }
}

/** Learns from a column how it enters the model. Throws ConfigurationError when it holds nothing to learn from. */
export function fitFeature(name: string, column: Column, minCategoryCount: number): Feature {
  return column.kind === 'number' ? fitNumber(name, column.values) : fitCategory(name, column, minCategoryCount)
}

function fitNumber(name: string, values: Float64Array): NumberFeature {
  const present = values.filter((value) => !Number.isNaN(value)).sort()
  const rows = values.length
  if (present.length === 0) {
    throw new ConfigurationError(
      `train.builtin: column ${JSON.stringify(name)} has no value in any of ${rows} rows. Leave it out of features.`,
    )
  }
  const [least, greatest] = [present[0]!, present[present.length - 1]!]
  // Squares of larger numbers overflow, and statistics of infinities are not numbers.
  if (least < -1e150 || greatest > 1e150) {
    const worst = Math.abs(least) > Math.abs(greatest) ? least : greatest
    const row = values.indexOf(worst) + 1
    throw new ConfigurationError(
      `train.builtin: column ${JSON.stringify(name)} holds ${worst} in row ${row}. Make it missing or leave the ` +
        'column out of features.',
    )
  }
  const middle = present.length >> 1
  const median = present.length % 2 === 1 ? present[middle]! : (present[middle - 1]! + present[middle]!) / 2
  const imputed = values.map((value) => (Number.isNaN(value) ? median : value))
  let sum = 0
  for (const value of imputed) sum += value
  const mean = sum / rows
  let squares = 0
  for (const value of imputed) squares += (value - mean) ** 2
  const variance = squares / rows
  // Rounding of the mean alone makes a variance of this size; scikit-learn's StandardScaler has the same bound.
  const constant = least === greatest || variance <= (rows * mean * Number.EPSILON) ** 2
  return { kind: 'number', name, median, mean, scale: constant ? undefined : Math.sqrt(variance) }
}

function fitCategory(
  name: string,
  column: Exclude<Column, { kind: 'number' }>,
  minCategoryCount: number,
): CategoryFeature {
  const counts = new Map<string, number>()
  for (const value of column.values) {
    const level = levelOf(value)
    counts.set(level, (counts.get(level) ?? 0) + 1)
  }
  // That a value is missing is not a category, so it is never put together with rare ones.
  const isRare = (level: string): boolean => level !== '' && (counts.get(level) ?? 0) < minCategoryCount
  const sorted = [...counts.keys()].sort()
  return {
    kind: 'category',
    name,
    levels: sorted.filter((level) => !isRare(level)),
    rare: sorted.filter(isRare),
  }
}

function levelOf(value: string | boolean | null): string {
  return value === null ? '' : String(value)
}

/**
 * The design matrix of a table, which need not be the one that the features were learned from. Throws
 * ConfigurationError when a column is missing or of another kind.
 */
export function buildDesign(features: readonly Feature[], table: Table): Design {
  const { numbers, categories, width } = inDesignOrder(features)
  const { rows } = table
  const numberValues = new Float64Array(rows * numbers.length)
  for (const [k, feature] of numbers.entries()) {
    const column = columnFor(feature, table)
    if (column.kind !== 'number') throw wrongKind(feature, column)
    if (feature.scale === undefined) continue
    for (let row = 0; row < rows; row++) {
      const value = column.values[row]!
      const imputed = Number.isNaN(value) ? feature.median : value
      numberValues[row * numbers.length + k] = (imputed - feature.mean) / feature.scale
    }
  }
  const categoryColumns = new Int32Array(rows * categories.length)
  let firstColumn = numbers.length
  for (const [k, feature] of categories.entries()) {
    const column = columnFor(feature, table)
    if (column.kind === 'number') throw wrongKind(feature, column)
    const position = new Map(feature.levels.map((level, index) => [level, firstColumn + index]))
    const other = feature.rare.length > 0 ? firstColumn + feature.levels.length : -1
    // A missing value that training never saw is not one of the rare categories either.
    if (!position.has('')) position.set('', -1)
    for (let row = 0; row < rows; row++) {
      categoryColumns[row * categories.length + k] = position.get(levelOf(column.values[row] ?? null)) ?? other
    }
    firstColumn += columnsOf(feature)
  }
  return {
    rows,
    numbers: numberValues,
    numberCount: numbers.length,
    categories: categoryColumns,
    categoryCount: categories.length,
    width,
  }
}

function columnFor(feature: Feature, table: Table): Column {
  const column = table.columns.get(feature.name)
  if (column === undefined) throw new ConfigurationError(`No column ${JSON.stringify(feature.name)} in the data.`)
  return column
}

function wrongKind(feature: Feature, column: Column): ConfigurationError {
  const expected = feature.kind === 'number' ? 'numbers' : 'texts or booleans'
  return new ConfigurationError(
    `Column ${JSON.stringify(feature.name)} holds ${column.kind}s; the model was trained on ${expected}.`,
  )
}
