import { describe, expect, it } from 'vitest'
import { compareProfiles } from './compare-profiles.ts'
import type { ColumnProfile, DataProfile } from './data-profile.ts'

const digest = (letter: string) => `sha256:${letter.repeat(64)}`

function profile(letter: string, columns: readonly ColumnProfile[], rows = 100): DataProfile {
  const file = { data: 'train', file: 'train.csv', digest: digest(letter), rows, columns: [...columns] }
  return { format: 'mlgate-profile/1', files: [file] }
}

const text = (counts: Readonly<Record<string, number>>, missing = 0, complete = true): ColumnProfile => ({
  name: 'city',
  kind: 'text',
  missing,
  distinct: Object.keys(counts).length,
  values: { complete, counts: Object.entries(counts).map(([value, count]) => ({ value, count })) },
})

const numbers = (min: number, max: number, mean = 50, sd = 10): ColumnProfile => ({
  name: 'age',
  kind: 'number',
  missing: 0,
  distinct: 50,
  numbers: { min, max, mean, sd, quantiles: [20, 25, 40, 50, 60, 75, 80] },
})

/** The sentences about a column that was so and is now so. */
function told(before: ColumnProfile, after: ColumnProfile, rows = 100): string[] {
  return compareProfiles(profile('a', [before]), profile('b', [after], rows)).map(
    ({ column, what, values }) => `${column ?? 'file'} ${what}${values.length > 0 ? `: ${values.join(', ')}` : ''}`,
  )
}

describe('what changed in the data', () => {
  it('is nothing when the files are the same bytes', () => {
    expect(compareProfiles(profile('a', [numbers(20, 80)]), profile('a', [numbers(0, 800)], 7))).toEqual([])
  })

  it('is nothing when what is told stayed the same', () => {
    expect(told(text({ york: 60, leeds: 40 }), text({ york: 62, leeds: 38 }))).toEqual([])
  })

  it('names columns that came, went, or hold another kind', () => {
    const [before, after] = [profile('a', [text({ york: 100 })]), profile('b', [numbers(1, 2)])]
    expect(compareProfiles(before, after).map(({ column, what }) => `${column} ${what}`)).toEqual([
      'city is gone',
      'age is new (number)',
    ])
    expect(told(numbers(1, 2), { ...numbers(1, 2), kind: 'text' })).toEqual(['age holds text instead of number'])
  })

  it('tells of rows that came or went', () => {
    expect(told(numbers(20, 80), numbers(20, 80), 130)).toEqual(['file has 130 rows, 30 more (+30 %)'])
    expect(told(numbers(20, 80), numbers(20, 80), 104)).toEqual([])
  })

  it('tells of values that began to be missing, however few', () => {
    expect(told(text({ york: 100 }), text({ york: 99 }, 1))).toEqual([
      'city lacks a value in 1 % of rows instead of 0 %',
    ])
    expect(told(text({ york: 95 }, 5), text({ york: 94 }, 6))).toEqual([])
  })

  it('names values that are new, gone, or much more frequent', () => {
    expect(told(text({ york: 60, leeds: 40 }), text({ york: 50, hull: 50 }))).toEqual([
      'city has 1 new value: hull',
      'city lost 1 value: leeds',
      'city holds one value in 50 % of rows instead of 60 %: york',
    ])
  })

  it('calls no value new or gone when the list is not complete', () => {
    expect(told(text({ york: 60 }, 0, false), text({ york: 60, hull: 2 }, 0, true))).toEqual([])
    expect(told(text({ york: 60, hull: 2 }, 0, true), text({ york: 60 }, 0, false))).toEqual([])
  })

  it('is nothing when identifiers are others, but that rows lack one is told', () => {
    const [before, after] = [numbers(1, 100), { ...numbers(900, 999, 950), missing: 3 }]
    const changes = compareProfiles(profile('a', [before]), profile('b', [after]), new Set(['age']))
    expect(changes.map(({ what }) => what)).toEqual(['lacks a value in 3 % of rows instead of 0 %'])
  })

  it('tells of means that moved and ranges that widened, and of numbers that turn negative', () => {
    expect(told(numbers(20, 80), numbers(20, 80, 53))).toEqual([
      'age has the mean 53 instead of 50 (+0.3 standard deviations)',
    ])
    expect(told(numbers(20, 80), numbers(20, 120))).toEqual(['age goes up to 120; it was 80'])
    expect(told(numbers(20, 80), numbers(20, 84))).toEqual([])
    expect(told(numbers(0, 80), numbers(-1, 80))).toEqual(['age goes down to −1; it was 0'])
  })

  it('tells the new span of dates', () => {
    const days = (first: string, last: string): ColumnProfile => ({
      name: 'day',
      kind: 'date',
      missing: 0,
      distinct: 9,
      range: { first, last },
    })
    expect(told(days('2024-01-01', '2024-03-31'), days('2024-01-01', '2024-06-30'))).toEqual([
      'day goes from 2024-01-01 to 2024-06-30; it was 2024-01-01 to 2024-03-31',
    ])
  })

  it('names files that came or went', () => {
    const [train, none]: [DataProfile, DataProfile] = [profile('a', []), { format: 'mlgate-profile/1', files: [] }]
    expect(compareProfiles(none, train)).toMatchObject([{ data: 'train', column: undefined, what: 'is new' }])
    expect(compareProfiles(train, none)).toMatchObject([{ data: 'train', column: undefined, what: 'is gone' }])
  })
})
