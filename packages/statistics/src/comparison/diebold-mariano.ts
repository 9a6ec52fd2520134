import { exactSum } from './exact-sum.ts'
import { type TTest, tTest } from './paired-t-test.ts'

/**
 * Diebold and Mariano's test of two forecasts of one series: `differences` are the losses of the one minus those of the
 * other, in the order of time, for forecasts `horizon` steps ahead (1 is the next step), whose errors may depend on each
 * other over horizon − 1 steps. With the small-sample factor of Harvey, Leybourne and Newbold and Student's t with n − 1
 * degrees of freedom. Where the autocovariances would make the variance negative or nothing, only the variance itself is
 * taken, as R's `forecast::dm.test` does for one step ahead. RangeError unless 1 ≤ horizon < n.
 * Source: Diebold and Mariano, JBES 13 (1995); Harvey, Leybourne and Newbold, International Journal of Forecasting 13 (1997).
 */
export function dieboldMarianoTest(differences: Float64Array, horizon = 1): TTest {
  const n = differences.length
  if (!(Number.isInteger(horizon) && horizon >= 1 && horizon < n)) {
    throw new RangeError(`${n} forecasts ${horizon} steps ahead.`)
  }
  const mean = exactSum(differences) / n
  const covariance = (lag: number): number => {
    let sum = 0
    for (let at = lag; at < n; at++)
      sum += ((differences[at] as number) - mean) * ((differences[at - lag] as number) - mean)
    return sum / n
  }
  const own = covariance(0)
  let variance = own
  for (let lag = 1; lag < horizon; lag++) variance += 2 * covariance(lag)
  const steps = variance > 0 ? horizon : 1
  const statistic = mean / Math.sqrt((variance > 0 ? variance : own) / n)
  const factor = Math.sqrt((n + 1 - 2 * steps + (steps * (steps - 1)) / n) / n)
  return tTest(statistic * factor, n - 1)
}
