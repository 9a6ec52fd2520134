import type { CurvePoint } from '@mlgate/statistics'

/** The outline of a histogram of bins of equal width: up at each bin's left edge, level to its right one. */
export function histogramOutline(shares: Float64Array, low: number, high: number): CurvePoint[] {
  const edge = (bin: number): number => low + ((high - low) * bin) / shares.length
  return [
    [low, 0],
    ...Array.from(shares).flatMap((share, bin): CurvePoint[] => [
      [edge(bin), share],
      [edge(bin + 1), share],
    ]),
    [high, 0],
  ]
}
