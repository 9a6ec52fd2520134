import { ConfigurationError } from '@mlgate/core'
import type { Average } from '@mlgate/statistics'
import type { JudgeInput } from '../judge-input.ts'
import type { Demand } from '../section/demands.ts'
import { shown } from './class-labels.ts'

/** How many classes the rows hold. */
function labelsIn({ test, label }: JudgeInput): number {
  return new Set<unknown>([...(test.columns.get(label)?.values ?? [])]).size
}

/**
 * What the policy says, else what the rows say: binary for two classes, macro for more. Never the candidate: one class
 * more in its list would turn the recall of the positive class into a mean that hides it.
 */
export function averageFor({ measure }: Demand, classes: readonly string[], input: JudgeInput): Average | undefined {
  if (measure.kind !== 'metric' || !measure.metric.averaged) return undefined
  const { average } = measure.parameters
  const labels = labelsIn(input)
  const where = `gate.metrics.${measure.metric.name}.average`
  if (average === 'binary' && classes.length !== 2) {
    throw new ConfigurationError(
      `${where}: binary is for two classes, and there are ${classes.length}. Write macro, micro or weighted.`,
    )
  }
  if (average === undefined && classes.length > 2 && labels <= 2) {
    throw new ConfigurationError(
      `${where}: missing. The test data hold ${labels === 1 ? 'one class' : 'two classes'}, and the candidate knows ${classes.length}: ${shown(classes)}. ` +
        'Say how classes are averaged (macro, micro or weighted), or take the superfluous ones out of the model.',
    )
  }
  return average ?? (labels <= 2 ? 'binary' : 'macro')
}
