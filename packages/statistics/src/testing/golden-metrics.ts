import { readFileSync } from 'node:fs'
import type { MetricParameters } from '../metrics/metric-parameters.ts'
import type { Observations } from '../metrics/observations.ts'

interface GoldenCase {
  readonly name: string
  readonly observed: { readonly kind: Observations['kind'] } & Readonly<Record<string, unknown>>
  readonly weights: readonly number[] | null
  /** Null where it is undefined. */
  readonly values: readonly {
    readonly metric: string
    readonly parameters: MetricParameters
    readonly value: number | null
  }[]
  readonly confusion?: readonly number[]
}

/** Made by testdata/make-metrics.py with scikit-learn 1.9.1. */
export const goldenMetrics: { readonly made_by: string; readonly cases: readonly GoldenCase[] } = JSON.parse(
  readFileSync(new URL('../../testdata/metrics.json', import.meta.url), 'utf8'),
)

const indices = new Set(['query', 'series'])

/** The observations of a case, as the arrays that metrics take. */
export function goldenObservations({ observed }: GoldenCase): Observations {
  const classes = observed.kind === 'labels' || observed.kind === 'probabilities'
  const entries = Object.entries(observed).map(([key, value]) => {
    if (key === 'training') return [key, (value as number[][]).map((past) => Float64Array.from(past))]
    if (!Array.isArray(value)) return [key, value]
    const whole = indices.has(key) || (classes && key !== 'probabilities')
    return [key, whole ? Int32Array.from(value) : Float64Array.from(value)]
  })
  return Object.fromEntries(entries)
}

export function goldenWeights({ weights }: GoldenCase): Float64Array | undefined {
  return weights === null ? undefined : Float64Array.from(weights)
}
