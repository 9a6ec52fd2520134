import { twoProportionTest } from '@mlgate/statistics'
import type { Side } from './judgement.ts'
import type { DraftComparison } from './value-comparison.ts'

/** Compares the shares of missing values. Undefined when neither side has any, or both have nothing else. */
export function compareNulls(reference: Side, current: Side): DraftComparison | undefined {
  const missing = reference.missing + current.missing
  if (missing === 0 || missing === reference.rows + current.rows) return undefined
  const { p, method } = twoProportionTest(
    { count: reference.missing, of: reference.rows },
    { count: current.missing, of: current.rows },
  )
  return {
    effectName: 'null_rate',
    effect: Math.abs(current.missing / current.rows - reference.missing / reference.rows),
    test: method === 'z' ? 'two-proportion z' : 'fisher',
    method: method === 'z' ? 'asymptotic' : 'exact',
    p,
  }
}
