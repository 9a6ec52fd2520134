import { ConfigurationError } from '@mlgate/core'
import type { MeasureContext } from '../measure-runner.ts'
import { numberSql } from '../value-sql.ts'
import { readingOf } from './numbers.ts'

/**
 * Variance with n − 1 of a column's finite values, in a second pass around their mean: in one pass the engine keeps eight
 * digits of values near 1e9 that vary by 1. What rounding leaves of the mean is taken off, and sums are Kahan's.
 * NaN of fewer than two values. Source: Chan, Golub, LeVeque, The American Statistician 37 (1983), equation 1.7.
 */
export async function sampleVariance(column: string, mean: number, context: MeasureContext): Promise<number> {
  const { value, filter } = readingOf(column, 'number', context)
  const from = `((${value})::DOUBLE - ${numberSql(mean)})`
  const [[squares, rest, count] = []] = await context.ask(
    `SELECT fsum(${from} * ${from}) ${filter}, fsum(${from}) ${filter}, count(${value}) ${filter} FROM data`,
  )
  const [sum, off, n] = [Number(squares), Number(rest), Number(count)]
  if (!(n > 1)) return Number.NaN
  const variance = Math.max(0, (sum - (off * off) / n) / (n - 1))
  if (!Number.isFinite(variance)) throw new ConfigurationError('the values are too large for a variance')
  return variance
}
