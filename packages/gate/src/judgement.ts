import type { Verdict } from '@mlgate/core'
import type { Task } from '@mlgate/statistics'
import type { FindingGroup } from './finding.ts'
import type { Flips } from './flips.ts'
import type { Slice } from './slices.ts'

/** `unjudged`: there was no baseline and the policy accepts that (`if_missing: absolute-only`). Never a pass. */
export type ConditionVerdict = Verdict | 'unjudged'

/** One thing demanded of one gate. */
export interface Condition {
  readonly kind: 'min' | 'max' | 'max_regression' | 'max_total_regression'
  /** As the policy writes it: `0.7`, `0.02`, `2%`. */
  readonly demanded: string
  /**
   * min and max: the limit. Regressions: δ, how much may be lost, in the metric's own unit and never negative; undefined
   * when it is a share of a baseline that is not known or about zero.
   */
  readonly limit: number | undefined
  /** Of min and max: whether the value's bound is judged, not the value. */
  readonly confident?: true
  readonly verdict: ConditionVerdict
  /** One sentence with the numbers. */
  readonly reason: string
  /** Of a regression, when it was judged. */
  readonly comparison?: ComparisonResult
}

/** A difference, candidate minus other, in the metric's own unit, and how it was judged. */
export interface ComparisonResult {
  /** The other model's value. */
  readonly value: number
  readonly difference: number
  /** The bounds that decide, each one-sided at the policy's level; undefined when there are none. */
  readonly interval: { readonly low: number; readonly high: number } | undefined
  readonly standardError: number | undefined
  /** How: `tango`, `delong`, `cells`, `rows`, `cluster` …; `points` when no confidence can be given. */
  readonly method: string
  /** Share of resamples in which the metric was undefined. */
  readonly undefinedShare: number
  /** p for the claim that more was lost than is allowed, alone and among all comparisons (Holm). */
  readonly pFail: number | undefined
  readonly pFailAmongAll: number | undefined
}

/** What a gate counts: requests are those of latencies, queries those of rankings. */
export type JudgedUnit = 'rows' | 'queries' | 'requests'

/** One metric on all rows or on one slice, and all that is demanded of it there. */
export interface GateResult {
  /** Unique: `recall (macro) on origin = MDW`. */
  readonly name: string
  /** As the policy writes it: `recall`, `ndcg@10`, `expected_cost`. */
  readonly metric: string
  /** As people say it: `recall (macro)`. */
  readonly label: string
  readonly average: string | undefined
  readonly direction: 'maximize' | 'minimize'
  readonly slice: Slice | undefined
  /** Undefined for what was measured elsewhere. */
  readonly rows: number | undefined
  readonly unit: JudgedUnit
  readonly minRows: number
  /** Undefined when the metric is. */
  readonly candidate: number | undefined
  /** Of the candidate's value, two-sided at 1 − 2α. */
  readonly valueInterval: { readonly low: number; readonly high: number } | undefined
  readonly baseline: number | undefined
  /** Candidate minus baseline, in the metric's own unit; whether that is better depends on `direction`. */
  readonly difference: number | undefined
  /** Of the difference: the bounds that decide, each one-sided at the policy's level. */
  readonly interval: { readonly low: number; readonly high: number } | undefined
  /** It is the same model as the baseline. */
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
  /** What the policy says of inconclusive verdicts. */
  readonly onInconclusive: 'fail' | 'pass'
  readonly task: Task
  /** Undefined when no rows were judged: the metrics were measured elsewhere. */
  readonly rows: number | undefined
  readonly level: number
  readonly resamples: number
  readonly seed: number
  /** The operating points that were applied; undefined when none was. */
  readonly threshold: { readonly candidate: number; readonly baseline: number | undefined } | undefined
  /** How many comparisons were corrected for together. */
  readonly comparisons: number
  readonly scoredBy: { readonly candidate: 'mlgate' | 'declared'; readonly baseline: 'mlgate' | 'declared' | undefined }
  readonly gates: readonly GateResult[]
  /** Classification with a baseline: answers that changed. */
  readonly flips: Flips | undefined
  /** What was judged beside the metrics. */
  readonly examinations: readonly FindingGroup[]
}
