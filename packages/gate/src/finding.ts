import type { Block, Measurement, Verdict } from '@mlgate/core'

/** One thing that was judged beside the metrics: a difference between groups, a feature that must not matter. */
export interface Finding {
  /** Unique in a judgement: `equalized_odds_difference by sex`. */
  readonly name: string
  /** `pass`, or what is wrong; nothing is judged when nothing is demanded (see `FindingGroup.blocks`). */
  readonly verdict: Verdict
  /** One sentence with the numbers, beginning with the name. */
  readonly reason: string
}

/** What one kind of examination found. */
export interface FindingGroup {
  readonly kind:
    | 'flips'
    | 'fairness'
    | 'calibration'
    | 'weak_slices'
    | 'explanations'
    | 'robustness'
    | 'parity'
    | 'cost'
  /** What the fold is called, with the outcome: `Fairness by sex: within limits`. */
  readonly title: string
  readonly findings: readonly Finding[]
  /** What is shown in the fold: tables, charts, sentences. */
  readonly blocks: readonly Block[]
  readonly measurements: readonly Measurement[]
  /** For the record: plain data, the same for the same inputs. */
  readonly details: unknown
}
