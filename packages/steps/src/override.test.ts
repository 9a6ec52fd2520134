import { InfrastructureError, type Override, type OverrideSearch, type Report } from '@mlgate/core'
import { loadProject } from '@mlgate/project'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '../testing/fake-host.ts'
import { withOverride } from './override.ts'
import { loadPolicy, type Policy } from './policy.ts'

const text = `model: m
task: classification
candidate: {onnx: m.onnx}
data: {}
evidence: {override: {label: gate-override}}
`
const policyOf = (atTip: string | undefined): Promise<Policy> =>
  loadPolicy({
    host: fakeHost({ files: atTip === undefined ? {} : { 'mlgate.yml': atTip } }),
    projectFile: 'mlgate.yml',
    local: { project: loadProject(text, 'mlgate.yml'), directory: '/nowhere', repositoryRoot: '/nowhere' },
    modelName: 'm',
  })
const report = (verdict: Report['verdict']): Report => ({
  model: 'm',
  step: 'evaluate-gate',
  verdict,
  outcome: 'is blocked',
  reason: ['It is worse.'],
  blocks: [],
  checks: [],
  measurements: [],
})
const override: Override = {
  by: 'grace',
  label: 'gate-override',
  reason: 'The new rows are\n# mislabelled.',
  url: 'https://github.com/acme/flights/pull/1#issuecomment-5',
  head: 'c'.repeat(40),
  at: '2026-03-01T10:00:00Z',
  change: 1,
}
const search = (found: OverrideSearch) => fakeHost({ override: async () => found })
const concluded = (verdict: Report['verdict'], inconclusivePasses = false) => ({
  verdict,
  inconclusivePasses,
  report: report(verdict),
})

describe('a verdict that somebody overrides', () => {
  it.each(['fail', 'inconclusive'] as const)('stays %s and passes on, with who and why', async (verdict) => {
    const result = await withOverride(concluded(verdict), await policyOf(text), search({ state: 'granted', override }))
    expect(result).toMatchObject({ verdict, overridden: true, override })
    expect(result.report).toMatchObject({ verdict, outcome: 'is blocked, overridden by grace' })
    expect(JSON.stringify(result.report.reason)).toContain('“The new rows are # mislabelled.” The verdict stands.')
    expect(result.report.checks).toMatchObject([{ name: 'override', severity: 'warning' }])
  })

  it('keeps a long reason short', async () => {
    const long = { ...override, reason: 'x'.repeat(60_000) }
    const result = await withOverride(
      concluded('fail'),
      await policyOf(text),
      search({ state: 'granted', override: long }),
    )
    expect(result.override?.reason.length).toBe(2_001)
    expect(JSON.stringify(result.report).length).toBeLessThan(1_500)
  })

  it.each(['refused', 'unknown'] as const)('is not when the forge says %s; the report says why', async (state) => {
    const found = search({ state, because: 'grace may not write here.' })
    const result = await withOverride(concluded('fail'), await policyOf(text), found)
    expect(result).toMatchObject({ verdict: 'fail', overridden: false, override: undefined })
    expect(result.report.reason).toContain('grace may not write here.')
  })

  it('is not when the label is not there, without a word', async () => {
    const result = await withOverride(concluded('fail'), await policyOf(text), search({ state: 'absent' }))
    expect(result).toEqual({ ...concluded('fail'), overridden: false, override: undefined })
  })

  it.each([
    ['that passes', concluded('pass'), text],
    ['that the policy lets pass', concluded('inconclusive', true), text],
    ['that is an error: nothing was judged', concluded('error'), text],
    [
      'where the policy in force names no label, whatever the change’s own does',
      concluded('fail'),
      text.replace(/evidence.*\n/, ''),
    ],
    ['where there is no policy in force', concluded('fail'), undefined],
  ] as const)('is not asked for one %s', async (_what, outcome, atTip) => {
    // The fake forge refuses any question.
    const result = await withOverride(outcome, await policyOf(atTip), fakeHost())
    expect(result).toMatchObject({ overridden: false, override: undefined, report: outcome.report })
  })

  it('stops as an outage when the label is there and the rest cannot be read', async () => {
    const outage = new InfrastructureError('api.github.com: HTTP 403', { retryable: false })
    const host = fakeHost({ override: () => Promise.reject(outage) })
    await expect(withOverride(concluded('fail'), await policyOf(text), host)).rejects.toBe(outage)
  })
})
