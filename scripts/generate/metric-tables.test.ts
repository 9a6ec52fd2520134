import { metricDefinitions } from '@mlgate/statistics'
import { expect, test } from 'vitest'
import { metricDifferences, metricsTable } from './metric-tables.ts'

test('every metric stands in the table of each of its tasks, and in no other', () => {
  for (const { name, tasks } of metricDefinitions) {
    for (const task of ['classification', 'regression', 'ranking', 'forecast'] as const) {
      const names = metricsTable(task)!
        .match(/^\| `[a-z0-9_]+/gm)!
        .map((cell) => cell.slice(3))
      expect(names.includes(name), `${name} of ${task}`).toBe(tasks.includes(task))
    }
  }
})

test('a name shows the parameter that it may hold, with its default beside', () => {
  const row = metricsTable('ranking')!
    .split('\n')
    .find((line) => line.includes('`ndcg'))
  expect(row).toContain('| `ndcg[@k]` |')
  expect(row).toContain('`k`: a whole number from 1 (all documents); `gain`: linear or exponential (linear)')
  expect(metricsTable('ranking')).toContain('| `hit_rate@k` |')
})

test('a metric that takes no weights says so', () => {
  expect(metricsTable('regression')).toMatch(/`max_error`.* none \|/)
  expect(metricsTable('classification')).toMatch(/`roc_auc`.*of rows; none with `ovo`/)
})

test('a task that there is not has no table', () => expect(metricsTable('clustering')).toBeUndefined())

test('differences from scikit-learn are listed with their reason', () => {
  expect(metricDifferences()).toMatch(/^- `log_loss`: Probabilities are clipped/m)
})
