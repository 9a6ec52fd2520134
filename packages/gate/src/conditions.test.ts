import { metricNamed } from '@mlgate/statistics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeConditions, type Measured } from './conditions.ts'
import type { Demand } from './demands.ts'

const demand = (change: Partial<Demand>): Demand => ({
  metric: metricNamed('accuracy'),
  average: undefined,
  min: undefined,
  max: undefined,
  margin: undefined,
  slices: [],
  minRows: 50,
  ...change,
})
const measured = (change: Partial<Measured>): Measured => ({
  name: 'accuracy',
  rows: 1000,
  candidate: 0.7,
  baseline: 0.72,
  problem: undefined,
  baselineProblem: undefined,
  interval: { low: -0.03, high: -0.01 },
  undefinedResamples: 0,
  resamples: 2000,
  equal: false,
  rowsNeeded: undefined,
  ...change,
})
const verdictOf = (d: Partial<Demand>, m: Partial<Measured>) =>
  judgeConditions(demand(d), measured(m), true, 'fail').map((condition) => condition.verdict)
const loss = (amount: number) => ({ margin: { kind: 'absolute', amount } }) as const

describe('the three-state rule', () => {
  it.each([
    ['the lower bound is exactly what is allowed', -0.02, 0.01, 'pass'],
    ['the lower bound is a little worse, the upper is not', -0.020001, 0.01, 'inconclusive'],
    ['the upper bound is exactly what is allowed', -0.04, -0.02, 'inconclusive'],
    ['even the upper bound is worse', -0.04, -0.020001, 'fail'],
    ['the change is an improvement', 0.01, 0.02, 'pass'],
  ])('when %s', (_, low, high, verdict) => {
    expect(verdictOf(loss(0.02), { interval: { low, high } })).toEqual([verdict])
  })

  it('is the same for a loss, turned around', () => {
    const bound = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(bound, bound, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, amount) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const up = verdictOf(loss(amount), { interval: { low, high } })
        const down = verdictOf(
          { ...loss(amount), metric: metricNamed('log_loss') },
          { interval: { low: -high, high: -low } },
        )
        expect(down).toEqual(up)
        expect(up).toEqual([low >= -amount ? 'pass' : high < -amount ? 'fail' : 'inconclusive'])
      }),
    )
  })

  it('reads a percentage as a share of the baseline, also of a negative one', () => {
    const margin = { kind: 'relative', share: 0.1 } as const
    const r2 = { margin, metric: metricNamed('r2') }
    const worse = { candidate: -0.6, baseline: -0.5, interval: { low: -0.11, high: -0.09 } }
    const little = { candidate: -0.52, baseline: -0.5, interval: { low: -0.03, high: -0.01 } }
    expect(verdictOf(r2, worse)).toEqual(['fail'])
    expect(verdictOf(r2, little)).toEqual(['pass'])
  })

  it('refuses a percentage of a baseline of about zero', () => {
    const [condition] = judgeConditions(
      demand({ margin: { kind: 'relative', share: 0.1 } }),
      measured({ baseline: 1e-15 }),
      true,
      'fail',
    )
    expect(condition?.verdict).toBe('error')
    expect(condition?.reason).toContain('means nothing: write max_regression as a number')
  })

  it('is undecided without an interval, and says why', () => {
    const without = measured({ interval: undefined, undefinedResamples: 45 })
    const [condition] = judgeConditions(demand(loss(0.5)), without, true, 'fail')
    expect(condition?.verdict).toBe('inconclusive')
    expect(condition?.reason).toBe(
      'accuracy fell from 0.720 to 0.700, allowed −0.5: undecided, because the metric is undefined in 45 of 2,000 resamples',
    )
  })
})

describe('min and max', () => {
  it('judge the measured value, and the limit itself is allowed', () => {
    expect(verdictOf({ min: 0.7, max: 0.7 }, {})).toEqual(['pass', 'pass'])
    expect(verdictOf({ min: 0.7000001 }, {})).toEqual(['fail'])
    expect(verdictOf({ max: 0.6999999 }, {})).toEqual(['fail'])
  })

  it('show enough digits to see on which side of the limit the value is', () => {
    const [condition] = judgeConditions(demand({ min: 0.7 }), measured({ candidate: 0.69996 }), true, 'fail')
    expect(condition?.reason).toBe('accuracy is 0.69996, at least 0.7 wanted')
  })
})

describe('never a pass', () => {
  const everything = { min: -1e9, max: 1e9, ...loss(1e9) }
  it.each([
    ['a candidate that cannot be measured', { problem: 'NaN' }, 'error'],
    ['a candidate without a value', { candidate: undefined, interval: undefined }, 'error'],
    ['too few rows', { rows: 49 }, 'inconclusive'],
  ] as const)('%s', (_, change, verdict) => {
    expect(verdictOf(everything, change)).toEqual([verdict, verdict, verdict])
  })

  it('a comparison with a baseline that cannot be measured', () => {
    const without = { baseline: undefined, baselineProblem: 'NaN', interval: undefined }
    expect(verdictOf(everything, without)).toEqual(['pass', 'pass', 'error'])
  })
})
