import { checkProbabilities, type ProbabilityObservations } from '../metrics/observations.ts'
import { checkWeights, unitWeights, type Weights } from '../metrics/prepared-metric.ts'
import { nanScores } from '../metrics/probability-flaws.ts'
import { orderByScore } from '../metrics/score-order.ts'
import { allRows } from '../metrics/sort-rows.ts'

export type CurvePoint = readonly [x: number, y: number]

/** What one class's scores tell at every threshold. */
export interface ThresholdCurves {
  /** (false positive rate, true positive rate), from (0, 0) to (1, 1). */
  readonly roc: readonly CurvePoint[]
  /** (recall, precision), from the highest threshold, which (0, 1) comes before, to the recall 1. */
  readonly precisionRecall: readonly CurvePoint[]
}

/**
 * The ROC and the precision–recall curve of one class against the rest: a point for every different score, rows of the
 * same score taken together. `mostPoints`, from 3, thins both: what is left are points of the whole curve, about equally far from
 * each other along it, and its ends. Undefined when a score is NaN, or without weight on either side. Throws RangeError on
 * bad weights.
 * Source: `sklearn.metrics.roc_curve(drop_intermediate=False)`, `precision_recall_curve`.
 */
export function thresholdCurves(
  observed: ProbabilityObservations,
  positive: number,
  options: { readonly mostPoints?: number; readonly weights?: Weights | undefined } = {},
): ThresholdCurves | undefined {
  checkProbabilities(observed)
  const { truth, classes, probabilities } = observed
  const rows = truth.length
  const { mostPoints = Number.POSITIVE_INFINITY, weights = unitWeights(rows) } = options
  checkWeights(weights, rows)
  if (nanScores(observed) !== undefined) return undefined
  const scoreOf = (row: number): number => probabilities[row * classes + positive] as number
  const { order, isPositive, endsGroup } = orderByScore(allRows(rows), scoreOf, (row) => truth[row] === positive)
  const total = [0, 0]
  for (let rank = 0; rank < rows; rank++) {
    const side = isPositive[rank] as 0 | 1
    total[side] = (total[side] as number) + (weights[order[rank] as number] as number)
  }
  const [negatives, positives] = total as [number, number]
  if (negatives === 0 || positives === 0) return undefined
  const roc = thinner(mostPoints, ([x, y], [a, b]) => (x - a + y - b) / 2)
  const precisionRecall = thinner(mostPoints, ([recall], [before]) => recall - before)
  roc.add([0, 0])
  precisionRecall.add([0, 1])
  let [falsePositives, truePositives] = [0, 0]
  for (let rank = rows - 1; rank >= 0; rank--) {
    const weight = weights[order[rank] as number] as number
    if (isPositive[rank] === 1) truePositives += weight
    else falsePositives += weight
    // From above, a group of equal scores ends where the next lower rank ends another.
    const isEnd = rank === 0 || endsGroup[rank - 1] === 1
    if (!isEnd || truePositives + falsePositives === 0) continue
    roc.add([falsePositives / negatives, truePositives / positives])
    precisionRecall.add([truePositives / positives, truePositives / (truePositives + falsePositives)])
  }
  return { roc: roc.points(), precisionRecall: precisionRecall.points() }
}

/** Keeps a point when it is far enough from the last one kept; the first and the last are always kept. */
function thinner(mostPoints: number, distance: (point: CurvePoint, kept: CurvePoint) => number) {
  // Two points more than steps: the first one, and the last.
  const step = 1 / Math.max(1, mostPoints - 2)
  const isWhole = mostPoints === Number.POSITIVE_INFINITY
  const kept: CurvePoint[] = []
  let last: CurvePoint | undefined
  return {
    add: (point: CurvePoint): void => {
      const before = kept.at(-1)
      const isKept = isWhole || before === undefined || distance(point, before) >= step
      if (isKept) kept.push(point)
      last = isKept ? undefined : point
    },
    points: (): readonly CurvePoint[] => (last === undefined ? kept : [...kept, last]),
  }
}
