import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averages } from './class-average.ts'
import { metricNamed, metricNames } from './metric-registry.ts'
import type { Observations } from './observations.ts'
import { prepareMetric } from './prepare-metric.ts'
import { measure } from './prepared-metric.ts'

interface Row {
  readonly truth: number
  readonly label: number
  /** In tenths, so that there are many ties. */
  readonly score: number
  readonly target: number
  readonly value: number
  readonly weight: number
}

// Eighths: differences of neighbours are exact, so that no property drowns in rounding.
const finite = fc.integer({ min: -800, max: 800 }).map((eighths) => eighths / 8)
const row: fc.Arbitrary<Row> = fc.record({
  truth: fc.nat(1),
  label: fc.nat(1),
  score: fc.nat(10).map((tenths) => tenths / 10),
  target: finite,
  value: finite,
  weight: fc.nat(3),
})
const rows = fc.array(row, { minLength: 1, maxLength: 30 })

function observe(kind: Observations['kind'], of: readonly Row[]): Observations {
  if (kind === 'values') {
    return { kind, truth: Float64Array.from(of, (r) => r.target), predicted: Float64Array.from(of, (r) => r.value) }
  }
  const truth = Int32Array.from(of, (r) => r.truth)
  return kind === 'labels'
    ? { kind, classes: 2, truth, predicted: Int32Array.from(of, (r) => r.label), positive: 1 }
    : {
        kind,
        classes: 2,
        truth,
        probabilities: Float64Array.from(of.flatMap((r) => [1 - r.score, r.score])),
        positive: 1,
      }
}

/** Every metric with every average, on the rows given. */
function everything(of: readonly Row[], weights?: Float64Array): Map<string, number> {
  const found = new Map<string, number>()
  for (const name of metricNames) {
    const { needs, averaged } = metricNamed(name)
    for (const average of averaged ? averages : [undefined]) {
      found.set(`${name} ${average ?? ''}`, measure(prepareMetric(name, observe(needs, of), average), weights).value)
    }
  }
  return found
}

function expectSame(found: Map<string, number>, expected: Map<string, number>): void {
  for (const [metric, value] of expected) {
    const other = found.get(metric) as number
    if (Number.isNaN(value)) expect(other, metric).toBeNaN()
    else
      expect(Math.abs(other - value) / Math.max(1, Math.abs(value)), `${metric}: ${other}, ${value}`).toBeLessThan(1e-9)
  }
}

describe('for every metric', () => {
  it('the order of the rows does not matter', () => {
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat()), (of, keys) => {
        const shuffled = of
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one)
        expectSame(everything(shuffled), everything(of))
      }),
    )
  })

  it('an integer weight is the row repeated that often, and zero is no row', () => {
    fc.assert(
      fc.property(rows, (of) => {
        const repeated = of.flatMap((one) => Array.from({ length: one.weight }, () => one))
        expectSame(
          everything(
            of,
            Float64Array.from(of, (one) => one.weight),
          ),
          everything(repeated),
        )
      }),
    )
  })

  it('scaling all weights changes nothing', () => {
    // One row alone would become two by its weight, and R² defined.
    const several = rows.filter((of) => of.length > 1)
    fc.assert(
      fc.property(several, fc.integer({ min: 1, max: 9 }), (of, factor) => {
        const weights = Float64Array.from(of, (one) => one.weight + 1)
        expectSame(
          everything(
            of,
            weights.map((weight) => weight * factor),
          ),
          everything(of, weights),
        )
      }),
    )
  })
})

describe('ROC AUC', () => {
  const auc = (of: readonly Row[]) => measure(prepareMetric('roc_auc', observe('probabilities', of))).value
  const mixed = rows.filter((of) => of.some((one) => one.truth === 1) && of.some((one) => one.truth === 0))

  it('is the share of pairs that are ranked right, ties counting half', () => {
    fc.assert(
      fc.property(mixed, (of) => {
        let won = 0
        let pairs = 0
        for (const up of of.filter((one) => one.truth === 1)) {
          for (const down of of.filter((one) => one.truth === 0)) {
            won += up.score > down.score ? 1 : up.score === down.score ? 0.5 : 0
            pairs++
          }
        }
        expect(auc(of)).toBeCloseTo(won / pairs, 12)
      }),
    )
  })

  it('sees ranks alone: a monotone transform of the scores changes nothing', () => {
    fc.assert(
      fc.property(mixed, (of) => {
        expect(auc(of.map((one) => ({ ...one, score: Math.exp(3 * one.score) - 7 })))).toBe(auc(of))
      }),
    )
  })

  it('turns around when the scores do', () => {
    fc.assert(
      fc.property(mixed, (of) => {
        expect(auc(of.map((one) => ({ ...one, score: -one.score })))).toBeCloseTo(1 - auc(of), 12)
      }),
    )
  })

  it('is a half when all scores tie', () => {
    fc.assert(
      fc.property(mixed, (of) => {
        expect(auc(of.map((one) => ({ ...one, score: 0.3 })))).toBe(0.5)
      }),
    )
  })
})
