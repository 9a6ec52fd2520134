import type { Block, Inline, Report, StepResult } from '@mlgate/core'
import type { PolicyChange } from '@mlgate/project'
import { combineReports } from './combine-reports.ts'
import type { Policy } from './policy.ts'
import { policyChangeBlocks, policyChangeRemarks } from './policy-change-blocks.ts'

/**
 * What a step that judges concludes from its judgements: the worst of them, with what the change would alter in the policy
 * shown, and nothing passing by a policy of the change's own. Its record must say the verdict that this returns.
 */
export function conclude(
  policy: Policy,
  judgements: readonly [Report, ...Report[]],
  options: {
    /** Which changes of the policy are this step's to tell. */
    readonly tells: (change: PolicyChange) => boolean
    readonly remarks: readonly (readonly Inline[])[]
    /** What the remarks speak of, in full. */
    readonly blocks?: readonly Block[]
    readonly titleOfOther: (index: number) => string
    /** Why nothing passes here even by a policy in force, such as rows that the change chose. */
    readonly neverPassesBecause: string | undefined
    /** Whether the policy lets an inconclusive verdict through. */
    readonly inconclusivePasses: boolean
  },
): Required<Pick<StepResult, 'verdict' | 'inconclusivePasses' | 'report'>> {
  const changes = policy.changes.filter(options.tells)
  const neverPassesBecause = policy.ownBecause ?? options.neverPassesBecause
  const report = combineReports(judgements, {
    remarks: [...options.remarks, ...policyChangeRemarks(changes)],
    blocks: [...policyChangeBlocks(policy, changes), ...(options.blocks ?? [])],
    titleOfOther: options.titleOfOther,
    neverPassesBecause,
  })
  return {
    verdict: report.verdict,
    inconclusivePasses: neverPassesBecause === undefined && options.inconclusivePasses,
    report,
  }
}

/**
 * Holds every step to that nothing passes by a policy of the change's own, should one not come to its verdict by
 * `conclude`. Throws RangeError: a fault of ours, and nothing is left that says it passed.
 */
export function refuseOwnPass(policy: Policy, { verdict, inconclusivePasses, overridden }: StepResult): void {
  if (policy.ownBecause === undefined) return
  if (verdict !== 'pass' && inconclusivePasses !== true && overridden !== true) return
  throw new RangeError(`A step passed by a policy of the change's own (${policy.ownBecause}).`)
}
