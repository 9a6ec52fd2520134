import { describe, expect, it } from 'vitest'
import { changedRows, changedRowsGroup } from './changed-rows.ts'
import { binaryScores, judgeInputOf, labelScores, type ScoredCase, tableOf, valueScores } from './invented-scores.ts'

const hostile = '</td><script>alert(1)</script> | [x](javascript:1) @everyone'
const test = tableOf({ who: ['a', 'b', hostile, 'd'], y: [1, 1, 0, 0] })
const candidate = binaryScores([0.9, 0.1, 0.8, 0.2])
const baseline = binaryScores([0.1, 0.9, 0.1, 0.1])

function changed(change: Partial<ScoredCase> = {}, id: string | undefined = 'who') {
  return changedRows(
    judgeInputOf({
      task: 'classification',
      gate: { baseline: { from: ['branch:main'] }, metrics: { accuracy: { min: 0 } } },
      test,
      label: 'y',
      candidate,
      baseline,
      ...change,
    }),
    id,
  )
}

describe('answers that changed', () => {
  it('are all listed, newly wrong before newly right, with id, row, label and both answers', () => {
    const { list, title } = changed() ?? {}
    expect(title).toBe('Answers that changed: 2 newly wrong, 1 newly right')
    expect(Object.fromEntries([...(list?.columns ?? [])].map(([name, { values }]) => [name, [...values]]))).toEqual({
      id: ['b', hostile, 'a'],
      row: [2, 3, 1],
      label: ['1', '0', '1'],
      baseline: ['1', '0', '0'],
      candidate: ['0', '1', '1'],
      kind: ['newly_wrong', 'newly_wrong', 'newly_right'],
    })
  })

  it('keep text of the data as code in the report, shortened', () => {
    const long = tableOf({ who: ['a', 'é'.repeat(99), hostile, 'd'], y: [1, 1, 0, 0] })
    const { table } = changed({ test: long }) ?? {}
    const cells = table?.kind === 'table' ? table.rows.map((cells) => cells[1]) : []
    expect(cells).toEqual([
      [{ kind: 'code', text: `${'é'.repeat(60)}…` }],
      [{ kind: 'code', text: hostile }],
      [{ kind: 'code', text: 'a' }],
    ])
  })

  it('go by their row where there is no id', () => {
    const { list, table } =
      changedRows(
        judgeInputOf({
          task: 'classification',
          gate: { metrics: { accuracy: { min: 0 } } },
          test,
          label: 'y',
          candidate,
          baseline,
        }),
        undefined,
      ) ?? {}
    expect([...(list?.columns.get('id')?.values ?? [])]).toEqual([2, 3, 1])
    expect(table).toMatchObject({ columns: [{}, { title: 'row' }, {}, {}, {}] })
  })

  it('may be wrong in another way, with more than two classes', () => {
    const three = ['a', 'b', 'c']
    const rows = tableOf({ who: ['1', '2'], y: ['a', 'a'] })
    const found = changed({
      test: rows,
      candidate: labelScores(['b', 'a'], three),
      baseline: labelScores(['c', 'a'], three),
    })
    expect(found?.title).toBe('Answers that changed: 1 wrong in another way')
  })

  it('are shown twenty at a time, and all counted', () => {
    const y = Array.from({ length: 50 }, () => 1)
    const found = changed({
      test: tableOf({ who: y.map(String), y }),
      candidate: binaryScores(y.map(() => 0.1)),
      baseline: binaryScores(y.map(() => 0.9)),
    })
    expect(found?.title).toBe('Answers that changed: 50 newly wrong; the first 20')
    expect(found?.table).toMatchObject({ rows: { length: 20 } })
    const digest = `sha256:${'a'.repeat(64)}` as const
    const group = found && changedRowsGroup(found, { name: 'flips.parquet', digest })
    expect(group).toMatchObject({ findings: [], details: { rows: 50, file: { name: 'flips.parquet', digest } } })
    expect(JSON.stringify(group?.blocks)).toContain('All 50 are in ')
  })

  it('are none when the models answer alike, are one, or there is no baseline', () => {
    expect(changed({ baseline: candidate })).toBeUndefined()
    expect(changed({ identical: true })).toBeUndefined()
    expect(changed({ baseline: undefined })).toBeUndefined()
  })
})

describe('numbers', () => {
  it('show the rows whose error grew most', () => {
    const numbers = {
      task: 'regression',
      gate: { metrics: { mae: { max: 9 } } },
      test: tableOf({ who: ['a', 'b', 'c'], y: [1, 2, 3] }),
      candidate: valueScores([1.5, 2, 7]),
      baseline: valueScores([1, 3, 3]),
    } as const
    const found = changed(numbers)
    expect(found?.list).toBeUndefined()
    expect(found?.title).toBe('Rows whose error grew most: 2 of 2')
    expect(found?.table).toMatchObject({
      rows: [
        [[{ text: 'c' }], ['3.00'], ['3.00'], ['7.00'], ['4.00']],
        [[{ text: 'a' }], ['1.00'], ['1.00'], ['1.50'], ['0.50']],
      ],
    })
  })
})
