import { holm } from './holm.ts'

/** One gate's decision, as `decide` made it; p = 1 and `inconclusive` for one without an interval. */
export interface FamilyMember {
  readonly verdict: 'pass' | 'fail' | 'inconclusive'
  readonly pFail: number
}

export interface FamilyDecision {
  readonly verdict: 'pass' | 'fail' | 'inconclusive'
  /** Of each gate, in the order given; one that failed alone may be inconclusive among many. */
  readonly verdicts: readonly ('pass' | 'fail' | 'inconclusive')[]
  /** Holm's p for the claim that the gate is failed. */
  readonly adjusted: readonly number[]
}

/**
 * Decides about several gates of one candidate. It passes when every gate passes at its own level (intersection–union: a
 * candidate that is worse than any margin passes with chance at most α, and needs no correction). A gate is failed when it
 * is so after Holm's correction over all of them, so that equal models are failed by any gate with chance at most α.
 * What remains is inconclusive. The price: with many gates, a true loss in one of them needs more rows to be called so.
 * One gate alone keeps its verdict. No gates are inconclusive: nothing was shown.
 * Source: Berger, Multiparameter Hypothesis Testing and Acceptance Sampling, Technometrics 24 (1982).
 */
export function decideFamily(members: readonly FamilyMember[], alpha: number): FamilyDecision {
  const adjusted = holm(members.map(({ pFail }) => pFail))
  const verdicts = members.map(({ verdict }, index) => {
    if (verdict !== 'fail') return verdict
    return (adjusted[index] as number) <= alpha ? 'fail' : 'inconclusive'
  })
  const verdict = verdicts.includes('fail')
    ? 'fail'
    : verdicts.length > 0 && verdicts.every((one) => one === 'pass')
      ? 'pass'
      : 'inconclusive'
  return { verdict, verdicts, adjusted }
}
