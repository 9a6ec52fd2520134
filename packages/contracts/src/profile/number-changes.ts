import { number, percent, signed } from './change-words.ts'
import type { Told } from './data-change.ts'
import { type ColumnProfile, quantileLevels } from './data-profile.ts'
import { leastDistance } from './histogram-distance.ts'

type Numbers = NonNullable<ColumnProfile['numbers']>

/** Smallest differences that are told; the contract, not these, decides whether they matter. */
const told = {
  /** Of a mean, in standard deviations of before. */
  mean: 0.1,
  /** Of quantiles, in interquartile ranges of before, as far as the move of the mean does not tell it already. */
  quantiles: [
    { index: 2, name: 'lower quartile', least: 0.25 },
    { index: 3, name: 'median', least: 0.25 },
    { index: 4, name: 'upper quartile', least: 0.25 },
    { index: 1, name: '5 % quantile', least: 0.5 },
    { index: 5, name: '95 % quantile', least: 0.5 },
  ],
  /** Of the range, beyond what it was, as a part of the middle 98 %. */
  range: 0.1,
  /** Share of values that lie elsewhere, beyond what two samples of so many rows differ by chance. */
  shape: 0.1,
} as const

/** What the numbers of a column are otherwise. The shape is told where neither mean nor quantiles tell of a change. */
export function numberChanges(was: Numbers | undefined, is: Numbers | undefined): readonly Told[] {
  if (was === undefined || is === undefined) return []
  const location = [...meanChange(was, is), ...quantileChange(was, is)]
  return [...(location.length > 0 ? location : shapeChange(was, is)), ...rangeChanges(was, is)]
}

const shiftOf = (was: Numbers, is: Numbers): number => (was.mean === null || is.mean === null ? 0 : is.mean - was.mean)

function meanChange(was: Numbers, is: Numbers): readonly Told[] {
  const spread = was.sd ?? 0
  const moved = shiftOf(was, is) / spread
  if (!(spread > 0 && Math.abs(moved) > told.mean)) return []
  const what = `has the mean ${number(is.mean)} instead of ${number(was.mean)} (${signed(moved)} standard deviations)`
  return [{ kind: 'location', size: Math.abs(moved), what, values: [] }]
}

/** The quantile that moved the most beyond what the mean did: of a spread or a skew that is another. */
function quantileChange(was: Numbers, is: Numbers): readonly Told[] {
  if (was.quantiles.length !== quantileLevels.length || is.quantiles.length !== quantileLevels.length) return []
  const width = (was.quantiles[4] ?? 0) - (was.quantiles[2] ?? 0)
  const unit = width > 0 ? width : (was.sd ?? 0)
  const shift = shiftOf(was, is)
  if (!(unit > 0)) return []
  const [largest] = told.quantiles
    .flatMap(({ index, name, least }) => {
      const [from, to] = [was.quantiles[index] ?? null, is.quantiles[index] ?? null]
      if (from === null || to === null) return []
      const moved = (to - from) / unit
      const beyond = Math.min(Math.abs(moved), Math.abs(moved - shift / unit)) / least
      return beyond > 1 ? [{ name, from, to, moved, beyond }] : []
    })
    .toSorted((a, b) => b.beyond - a.beyond)
  if (largest === undefined) return []
  const { name, from, to, moved } = largest
  const units = width > 0 ? 'interquartile ranges' : 'standard deviations'
  const what = `has the ${name} ${number(to)} instead of ${number(from)} (${signed(moved)} ${units})`
  return [{ kind: 'location', size: Math.abs(moved), what, values: [] }]
}

function shapeChange({ histogram: was }: Numbers, { histogram: is }: Numbers): readonly Told[] {
  if (was === undefined || is === undefined) return []
  const distance = leastDistance(was, is)
  const [before, after] = [was, is].map(({ counts }) => counts.reduce((sum, one) => sum + one, 0)) as [number, number]
  const bins = Math.max(was.counts.length, is.counts.length)
  // The largest mean that the distance of two samples of one distribution has, whatever that is.
  const chance = Math.sqrt(((2 * bins) / Math.PI) * (1 / before + 1 / after)) / 2
  if (!(distance > told.shape + chance)) return []
  const what = `is distributed otherwise: at least ${percent(distance)} of values lie elsewhere`
  return [{ kind: 'shape', size: distance, what, values: [] }]
}

function rangeChanges(was: Numbers, is: Numbers): readonly Told[] {
  const wide = (was.quantiles.at(-1) ?? 0) - (was.quantiles[0] ?? 0)
  const change = (what: string, from: number | null, to: number | null): Told => {
    const size = wide > 0 ? Math.abs((to ?? 0) - (from ?? 0)) / wide : 0
    return { kind: 'range', size, what: `${what} ${number(to)}; it was ${number(from)}`, values: [] }
  }
  return [
    ...(isBelow(is.min, was.min, wide) ? [change('goes down to', was.min, is.min)] : []),
    ...(isBelow(negated(is.max), negated(was.max), wide) ? [change('goes up to', was.max, is.max)] : []),
  ]
}

const negated = (value: number | null): number | null => (value === null ? null : -value)

/** Whether a least value lies far below that of before, or has another sign, which seldom is meant. */
function isBelow(is: number | null, was: number | null, wide: number): boolean {
  if (is === null || was === null || is >= was) return false
  return was - is > told.range * wide || (is < 0 && was >= 0)
}
