import { describe, expect, it } from 'vitest'
import { measure } from './prepared-metric.ts'
import { preparedQuantile } from './prepared-quantile.ts'

describe('a quantile', () => {
  // numpy 2.4: numpy.quantile(values, p, method='inverted_cdf', weights=weights)
  const values = Float64Array.of(3, 1, 2, 5, 4)
  it.each([
    [0.5, [1, 1, 1, 1, 1], 3],
    [0.95, [1, 1, 1, 1, 1], 5],
    [0.2, [1, 1, 1, 1, 1], 1],
    [0.5, [0, 3, 1, 1, 1], 1],
    [0.5, [0, 2, 1, 1, 1], 2],
  ])('of %d with weights %j is %d', (probability, weights, expected) => {
    expect(measure(preparedQuantile(values, probability), Float64Array.from(weights)).value).toBe(expected)
  })

  it('of nothing is undefined', () => {
    expect(measure(preparedQuantile(new Float64Array(), 0.5)).undefinedBecause).toBe('there are no rows')
  })
})
