import type { Block } from '@mlgate/core'
import { expect, it } from 'vitest'
import type { ColumnProfile, DataProfile } from './data-profile.ts'
import { profileFold } from './profile-blocks.ts'

const histogram = { edges: [0, 1, 2], counts: [30, 10] }
const age: ColumnProfile = {
  name: 'age',
  kind: 'number',
  missing: 10,
  distinct: 37,
  numbers: { min: 0, max: 2, mean: 0.75, sd: 0.5, quantiles: [], histogram },
}
const city: ColumnProfile = {
  name: 'city',
  kind: 'text',
  missing: 0,
  distinct: 2,
  values: {
    complete: true,
    counts: [
      { value: 'york', count: 30 },
      { value: 'a very long name indeed', count: 20 },
    ],
  },
  lengths: { min: 4, max: 23 },
}
const secret: ColumnProfile = { name: 'secret', kind: 'text', missing: 1, distinct: 12_000, masked: true }
const day: ColumnProfile = {
  name: 'day',
  kind: 'date',
  missing: 50,
  distinct: 0,
  range: { first: '2024-01-01', last: '2024-02-01' },
}

function profile(columns: readonly ColumnProfile[], names = ['train'], rows = 50): DataProfile {
  const files = names.map((data) => {
    return { data, file: `${data}.csv`, digest: `sha256:${'a'.repeat(64)}`, rows, columns: [...columns] }
  })
  return { format: 'mlgate-profile/1', files }
}

function chartsOf(block: Block | undefined) {
  return block?.kind === 'fold' ? block.blocks.flatMap((one) => (one.kind === 'chart' ? [one] : [])) : []
}

it('what the data hold is a table of the columns and a histogram of each one of numbers', () => {
  const [table, ...others] = chartsOf(profileFold(profile([age, city, secret, day])))
  const panels = table?.chart.type === 'matrix' ? table.chart.panels : []
  const words = panels[0]?.rows.map(({ label, cells }) => [
    label,
    ...cells.map(({ text, note }) => (note === undefined ? text : `${text} (${note})`)),
  ])
  expect(table?.title).toBe('train: train.csv, 50 rows, 4 columns')
  expect(words).toEqual([
    ['age', 'number', '20 %', '37', '0 to 2 (mean 0.75, standard deviation 0.5)'],
    ['city', 'text', '0 %', '2', 'york 60 %, a very long… 40 % (4 to 23 characters)'],
    ['secret', 'text', '2 %', '≈ 12,000', 'not shown (sensitive)'],
    ['day', 'date', '100 %', '0', '2024-01-01 to 2024-02-01'],
  ])
  expect(others).toHaveLength(1)
  expect(others[0]).toMatchObject({
    title: 'age of train',
    summary: '2 bins of equal width from 0 to 2; most values lie from 0 to 1.',
    chart: {
      series: [
        {
          points: [
            [0, 0],
            [0, 30],
            [1, 30],
            [1, 10],
            [2, 10],
            [2, 0],
          ],
        },
      ],
    },
  })
})

it('of many columns a few histograms are drawn, and that is said', () => {
  const columns = Array.from({ length: 300 }, (_, index): ColumnProfile => ({ ...age, name: `c${index}` }))
  const charts = chartsOf(profileFold(profile(columns, ['train', 'test'])))
  expect(charts.filter(({ chart }) => chart.type === 'lines')).toHaveLength(24)
  const notes = charts.flatMap(({ chart }) => (chart.type === 'matrix' ? [chart.note] : []))
  expect(notes).toHaveLength(2)
  expect(notes[0]).toContain('Histograms are those of the first 12 of 300 columns of numbers.')
})

it('no values are named of a column in which nearly each row has its own', () => {
  const counts = [{ value: 'a1', count: 1 }]
  const id: ColumnProfile = { ...city, values: { complete: false, counts }, lengths: { min: 2, max: 2 } }
  const [table] = chartsOf(profileFold(profile([id], ['train'], 900)))
  const panels = table?.chart.type === 'matrix' ? table.chart.panels : []
  expect(panels[0]?.rows[0]?.cells.at(-1)?.text).toBe('2 characters')
})

it('nothing is told where there are no files', () => {
  expect(profileFold(profile([], []))).toBeUndefined()
})
