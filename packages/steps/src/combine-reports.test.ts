import { code, paragraph, type Report, strong } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { combineReports } from './combine-reports.ts'
import { policyChangeRemarks } from './policy-change-blocks.ts'

const report = (verdict: Report['verdict'], outcome: string): Report => ({
  model: 'm',
  step: 'evaluate-gate',
  verdict,
  outcome,
  reason: [`${outcome}.`],
  blocks: [paragraph(`Details of what ${outcome}`)],
  checks: [{ name: 'roc_auc', verdict, severity: 'error', message: outcome }],
  measurements: [],
})

const options = { remarks: [], blocks: [], titleOfOther: (index: number) => `Judgement ${index}` }

describe('several judgements of one thing', () => {
  it('are as bad as the worst, which speaks; the others follow folded', () => {
    const combined = combineReports([report('pass', 'passes'), report('fail', 'is blocked')], options)
    expect(combined).toMatchObject({ verdict: 'fail', outcome: 'is blocked', reason: ['is blocked.'] })
    expect(combined.blocks).toMatchObject([{ kind: 'paragraph' }, { kind: 'fold', title: ['Judgement 0: passes'] }])
    expect(combined.checks.map(({ name }) => name)).toEqual(['roc_auc', 'roc_auc (Judgement 0)'])
  })
})

describe('a change that alters the policy and passes', () => {
  it('says so beside the verdict, since the rest of a passing report is folded', () => {
    const remarks = policyChangeRemarks([
      { path: 'gate.metrics.recall.min', before: '0.5', after: '0.1', direction: 'loosened' },
    ])
    expect(combineReports([report('pass', 'passes')], { ...options, remarks }).reason).toEqual([
      'passes.',
      ' ',
      strong('This change alters the policy'),
      ' (1 setting, 1 loosened); it was judged by the one in force.',
      ' Loosened: ',
      code('min'),
      ' of ',
      code('recall'),
      ' ',
      code('0.5'),
      ' → ',
      code('0.1'),
      '.',
    ])
  })
})

describe('a change that chose what judges it', () => {
  const neverPassesBecause = 'main does not know the model m yet'

  it('passes nothing, and says why before all else', () => {
    const combined = combineReports([report('pass', 'passes')], { ...options, neverPassesBecause })
    expect(combined).toMatchObject({ verdict: 'inconclusive', outcome: 'not judged by a policy in force' })
    expect(combined.reason[0]).toEqual(strong('Nothing passes here'))
    expect(combined.checks[0]).toMatchObject({ name: 'policy in force', verdict: 'inconclusive' })
  })

  it('still fails', () => {
    const combined = combineReports([report('fail', 'is blocked')], { ...options, neverPassesBecause })
    expect(combined).toMatchObject({ verdict: 'fail', outcome: 'is blocked' })
  })
})
