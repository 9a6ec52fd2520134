import type { JudgeInput } from '../judge-input.ts'

/** The rows' weights, which `judge` has checked; undefined where all count alike. */
export function sampleWeights({ test, columns = {} }: JudgeInput): Float64Array | undefined {
  const column = columns.weight === undefined ? undefined : test.columns.get(columns.weight)
  return column?.kind === 'number' ? column.values : undefined
}
