import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  demographicParityDifference,
  demographicParityRatio,
  equalizedOddsDifference,
  equalizedOddsRatio,
  equalOpportunityDifference,
  equalOpportunityRatio,
} from './fairness.ts'
import type { GroupComparison } from './group-disparity.ts'
import { falsePositiveRate, type GroupCounts, overallCounts, selectionRate, truePositiveRate } from './group-rates.ts'

interface Rates {
  readonly selection_rate: number
  readonly true_positive_rate: number
  readonly false_positive_rate: number
}
interface Golden {
  readonly overall: Rates
  readonly by_group: Readonly<Record<string, Rates>>
  readonly methods: Readonly<Record<GroupComparison, Readonly<Record<string, number>>>>
}
const read = (name: string): string =>
  readFileSync(new URL(`../../testdata/fairlearn/${name}`, import.meta.url), 'utf8')
// Made by testdata/fairlearn/make-fairlearn.py with fairlearn 0.15.0.
const golden = JSON.parse(read('expected.json')) as Readonly<Record<string, Golden>>

const none: GroupCounts = { truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0 }
const counted = (change: Partial<GroupCounts>): GroupCounts => ({ ...none, ...change })

/** The columns of data.csv are sex, race, y_true, y_pred, weight. */
function groupsBy(column: 0 | 1, weighted: boolean): Map<string, GroupCounts> {
  const groups = new Map<string, GroupCounts>()
  for (const line of read('data.csv').trim().split('\n').slice(1)) {
    const cells = line.split(',')
    const [, , truth, predicted, weight] = cells
    const cell = (
      {
        '11': 'truePositives',
        '01': 'falsePositives',
        '00': 'trueNegatives',
        '10': 'falseNegatives',
      } as const
    )[`${truth}${predicted}` as '00']
    const counts = groups.get(cells[column] as string) ?? none
    groups.set(cells[column] as string, { ...counts, [cell]: counts[cell] + (weighted ? Number(weight) : 1) })
  }
  return groups
}

describe.each([
  ['sex', 0, false],
  ['sex weighted', 0, true],
  ['race', 1, false],
  ['race weighted', 1, true],
] as const)('groups by %s are what Fairlearn 0.15 says they are', (key, column, weighted) => {
  const groups = groupsBy(column, weighted)
  const expected = golden[key]!

  it('in their rates', () => {
    for (const [counts, rates] of [
      [overallCounts(groups.values()), expected.overall] as const,
      ...[...groups].map(([name, counts]) => [counts, expected.by_group[name]!] as const),
    ]) {
      expect(selectionRate(counts)).toBeCloseTo(rates.selection_rate, 12)
      expect(truePositiveRate(counts)).toBeCloseTo(rates.true_positive_rate, 12)
      expect(falsePositiveRate(counts)).toBeCloseTo(rates.false_positive_rate, 12)
    }
  })

  it.each(['between_groups', 'to_overall'] as const)('in their disparities, %s', (comparison) => {
    const found = {
      demographic_parity_difference: demographicParityDifference(groups, comparison),
      demographic_parity_ratio: demographicParityRatio(groups, comparison),
      equalized_odds_difference: equalizedOddsDifference(groups, comparison),
      equalized_odds_difference_mean: equalizedOddsDifference(groups, comparison, 'mean'),
      equalized_odds_ratio: equalizedOddsRatio(groups, comparison),
      equalized_odds_ratio_mean: equalizedOddsRatio(groups, comparison, 'mean'),
      equal_opportunity_difference: equalOpportunityDifference(groups, comparison),
      equal_opportunity_ratio: equalOpportunityRatio(groups, comparison),
    }
    for (const [name, { value }] of Object.entries(found)) {
      expect(value, name).toBeCloseTo(expected.methods[comparison][name]!, 12)
    }
  })
})

describe('groups that tell nothing', () => {
  const seen = counted({ truePositives: 3, falseNegatives: 1, falsePositives: 1, trueNegatives: 5 })

  it('make equalised odds undefined, not unfair, and are named', () => {
    const groups = new Map([
      ['x', seen],
      ['y', counted({ trueNegatives: 4, falsePositives: 1 })],
    ])
    expect(equalizedOddsDifference(groups)).toEqual({
      value: Number.NaN,
      undefinedBecause: 'no row tells the rates of "y"',
    })
    expect(equalOpportunityDifference(groups).value).toBeNaN()
    // Its selection rate is known all the same.
    expect(demographicParityDifference(groups).value).toBeCloseTo(0.4 - 0.2, 12)
  })

  it('such as a group without rows make parity undefined', () => {
    const groups = new Map([
      ['x', seen],
      ['empty', none],
    ])
    expect(demographicParityDifference(groups).undefinedBecause).toBe('no row tells the rates of "empty"')
  })

  it('or one group alone: there is nobody to compare it with', () => {
    expect(demographicParityRatio(new Map([['x', seen]])).undefinedBecause).toBe('there are fewer than two groups')
  })

  it('or nobody selected: there is no ratio of nothing to nothing, but a difference of 0', () => {
    const refused = counted({ trueNegatives: 3, falseNegatives: 1 })
    const groups = new Map([
      ['x', refused],
      ['y', refused],
    ])
    expect(demographicParityRatio(groups).undefinedBecause).toContain('0 in every group')
    expect(demographicParityRatio(groups, 'to_overall').value).toBeNaN()
    expect(demographicParityDifference(groups)).toEqual({ value: 0 })
  })
})

describe('a ratio to all rows together', () => {
  it('is below 1 for a group that is favoured too', () => {
    const groups = new Map([
      ['favoured', counted({ truePositives: 10 })],
      ['others', counted({ truePositives: 18, falseNegatives: 72 })],
    ])
    expect(demographicParityRatio(groups, 'to_overall').value).toBeCloseTo(0.28, 12)
  })
})

describe('disparities', () => {
  const count = fc.integer({ min: 1, max: 50 })
  const group = fc.record({ truePositives: count, falsePositives: count, trueNegatives: count, falseNegatives: count })
  const groups = fc.array(group, { minLength: 2, maxLength: 6 })
  const named = (of: readonly GroupCounts[]) => new Map(of.map((counts, index) => [`group ${index}`, counts]))

  it('do not depend on the order of the groups, and lie between 0 and 1', () => {
    fc.assert(
      fc.property(groups, (of) => {
        for (const disparity of [equalizedOddsDifference, equalizedOddsRatio, demographicParityRatio]) {
          for (const comparison of ['between_groups', 'to_overall'] as const) {
            const { value } = disparity(named(of), comparison)
            expect(disparity(named(of.toReversed()), comparison).value).toBeCloseTo(value, 12)
            expect(value).toBeGreaterThanOrEqual(0)
            expect(value).toBeLessThanOrEqual(1)
          }
        }
      }),
    )
  })

  it('are none when all groups are alike, whatever their size', () => {
    fc.assert(
      fc.property(group, fc.integer({ min: 1, max: 9 }), (counts, factor) => {
        const scaled = Object.fromEntries(Object.entries(counts).map(([key, rows]) => [key, rows * factor]))
        const alike = named([counts, scaled as unknown as GroupCounts])
        expect(equalizedOddsDifference(alike).value).toBeCloseTo(0, 12)
        expect(demographicParityRatio(alike).value).toBeCloseTo(1, 12)
      }),
    )
  })
})
