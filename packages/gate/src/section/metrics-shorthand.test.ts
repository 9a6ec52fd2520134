import { describe, expect, it } from 'vitest'
import { writtenOut } from './metrics-shorthand.ts'

describe('metrics_max and metrics_min', () => {
  it('demand of each metric that it is no worse than the baseline’s', () => {
    const baseline = { from: ['registry:production'] }
    const section = {
      baseline,
      metrics_max: ['accuracy', 'val/auc'],
      metrics_min: ['log_loss'],
      metrics: { f1: { min: 0.5 } },
    }
    expect(writtenOut(section)).toEqual({
      gate: {
        baseline,
        metrics: {
          f1: { min: 0.5 },
          accuracy: { max_regression: 0 },
          'val/auc': { measured: 'val/auc', direction: 'maximize', max_regression: 0 },
          log_loss: { max_regression: 0 },
        },
      },
    })
  })

  it.each([
    [{ metrics_max: ['rmse'] }, ['metrics_max', 0], 'rmse is not better when higher: it belongs into metrics_min.'],
    [
      { metrics_min: ['x', 'accuracy'] },
      ['metrics_min', 1],
      'accuracy is not better when lower: it belongs into metrics_max.',
    ],
    [
      { metrics_max: ['ndcg@5'], metrics_min: ['latency_p95_ms', 'ndcg@5'] },
      ['metrics_min', 1],
      'it belongs into metrics_max',
    ],
    [{ metrics_max: ['latency_p95_ms'] }, ['metrics_max', 0], 'it belongs into metrics_min'],
    [{ metrics_max: ['x'], metrics_min: ['x'] }, ['metrics_min', 0], 'demanded of x already'],
    [
      { metrics_max: ['accuracy'], metrics: { accuracy: { min: 0.9 } } },
      ['metrics_max', 0],
      'demanded of accuracy already',
    ],
    [{}, [], 'metrics: missing'],
  ])('%j is a mistake', (section, path, message) => {
    expect(writtenOut(section)).toMatchObject({ problems: [{ path, message: expect.stringContaining(message) }] })
  })
})
