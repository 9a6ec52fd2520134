import { normalQuantile, wilsonInterval } from '@mlgate/statistics'
import { answersOf } from '../judge.ts'
import type { JudgedModel, JudgeInput } from '../judge-input.ts'

/** How much a model's answers changed, or why it has none. */
export type ChangedAnswers =
  | { readonly value: number; readonly low: number; readonly high: number }
  /** What the model said instead of an answer. */
  | { readonly refusal: string }

/**
 * Compares a model's answers on changed rows with those on the rows as they are. Classes: the share of rows that get
 * another one, at the model's operating point, with Wilson's interval. Numbers: the mean |Δ| in standard deviations of the
 * label, with the normal interval of a mean. Each bound leaves `alpha` out.
 */
export function changedAnswers(
  input: JudgeInput,
  model: JudgedModel,
  changed: JudgedModel['scores'],
  role: 'candidate' | 'baseline',
  alpha: number,
): ChangedAnswers {
  const before = answersOf(input, model, role)
  const after = answersOf(input, { ...model, scores: changed }, role)
  const flaw = after.flaw ?? before.flaw
  if (flaw !== undefined) return { refusal: flaw }
  if (before.labels && after.labels) {
    const ours = before.labels.predicted
    const theirs = after.labels.predicted
    const count = ours.reduce((sum, answer, row) => sum + (answer === theirs[row] ? 0 : 1), 0)
    return { value: count / ours.length, ...wilsonInterval(count, ours.length, alpha) }
  }
  if (!before.values || !after.values) throw new RangeError('answers of two kinds')
  const { truth, predicted } = before.values
  const moved = after.values.predicted
  const deviation = spreadOf(truth)
  if (!(deviation > 0)) return { refusal: 'the label is the same in all rows, so that there is no unit for a change' }
  const changes = predicted.map((value, row) => Math.abs((moved[row] as number) - value) / deviation)
  const mean = meanOf(changes)
  const error = (normalQuantile(1 - alpha) * spreadOf(changes)) / Math.sqrt(changes.length)
  return { value: mean, low: Math.max(0, mean - error), high: mean + error }
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Standard deviation (ddof 1); NaN for one value. */
function spreadOf(values: Float64Array): number {
  const mean = meanOf(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}
