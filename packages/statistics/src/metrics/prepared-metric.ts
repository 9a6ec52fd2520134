/** Non-negative weights, one a row. A bootstrap's multiplicities are weights: how often each row was drawn. */
export type Weights = Float64Array | Uint32Array | Uint8Array

/**
 * A metric over fixed rows, as a function of the rows' weights. Whatever does not depend on the weights (sorting,
 * losses, cells) was done when it was prepared, so that thousands of resamples are cheap. A weight of zero means that
 * the row does not exist, a weight of two that it stands there twice. Values may share scratch memory: one prepared
 * metric must not be asked from two places at once (which only worker threads could).
 */
export interface PreparedMetric {
  readonly rows: number
  /** The metric for these weights (`rows` of them); NaN where it is undefined. */
  readonly value: (weights: Weights) => number
  /** Why `value` is NaN for these weights, as a clause to show: `only one class is present`. */
  readonly whyUndefined: (weights: Weights) => string
  /**
   * Metrics whose structure is `mean`: the loss (or gain) of each row, all finite. The value is their weighted mean, so
   * that two models may be compared by paired differences. Absent where the rows have no losses (see `undefinedMetric`).
   */
  readonly losses?: Float64Array
  /** Metrics whose structure is `counts`. */
  readonly cells?: MetricCells
}

/**
 * A metric that only counts: every row lies in one cell, and the weight in each cell decides the value. A resample may
 * therefore draw the cells' counts instead of rows.
 */
export interface MetricCells {
  /** The cell of each row, from 0. Only cells that hold a row have a number. */
  readonly cellOfRow: Int32Array
  readonly count: number
  /** The metric for the weight in each cell (`count` of them); NaN where it is undefined. Shares scratch memory. */
  readonly valueOfCells: (weightOfCell: Float64Array) => number
}

/** A metric's value; `undefinedBecause` says why when the value is NaN. */
export type MetricValue =
  | { readonly value: number; readonly undefinedBecause?: never }
  | { readonly value: number; readonly undefinedBecause: string }

/** What a metric says when nothing is left to measure. */
export const noRows = 'there are no rows'

/** Each row once. */
export function unitWeights(rows: number): Uint32Array {
  return new Uint32Array(rows).fill(1)
}

/** The value of a prepared metric, with each row once when no weights are given. Throws RangeError on bad weights. */
export function measure(metric: PreparedMetric, weights: Weights = unitWeights(metric.rows)): MetricValue {
  checkWeights(weights, metric.rows)
  const value = metric.value(weights)
  return Number.isFinite(value) ? { value } : { value: Number.NaN, undefinedBecause: metric.whyUndefined(weights) }
}

/** A metric that these rows cannot have, whatever their weights. */
export function undefinedMetric(rows: number, reason: string): PreparedMetric {
  return { rows, value: () => Number.NaN, whyUndefined: () => reason }
}

export function sumOf(weights: Weights): number {
  let sum = 0
  for (let row = 0; row < weights.length; row++) sum += weights[row] as number
  return sum
}

/** Throws RangeError: arrays of different length are a mistake in the calling code, not in anybody's data. */
export function checkLengths(expected: number, found: number, what: string): void {
  if (expected !== found) throw new RangeError(`${what}: ${found} instead of ${expected}.`)
}

/** Throws RangeError unless there is one weight a row, finite and not negative. */
export function checkWeights(weights: Weights, rows: number): void {
  checkLengths(rows, weights.length, 'weights')
  for (let row = 0; row < rows; row++) {
    const weight = weights[row] as number
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) throw new RangeError(`weight ${weight} of row ${row + 1}.`)
  }
}

/** The weighted mean of one number a row, as `numpy.average` has it; undefined when one is too large to write. */
export function preparedMean(values: Float64Array): PreparedMetric {
  const rows = values.length
  if (!values.every(Number.isFinite)) return undefinedMetric(rows, 'an error is too large to write')
  const value = (weights: Weights): number => {
    let sum = 0
    let total = 0
    for (let row = 0; row < rows; row++) {
      const weight = weights[row] as number
      sum += weight * (values[row] as number)
      total += weight
    }
    return sum / total
  }
  const whyUndefined = (weights: Weights): string => (sumOf(weights) === 0 ? noRows : 'the mean is too large to write')
  return { rows, value, whyUndefined, losses: values }
}

/** The first rows (counted from 1) where `wrong` holds, and how many there are: `3 rows (the first: 2, 17, 40)`. */
export function describeRows(rows: number, wrong: (row: number) => boolean): string | undefined {
  const first: number[] = []
  let count = 0
  for (let row = 0; row < rows; row++) {
    if (!wrong(row)) continue
    count++
    if (first.length < 5) first.push(row + 1)
  }
  if (count === 0) return undefined
  return count === 1 ? `row ${first[0]}` : `${count} rows (the first: ${first.join(', ')})`
}
