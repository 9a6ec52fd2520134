import { ConfigurationError } from '@mlgate/core'
import { answerColumns, type JudgeInput } from '@mlgate/gate'
import type { Table } from '@mlgate/tables'

/** What a metric's program sees of a model: the test data, with `label`, `prediction` and (two classes) `score`. */
export function metricRows(where: string, input: JudgeInput): Table {
  const answers = answerColumns(input)
  const taken = new Set([...answers.keys()].map((name) => name.toLowerCase()))
  const clash = [...input.test.columns.keys()].find((name) => taken.has(name.toLowerCase()))
  if (clash !== undefined) {
    throw new ConfigurationError(
      `${where}: the test data have a column ${JSON.stringify(clash)}, which is what the truth or the model's own answer is called here. Rename it.`,
    )
  }
  return { rows: input.test.rows, columns: new Map([...input.test.columns, ...answers]) }
}
