import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { confusionMatrix } from '../metrics/confusion-matrix.ts'
import { reliabilityCurve } from '../metrics/reliability-curve.ts'
import { rocAuc } from '../metrics/roc-auc.ts'
import { binnedMeans, binShares } from './binned-curves.ts'
import { type CurvePoint, thresholdCurves } from './threshold-curves.ts'

interface GoldenCurves {
  readonly name: string
  readonly truth: readonly number[]
  readonly scores: readonly number[]
  readonly weights: readonly number[] | null
  readonly fpr: readonly number[]
  readonly tpr: readonly number[]
  readonly precision: readonly number[]
  readonly recall: readonly number[]
  readonly confusion: readonly number[]
  readonly histogram: readonly number[]
}

interface Golden {
  readonly cases: readonly GoldenCurves[]
  readonly calibration: Readonly<Record<'truth' | 'scores' | 'said' | 'observed', readonly number[]>>
}

/** Made by testdata/make-curves.py with scikit-learn 1.9.1. */
const golden: Golden = JSON.parse(readFileSync(new URL('../../testdata/curves.json', import.meta.url), 'utf8'))

const binary = (truth: readonly number[], scores: readonly number[]) => ({
  kind: 'probabilities' as const,
  classes: 2,
  truth: Int32Array.from(truth),
  probabilities: Float64Array.from(scores.flatMap((score) => [1 - score, score])),
  positive: 1,
})

const pairs = (xs: readonly number[], ys: readonly number[]): CurvePoint[] =>
  xs.map((x, index) => [x, ys[index] as number])

function expectClose(found: readonly CurvePoint[], wanted: readonly CurvePoint[]): void {
  expect(found).toHaveLength(wanted.length)
  for (const [index, [x, y]] of wanted.entries()) {
    expect(found[index]?.[0]).toBeCloseTo(x, 12)
    expect(found[index]?.[1]).toBeCloseTo(y, 12)
  }
}

describe.each(golden.cases)('with $name', ({ truth, scores, weights: given, ...wanted }) => {
  const observed = binary(truth, scores)
  const weights = given === null ? undefined : Float64Array.from(given)

  it('curves are scikit-learn’s', () => {
    const curves = thresholdCurves(observed, 1, { weights })
    expectClose(curves?.roc ?? [], pairs(wanted.fpr, wanted.tpr))
    // scikit-learn goes from the lowest threshold up.
    expectClose(curves?.precisionRecall ?? [], pairs(wanted.recall, wanted.precision).reverse())
  })

  it('the confusion matrix and the shares of bins are theirs, too', () => {
    const predicted = Int32Array.from(scores, (score) => Number(score >= 0.5))
    const { truth: labels } = observed
    const matrix = confusionMatrix({ kind: 'labels', classes: 2, truth: labels, predicted }, weights)
    for (const [cell, weight] of wanted.confusion.entries()) expect(matrix[cell]).toBeCloseTo(weight, 9)
    const shares = binShares(Float64Array.from(scores), 20, 0, 1, weights)
    for (const [bin, share] of wanted.histogram.entries()) expect(shares[bin]).toBeCloseTo(share, 12)
  })
})

it('the reliability curve is scikit-learn’s calibration_curve', () => {
  const { truth, scores, said, observed } = golden.calibration
  const { points } = reliabilityCurve(binary(truth, scores), { bins: 15 })
  expectClose(
    points.map((point) => [point.meanProbability, point.frequency]),
    pairs(said, observed),
  )
})

const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 30 })), { minLength: 2 })

it('a thinned curve is of the whole one’s points, keeps its ends and is no longer than asked', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 3, max: 12 }), (table, mostPoints) => {
      const observed = binary(
        table.map(([label]) => label),
        table.map(([, score]) => score / 30),
      )
      const whole = thresholdCurves(observed, 1)
      const thin = thresholdCurves(observed, 1, { mostPoints })
      if (whole === undefined || thin === undefined) {
        expect(thin).toBe(whole)
        return
      }
      for (const kind of ['roc', 'precisionRecall'] as const) {
        expect(thin[kind].length).toBeLessThanOrEqual(mostPoints)
        expect(thin[kind][0]).toEqual(whole[kind][0])
        expect(thin[kind].at(-1)).toEqual(whole[kind].at(-1))
        for (const point of thin[kind]) expect(whole[kind]).toContainEqual(point)
      }
    }),
  )
})

it('a curve of many rows is of the whole one’s points, too, also where nearly all scores are close to 0 or to 1', () => {
  const table = Array.from({ length: 25_000 }, (_, row) => {
    const distance = 10 ** -(1 + ((row * 7919) % 9_000) / 1_000)
    return [
      Number((row * 31) % 97 < 20),
      row % 3 === 0 ? 1 - distance : row % 3 === 1 ? distance : (row % 1_000) / 1_000,
    ] as const
  })
  const observed = binary(
    table.map(([label]) => label),
    table.map(([, score]) => score),
  )
  const weights = Float64Array.from(table, (_, row) => (row % 5) / 4)
  const whole = thresholdCurves(observed, 1, { weights })
  const thin = thresholdCurves(observed, 1, { weights, mostPoints: 160 })
  const key = ([x, y]: CurvePoint): string => `${x.toFixed(9)} ${y.toFixed(9)}`
  for (const kind of ['roc', 'precisionRecall'] as const) {
    const points = new Set(whole?.[kind].map(key))
    expect(thin?.[kind].length).toBeLessThanOrEqual(160)
    expect(thin?.[kind].length).toBeGreaterThan(120)
    for (const point of thin?.[kind] ?? []) expect(points).toContain(key(point))
  }
})

it('scores that are no probabilities are sorted, however many rows there are', () => {
  const scores = Array.from({ length: 25_000 }, (_, row) => ((row * 7919) % 1_000) - 500)
  const observed = binary(
    scores.map((score) => Number(score > 100)),
    scores,
  )
  expect(thresholdCurves(observed, 1, { mostPoints: 100 })?.roc.slice(0, 2)).toEqual([
    [0, 0],
    [0, 0.022556390977443608],
  ])
})

it('the area under the ROC curve is the metric', () => {
  fc.assert(
    fc.property(rows, (table) => {
      const observed = binary(
        table.map(([label]) => label),
        table.map(([, score]) => score / 30),
      )
      const curve = thresholdCurves(observed, 1)?.roc
      if (curve === undefined) return
      const area = curve.slice(1).reduce((sum, [x, y], index) => {
        const [a, b] = curve[index] as CurvePoint
        return sum + ((x - a) * (y + b)) / 2
      }, 0)
      expect(area).toBeCloseTo(rocAuc(observed).value, 10)
    }),
  )
})

it('there is no curve of one class alone, nor of scores that are NaN', () => {
  expect(thresholdCurves(binary([1, 1], [0.1, 0.2]), 1)).toBeUndefined()
  expect(thresholdCurves(binary([0, 1], [0.1, Number.NaN]), 1)).toBeUndefined()
  expect(thresholdCurves(binary([0, 1], [0.1, 0.2]), 1, { weights: Float64Array.of(1, 0) })).toBeUndefined()
})

it('means by the prediction lie on the diagonal where the prediction is the truth', () => {
  const truth = Float64Array.from({ length: 1_000 }, (_, row) => (row * 7) % 1_000)
  const points = binnedMeans({ truth, predicted: truth }, 20)
  expect(points).toHaveLength(20)
  expect(points[0]).toEqual([24.5, 24.5])
  for (const [said, came] of points) expect(came).toBe(said)
})

it('what lies beyond the bins is counted in those at the ends', () => {
  expect([...binShares(Float64Array.of(-5, 0, 1, 2, 9, Number.NaN), 2, 0, 2)]).toEqual([0.4, 0.6])
})
