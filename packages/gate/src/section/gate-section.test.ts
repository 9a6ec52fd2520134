import { metricDefinitions, metricNames } from '@mlgate/statistics'
import { Value } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { demandsOf } from './demands.ts'
import { GateSection, gateDefaults } from './gate-section.ts'

const example = {
  baseline: {
    from: ['branch:main', 'git:v1.2.0:model.onnx', 'file:models/previous.onnx'],
    if_missing: 'absolute-only',
  },
  confidence: { level: 0.95, resamples: 2000, seed: 42, on_inconclusive: 'fail' },
  threshold: 0.4,
  metrics: {
    roc_auc: { min: 0.85, max_regression: 0.005 },
    log_loss: { max_regression: '2%' },
    recall: { min: 0.7, average: 'binary', slices: ['island'], min_rows: 50 },
  },
}
const accepts = (section: unknown) => Value.Check(GateSection, section)
const withMetric = (demand: unknown, name = 'recall') => accepts({ metrics: { [name]: demand } })

describe('the gate section', () => {
  it('accepts what the documentation shows', () => {
    expect(accepts(example)).toBe(true)
  })

  it.each([
    ['an unknown key', { ...example, metric: {} }],
    ['an empty list of metrics', { metrics: {} }],
    ['an unknown metric', { metrics: { roc_acu: { min: 1 } } }],
    ['a baseline from nowhere', { ...example, baseline: { from: [] } }],
    ['a baseline of an unknown kind', { ...example, baseline: { from: ['s3:bucket'] } }],
    ['a git baseline without a path', { ...example, baseline: { from: ['git:main'] } }],
    ['a level that is a percentage', { ...example, confidence: { level: 95 } }],
    ['a threshold beyond one', { ...example, threshold: 1.5 }],
    ['too few resamples', { ...example, confidence: { resamples: 10 } }],
  ])('refuses %s', (_, section) => {
    expect(accepts(section)).toBe(false)
  })

  it('takes a margin as a number from 0 or a percentage', () => {
    for (const margin of [0, 0.02, '2%', '0.5 %', '0%'])
      expect(withMetric({ max_regression: margin }), `${margin}`).toBe(true)
    for (const margin of [-0.1, '2', '-2%', '02%', '2%%', true])
      expect(withMetric({ max_regression: margin }), `${margin}`).toBe(false)
  })

  it('takes an average only where classes are averaged', () => {
    for (const { name, averaged, parameters } of metricDefinitions) {
      const takes = averaged || parameters.some((parameter) => parameter.name === 'average')
      expect(withMetric({ min: 0, average: 'macro' }, name), name).toBe(takes)
    }
  })

  it('knows every metric, and parameters in their names', () => {
    for (const name of metricNames) expect(withMetric({ min: 0 }, name), name).toBe(true)
    for (const name of ['ndcg@10', 'pinball@0.9', 'fbeta@2', 'latency_p95_ms', 'model_size_mb'])
      expect(withMetric({ max: 9 }, name), name).toBe(true)
  })

  it('takes metrics of the project’s own, with their direction', () => {
    const sql = 'case when label then 1 else 0 end'
    expect(withMetric({ mean_of: sql, direction: 'minimize', max: 1 }, 'cost')).toBe(true)
    expect(withMetric({ module: 'profit.js', direction: 'maximize', min: 1 }, 'profit')).toBe(true)
    expect(withMetric({ command: ['python', 'profit.py'], direction: 'maximize', min: 1 }, 'profit')).toBe(true)
    expect(withMetric({ mean_of: sql, max: 1 }, 'cost')).toBe(false)
    expect(withMetric({ max: 1 }, 'cost')).toBe(false)
  })

  it('describes every key and refuses what it does not know, at every level', () => {
    const visit = (schema: object, path: string): void => {
      if (!('properties' in schema)) return
      if (path !== 'gate.metrics') expect(schema, path).toHaveProperty('additionalProperties', false)
      for (const [key, property] of Object.entries(schema.properties as Record<string, object>)) {
        expect(property, `${path}.${key}`).toHaveProperty('description')
        visit(property, `${path}.${key}`)
      }
    }
    visit(GateSection, 'gate')
  })

  it('fills in what the file does not say', () => {
    const [demand] = demandsOf({ metrics: { f1: { max_regression: ' 2.5 %' } } }, 'classification')
    expect(demand).toMatchObject({
      min: undefined,
      max: undefined,
      margin: { kind: 'relative', share: 0.025 },
      slices: [],
      minRows: gateDefaults.minRows,
    })
  })
})
