import type { Verdict } from '@mlgate/core'
import type { Average, MetricName } from '@mlgate/statistics'
import type { Flips } from './flips.ts'
import type { Slice } from './slices.ts'

/** `unjudged`: there was no baseline and the policy accepts that (`if_missing: absolute-only`). Never a pass. */
export type ConditionVerdict = Verdict | 'unjudged'

/** One thing demanded of one gate. */
export interface Condition {
  readonly kind: 'min' | 'max' | 'max_regression'
  /** As the policy writes it: `0.7`, `0.02`, `2%`. */
  readonly demanded: string
  /**
   * min and max: the limit. max_regression: δ, how much may be lost, in the metric's own unit and never negative;
   * undefined when it is a share of a baseline that is not known or about zero.
   */
  readonly limit: number | undefined
  readonly verdict: ConditionVerdict
  /** One sentence with the numbers. */
  readonly reason: string
}

/** One metric on all rows or on one slice, and all that is demanded of it there. */
export interface GateResult {
  /** Unique: `recall (macro) on origin = MDW`. */
  readonly name: string
  readonly metric: MetricName
  readonly average: Average | undefined
  readonly direction: 'maximize' | 'minimize'
  readonly slice: Slice | undefined
  readonly rows: number
  readonly minRows: number
  /** Undefined when the metric is. */
  readonly candidate: number | undefined
  readonly baseline: number | undefined
  /** Candidate minus baseline, in the metric's own unit; whether that is better depends on `direction`. */
  readonly difference: number | undefined
  /** Of the difference: the bounds that decide, each one-sided at the policy's level. */
  readonly interval: { readonly low: number; readonly high: number } | undefined
  /** Standard error of the difference, from the resamples. */
  readonly standardError: number | undefined
  /** Resamples in which the metric was undefined; undefined when nothing was resampled. */
  readonly undefinedResamples: number | undefined
  /** Both models answer these rows alike, so that nothing was resampled. */
  readonly equal: boolean
  readonly conditions: readonly Condition[]
  /** The worst of the conditions that were judged. */
  readonly verdict: ConditionVerdict
  /** The reason of the worst condition. */
  readonly reason: string
  /** When undecided: about how many rows would decide it, were the models equal, with 80 % power. */
  readonly rowsNeeded: number | undefined
}

/** What the gate concluded: plain data, the same for the same inputs. */
export interface Judgement {
  readonly verdict: Verdict
  /** The policy lets an inconclusive verdict through (it stays inconclusive); true only when it is one. */
  readonly inconclusivePasses: boolean
  readonly task: 'classification' | 'regression'
  readonly rows: number
  readonly level: number
  readonly resamples: number
  readonly seed: number
  /** The operating point that was applied; undefined when none was. */
  readonly threshold: number | undefined
  readonly scoredBy: { readonly candidate: 'mlgate' | 'declared'; readonly baseline: 'mlgate' | 'declared' | undefined }
  readonly gates: readonly GateResult[]
  /** Classification with a baseline: answers that changed. */
  readonly flips: Flips | undefined
}
