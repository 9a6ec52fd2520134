/**
 * What a model says about rows, in the order of the rows. `scoredBy` is `mlgate` when we ran the model ourselves and
 * `declared` when a file was taken at its word.
 */
export type Scores = ClassificationScores | RegressionScores

export interface ClassificationScores {
  readonly kind: 'classification'
  readonly rows: number
  /** Class labels as text (integers without a decimal point, booleans as `true` and `false`), in column order. */
  readonly classes: readonly string[]
  /** Row-major, `rows × classes.length`; undefined when the model gives labels alone. Not renormalised. */
  readonly probabilities: Float64Array | undefined
  /** The model's own label as an index into `classes`, where it gives one; undefined otherwise. */
  readonly labels: Int32Array | undefined
  readonly scoredBy: 'mlgate' | 'declared'
}

export interface RegressionScores {
  readonly kind: 'regression'
  readonly rows: number
  readonly values: Float64Array
  /** Prediction intervals, where the model gives them. */
  readonly intervals?: { readonly lower: Float64Array; readonly upper: Float64Array } | undefined
  readonly scoredBy: 'mlgate' | 'declared'
}
