import type { Block, LineSeries } from '@mlgate/core'
import { binShares, type CurvePoint, type ProbabilityObservations, thresholdCurves } from '@mlgate/statistics'
import type { Answers } from '../answers/answers.ts'
import { formatFor } from '../number-format.ts'
import { histogramOutline } from './histogram-outline.ts'

/** A model whose answers are drawn. */
export interface DrawnModel {
  readonly name: 'this change' | 'baseline'
  readonly answers: Answers
}

/** Points of a curve: what a picture can show. */
const mostPoints = 160
const bins = 25

const share = formatFor([1], [])

/** ROC and precision–recall curve of one class against the rest, both models in one picture. */
export function thresholdCharts(
  models: readonly DrawnModel[],
  name: string,
  weights: Float64Array | undefined,
): Block[] {
  const drawn = models.flatMap(({ name: model, answers }) => {
    const positive = answers.classes.indexOf(name)
    if (answers.probabilities === undefined || answers.flaw !== undefined || positive < 0) return []
    const found = thresholdCurves(answers.probabilities, positive, { mostPoints, weights })
    return found === undefined ? [] : [{ model, ...found }]
  })
  if (drawn.length === 0) return []
  const isBinary = models[0]?.answers.classes.length === 2
  const of = isBinary ? '' : `, ${name} against the rest`
  const seriesOf = (kind: 'roc' | 'precisionRecall'): LineSeries[] =>
    drawn.map((one) => ({ name: one.model, points: one[kind] }))
  const lines = { type: 'lines', unit: true, marks: false } as const
  return [
    {
      kind: 'chart',
      title: `ROC curve${of}`,
      summary: `Further up and to the left is better. ${drawn
        .map(
          ({ model, roc }) =>
            `${model}: true positive rate ${[0.05, 0.1, 0.2, 0.5].map((at) => `${share.value(highestBefore(roc, at))} at a false positive rate of ${at}`).join(', ')}`,
        )
        .join('; ')}.`,
      chart: {
        ...lines,
        x: 'false positive rate',
        y: 'true positive rate',
        diagonal: true,
        series: seriesOf('roc'),
      },
    },
    {
      kind: 'chart',
      title: `Precision and recall${of}`,
      summary: `Further up and to the right is better. ${drawn
        .map(
          ({ model, precisionRecall }) =>
            `${model}: precision ${[0.2, 0.5, 0.8].map((at) => `${share.value(firstFrom(precisionRecall, at))} at a recall of ${at}`).join(', ')}`,
        )
        .join('; ')}.`,
      chart: { ...lines, x: 'recall', y: 'precision', diagonal: false, series: seriesOf('precisionRecall') },
    },
  ]
}

function highestBefore(points: readonly CurvePoint[], at: number): number | undefined {
  return points.findLast(([x]) => x <= at)?.[1]
}

function firstFrom(points: readonly CurvePoint[], at: number): number | undefined {
  return points.find(([x]) => x >= at)?.[1]
}

/** How the scores of the rows are distributed: of two classes those of either; of more, what the true class was given. */
export function distributionCharts(
  models: readonly DrawnModel[],
  positiveName: string | undefined,
  weights: Float64Array | undefined,
): Block[] {
  const drawn = models.flatMap(({ name, answers }) =>
    answers.probabilities === undefined || answers.flaw !== undefined
      ? []
      : [{ name, observed: answers.probabilities, classes: answers.classes }],
  )
  if (drawn.length === 0) return []
  if (positiveName === undefined) {
    return [
      distribution(
        'Probability given to the true class',
        'probability of the true class',
        drawn.map(({ name, observed }) => ({ name, shares: sharesOf(observed, undefined, () => true, weights) })),
      ),
    ]
  }
  return [true, false].map((isPositive) =>
    distribution(
      `Scores of rows that are${isPositive ? '' : ' not'} ${positiveName}`,
      `probability of ${positiveName}`,
      drawn.map(({ name, observed, classes }) => {
        const positive = classes.indexOf(positiveName)
        return { name, shares: sharesOf(observed, positive, (label) => (label === positive) === isPositive, weights) }
      }),
    ),
  )
}

/** Of the rows whose label counts: shares of the class's probability; of the true class's where none is named. */
function sharesOf(
  { truth, classes, probabilities }: ProbabilityObservations,
  named: number | undefined,
  counts: (label: number) => boolean,
  weights: Float64Array | undefined,
): Float64Array {
  const scores = new Float64Array(truth.length)
  const counted = new Float64Array(truth.length)
  for (let row = 0; row < truth.length; row++) {
    const label = truth[row] as number
    scores[row] = probabilities[row * classes + (named ?? label)] as number
    if (counts(label)) counted[row] = weights === undefined ? 1 : (weights[row] as number)
  }
  return binShares(scores, bins, 0, 1, counted)
}

function distribution(
  title: string,
  x: string,
  models: readonly { readonly name: string; readonly shares: Float64Array }[],
): Block {
  return {
    kind: 'chart',
    title,
    summary: models
      .map(({ name, shares }) => {
        const upper = shares.slice(Math.ceil(bins / 2)).reduce((sum, one) => sum + one, 0)
        const middle = shares[Math.floor(bins / 2)] as number
        return `${name}: ${share.value(upper + middle / 2)} of the rows have a probability above one half`
      })
      .join('; ')
      .concat('.'),
    chart: {
      type: 'lines',
      x,
      y: 'share of rows',
      unit: false,
      diagonal: false,
      marks: false,
      series: models.map(({ name, shares }) => ({ name, points: histogramOutline(shares, 0, 1) })),
    },
  }
}
