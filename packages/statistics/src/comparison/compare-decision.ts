import type { Confidence } from './compare-confidence.ts'

/** What a comparison says about a margin. */
export interface Decision {
  /**
   * `pass`: the loss is at most the margin (but for a risk of α); `fail`: it is more (but for a risk of α);
   * `inconclusive`: these rows do not tell.
   */
  readonly verdict: 'pass' | 'fail' | 'inconclusive'
  /** The bounds at one-sided risk α, together an interval at level 1 − 2α, in the metric's own sign. */
  readonly low: number
  readonly high: number
  /** p for the claim that the loss is at most the margin: ≤ α exactly when the verdict is `pass`. */
  readonly pPass: number
  /** p for the claim that it is more: ≤ α exactly when the verdict is `fail`. */
  readonly pFail: number
}

/**
 * Non-inferiority in three states: with Δ > 0 meaning better, pass when the lower bound is at least −margin, fail when the
 * upper bound is below −margin. `margin` ≥ 0 is in the metric's unit. p values come from turning the same bounds round, so
 * that one gate's p says what its interval says. Anything that is not a number is inconclusive, with p = 1.
 */
export function decide(
  confidence: Confidence,
  of: { readonly direction: 'maximize' | 'minimize'; readonly margin: number; readonly alpha: number },
): Decision {
  const { direction, margin, alpha } = of
  const low = confidence.lower(alpha)
  const high = confidence.upper(alpha)
  if (!(margin >= 0) || Number.isNaN(low) || Number.isNaN(high)) {
    return { verdict: 'inconclusive', low, high, pPass: 1, pFail: 1 }
  }
  const isPass = direction === 'maximize' ? low >= -margin : high <= margin
  const isFail = direction === 'maximize' ? high < -margin : low > margin
  const pPass = direction === 'maximize' ? confidence.pAbove(-margin) : confidence.pBelow(margin)
  const pFail = direction === 'maximize' ? confidence.pBelow(-margin) : confidence.pAbove(margin)
  return {
    verdict: isPass ? 'pass' : isFail ? 'fail' : 'inconclusive',
    low,
    high,
    pPass: agreeing(pPass, isPass, alpha),
    pFail: agreeing(pFail, isFail && !isPass, alpha),
  }
}

/** p on the side of α where the bound lies: a rounding must not let them disagree. NaN is no evidence. */
function agreeing(p: number, isClaimed: boolean, alpha: number): number {
  if (isClaimed) return Math.min(p, alpha)
  return p > alpha ? Math.min(1, p) : Number.isNaN(p) ? 1 : alpha * (1 + 2 ** -50)
}

/** A baseline's values below this are taken as zero: a share of them means nothing. */
const aboutZero = 1e-12

/**
 * The margin in the metric's unit for one that is a share of the baseline's value: share × |baseline|, so that a negative
 * baseline does not turn the verdict round. Undefined when the baseline is about zero, or no number.
 */
export function relativeMargin(share: number, baseline: number): number | undefined {
  const margin = share * Math.abs(baseline)
  return Math.abs(baseline) >= aboutZero && Number.isFinite(margin) ? margin : undefined
}
