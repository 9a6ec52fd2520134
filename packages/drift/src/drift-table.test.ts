import { describe, expect, it } from 'vitest'
import { strongest, worstFirst } from './drift-table.ts'
import type { ColumnResult, Comparison } from './judgement.ts'

const values: Comparison = {
  effectName: 'wasserstein_over_sigma',
  effect: 1,
  floor: 0.1,
  test: 'kolmogorov-smirnov',
  method: 'exact',
  p: 0.2,
  adjustedP: 0.2,
  drifted: false,
}
const nulls: Comparison = { ...values, effectName: 'null_rate', effect: 0.03, floor: 0.02, drifted: true }

const column = (name: string, more: Partial<ColumnResult>): ColumnResult => ({
  name,
  role: 'feature',
  status: 'drifted',
  verdict: 'fail',
  reason: '',
  kind: 'number',
  reference: undefined,
  current: undefined,
  values: undefined,
  nulls: undefined,
  findings: [],
  picture: undefined,
  ...more,
})

describe('what says most about a column', () => {
  it('is the test that found drift, however large the effect of one that is not certain', () => {
    expect(strongest({ values, nulls })).toBe(nulls)
    expect(strongest({ values: { ...values, drifted: true }, nulls: { ...nulls, drifted: false } })?.effect).toBe(1)
  })

  it('is the larger effect by its floor when both or neither did', () => {
    expect(strongest({ values: { ...values, drifted: true }, nulls })?.effectName).toBe('wasserstein_over_sigma')
    expect(strongest({ values: { ...values, floor: 10, drifted: true }, nulls })).toBe(nulls)
    expect(strongest({ values: undefined, nulls: undefined })).toBeUndefined()
  })
})

describe('the order of columns', () => {
  it('puts errors first, then what is gone, then the largest effects, and what was not judged last', () => {
    const columns = [
      column('unjudged', { status: 'time', verdict: 'unjudged' }),
      column('stable', { status: 'stable', verdict: 'pass', values }),
      column('small', { values: { ...values, effect: 0.2, drifted: true } }),
      column('any effect is beyond a floor of nothing', {
        values: { ...values, floor: 0, effect: 0.01, drifted: true },
      }),
      column('gone', { status: 'missing' }),
      column('asked for', { status: 'empty', verdict: 'error' }),
    ]
    expect(worstFirst(columns).map(({ name }) => name)).toEqual([
      'asked for',
      'gone',
      'any effect is beyond a floor of nothing',
      'small',
      'stable',
      'unjudged',
    ])
  })
})
