import { checkProbabilities, type ProbabilityObservations } from '../metrics/observations.ts'
import { checkWeights, type Weights } from '../metrics/prepared-metric.ts'
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

/** From here on rows are counted by their scores, not sorted: a thinned curve needs no more. */
const manyRows = 20_000

/**
 * The ROC and the precision–recall curve of one class against the rest: a point for every different score, rows of the
 * same score taken together. `mostPoints`, from 3, thins both: what is left are points of the whole curve, about equally
 * far from each other along it, and its ends. Undefined when a score is NaN, or without weight on either side. Throws
 * RangeError on bad weights.
 * Source: `sklearn.metrics.roc_curve(drop_intermediate=False)`, `precision_recall_curve`.
 */
export function thresholdCurves(
  observed: ProbabilityObservations,
  positive: number,
  options: { readonly mostPoints?: number; readonly weights?: Weights | undefined } = {},
): ThresholdCurves | undefined {
  checkProbabilities(observed)
  const rows = observed.truth.length
  const { mostPoints = Number.POSITIVE_INFINITY, weights } = options
  if (weights) checkWeights(weights, rows)
  const isThinned = mostPoints < Number.POSITIVE_INFINITY && rows >= manyRows
  const steps =
    (isThinned ? countedSteps(observed, positive, weights) : undefined) ?? sortedSteps(observed, positive, weights)
  return steps && curvesOf(steps, mostPoints)
}

/** The weight of the negative and the positive rows at each threshold, the highest first, in turn. */
type Steps = Float64Array

/** One step for each different score; undefined when one is NaN. */
function sortedSteps(
  observed: ProbabilityObservations,
  positive: number,
  weights: Weights | undefined,
): Steps | undefined {
  if (nanScores(observed) !== undefined) return undefined
  const { truth, classes, probabilities } = observed
  const scoreOf = (row: number): number => probabilities[row * classes + positive] as number
  const sorted = orderByScore(allRows(truth.length), scoreOf, (row) => truth[row] === positive)
  const steps = new Float64Array(2 * truth.length)
  let at = 0
  for (let rank = truth.length - 1; rank >= 0; rank--) {
    // From above, a group of equal scores ends where the next lower rank ends another.
    const place = at + (sorted.isPositive[rank] as number)
    steps[place] = (steps[place] as number) + (weights?.[sorted.order[rank] as number] ?? 1)
    if (rank === 0 || sorted.endsGroup[rank - 1] === 1) at += 2
  }
  return steps.subarray(0, at)
}

/** Half of the keys: those of scores below one half. */
const halfKeys = 0x3f000000 >>> 15

/**
 * One step for scores that agree in about three digits, near 0 and near 1 in three digits of their distance from it; equal
 * scores are never parted, so that every step ends in a point of the whole curve. Undefined when a score is outside 0 to 1.
 */
function countedSteps(
  { truth, classes, probabilities }: ProbabilityObservations,
  positive: number,
  weights: Weights | undefined,
): Steps | undefined {
  // Positive floats are ordered as their bits are.
  const float = new Float32Array(1)
  const bits = new Uint32Array(float.buffer)
  const last = 2 * halfKeys
  const steps = new Float64Array(2 * (last + 1))
  for (let row = 0; row < truth.length; row++) {
    const score = probabilities[row * classes + positive] as number
    if (!(score >= 0 && score <= 1)) return undefined
    float[0] = score < 0.5 ? score : 1 - score
    const key = (bits[0] as number) >>> 15
    const place = 2 * (score < 0.5 ? last - key : key) + (truth[row] === positive ? 1 : 0)
    steps[place] = (steps[place] as number) + (weights === undefined ? 1 : (weights[row] as number))
  }
  return steps
}

function curvesOf(steps: Steps, mostPoints: number): ThresholdCurves | undefined {
  let [negatives, positives] = [0, 0]
  for (let at = 0; at < steps.length; at += 2) {
    negatives += steps[at] as number
    positives += steps[at + 1] as number
  }
  if (negatives === 0 || positives === 0) return undefined
  const roc = thinner(mostPoints, ([x, y], [a, b]) => (x - a + y - b) / 2)
  const precisionRecall = thinner(mostPoints, ([recall], [before]) => recall - before)
  roc.add([0, 0])
  precisionRecall.add([0, 1])
  let [falsePositives, truePositives] = [0, 0]
  for (let at = 0; at < steps.length; at += 2) {
    if (steps[at] === 0 && steps[at + 1] === 0) continue
    falsePositives += steps[at] as number
    truePositives += steps[at + 1] as number
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
