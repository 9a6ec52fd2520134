import { notFinite } from './error-mean.ts'
import { checkForecast, type ForecastObservations } from './observations.ts'
import { describeRows } from './prepared-metric.ts'

/**
 * What a series' errors are divided by: the mean over its training values of `size` of the change since one season ago.
 * NaN when there is no such change, because the series is too short, and 0 when it is constant.
 */
function seasonalScale(training: Float64Array, season: number, size: (change: number) => number): number {
  let sum = 0
  for (let time = season; time < training.length; time++) {
    sum += size((training[time] as number) - (training[time - season] as number))
  }
  return training.length > season ? sum / (training.length - season) : Number.NaN
}

/**
 * Each row's `size` of the error divided by its series' scale, or why there is none. Throws RangeError when `season` is no
 * whole number from 1.
 */
export function scaledErrors(
  observed: ForecastObservations,
  season: number,
  size: (error: number) => number,
): Float64Array | string {
  checkForecast(observed)
  if (!Number.isSafeInteger(season) || season < 1) throw new RangeError(`a season of ${season} steps.`)
  const { truth, predicted, series, training } = observed
  const flaw = notFinite(observed)
  if (flaw) return flaw
  const scales = training.map((values) => seasonalScale(values, season, size))
  const unusable = describeRows(truth.length, (row) => {
    const scale = scales[series[row] as number] as number
    return !(scale > 0 && scale < Number.POSITIVE_INFINITY)
  })
  if (unusable) {
    return `training series that are too short (a season is ${season}), constant from season to season or not finite, for ${unusable}`
  }
  return truth.map((value, row) => size((predicted[row] as number) - value) / (scales[series[row] as number] as number))
}
