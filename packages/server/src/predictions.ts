import type { Scores } from '@mlgate/models'

/** What `/predict` says of one row. */
export type Prediction =
  /** `probabilities` by class, where the model gives them. */
  { readonly label: string; readonly probabilities?: Readonly<Record<string, number>> } | { readonly value: number }

/**
 * Scores row by row. The label is the model's own where it gives one, else the most probable class, the first of equal
 * ones. A threshold of the gate plays no part in it.
 */
export function predictionsOf(scores: Scores): readonly Prediction[] {
  if (scores.kind === 'regression') return Array.from(scores.values, (value) => ({ value }))
  const { classes, probabilities, labels, rows } = scores
  return Array.from({ length: rows }, (_, row) => {
    const own = probabilities?.subarray(row * classes.length, (row + 1) * classes.length)
    const best = labels?.[row] ?? mostProbable(own)
    const label = classes[best]
    if (label === undefined) throw new TypeError(`row ${row} has no label`)
    if (own === undefined) return { label }
    return { label, probabilities: Object.fromEntries(classes.map((name, i) => [name, own[i]!])) }
  })
}

function mostProbable(probabilities: Float64Array | undefined): number {
  return probabilities === undefined ? -1 : probabilities.indexOf(Math.max(...probabilities))
}
