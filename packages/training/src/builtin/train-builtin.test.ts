import type { Progress } from '@mlgate/core'
import type { Table } from '@mlgate/tables'
import { expect, test } from 'vitest'
import { type BuiltinRequest, trainBuiltin } from './train-builtin.ts'

const table: Table = {
  rows: 6,
  columns: new Map([
    ['row_id', { kind: 'string', values: ['a', 'b', 'c', 'd', 'e', 'f'] }],
    ['size', { kind: 'number', values: Float64Array.of(1, 2, 3, 4, 5, 60) }],
    ['town', { kind: 'string', values: ['Bern', 'Bern', 'Oslo', 'Oslo', null, 'Rom'] }],
    ['late', { kind: 'boolean', values: [true, true, true, false, false, false] }],
    ['minutes', { kind: 'number', values: Float64Array.of(1, 2, 3, 4, 5, 60) }],
  ]),
}

function train(changes: Partial<BuiltinRequest> = {}) {
  const seen: string[] = []
  const progress: Progress = {
    start: (label) => seen.push(label),
    advance: (by) => seen.push(String(by)),
    stop: () => seen.push('stop'),
  }
  const request: BuiltinRequest = {
    builtin: { algorithm: 'logistic-regression', features: ['size', 'town'], min_category_count: 2 },
    table,
    label: 'late',
    id: 'row_id',
    task: 'classification',
    progress,
    ...changes,
  }
  return { run: () => trainBuiltin(request), seen }
}

test('a classifier tells how well it knows its training rows and what entered it', () => {
  const { run, seen } = train()
  const result = run()
  expect(result.metrics.map(({ name }) => name)).toEqual(['train_log_loss', 'train_accuracy'])
  expect(result.metrics[0]?.value).toBeGreaterThan(0)
  expect(result.metrics[0]?.value).toBeLessThan(Math.log(2))
  expect(result.metrics[1]?.value).toBeCloseTo(5 / 6, 15)
  expect(result.features).toEqual([
    { name: 'size', kind: 'number', columns: 1, rareLevels: 0 },
    { name: 'town', kind: 'category', columns: 4, rareLevels: 1 },
  ])
  expect(result.model.byteLength).toBeGreaterThan(100)
  expect(seen).toEqual([expect.stringContaining('6 rows'), ...Array(result.iterations).fill('1'), 'stop'])
})

test('a regression with next to no penalty knows a column that equals its label', () => {
  const builtin = { algorithm: 'linear-regression' as const, features: ['size'], l2: 1e-9 }
  const { metrics } = train({ builtin, label: 'minutes', task: 'regression' }).run()
  expect(metrics.map(({ name }) => name)).toEqual(['train_rmse', 'train_r2'])
  expect(metrics[0]?.value).toBeLessThan(1e-6)
  expect(metrics[1]?.value).toBeCloseTo(1, 12)
})

test('a constant number can be learned, but has no r2', () => {
  const constant: Table = {
    rows: 6,
    columns: new Map([...table.columns, ['minutes', { kind: 'number', values: new Float64Array(6).fill(7) }]]),
  }
  const builtin = { algorithm: 'linear-regression' as const, features: ['size'] }
  const { metrics } = train({ table: constant, builtin, label: 'minutes', task: 'regression' }).run()
  expect(metrics).toEqual([
    { name: 'train_rmse', value: 0 },
    { name: 'train_r2', value: Number.NaN },
  ])
})

test('an algorithm that does not fit the task is refused, naming the one that does', () => {
  expect(train({ task: 'regression' }).run).toThrow('Use linear-regression')
  expect(train({ builtin: { algorithm: 'linear-regression' } }).run).toThrow('Use logistic-regression')
})

test('the progress bar ends also when training fails', () => {
  const { run, seen } = train({ label: 'absent' })
  expect(run).toThrow('absent')
  expect(seen.at(-1)).toBe('stop')
})
