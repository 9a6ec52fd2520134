import { type Decision, decide, decideFamily, type NoConfidence, relativeMargin } from '@mlgate/statistics'
import type { ComparisonResult } from './judgement.ts'
import type { Against, GroupMeasurement } from './measure-group.ts'
import type { Margin } from './section/demands.ts'

/** A regression that is demanded of one gate. */
export interface OpenComparison {
  readonly kind: 'max_regression' | 'max_total_regression'
  readonly margin: Margin
  /** Undefined when there is no such model. */
  readonly against: Against | undefined
  /** δ in the metric's unit; undefined when it is a share of about nothing, or of nothing known. */
  readonly loss: number | undefined
  readonly direction: 'maximize' | 'minimize'
  /** Undefined when it could not be judged. */
  readonly decision: Decision | undefined
}

/** The same, after all comparisons of a judgement were looked at together. */
export interface JudgedComparison extends OpenComparison {
  /** Failed alone, but not among as many. */
  readonly isFailedAloneOnly: boolean
  readonly result: ComparisonResult | undefined
}

/** What a gate demands in comparison, each judged by itself. */
export function openComparisons(measured: GroupMeasurement, alpha: number): OpenComparison[] {
  const { demand, baseline, anchor } = measured
  const { margin, totalMargin, direction } = demand
  const open = (kind: OpenComparison['kind'], wanted: Margin, against: Against | undefined): OpenComparison => {
    const loss =
      wanted.kind === 'absolute'
        ? wanted.amount
        : against?.value === undefined
          ? undefined
          : relativeMargin(wanted.share, against.value)
    const confidence = against?.confidence
    const decision =
      confidence === undefined || 'reason' in confidence || loss === undefined
        ? undefined
        : decide(confidence, { direction, margin: loss, alpha })
    return { kind, margin: wanted, against, loss, direction, decision }
  }
  return [
    ...(margin ? [open('max_regression', margin, baseline)] : []),
    ...(totalMargin ? [open('max_total_regression', totalMargin, anchor)] : []),
  ]
}

/**
 * Looks at all comparisons of a judgement together: that one is failed must hold among all of them (Holm), so that equal
 * models are failed by any gate with a chance of at most α. Passing needs no correction, since all must pass.
 */
export function judgeTogether(gates: readonly (readonly OpenComparison[])[], alpha: number): JudgedComparison[][] {
  const family = gates.flat().filter(({ against }) => against?.confidence !== undefined)
  const { verdicts, adjusted } = decideFamily(
    family.map(({ decision }) => decision ?? { verdict: 'inconclusive', pFail: 1 }),
    alpha,
  )
  const place = new Map(family.map((comparison, index) => [comparison, index]))
  return gates.map((comparisons) =>
    comparisons.map((comparison) => {
      const index = place.get(comparison)
      const among = index === undefined ? undefined : adjusted[index]
      return {
        ...comparison,
        isFailedAloneOnly:
          index !== undefined && comparison.decision?.verdict === 'fail' && verdicts[index] === 'inconclusive',
        result: resultOf(comparison, among),
      }
    }),
  )
}

/** How many comparisons were corrected for together. */
export function countTogether(gates: readonly (readonly OpenComparison[])[]): number {
  return gates.flat().filter(({ against }) => against?.confidence !== undefined).length
}

function resultOf(
  { against, decision }: OpenComparison,
  pFailAmongAll: number | undefined,
): ComparisonResult | undefined {
  if (against?.value === undefined || against.confidence === undefined) return undefined
  const { confidence } = against
  const shared = {
    value: against.value,
    difference: confidence.difference,
    method: confidence.method,
    undefinedShare: confidence.undefinedShare,
  }
  if (isNone(confidence) || decision === undefined) {
    return { ...shared, interval: undefined, standardError: undefined, pFail: undefined, pFailAmongAll: undefined }
  }
  const { low, high, pFail } = decision
  const isBounded = confidence.method !== 'points' && Number.isFinite(low) && Number.isFinite(high)
  return {
    ...shared,
    interval: isBounded ? { low, high } : undefined,
    standardError: Number.isFinite(confidence.standardError) ? confidence.standardError : undefined,
    pFail,
    pFailAmongAll,
  }
}

export function isNone(confidence: Against['confidence']): confidence is NoConfidence {
  return confidence !== undefined && 'reason' in confidence
}
