import { digestOfBytes, type Report, type StepResult } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { conclude, refuseOwnPass } from './conclude.ts'
import type { Policy } from './policy.ts'

const judgement = (verdict: Report['verdict']): Report => ({
  model: 'm',
  step: 'evaluate-gate',
  verdict,
  outcome: verdict,
  reason: [],
  blocks: [],
  checks: [],
  measurements: [],
})
const options = {
  tells: () => true,
  remarks: [],
  titleOfOther: () => 'other',
  neverPassesBecause: undefined,
  inconclusivePasses: true,
}
const inForce = {
  digest: digestOfBytes('policy'),
  origin: 'mlgate.yml at main@4f1c2d0',
  ownBecause: undefined,
  changes: [
    { path: 'gate.metrics.roc_auc.min', before: '0.9', after: '0.1', direction: 'loosened' },
    { path: 'drift.alpha', before: '0.05', after: '0.5', direction: 'changed' },
  ],
} as unknown as Policy
const own = { ...inForce, ownBecause: 'main does not know the model m yet' } as Policy

describe('what a step concludes', () => {
  it('is its judgement, by a policy in force', () => {
    expect(conclude(inForce, [judgement('pass')], options)).toMatchObject({ verdict: 'pass', inconclusivePasses: true })
  })

  it('is never a pass by a policy of the change’s own, nor an inconclusive verdict that is let through', () => {
    const { verdict, inconclusivePasses, report } = conclude(own, [judgement('pass')], options)
    expect({ verdict, inconclusivePasses }).toEqual({ verdict: 'inconclusive', inconclusivePasses: false })
    expect(JSON.stringify(report.reason)).toContain('main does not know the model m yet')
  })

  it('is never a pass where the step knows a reason of its own', () => {
    const withheld = conclude(inForce, [judgement('pass')], { ...options, neverPassesBecause: 'it chose its rows' })
    expect(withheld).toMatchObject({ verdict: 'inconclusive', inconclusivePasses: false })
  })

  it('shows the changes of the policy that are the step’s to tell', () => {
    const { report } = conclude(inForce, [judgement('pass')], {
      ...options,
      tells: ({ path }) => path.startsWith('gate'),
    })
    expect(JSON.stringify(report)).toContain('gate.metrics.roc_auc.min')
    expect(JSON.stringify(report)).not.toContain('drift.alpha')
  })
})

describe('a step that forgets', () => {
  const result = (change: Partial<StepResult>) => ({ verdict: 'pass', ...change }) as StepResult

  it('cannot pass by a policy of the change’s own', () => {
    expect(() => refuseOwnPass(own, result({}))).toThrow(RangeError)
    expect(() => refuseOwnPass(own, result({ verdict: 'inconclusive', inconclusivePasses: true }))).toThrow(RangeError)
  })

  it('may fail by it, and pass by one in force', () => {
    expect(() => refuseOwnPass(own, result({ verdict: 'fail' }))).not.toThrow()
    expect(() => refuseOwnPass(own, result({ verdict: 'inconclusive', inconclusivePasses: false }))).not.toThrow()
    expect(() => refuseOwnPass(inForce, result({}))).not.toThrow()
  })
})
