import { type Confidence, type NoConfidence, resampledConfidence } from '@mlgate/statistics'
import type { Disparity } from './disparities.ts'
import { type CellDesign, cellDrawer, countsOf, type GroupCells, obstacleToDraws } from './group-cells.ts'

export interface DisparityIntervals {
  /** Of the candidate's disparity: two bounds, each one-sided at α; undefined with a reason. */
  readonly interval: { readonly low: number; readonly high: number } | { readonly reason: string }
  /** Of its change against the baseline; undefined without one. */
  readonly change: Confidence | NoConfidence | undefined
}

/**
 * Bounds of a disparity by a bootstrap of the groups' cells. A largest difference is no smooth thing: its own resamples
 * lie above it when groups are alike. So the signed differences of all pairs of groups are bounded instead. The upper
 * bound is the largest of theirs, each at α, since one of them is the disparity; the lower bound is the largest of
 * theirs at α divided by how many there are (Bonferroni), since any could look large by chance. Ratios go the same way,
 * by (a − b) ÷ (a + b). The change is resampled as it is, both models on the same draws.
 */
export function disparityIntervals(
  disparity: Disparity,
  cells: GroupCells,
  design: CellDesign,
  points: { readonly candidate: number; readonly baseline: number | undefined },
  settings: { readonly resamples: number; readonly alpha: number },
): DisparityIntervals {
  const obstacle = obstacleToDraws(design)
  const method = design.clusters ? 'cluster' : 'cells'
  if (obstacle !== undefined) {
    const none = {
      method,
      difference: points.candidate - (points.baseline ?? 0),
      undefinedShare: 0,
      reason: obstacle,
    } as const
    return { interval: { reason: obstacle }, change: points.baseline === undefined ? undefined : none }
  }
  const { resamples } = settings
  const { groups } = cells
  const drawn = disparity.rates.map(() => Array.from({ length: groups }, () => new Float64Array(resamples)))
  const changes = new Float64Array(resamples)
  const draw = cellDrawer(cells, design)
  for (let number = 0; number < resamples; number++) {
    const weights = draw(number)
    for (const [place, rate] of disparity.rates.entries()) {
      for (let group = 0; group < groups; group++) {
        const of = drawn[place]?.[group] as Float64Array
        of[number] = rate(countsOf(weights, group, 'candidate'))
      }
    }
    if (points.baseline === undefined) continue
    changes[number] =
      disparityIn(disparity, weights, groups, 'candidate') - disparityIn(disparity, weights, groups, 'baseline')
  }
  const units = design.clusters?.count ?? cells.rows.reduce((sum, rows) => sum + rows, 0)
  return {
    interval: pairwiseInterval(disparity, cells, drawn, units, settings.alpha),
    change:
      points.baseline === undefined
        ? undefined
        : resampledConfidence({
            method,
            difference: points.candidate - points.baseline,
            differences: changes,
            units,
          }),
  }
}

/** The disparity of one resample, quickly; NaN where it is undefined. */
function disparityIn(
  disparity: Disparity,
  weights: Float64Array,
  groups: number,
  role: 'candidate' | 'baseline',
): number {
  const found = disparity.rates.map((rate) => {
    let smallest = Number.POSITIVE_INFINITY
    let largest = Number.NEGATIVE_INFINITY
    for (let group = 0; group < groups; group++) {
      const value = rate(countsOf(weights, group, role))
      smallest = Math.min(smallest, value)
      largest = Math.max(largest, value)
    }
    return disparity.kind === 'difference' ? largest - smallest : smallest / largest
  })
  return disparity.kind === 'difference' ? Math.max(...found) : Math.min(...found)
}

function pairwiseInterval(
  { kind, rates }: Disparity,
  cells: GroupCells,
  drawn: readonly (readonly Float64Array[])[],
  units: number,
  alpha: number,
): DisparityIntervals['interval'] {
  const { groups } = cells
  const claims = groups * (groups - 1) * rates.length
  let low = 0
  let high = 0
  for (const [place, rate] of rates.entries()) {
    const own = Array.from({ length: groups }, (_, group) => rate(countsOf(cells.weights, group, 'candidate')))
    for (let a = 0; a < groups; a++) {
      for (let b = a + 1; b < groups; b++) {
        const confidence = pairConfidence(kind, { own, drawn: drawn[place] as Float64Array[] }, [a, b], units)
        if ('reason' in confidence) return { reason: confidence.reason }
        high = Math.max(high, confidence.upper(alpha), -confidence.lower(alpha))
        low = Math.max(low, confidence.lower(alpha / claims), -confidence.upper(alpha / claims))
      }
    }
  }
  if (kind === 'difference') return { low, high: Math.min(1, high) }
  return { low: asRatio(high), high: asRatio(low) }
}

function pairConfidence(
  kind: Disparity['kind'],
  { own, drawn }: { readonly own: readonly number[]; readonly drawn: readonly Float64Array[] },
  [a, b]: readonly [number, number],
  units: number,
): Confidence | NoConfidence {
  const signed = (x: number, y: number): number => (kind === 'difference' ? x - y : (x - y) / (x + y))
  const others = drawn[b] as Float64Array
  return resampledConfidence({
    method: 'cells',
    difference: signed(own[a] as number, own[b] as number),
    differences: (drawn[a] as Float64Array).map((value, number) => signed(value, others[number] as number)),
    units,
  })
}

/** The smaller rate ÷ the larger, from |a − b| ÷ (a + b). */
function asRatio(apart: number): number {
  const within = Math.min(1, Math.max(0, apart))
  return (1 - within) / (1 + within)
}
