import { describe, expect, it } from 'vitest'
import { linearQuantile } from '../hypothesis-tests/linear-quantile.ts'
import { normalQuantile, rowsNeeded } from './rows-needed.ts'

describe('rows needed', () => {
  // n = ψ·(z₀.₉₅ + z₀.₈)²/δ² with ψ = 5 % disagreement and δ = 0.01: 3091.34, computed with SciPy 1.17.1. The standard
  // error of a difference of accuracies between equal models is √(ψ/n).
  it('agree with the formula for the share of rows on which two models disagree', () => {
    const of = (rows: number) => rowsNeeded({ rows, standardError: Math.sqrt(0.05 / rows), margin: 0.01, alpha: 0.05 })
    expect(of(1000)).toBe(3092)
    expect(of(250)).toBe(3092)
  })

  it('no number of rows decides when nothing may be lost', () => {
    expect(rowsNeeded({ rows: 100, standardError: 0.01, margin: 0, alpha: 0.05 })).toBeUndefined()
    expect(rowsNeeded({ rows: 100, standardError: Number.NaN, margin: 0.1, alpha: 0.05 })).toBeUndefined()
  })

  it('more power needs more rows', () => {
    const base = { rows: 100, standardError: 0.01, margin: 0.01, alpha: 0.05 }
    expect(rowsNeeded({ ...base, power: 0.9 })!).toBeGreaterThan(rowsNeeded(base)!)
  })
})

it('normal quantiles are those of scipy.stats.norm.ppf (SciPy 1.17.1)', () => {
  expect(normalQuantile(0.95)).toBeCloseTo(1.6448536269514722, 13)
  expect(normalQuantile(0.8)).toBeCloseTo(0.8416212335729143, 13)
})

describe('a quantile', () => {
  // numpy.quantile([1, 2, 4, 8, 16], q) of NumPy 2.4.6.
  it.each([
    [0, 1],
    [0.05, 1.2],
    [0.25, 2],
    [0.4, 3.2],
    [0.9, 12.8],
    [1, 16],
  ])('of five numbers at %d is %d', (probability, expected) => {
    expect(linearQuantile(Float64Array.of(1, 2, 4, 8, 16), probability)).toBeCloseTo(expected, 12)
  })

  it('of nothing is NaN, and a probability beyond one is refused', () => {
    expect(linearQuantile(new Float64Array(), 0.5)).toBeNaN()
    expect(() => linearQuantile(Float64Array.of(1), 1.1)).toThrow(RangeError)
  })
})
