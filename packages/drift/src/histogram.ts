import { linearQuantile } from '@mlgate/statistics'
import type { Picture } from './judgement.ts'

/** How numbers are binned for charts; no test or effect depends on it. */
export const histogramBinning = { bins: 20, lowQuantile: 0.01, highQuantile: 0.99 } as const

/**
 * Shares of both samples in equal-width bins between quantiles of the reference, where a single outlier does not stretch
 * them; the first and the last bin are open and hold what lies beyond. Bins are right-open, with edges as
 * `numpy.histogram_bin_edges` has them. Undefined when there is no width to part. Both arrays are ascending, not empty.
 */
export function histogramOf(reference: Float64Array, current: Float64Array): Picture | undefined {
  const { bins, lowQuantile, highQuantile } = histogramBinning
  let low = linearQuantile(reference, lowQuantile)
  let high = linearQuantile(reference, highQuantile)
  if (low === high) {
    low = Math.min(reference[0] as number, current[0] as number)
    high = Math.max(reference.at(-1) as number, current.at(-1) as number)
  }
  const step = (high - low) / bins
  if (!(step > 0 && Number.isFinite(step))) return undefined
  const edges = Array.from({ length: bins + 1 }, (_, index) => (index === bins ? high : index * step + low))
  const shares = (sorted: Float64Array): number[] => {
    const inner = edges.slice(1, -1).map((edge) => countBelow(sorted, edge))
    const bounds = [0, ...inner, sorted.length]
    return inner.concat(sorted.length).map((bound, index) => (bound - (bounds[index] as number)) / sorted.length)
  }
  return { kind: 'histogram', edges, reference: shares(reference), current: shares(current) }
}

/** How many of the ascending values are smaller than the limit. */
export function countBelow(sorted: Float64Array, limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as number) < limit) low = middle + 1
    else high = middle
  }
  return low
}
