import type { Verdict } from '@mlgate/core'
import type { DriftSettings, EffectName } from './drift-section.ts'

/**
 * What became of a column. Compared: `drifted`, `stable`, `constant` (one and the same value in both files). Not
 * compared: `empty` (no values in a file), `missing` (not in the current file, or in neither), `new` (not in the
 * reference), `retyped` (another kind of values than in the reference), `time` (dates or times, which move by
 * themselves), `identifier` (hardly a value occurs more often than others).
 */
export type ColumnStatus =
  | 'drifted'
  | 'stable'
  | 'constant'
  | 'empty'
  | 'missing'
  | 'new'
  | 'retyped'
  | 'time'
  | 'identifier'

export type ColumnKind = 'number' | 'string' | 'boolean'

/** One test with its effect. Drift is both: an adjusted p below alpha, and an effect that reaches its floor. */
export interface Comparison {
  readonly effectName: EffectName
  /** In the unit of its name; a change of the share of missing values is without sign here. */
  readonly effect: number
  readonly floor: number
  readonly test: 'kolmogorov-smirnov' | 'chi-squared' | 'two-proportion z' | 'fisher'
  /** How p was found: `exact`, `finite-n`, `asymptotic` or `monte-carlo`. */
  readonly method: 'exact' | 'finite-n' | 'asymptotic' | 'monte-carlo'
  readonly p: number
  /** Benjamini–Hochberg over all tests of the judgement. */
  readonly adjustedP: number
  readonly drifted: boolean
}

/** A column in one of the files. */
export interface Side {
  readonly rows: number
  /** Rows with a value. */
  readonly values: number
  /** Rows without a value, infinities among them. */
  readonly missing: number
  /** Infinite numbers, which count as missing. */
  readonly infinite: number
  /** Of numbers; undefined for others and when there are none. */
  readonly range: { readonly low: number; readonly high: number; readonly mean: number } | undefined
  /** Of categories: how many different ones. */
  readonly distinct: number | undefined
}

/** Something to know that does not decide: a file of other rows may differ in these by chance. */
export type Finding =
  | {
      readonly kind: 'unseen category'
      /** Rows with a category that the reference does not have, and how many such categories there are. */
      readonly rows: number
      readonly categories: number
      /** The most frequent of them. */
      readonly examples: readonly string[]
    }
  | {
      readonly kind: 'out of range'
      readonly below: number
      readonly above: number
      /** The reference's range, and the current one. */
      readonly reference: readonly [low: number, high: number]
      readonly current: readonly [low: number, high: number]
      /** More rows than chance puts there (p < 0.001 for one end), or one far outside. Fewer and nearer ones are usual. */
      readonly notable: boolean
    }
  | { readonly kind: 'infinite values'; readonly reference: number; readonly current: number }

/** Shares of the values that a chart shows; each list adds up to 1. */
export type Picture =
  /** `edges` has one more than there are bins; the end bins hold all that lies beyond them, too. */
  | {
      readonly kind: 'histogram'
      readonly edges: readonly number[]
      readonly reference: readonly number[]
      readonly current: readonly number[]
    }
  | {
      readonly kind: 'shares'
      readonly categories: readonly string[]
      readonly reference: readonly number[]
      readonly current: readonly number[]
    }

export interface ColumnResult {
  readonly name: string
  readonly role: 'feature' | 'prediction'
  readonly status: ColumnStatus
  /** `unjudged`: nothing could be compared, and nobody had asked for this column by name. Never a pass. */
  readonly verdict: Verdict | 'unjudged'
  /** One sentence with the numbers. */
  readonly reason: string
  readonly kind: ColumnKind | undefined
  /** Undefined when that file does not have the column. */
  readonly reference: Side | undefined
  readonly current: Side | undefined
  /** Undefined when the values could not be compared or are one and the same. */
  readonly values: Comparison | undefined
  /** Of missing values; undefined when neither file has any, or both have nothing else. */
  readonly nulls: Comparison | undefined
  readonly findings: readonly Finding[]
  /** Of drifted values. */
  readonly picture: Picture | undefined
}

/** What the comparison concluded: plain data, the same for the same inputs. */
export interface DriftJudgement {
  readonly verdict: Verdict
  /** `fail_on: never` lets an inconclusive verdict through (it stays inconclusive); true only when it is one. */
  readonly inconclusivePasses: boolean
  /** Some column drifted, is missing or changed its type, whether or not that fails. */
  readonly drifted: boolean
  readonly rows: { readonly reference: number; readonly current: number }
  readonly settings: DriftSettings
  /** Tests that were adjusted together. */
  readonly tests: number
  /** In the order of the reference. */
  readonly columns: readonly ColumnResult[]
  /** Columns that were left out because they identify rows, or hold the label and are in one file alone. */
  readonly leftOut: readonly string[]
}
