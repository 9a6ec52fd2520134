import { describe, expect, it } from 'vitest'
import { goldenMetrics, goldenObservations, goldenWeights } from '../testing/golden-metrics.ts'
import type { Average } from './class-average.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import { metricNamed, metricNames } from './metric-registry.ts'
import type { Observations } from './observations.ts'
import { prepareMetric } from './prepare-metric.ts'
import { measure } from './prepared-metric.ts'

describe('every metric is what scikit-learn 1.9.1, or else its definition, says it is', () => {
  for (const one of goldenMetrics.cases) {
    for (const { metric, parameters, value: expected } of one.values) {
      it(`${metric} ${JSON.stringify(parameters)}: ${one.name}`, () => {
        const { name, range } = metricNamed(metric)!
        const found = measure(prepareMetric(name, goldenObservations(one), parameters), goldenWeights(one))
        if (expected === null) {
          expect(found.value).toBeNaN()
          expect(found.undefinedBecause).toMatch(
            /one class|not every class|fewer than two rows|true values? (of|are) 0|one document alone|too short/,
          )
        } else {
          // Values near 0 of bounded metrics are differences of larger numbers.
          const tolerance = Math.max(1e-12 * Math.abs(expected), range.most <= 2 ? 1e-15 : 0)
          expect(Math.abs(found.value - expected), `${found.value} for ${expected}`).toBeLessThanOrEqual(tolerance)
        }
      })
    }
  }

  it('and the table covers every metric', () => {
    expect(goldenMetrics.made_by).toContain('scikit-learn 1.9.1')
    const covered = new Set(goldenMetrics.cases.flatMap((one) => one.values.map(({ metric }) => metric)))
    expect([...covered].sort()).toEqual([...metricNames].sort())
  })

  it('and so is the confusion matrix', () => {
    for (const one of goldenMetrics.cases) {
      const observed = goldenObservations(one)
      if (observed.kind !== 'labels') continue
      const matrix = confusionMatrix(observed, goldenWeights(one))
      for (const [cell, count] of one.confusion!.entries()) expect(matrix[cell]).toBeCloseTo(count, 12)
    }
  })
})

// Seen with scikit-learn 1.9.1; the same values as in its own documentation where it has them.
describe('the edge cases that people trip over', () => {
  const labels = (truth: number[], predicted: number[], classes: number) =>
    ({
      kind: 'labels',
      classes,
      truth: Int32Array.from(truth),
      predicted: Int32Array.from(predicted),
      positive: 1,
    }) as const
  const of = (name: string, observed: Observations, average?: Average) =>
    measure(prepareMetric(metricNamed(name)!.name, observed, average === undefined ? {} : { average }))

  it('being certain and wrong costs 36.04 nats, as in float64', () => {
    const wrong = Float64Array.of(1, 0, 0, 1)
    const observed = { kind: 'probabilities', classes: 2, truth: Int32Array.of(1, 0), probabilities: wrong } as const
    expect(of('log_loss', observed).value).toBeCloseTo(36.04365338911715, 12)
  })

  it('and being certain and right costs ε, not nothing', () => {
    const right = Float64Array.of(0, 1, 1, 0)
    const observed = { kind: 'probabilities', classes: 2, truth: Int32Array.of(1, 0), probabilities: right } as const
    expect(of('log_loss', observed).value).toBeCloseTo(2.220446049250313e-16, 24)
  })

  it('R² of a constant truth is 0 or 1 even where rounding moves its mean (scikit-learn says −1.7e31 there)', () => {
    const truth = Float64Array.of(0.1, 0.1, 0.1)
    expect(of('r2', { kind: 'values', truth, predicted: Float64Array.of(0.1, 0.1, 0.2) }).value).toBe(0)
    expect(of('r2', { kind: 'values', truth, predicted: truth }).value).toBe(1)
  })

  it('precision, recall and F1 are 0 where they would be 0/0', () => {
    for (const name of ['precision', 'recall', 'f1']) {
      expect(of(name, labels([0, 0], [0, 0], 2), 'binary')).toEqual({ value: 0 })
    }
  })

  it('balanced accuracy ignores a class that is only predicted, macro F1 does not', () => {
    const observed = labels([0, 0, 1, 1], [0, 2, 1, 1], 3)
    expect(of('balanced_accuracy', observed).value).toBeCloseTo(0.75, 12)
    expect(of('f1', observed, 'macro').value).toBeCloseTo(0.5555555555555555, 12)
  })

  it('numbers that are no probabilities give no log loss but a reason that names the rows', () => {
    const logits = Float64Array.of(-2, 3.5, 0.5, 0.5, Number.NaN, 1)
    const observed = {
      kind: 'probabilities',
      classes: 2,
      truth: Int32Array.of(1, 0, 1),
      probabilities: logits,
    } as const
    expect(of('log_loss', observed)).toEqual({
      value: Number.NaN,
      undefinedBecause: 'numbers that are no probabilities in 2 rows (the first: 1, 3)',
    })
  })

  it('NaN scores give no AUC', () => {
    const probabilities = Float64Array.of(0.5, Number.NaN, 0.1, 0.9)
    const observed = {
      kind: 'probabilities',
      classes: 2,
      truth: Int32Array.of(1, 0),
      probabilities,
      positive: 1,
    } as const
    expect(of('roc_auc', observed).undefinedBecause).toBe('NaN scores in row 1')
  })

  it('infinite scores still rank, and tie with themselves', () => {
    const up = Number.POSITIVE_INFINITY
    const probabilities = Float64Array.of(0, up, 0, up, 0, -up, 0, 1)
    const truth = Int32Array.of(1, 0, 0, 1)
    const observed = { kind: 'probabilities', classes: 2, truth, probabilities, positive: 1 } as const
    expect(of('roc_auc', observed).value).toBe((0.5 + 1 + 0 + 1) / 4)
  })

  it('with three classes, AUC refuses scores that are no probabilities, as scikit-learn does', () => {
    const probabilities = Float64Array.of(2, 1, 1, 0, 1, 0, 0, 0, 1)
    const observed = { kind: 'probabilities', classes: 3, truth: Int32Array.of(0, 1, 2), probabilities } as const
    expect(of('roc_auc', observed).undefinedBecause).toBe('scores that do not sum to one in row 1')
  })

  it('a regression with NaN has no error, and says where', () => {
    const observed = {
      kind: 'values',
      truth: Float64Array.of(1, 2),
      predicted: Float64Array.of(1, Number.NaN),
    } as const
    for (const name of ['mae', 'rmse', 'r2']) {
      expect(of(name, observed).undefinedBecause).toBe('numbers that are not finite in row 2')
    }
  })

  it('no rows give no value', () => {
    const nothing = { kind: 'values', truth: new Float64Array(), predicted: new Float64Array() } as const
    for (const name of ['mae', 'rmse', 'r2']) expect(of(name, nothing).undefinedBecause).toBe('there are no rows')
    for (const name of ['accuracy', 'balanced_accuracy']) {
      expect(of(name, labels([], [], 2)).undefinedBecause).toBe('there are no rows')
    }
    for (const average of ['binary', 'macro', 'micro', 'weighted'] as const) {
      expect(of('f1', labels([], [], 2), average).value).toBeNaN()
    }
  })

  it('a mistake of the calling code is refused, not measured', () => {
    expect(() => of('accuracy', labels([0, 1], [0], 2))).toThrow(RangeError)
    expect(() => of('accuracy', labels([0, 2], [0, 1], 2))).toThrow(/class 2 of row 2/)
    expect(() => of('mae', labels([0], [0], 2))).toThrow(/needs values/)
    expect(() => of('f1', labels([0], [0], 2))).toThrow(/needs an average/)
    const metric = prepareMetric('accuracy', labels([0, 1], [0, 1], 2))
    expect(() => measure(metric, Float64Array.of(1, -1))).toThrow(/weight -1 of row 2/)
    expect(() => measure(metric, Float64Array.of(1, Number.NaN))).toThrow(RangeError)
  })
})
