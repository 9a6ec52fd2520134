/**
 * What is known of a difference (candidate minus baseline): one-sided bounds at every level, and what it takes to turn
 * them round. `lower(α)` rises and `upper(α)` falls with α; together they are a two-sided interval at level 1 − 2α.
 */
export interface Confidence {
  readonly method: ComparisonMethod
  readonly difference: number
  readonly standardError: number
  /** Share of resamples in which the metric was undefined; 0 where nothing is resampled. */
  readonly undefinedShare: number
  /** The difference is at least this, but for a risk of α (0 < α < ½). −∞ when nothing can be said. */
  readonly lower: (alpha: number) => number
  /** The difference is at most this, but for a risk of α. */
  readonly upper: (alpha: number) => number
  /** The smallest α at which the lower bound reaches `value`: p for the claim that the difference is at least that. */
  readonly pAbove: (value: number) => number
  /** The smallest α at which the upper bound falls to `value`: p for the claim that the difference is below that. */
  readonly pBelow: (value: number) => number
}

/** Why there is no interval. */
export interface NoConfidence {
  readonly method: ComparisonMethod
  readonly difference: number
  readonly undefinedShare: number
  readonly reason: string
}

/**
 * How a difference was judged, as reports name it: `identity` (the same model), `tango` (score interval for paired
 * proportions), `delong` (areas under ROC curves), `paired-t` (mean of paired differences), `cells` (bootstrap of the
 * joint table of labels), `rows` (bootstrap of rows), `cluster` (bootstrap of groups), `blocks` (moving-block bootstrap of
 * a series), `numbers` (resampled by whoever measured), `points` (taken as it stands), `wilson` (one proportion),
 * `newcombe` (one area under a ROC curve of few rows), `alike` (nothing differs, so that only the share of rows that might is bounded).
 */
export type ComparisonMethod =
  | 'identity'
  | 'tango'
  | 'delong'
  | 'paired-t'
  | 'cells'
  | 'rows'
  | 'cluster'
  | 'blocks'
  | 'alike'
  | 'numbers'
  | 'points'
  | 'wilson'
  | 'newcombe'

/** Throws RangeError unless `alpha` is a one-sided risk. */
export function checkAlpha(alpha: number): void {
  if (!(alpha > 0 && alpha < 0.5)) throw new RangeError(`alpha ${alpha}.`)
}

/** The same model twice: no difference, whatever the risk. */
export function identity(): Confidence {
  return {
    method: 'identity',
    difference: 0,
    standardError: 0,
    undefinedShare: 0,
    lower: () => 0,
    upper: () => 0,
    pAbove: (value) => (value <= 0 ? 0 : 1),
    pBelow: (value) => (value > 0 ? 0 : 1),
  }
}
