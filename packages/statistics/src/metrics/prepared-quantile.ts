import { noRows, type PreparedMetric, sumOf, type Weights } from './prepared-metric.ts'

/**
 * A quantile of one finite value a row: the smallest value that a share of `probability` of the weight does not exceed.
 * Undefined without rows. RangeError unless `probability` is between 0 and 1.
 * Source: `numpy.quantile(values, probability, method='inverted_cdf', weights=weights)`.
 */
export function preparedQuantile(values: Float64Array, probability: number): PreparedMetric {
  if (!(probability > 0 && probability < 1)) throw new RangeError(`probability ${probability}.`)
  const order = Uint32Array.from(values, (_, row) => row).sort((a, b) => (values[a] as number) - (values[b] as number))
  return {
    rows: values.length,
    value: (weights: Weights) => {
      const wanted = probability * sumOf(weights)
      let below = 0
      for (const row of order) {
        below += weights[row] as number
        if (below >= wanted && below > 0) return values[row] as number
      }
      return Number.NaN
    },
    whyUndefined: () => noRows,
  }
}
