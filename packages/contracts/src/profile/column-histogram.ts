import { quoteName, type SqlColumn } from '@mlgate/tables'
import type { Histogram } from './data-profile.ts'

/** Bins of equal width that a column of numbers is counted in. */
const bins = 20

/**
 * Edges of bins of equal width as numpy.histogram makes them: edge i is `i * step + low`, the last one is `high`. Undefined
 * where no bins are: all values are the same, an end is infinite, or the bins are narrower than numbers are apart.
 */
export function binEdges(low: number | null, high: number | null): readonly number[] | undefined {
  if (low === null || high === null || !Number.isFinite(high - low)) return undefined
  const step = (high - low) / bins
  const edges = Array.from({ length: bins + 1 }, (_, index) => (index === bins ? high : index * step + low))
  return edges.every((edge, index) => index === 0 || edge > (edges[index - 1] as number)) ? edges : undefined
}

/**
 * An expression that counts a column's numbers in bins, as JSON for `histogramOf`. The engine's bins are closed on the
 * right, numpy's on the left: hence everything is counted with the other sign.
 *
 * @param chosen a condition of SQL, which no NaN may keep
 */
export function histogramSql(column: SqlColumn, edges: readonly number[], chosen: string): string {
  // As text, since a literal with a point would be a decimal that is rounded once more.
  const negated = edges.toReversed().map((edge) => `'${-edge}'`)
  const counted = `histogram(-(${quoteName(column.name)}::DOUBLE), [${negated.join(', ')}]::DOUBLE[])`
  return `to_json(map_values(${counted} FILTER (WHERE ${chosen})))::VARCHAR`
}

/** The counts in the order of the edges; those of exactly the last edge came apart and belong to the last bin. */
export function histogramOf(edges: readonly number[], json: string): Histogram | undefined {
  const [last = 0, ...others]: number[] = json === '' ? [] : JSON.parse(json)
  if (others.length !== edges.length - 1) return undefined
  const counts = others.toReversed()
  counts.push((counts.pop() ?? 0) + last)
  return { edges: [...edges], counts }
}

/**
 * Counts values in bins as numpy does: each bin from its edge on and below the next, the last with both of its ends.
 *
 * @param counted rising, between the first and the last edge
 */
export function countInBins(
  edges: readonly number[],
  counted: readonly { readonly value: number; readonly count: number }[],
): number[] {
  const counts = Array.from({ length: edges.length - 1 }, () => 0)
  let bin = 0
  for (const { value, count } of counted) {
    while (bin < counts.length - 1 && value >= (edges[bin + 1] as number)) bin++
    counts[bin] = (counts[bin] ?? 0) + count
  }
  return counts
}
