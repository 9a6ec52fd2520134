import { describe, expect, it } from 'vitest'
import { judgeMeasured } from './judge-measured.ts'
import type { GateSection } from './section/gate-section.ts'

const gate: GateSection = {
  baseline: { from: ['file:metrics.json'] },
  metrics: {
    roc_auc: { min: 0.7, max_regression: 0.01 },
    loss: { measured: 'val/loss', direction: 'minimize', max_regression: '5%' },
  },
}
const metrics = (roc_auc: number, loss: number) =>
  new Map([
    ['roc_auc', roc_auc],
    ['val/loss', loss],
  ])
const judged = (candidate: ReadonlyMap<string, number>, baseline?: ReadonlyMap<string, number>, policy = gate) =>
  judgeMeasured({
    task: 'classification',
    gate: policy,
    candidate,
    baseline: baseline && { metrics: baseline, identical: false },
  })

describe('metrics that were measured elsewhere', () => {
  it('are compared as they stand, each in its direction', () => {
    expect(judged(metrics(0.8, 1.02), metrics(0.805, 1)).verdict).toBe('pass')
    const worse = judged(metrics(0.78, 1.2), metrics(0.805, 1))
    expect(worse.gates.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['fail', 'roc_auc fell from 0.805 to 0.780 (Δ −0.025, as it stands), allowed −0.01'],
      ['fail', 'loss rose from 1.00 to 1.20 (Δ +0.20, as it stands), allowed +5%'],
    ])
    expect(worse.scoredBy).toEqual({ candidate: 'declared', baseline: 'declared' })
  })

  it('that are not there, or no number, are an error', () => {
    const judgement = judged(new Map([['roc_auc', Number.NaN]]), metrics(0.8, 1))
    expect(judgement.verdict).toBe('error')
    expect(judgement.gates[1]?.reason).toContain('the candidate\'s metrics have no finite number "val/loss"')
    expect(judged(metrics(0.8, 1), new Map([['roc_auc', 0.8]])).verdict).toBe('error')
  })

  it('without a baseline are judged by the policy’s if_missing', () => {
    expect(judged(metrics(0.8, 1)).verdict).toBe('fail')
    const alone = { ...gate, baseline: { from: ['file:metrics.json'], if_missing: 'absolute-only' as const } }
    expect(judged(metrics(0.8, 1), undefined, alone).gates.map(({ verdict }) => verdict)).toEqual(['pass', 'unjudged'])
  })

  it.each([
    [{ roc_auc: { min: 0, slices: ['hub'] } }, 'gate.metrics.roc_auc.slices'],
    [{ roc_auc: { min: 0, confident: true } }, 'gate.metrics.roc_auc.confident'],
    [{ cost: { mean_of: '1', direction: 'minimize' as const, max: 1 } }, 'is computed from rows'],
  ])('cannot answer %j', (demanded, words) => {
    expect(() => judged(metrics(0.8, 1), undefined, { metrics: demanded })).toThrow(words)
  })

  it.each<[string, Partial<GateSection>]>([
    ['gate.fairness', { fairness: { by: ['sex'], demographic_parity_ratio: { min: 0.8 } } }],
    ['gate.explanations', { explanations: { not_in_top: { features: ['sex'], k: 3 } } }],
    ['gate.robustness', { robustness: { nulls: { share: 0.1, max_changed: 0.1 } } }],
    ['gate.parity', { parity: { predictions: 'p.csv', max_label_flips: 0 } }],
    ['gate.weak_slices.on_found', { weak_slices: { on_found: 'fail' } }],
  ])('do not pass over %s, which they cannot answer', (section, demanded) => {
    const attempt = () => judged(metrics(0.8, 1), metrics(0.8, 1), { ...gate, ...demanded })
    expect(attempt).toThrow(`${section}: candidate.metrics bring no rows and no model to look at`)
  })

  it('let be what only a report would show', () => {
    const shown = { ...gate, weak_slices: { depth: 1 }, calibration: true }
    expect(judged(metrics(0.8, 1), metrics(0.8, 1), shown).verdict).toBe('pass')
  })
})
