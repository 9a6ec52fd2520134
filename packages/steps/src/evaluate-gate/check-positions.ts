import type { Check, SourcePosition } from '@mlgate/core'
import type { Judgement } from '@mlgate/gate'
import type { StepDeps } from '../step-deps.ts'

/**
 * Checks with the line of the checked-out mlgate.yml that demands them, where it says so itself: a policy of the target
 * branch or of an organisation may demand what this file does not, and then there is no line to point at.
 */
export function withPositions(
  checks: readonly Check[],
  { gates, examinations }: Pick<Judgement, 'gates' | 'examinations'>,
  positionOf: StepDeps['positionOf'],
): readonly Check[] {
  const positions = new Map<string, SourcePosition | undefined>([
    ...examinations.flatMap(({ kind, findings }) =>
      findings.map(({ name }) => [name, positionOf(['gate', kind]) ?? positionOf(['gate'])] as const),
    ),
    ...gates.map(({ name, metric }) => [name, positionOf(['gate', 'metrics', metric])] as const),
  ])
  return checks.map((check) => {
    const position = check.position ?? positions.get(check.name)
    return position === undefined ? check : { ...check, position }
  })
}
