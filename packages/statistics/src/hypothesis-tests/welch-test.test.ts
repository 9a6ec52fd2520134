import { describe, expect, it } from 'vitest'
import { sampleMoments, welchTest } from './welch-test.ts'

const momentsOf = (values: readonly number[]) =>
  sampleMoments(
    values,
    values.map((_, index) => index),
  )
const repeated = (values: readonly number[], times: number) => Array.from({ length: times }, () => values).flat()

describe('the test of two means', () => {
  // scipy 1.17.1: ttest_ind(a, b, equal_var=False, alternative='greater')
  it.each([
    [[0.1, 0.9, 0.4, 0.35, 0.8, 0.77], [0.2, 0.1, 0.15, 0.4, 0.33], 2.2576362643800523, 0.02989957670682203],
    [
      repeated([1, 0, 1, 1, 0, 1, 0, 0, 1, 1], 20),
      repeated([0, 0, 1, 0, 0, 0, 1], 60),
      7.638068168685944,
      9.833637710713532e-14,
    ],
  ])('equals SciPy', (a, b, t, p) => {
    const test = welchTest(momentsOf(a), momentsOf(b))
    expect(Math.abs(test.t / t - 1)).toBeLessThan(1e-12)
    expect(Math.abs(test.pGreater / p - 1)).toBeLessThan(1e-9)
    expect(welchTest(momentsOf(b), momentsOf(a)).pGreater).toBeCloseTo(1 - p, 12)
  })

  it('decides without doubt where nothing varies', () => {
    expect(welchTest(momentsOf([1, 1]), momentsOf([0, 0])).pGreater).toBe(0)
    expect(welchTest(momentsOf([0, 0]), momentsOf([1, 1])).pGreater).toBe(1)
    expect(welchTest(momentsOf([1, 1]), momentsOf([1, 1])).pGreater).toBe(0.5)
  })

  it('needs two values', () => {
    expect(() => momentsOf([1])).toThrow(RangeError)
  })
})
