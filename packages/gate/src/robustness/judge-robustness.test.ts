import { describe, expect, it } from 'vitest'
import { judgeRobustness, type RobustnessTrial } from './judge-robustness.ts'

const trial = (more: Partial<RobustnessTrial>): RobustnessTrial => ({
  name: 'noise',
  amount: 0.1,
  maxChanged: 0.05,
  confident: false,
  candidate: { value: 0.04, low: 0.02, high: 0.07 },
  baseline: undefined,
  ...more,
})
const verdictOf = (more: Partial<RobustnessTrial>) => judgeRobustness([trial(more)], 'classes').findings[0]?.verdict

describe('the share of predictions that change', () => {
  it('is judged by its value', () => {
    expect(verdictOf({})).toBe('pass')
    expect(verdictOf({ candidate: { value: 0.06, low: 0.02, high: 0.1 } })).toBe('fail')
    expect(verdictOf({ candidate: { value: 0.05, low: 0.02, high: 0.1 } })).toBe('pass')
  })

  it('is judged by its bound where the policy wants to be confident', () => {
    expect(verdictOf({ confident: true })).toBe('inconclusive')
    expect(verdictOf({ confident: true, candidate: { value: 0.01, low: 0, high: 0.05 } })).toBe('pass')
    expect(verdictOf({ confident: true, candidate: { value: 0.1, low: 0.06, high: 0.15 } })).toBe('fail')
  })

  it('fails a model that gives no answer, and is an error where nothing was measured', () => {
    const group = judgeRobustness([trial({ name: 'nulls', candidate: { refusal: '3 rows get NaN' } })], 'classes')
    expect(group.findings).toMatchObject([
      {
        verdict: 'fail',
        reason: 'robustness to nulls: with 0.1 of the values missing the model gives no usable answer: 3 rows get NaN',
      },
    ])
    expect(verdictOf({ candidate: 'the model takes no numbers' })).toBe('error')
  })
})
