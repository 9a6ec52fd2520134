import type { Table } from '@mlgate/tables'
import { planInputs } from '../input-plan.ts'
import { prepareModel } from '../prepared-model.ts'
import type { ScoringPoolOptions } from '../scoring-pool.ts'

/**
 * The columns of a table that a model takes, in the order in which it takes them. Throws ConfigurationError when the model
 * cannot be read or the columns do not fit it.
 */
export async function modelFeatures(
  options: Pick<ScoringPoolOptions, 'model' | 'task' | 'classes' | 'output' | 'features' | 'exclude'>,
  table: Table,
): Promise<readonly string[]> {
  const { name, inputs } = await prepareModel(options.model, options)
  const choice = { features: options.features, exclude: options.exclude ?? [] }
  const plan = planInputs(inputs, table, choice, name)
  return [...new Set(plan.inputs.flatMap(({ columns }) => columns))]
}
