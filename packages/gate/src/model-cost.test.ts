import { expect, it } from 'vitest'
import { modelCost } from './model-cost.ts'

const scores = { kind: 'regression', rows: 1, values: Float64Array.of(1), scoredBy: 'mlgate' } as const
const machine = { cpu: 'Test 9000', cores: 2 }

it('sets times and size in ratio to the baseline’s', () => {
  const candidate = { scores, latencies: Float64Array.of(4, 2, 6), sizeBytes: 3e6 }
  const baseline = { scores, latencies: Float64Array.of(1, 2, 3), sizeBytes: 2e6 }
  const cost = modelCost(candidate, baseline, machine)
  expect(cost?.details).toMatchObject({
    costs: [
      { metric: 'latency_p50_ms', candidate: 4, baseline: 2, ratio: 2 },
      { metric: 'latency_p95_ms', ratio: 2 },
      { metric: 'model_size_mb', candidate: 3, baseline: 2, ratio: 1.5 },
    ],
    requests: 3,
    machine,
  })
  expect(JSON.stringify(cost?.blocks)).toContain('3 requests for one row each')
})

it('has no ratio without a baseline, and names no machine where nothing was timed', () => {
  const cost = modelCost({ scores, sizeBytes: 3e6 }, undefined, machine)
  expect(cost?.details).toEqual({ costs: [{ metric: 'model_size_mb', candidate: 3 }] })
  expect(modelCost({ scores }, undefined, machine)).toBeUndefined()
})
