import type { Report } from '@mlgate/core'
import { expect, it } from 'vitest'
import { withBaselineAge } from './baseline-age.ts'

const report: Report = {
  model: 'm',
  step: 'evaluate-gate',
  verdict: 'pass',
  outcome: 'may be deployed',
  reason: ['Fine.'],
  blocks: [],
  checks: [],
  measurements: [],
}
const now = new Date('2026-03-31T00:00:00Z')
const madeOn = (day: string) => ({ name: 'production (version 3)', madeAt: new Date(`2026-03-${day}T00:00:00Z`) })

it('a baseline that is too old is warned of, and decides nothing', () => {
  const warned = withBaselineAge(report, madeOn('01'), 29, now)
  const message = 'The baseline production (version 3) is 30 days old (2026-03-01); gate.baseline.max_age_days is 29.'
  expect(warned.checks).toEqual([
    { name: 'age of the baseline', verdict: 'inconclusive', message, severity: 'warning' },
  ])
  expect(warned.verdict).toBe('pass')
  expect(warned.reason.at(-1)).toBe(' is 30 days old (2026-03-01); gate.baseline.max_age_days is 29.')
})

it('a baseline of that very age is not, nor any where no age is given', () => {
  expect(withBaselineAge(report, madeOn('01'), 30, now)).toBe(report)
  expect(withBaselineAge(report, madeOn('01'), undefined, now)).toBe(report)
  expect(withBaselineAge(report, undefined, 1, now)).toBe(report)
})

it('that nobody knows the age is said', () => {
  const said = withBaselineAge(report, { name: 'model.onnx', madeAt: undefined }, 30, now)
  expect(said.reason.at(-1)).toBe(' does not tell how old it is.')
  expect(said.checks).toEqual([])
})
