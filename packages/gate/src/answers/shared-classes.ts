import type { LabelObservations } from '@mlgate/statistics'
import type { Answers } from './answers.ts'

/**
 * Codes the labels of several models alike, also where they know different classes: rows can then be put into one table
 * of (true label, one model's, the other's). Probabilities keep their own columns. In the order given.
 */
export function shareClasses(models: readonly (Answers | undefined)[]): (Answers | undefined)[] {
  const known = models.filter((model) => model !== undefined)
  const union = [...new Set(known.flatMap(({ classes }) => classes))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const isAlike = known.every(({ classes }) => classes.length === union.length)
  if (isAlike) return [...models]
  return models.map(
    (model) => model && { ...model, labels: model.labels && recoded(model.labels, model.classes, union) },
  )
}

function recoded(labels: LabelObservations, classes: readonly string[], union: readonly string[]): LabelObservations {
  const place = classes.map((label) => union.indexOf(label))
  const { positive } = labels
  return {
    ...labels,
    classes: union.length,
    truth: labels.truth.map((index) => place[index] as number),
    predicted: labels.predicted.map((index) => place[index] as number),
    ...(positive === undefined ? {} : { positive: place[positive] as number }),
  }
}
