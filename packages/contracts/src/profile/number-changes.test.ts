import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareProfiles } from './compare-profiles.ts'
import { changeKinds, type DataChange, rankedChanges } from './data-change.ts'
import type { ColumnProfile, DataProfile, Histogram } from './data-profile.ts'
import { leastDistance } from './histogram-distance.ts'

/** Counts of the values in bins between the edges; the last bin has both ends. */
function counted(values: readonly number[], edges: readonly number[]): Histogram {
  const last = edges.length - 2
  const counts = edges.slice(1).map((end, bin) => {
    const start = edges[bin] as number
    return values.filter((value) => value >= start && (value < end || (bin === last && value === end))).length
  })
  return { edges: [...edges], counts }
}

/** What a column of numbers was, so that both sides differ in the parts given. */
function numbers(more: Partial<NonNullable<ColumnProfile['numbers']>> = {}, rows = 10_000): DataProfile {
  const known = { min: 0, max: 100, mean: 50, sd: 20, quantiles: [2, 10, 35, 50, 65, 90, 98], ...more }
  const column: ColumnProfile = { name: 'x', kind: 'number', missing: 0, distinct: 900, numbers: known }
  const digest = `sha256:${Object.keys(more).length > 0 ? 'b'.repeat(64) : 'a'.repeat(64)}`
  return { format: 'mlgate-profile/1', files: [{ data: 'train', file: 'a.csv', digest, rows, columns: [column] }] }
}

const told = (before: DataProfile, after: DataProfile) => compareProfiles(before, after).map(({ what }) => what)

describe('numbers that changed', () => {
  it('are told by the quantile that moved most, where the mean does not tell it', () => {
    expect(told(numbers(), numbers({ quantiles: [2, 10, 20, 50, 80, 90, 98] }))).toEqual([
      'has the lower quartile 20 instead of 35 (−0.5 interquartile ranges)',
    ])
  })

  it('are told once where all of them moved alike', () => {
    const moved = numbers({ mean: 60, quantiles: [12, 20, 45, 60, 75, 100, 108] })
    expect(told(numbers(), moved)).toEqual(['has the mean 60 instead of 50 (+0.5 standard deviations)'])
  })

  it('measure quantiles in standard deviations where half of all values are the same', () => {
    const flat = (quantiles: number[]) => numbers({ quantiles, sd: 2 })
    const same = flat([0, 0, 5, 5, 5, 9, 9])
    const base = { ...same, files: same.files.map((file) => ({ ...file, digest: `sha256:${'a'.repeat(64)}` })) }
    expect(told(base, flat([0, 0, 5, 5, 5.4, 9, 9]))).toEqual([])
    expect(told(base, flat([0, 0, 5, 5, 6, 9, 9]))).toEqual([
      'has the upper quartile 6 instead of 5 (+0.5 standard deviations)',
    ])
  })

  it('are told by their histogram where mean and quantiles tell nothing, unless rows are too few to say', () => {
    const edges = [0, 25, 50, 75, 100]
    const [two, four] = [
      { edges, counts: [4000, 1000, 1000, 4000] },
      { edges, counts: [2500, 2500, 2500, 2500] },
    ]
    expect(told(withHistogram(numbers(), two), numbers({ histogram: four }))).toEqual([
      'is distributed otherwise: at least 30 % of values lie elsewhere',
    ])
    const few = ({ counts }: Histogram) => ({ edges, counts: counts.map((one) => one / 500) })
    expect(told(withHistogram(numbers(), few(two)), numbers({ histogram: few(four) }))).toEqual([])
  })
})

function withHistogram(profile: DataProfile, histogram: Histogram): DataProfile {
  const files = profile.files.map((file) => ({
    ...file,
    columns: file.columns.map((column) =>
      column.numbers === undefined ? column : { ...column, numbers: { ...column.numbers, histogram } },
    ),
  }))
  return { ...profile, files }
}

describe('the least distance of two histograms', () => {
  const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 40 })
  const edges = fc
    .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 24 }), { maxLength: 12 }), fc.constantFrom(20, 25))
    .map(([inner, end]) => [0, ...inner.filter((edge) => edge < end).toSorted((a, b) => a - b), end])

  it('is never more than what the values themselves differ by, whatever the edges', () => {
    fc.assert(
      fc.property(values, values, edges, edges, (a, b, first, second) => {
        const rate = (list: readonly number[], value: number) =>
          list.filter((one) => one === value).length / list.length
        const whole = Array.from({ length: 21 }, (_, value) => Math.abs(rate(a, value) - rate(b, value)))
        const truth = whole.reduce((sum, one) => sum + one, 0) / 2
        const distance = leastDistance(counted(a, first), counted(b, second))
        expect(distance).toBeLessThanOrEqual(truth + 1e-12)
        expect(distance).toBeCloseTo(leastDistance(counted(b, second), counted(a, first)), 12)
      }),
      { numRuns: 300 },
    )
  })

  it('is the total variation of the bins where the edges are the same', () => {
    fc.assert(
      fc.property(values, values, edges, (a, b, same) => {
        const [one, other] = [counted(a, same), counted(b, same)]
        const gaps = one.counts.map((n, bin) => Math.abs(n / a.length - (other.counts[bin] ?? 0) / b.length))
        expect(leastDistance(one, other)).toBeCloseTo(gaps.reduce((sum, gap) => sum + gap, 0) / 2, 12)
      }),
    )
  })

  it('is 1 where no value can be the same, and 0 where one side is none', () => {
    const low = { edges: [0, 1, 2], counts: [3, 4] }
    expect(leastDistance(low, { edges: [5, 6, 7], counts: [1, 0] })).toBeCloseTo(1, 12)
    // 20 lies in the last bin of the one and in the middle of the other.
    expect(leastDistance(counted([20], [0, 20]), counted([20], [0, 20, 25]))).toBe(0)
    expect(leastDistance(low, { edges: [0, 2, 1], counts: [3, 4] })).toBe(0)
    expect(leastDistance(low, { edges: [0, 1, 2], counts: [3] })).toBe(0)
    expect(leastDistance(low, { edges: [0, 1, 2], counts: [0, 0] })).toBe(0)
  })
})

describe('changes by importance', () => {
  const change = fc.record<DataChange>({
    data: fc.constant('train'),
    column: fc.constantFrom('a', 'b', undefined),
    what: fc.string(),
    values: fc.constant([]),
    kind: fc.constantFrom(...changeKinds),
    size: fc.double({ min: 0, max: 9, noNaN: true }),
  })

  it('are all there, what breaks the contract before all that only changed what columns hold', () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const breaks = ({ column }: DataChange) => column === 'a'
        const ranked = rankedChanges(changes, breaks)
        expect(new Set(ranked)).toEqual(new Set(changes))
        const content = ranked.filter(({ kind }) => !['file', 'column', 'type'].includes(kind))
        const flags = content.map(breaks)
        expect(flags).toEqual(flags.toSorted((a, b) => Number(b) - Number(a)))
        const kept = content.filter((one) => !breaks(one)).map(({ kind }) => changeKinds.indexOf(kind))
        expect(kept).toEqual(kept.toSorted((a, b) => a - b))
      }),
    )
  })

  it('put the larger of a kind first', () => {
    const [small, large] = [0.1, 0.9].map((size): DataChange => {
      return { data: 'train', column: 'x', what: '', values: [], kind: 'missing', size }
    }) as [DataChange, DataChange]
    expect(rankedChanges([small, large], () => false)).toEqual([large, small])
  })
})
