/**
 * The design matrix of a linear model, held sparsely: each row has its standardised numbers, at most one 1 for every
 * categorical column, and the 1 of the intercept. Columns are ordered numbers first, then categories, intercept last.
 */
export interface Design {
  readonly rows: number
  /** Row-major, rows × numberCount: values of columns 0 … numberCount − 1. */
  readonly numbers: Float64Array
  readonly numberCount: number
  /** Row-major, rows × categoryCount: the column that holds the row's 1, or −1 where there is none. */
  readonly categories: Int32Array
  readonly categoryCount: number
  /** All columns, the intercept included. */
  readonly width: number
}

/** X·w: `weights[from … from+width)` times each row, into `out[at … at+rows)`. */
export function multiply(design: Design, weights: Float64Array, from: number, out: Float64Array, at: number): void {
  const { rows, numbers, numberCount, categories, categoryCount, width } = design
  const intercept = weights[from + width - 1]!
  for (let row = 0; row < rows; row++) {
    let sum = intercept
    const firstNumber = row * numberCount
    for (let k = 0; k < numberCount; k++) sum += numbers[firstNumber + k]! * weights[from + k]!
    const firstCategory = row * categoryCount
    for (let k = 0; k < categoryCount; k++) {
      const column = categories[firstCategory + k]!
      if (column >= 0) sum += weights[from + column]!
    }
    out[at + row] = sum
  }
}

/** Xᵀ·v: `values[from … from+rows)` summed by column, into `out[at … at+width)`. */
export function multiplyTransposed(
  design: Design,
  values: Float64Array,
  from: number,
  out: Float64Array,
  at: number,
): void {
  const { rows, numbers, numberCount, categories, categoryCount, width } = design
  out.fill(0, at, at + width)
  let total = 0
  for (let row = 0; row < rows; row++) {
    const value = values[from + row]!
    total += value
    const firstNumber = row * numberCount
    for (let k = 0; k < numberCount; k++) out[at + k] = out[at + k]! + value * numbers[firstNumber + k]!
    const firstCategory = row * categoryCount
    for (let k = 0; k < categoryCount; k++) {
      const column = categories[firstCategory + k]!
      if (column >= 0) out[at + column] = out[at + column]! + value
    }
  }
  out[at + width - 1] = total
}

/**
 * The lower triangle of Xᵀ·diag(v)·X, with v = `rowWeights[from … from+rows)`, into `out` (row-major, width × width).
 * Costs rows × (numbers + categories)², not rows × width².
 */
export function weightedNormalMatrix(design: Design, rowWeights: Float64Array, from: number, out: Float64Array): void {
  const { rows, numbers, numberCount, categories, categoryCount, width } = design
  out.fill(0)
  const last = (width - 1) * width
  for (let row = 0; row < rows; row++) {
    const weight = rowWeights[from + row]!
    if (weight === 0) continue
    const firstNumber = row * numberCount
    const firstCategory = row * categoryCount
    for (let i = 0; i < numberCount; i++) {
      const scaled = weight * numbers[firstNumber + i]!
      const target = i * width
      for (let j = 0; j <= i; j++) out[target + j] = out[target + j]! + scaled * numbers[firstNumber + j]!
      out[last + i] = out[last + i]! + scaled
    }
    for (let i = 0; i < categoryCount; i++) {
      const column = categories[firstCategory + i]!
      if (column < 0) continue
      const target = column * width
      for (let j = 0; j < numberCount; j++) {
        out[target + j] = out[target + j]! + weight * numbers[firstNumber + j]!
      }
      // Columns of an earlier feature come before those of a later one, so this stays in the lower triangle.
      for (let j = 0; j <= i; j++) {
        const other = categories[firstCategory + j]!
        if (other >= 0) out[target + other] = out[target + other]! + weight
      }
      out[last + column] = out[last + column]! + weight
    }
    out[last + width - 1] = out[last + width - 1]! + weight
  }
}
