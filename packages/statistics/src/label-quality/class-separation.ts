/** How well a column of numbers parts classes. */
export interface ClassSeparation {
  /** Mean over the pairs of classes, 0 to 1; NaN when fewer than two classes have enough rows. */
  readonly auc: number
  /** Classes that have enough rows. */
  readonly classes: number
}

export interface SeparationOptions {
  /** Number of classes; `truth` holds their indices. */
  readonly classes: number
  /** Classes with fewer rows that have a value are left out; 1 when not given. */
  readonly minimumRows?: number
}

/**
 * Area under the ROC curve of one column: the chance that, of two rows of different classes, the one of the one class
 * has the greater value, ties counting ½; whichever direction is better, so from ½ to 1. For more than two classes the
 * plain mean over all pairs, each in its own better direction. Rows whose value is NaN are left out.
 * Source: Hand and Till, A simple generalisation of the area under the ROC curve (2001);
 * `sklearn.metrics.roc_auc_score` of the pair's rows.
 *
 * @throws RangeError when the lengths differ
 */
export function classSeparation(
  values: Float64Array,
  truth: Int32Array,
  { classes, minimumRows = 1 }: SeparationOptions,
): ClassSeparation {
  const samples = sortedSamples(values, truth, classes).filter(({ length }) => length >= Math.max(1, minimumRows))
  return {
    auc: meanOfPairs(samples.length, (a, b) => {
      const area = areaBetween(samples[a] as Float64Array, samples[b] as Float64Array)
      return Math.max(area, 1 - area)
    }),
    classes: samples.length,
  }
}

/** The values of each class, ascending, without NaN. */
function sortedSamples(values: Float64Array, truth: Int32Array, classes: number): readonly Float64Array[] {
  if (values.length !== truth.length) throw new RangeError(`${values.length} values and ${truth.length} classes.`)
  const counts = new Array<number>(classes).fill(0)
  for (let row = 0; row < values.length; row++) {
    if (!Number.isNaN(values[row])) counts[truth[row] as number] = (counts[truth[row] as number] ?? 0) + 1
  }
  const samples = counts.map((count) => new Float64Array(count))
  const filled = new Array<number>(classes).fill(0)
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number
    if (Number.isNaN(value)) continue
    const index = truth[row] as number
    const place = filled[index] as number
    ;(samples[index] as Float64Array)[place] = value
    filled[index] = place + 1
  }
  return samples.map((sample) => sample.sort())
}

/** The share of pairs in which the value of `upper` is the greater one; equal values count ½. Both ascending. */
function areaBetween(upper: Float64Array, lower: Float64Array): number {
  let below = 0
  let upTo = 0
  let sum = 0
  for (const value of upper) {
    while (below < lower.length && (lower[below] as number) < value) below++
    if (upTo < below) upTo = below
    while (upTo < lower.length && (lower[upTo] as number) <= value) upTo++
    sum += below + upTo
  }
  return sum / (2 * upper.length * lower.length)
}

/** Mean of something over all pairs; NaN when there is none. */
export function meanOfPairs(count: number, of: (first: number, second: number) => number): number {
  let sum = 0
  for (let first = 0; first < count; first++) {
    for (let second = first + 1; second < count; second++) sum += of(first, second)
  }
  return sum / ((count * (count - 1)) / 2)
}
