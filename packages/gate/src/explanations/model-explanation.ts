import type { RankedFeature } from './rank-importance.ts'

/** How much a model's mean loss grows when a feature is shuffled. */
interface ShuffledFeature {
  readonly feature: string
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** What is known of one model. */
export interface ModelExplanation {
  readonly ranked: readonly RankedFeature[]
  /** Empty where there is no loss of a row, in rankings. */
  readonly shuffled: readonly ShuffledFeature[]
  /** `exact`, or how many pairs of orders were sampled for each row. */
  readonly method: string
  readonly rows: number
  readonly background: number
}

export interface ExplanationFacts {
  /** A text says why the candidate cannot be explained. */
  readonly candidate: ModelExplanation | string
  /** A text says why there is nothing to compare with. */
  readonly baseline: ModelExplanation | string
  /** Where there has never been a baseline, the policy lets comparisons be. */
  readonly mayLackBaseline: boolean
}
