import { type Block, fold } from '@mlgate/core'
import type { Answers } from '../answers/answers.ts'
import { judgedAnswers } from '../answers/judged-answers.ts'
import { sampleWeights } from '../answers/sample-weights.ts'
import { reliabilityChart } from '../calibration/reliability-chart.ts'
import type { JudgeInput } from '../judge-input.ts'
import type { Judgement } from '../judgement.ts'
import { confusionChart, mostConfused } from './confusion-chart.ts'
import { type DrawnModel, distributionCharts, thresholdCharts } from './score-pictures.ts'
import { valueCharts } from './value-pictures.ts'

/** Classes of more than two whose curves are drawn: those with the most wrong rows. */
const drawnClasses = 2

/**
 * What the models' answers look like, for the page that is the report; nothing is judged by it. Classification: ROC and
 * precision–recall curves, reliability, distributions of the scores, confusion matrices. Numbers: predicted and actual
 * values, errors. Nothing for rankings. Pure; a few passes over the rows and one sort a curve.
 */
export function answerPictures(input: JudgeInput, judgement: Judgement): Block[] {
  const { candidate, baseline } = judgedAnswers(input)
  const weights = sampleWeights(input)
  // The same bytes would be two curves, one on the other.
  const other =
    baseline !== undefined && !input.baseline?.identical ? [{ name: 'baseline', answers: baseline } as const] : []
  const models: DrawnModel[] = [{ name: 'this change', answers: candidate } as const, ...other].filter(
    ({ answers }) => answers.flaw === undefined,
  )
  if (models.length === 0) return []
  return [
    ...scoreFold(models, input, judgement, weights),
    ...confusionFold(models, weights),
    ...valueFold(models, weights),
  ]
}

function scoreFold(
  models: readonly DrawnModel[],
  input: JudgeInput,
  { examinations }: Judgement,
  weights: Float64Array | undefined,
): Block[] {
  const scored = models.filter(({ answers }) => answers.probabilities !== undefined)
  const [first] = scored
  if (first === undefined) return []
  const { classes, probabilities } = first.answers
  const positive = probabilities?.positive
  const isShownElsewhere = input.gate.calibration === false || examinations.some(({ kind }) => kind === 'calibration')
  const observed = scored.flatMap(({ name, answers }) =>
    answers.probabilities === undefined ? [] : [{ name, observed: answers.probabilities }],
  )
  const named = positive === undefined ? undefined : classes[positive]
  const wanted = named === undefined ? confusedClasses(models, weights) : [named]
  const charts = [
    ...wanted.flatMap((name) => thresholdCharts(scored, name, weights)),
    ...(isShownElsewhere ? [] : [reliabilityChart(observed, weights)]),
    ...distributionCharts(scored, classes.length === 2 ? named : undefined, weights),
  ]
  return charts.length === 0 ? [] : [fold('Scores: curves and distributions', ...charts)]
}

/** The classes of all models, in the order by which their labels are coded. */
function unionOf(models: readonly DrawnModel[]): string[] {
  return [...new Set(models.flatMap(({ answers }) => answers.classes))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

function labelled(models: readonly DrawnModel[]) {
  return models.flatMap(({ name, answers: { labels } }) => (labels === undefined ? [] : [{ name, labels }]))
}

function confusedClasses(models: readonly DrawnModel[], weights: Float64Array | undefined): string[] {
  const union = unionOf(models)
  return mostConfused(labelled(models), weights)
    .slice(0, drawnClasses)
    .map((index) => union[index] as string)
}

function confusionFold(models: readonly DrawnModel[], weights: Float64Array | undefined): Block[] {
  const known = labelled(models)
  if (known.length === 0) return []
  const union = unionOf(models)
  // A model that was left out may have known other classes.
  if (known.some(({ labels }) => labels.classes !== union.length)) return []
  return [fold('Confusion matrices', confusionChart(known, union, weights))]
}

function valueFold(models: readonly DrawnModel[], weights: Float64Array | undefined): Block[] {
  const valued = models.flatMap(({ name, answers }) => {
    const observed = valuesOf(answers)
    return observed === undefined ? [] : [{ name, truth: observed.truth, predicted: observed.predicted }]
  })
  return valued.length === 0 ? [] : [fold('Predicted and actual values', ...valueCharts(valued, weights))]
}

function valuesOf({ values, forecast }: Answers) {
  return values ?? forecast
}
