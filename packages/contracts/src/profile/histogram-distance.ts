import type { Histogram } from './data-profile.ts'

/** A part of the line, closed on the left. */
interface Bin {
  readonly from: number
  readonly to: number
  readonly isClosed: boolean
  readonly share: number
}

/** How many neighbouring bins are taken as one: coarser bins say more where the edges of two histograms differ. */
const widths = [1, 2, 4, 5, 10] as const

/**
 * The least total variation distance that two files' values can have, by histograms whose edges may differ: the share of
 * values, 0 to 1, that certainly lie elsewhere. Exact for the bins when the edges are the same; 0 when one of the two holds
 * nothing or is none.
 */
export function leastDistance(one: Histogram, other: Histogram): number {
  const [first, second] = [binsOf(one, 1), binsOf(other, 1)]
  if (first === undefined || second === undefined) return 0
  const bounds = widths.flatMap((width) => [
    boundBy(binsOf(one, width) ?? [], second),
    boundBy(binsOf(other, width) ?? [], first),
  ])
  return Math.min(1, Math.max(0, ...bounds))
}

/** Undefined for what is no histogram: a stranger may have written it. */
function binsOf({ edges, counts }: Histogram, width: number): readonly Bin[] | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const isOrdered = edges.every((edge, index) => index === 0 || edge > (edges[index - 1] as number))
  if (edges.length !== counts.length + 1 || !isOrdered || !(total > 0) || !Number.isFinite(total)) return undefined
  return Array.from({ length: Math.ceil(counts.length / width) }, (_, index) => {
    const end = Math.min(counts.length, (index + 1) * width)
    return {
      from: edges[index * width] as number,
      to: edges[end] as number,
      isClosed: end === counts.length,
      share: counts.slice(index * width, end).reduce((sum, count) => sum + count, 0) / total,
    }
  })
}

/**
 * In each bin of `exact` lies of the other at least what its bins hold that lie inside, at most what those hold that touch
 * it. What exceeds the most, and what falls short of the least, both add up to no more than the distance.
 */
function boundBy(exact: readonly Bin[], others: readonly Bin[]): number {
  const [first, last] = [exact[0], exact.at(-1)]
  if (first === undefined || last === undefined) return 0
  const sumOf = (bins: readonly Bin[]): number => bins.reduce((sum, { share }) => sum + share, 0)
  let surplus = 0
  let lack = sumOf(others.filter((bin) => isBefore(bin, first) || bin.from > last.to))
  for (const bin of exact) {
    surplus += Math.max(0, bin.share - sumOf(others.filter((other) => !isBefore(other, bin) && !isBefore(bin, other))))
    lack += Math.max(0, sumOf(others.filter((other) => isInside(other, bin))) - bin.share)
  }
  return Math.max(surplus, lack)
}

function isBefore(one: Bin, other: Bin): boolean {
  return one.to < other.from || (one.to === other.from && !one.isClosed)
}

function isInside(inner: Bin, outer: Bin): boolean {
  return (
    inner.from >= outer.from && (inner.to < outer.to || (inner.to === outer.to && (outer.isClosed || !inner.isClosed)))
  )
}
