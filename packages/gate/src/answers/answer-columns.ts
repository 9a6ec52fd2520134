import type { Column } from '@mlgate/tables'
import { answersOf } from '../judge.ts'
import type { JudgeInput } from '../judge-input.ts'

/**
 * What a model says of each row, as columns for metrics of the project's own: `prediction` (the class's text, or the
 * number), `score` (the positive class's probability, where there are two), and the truth as `label` where the test data
 * call it otherwise. Throws ConfigurationError as `judge` does.
 */
export function answerColumns(input: JudgeInput): ReadonlyMap<string, Column> {
  const { test, label, candidate } = input
  const { labels, probabilities, values, classes } = answersOf(input, candidate, 'candidate')
  const columns = new Map<string, Column>()
  const truth = test.columns.get(label)
  // Also beside a column that is called so and is another: that is refused, never taken for the truth.
  if (truth && label.toLowerCase() !== 'label') columns.set('label', truth)
  if (labels) {
    columns.set('prediction', {
      kind: 'string',
      values: Array.from(labels.predicted, (index) => classes[index] ?? null),
    })
  } else if (values) columns.set('prediction', { kind: 'number', values: values.predicted })
  const { positive } = probabilities ?? {}
  if (probabilities && positive !== undefined && probabilities.classes === 2) {
    columns.set('score', {
      kind: 'number',
      values: Float64Array.from(
        { length: test.rows },
        (_, row) => probabilities.probabilities[row * 2 + positive] as number,
      ),
    })
  }
  return columns
}
