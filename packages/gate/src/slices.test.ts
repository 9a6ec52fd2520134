import { describe, expect, it } from 'vitest'
import { tableOf } from './invented-scores.ts'
import { conditionsIn, slicesOf } from './slices.ts'

const table = tableOf({
  region: ['east', 'west', 'east', 'west', null],
  plan: ['basic', 'basic', 'pro, yearly', 'basic', 'basic'],
  'tax x rate': [1, 1, 2, 2, 2],
})
const older = new Map([['age >= 61', [true, false, null, true, true]]])

const summary = (by: string) =>
  slicesOf(table, by, older).map(({ slice, rows }) => [slice.label, slice.value, [...rows]])

describe('slices', () => {
  it('by a column are one for each value', () => {
    expect(summary('region')).toEqual([
      ['region = (missing)', '(missing)', [4]],
      ['region = east', 'east', [0, 2]],
      ['region = west', 'west', [1, 3]],
    ])
  })

  it('by a condition are one, of the rows that meet it for certain', () => {
    expect(summary('age >= 61')).toEqual([['age >= 61', 'true', [0, 3, 4]]])
  })

  it('by a condition that no row meets are one without rows, not none', () => {
    const nobody = new Map([['age > 200', [false, false, false, false, false]]])
    expect(slicesOf(table, 'age > 200', nobody)).toEqual([
      { slice: { column: 'age > 200', value: 'true', label: 'age > 200' }, rows: new Uint32Array() },
    ])
  })

  it('by a column and a condition that no row meets are one without rows, not none', () => {
    const nobody = new Map([['age > 200', [false, null, false, false, false]]])
    expect(slicesOf(table, 'region x age > 200', nobody)).toEqual([
      {
        slice: {
          column: 'region x age > 200',
          value: '(any) x true',
          label: 'region = (any), age > 200',
        },
        rows: new Uint32Array(),
      },
    ])
  })

  it('by two columns are one for each combination that there is', () => {
    expect(summary('region x plan')).toEqual([
      ['region = (missing), plan = basic', '(missing) x basic', [4]],
      ['region = east, plan = basic', 'east x basic', [0]],
      ['region = east, plan = "pro, yearly"', 'east x "pro, yearly"', [2]],
      ['region = west, plan = basic', 'west x basic', [1, 3]],
    ])
  })

  it('by a column and a condition hold the rows that meet it alone', () => {
    expect(summary('region x age >= 61').map(([label]) => label)).toEqual([
      'region = (missing), age >= 61',
      'region = east, age >= 61',
      'region = west, age >= 61',
    ])
  })

  it('are told apart at once, whatever a cell is filled with', () => {
    const texts = ['(missing)', '"(missing)', '"'.repeat(300_000), `${'"'.repeat(300_000)}x`]
    const started = performance.now()
    const values = slicesOf(tableOf({ text: texts }), 'text').map(({ slice }) => slice.value)
    expect(performance.now() - started).toBeLessThan(1000)
    expect(new Set(values)).toEqual(new Set(['"(missing)"', '""(missing)"', ...texts.slice(2)]))
  })

  it('by a column whose name reads like a crossing are by that column', () => {
    expect(summary('tax x rate').map(([label]) => label)).toEqual(['tax x rate = 1', 'tax x rate = 2'])
  })

  it('name the conditions that must be answered, each once', () => {
    const slicings = ['region', 'age >= 61', 'region x age >= 61', 'region x plan', 'tax x rate', 'a x b > 1']
    expect(conditionsIn(slicings, table.columns)).toEqual(['age >= 61', 'a x b > 1'])
  })
})
