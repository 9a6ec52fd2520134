import { availableParallelism, cpus } from 'node:os'
import { demandsOf, type FindingGroup, modelCost } from '@mlgate/gate'
import type { Examination } from './examination.ts'

/** Latency and size beside the baseline's, when the policy asks for one of them. */
export function examineCost({ input }: Examination): readonly FindingGroup[] {
  if (!demandsOf(input.gate, input.task).some(({ measure }) => measure.kind === 'model')) return []
  const machine = { cpu: cpus()[0]?.model.trim() || 'unknown processor', cores: availableParallelism() }
  const cost = modelCost(input.candidate, input.baseline, machine)
  return cost === undefined ? [] : [cost]
}
