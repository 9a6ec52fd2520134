import { type Confidence, metricNamed, type NoConfidence } from '@mlgate/statistics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeTogether, openComparisons } from './comparisons.ts'
import { judgeConditions } from './conditions.ts'
import type { Condition } from './judgement.ts'
import type { GroupMeasurement } from './measure-group.ts'
import type { Demand } from './section/demands.ts'

const demand = (change: Partial<Demand>): Demand => ({
  key: 'accuracy',
  measure: { kind: 'metric', metric: metricNamed('accuracy'), parameters: {} },
  direction: 'maximize',
  min: undefined,
  max: undefined,
  confident: false,
  margin: undefined,
  totalMargin: undefined,
  slices: [],
  minRows: 50,
  ...change,
})

/** What is known of a difference, by its bounds. */
const bounds = (low: number, high: number): Confidence => ({
  method: 'rows',
  difference: (low + high) / 2,
  standardError: (high - low) / 3.29,
  undefinedShare: 0,
  lower: () => low,
  upper: () => high,
  pAbove: (value) => (low >= value ? 0.01 : 0.5),
  pBelow: (value) => (high < value ? 0.01 : 0.5),
})

interface Change extends Partial<Omit<GroupMeasurement, 'demand' | 'baseline'>> {
  readonly baseline?: number | undefined
  readonly baselineProblem?: string
  readonly confidence?: Confidence | NoConfidence | undefined
}

function conditionsOf(wanted: Partial<Demand>, change: Change): Condition[] {
  const { baseline, baselineProblem, confidence, ...others } = {
    baseline: 0.72,
    confidence: bounds(-0.03, -0.01),
    ...change,
  }
  const measured: GroupMeasurement = {
    demand: demand(wanted),
    average: undefined,
    name: 'accuracy',
    label: 'accuracy',
    rows: 1000,
    unit: 'rows',
    candidate: 0.7,
    problem: undefined,
    interval: undefined,
    baseline: { value: baseline, problem: baselineProblem, confidence },
    anchor: undefined,
    ...others,
  }
  const [comparisons = []] = judgeTogether([openComparisons(measured, 0.05)], 0.05)
  return judgeConditions(measured, comparisons, { hasBaseline: true, ifMissing: 'fail', alpha: 0.05 })
}

const verdictOf = (wanted: Partial<Demand>, change: Change) =>
  conditionsOf(wanted, change).map((condition) => condition.verdict)
const loss = (amount: number) => ({ margin: { kind: 'absolute', amount } }) as const

describe('the three-state rule', () => {
  it.each([
    ['the lower bound is exactly what is allowed', -0.02, 0.01, 'pass'],
    ['the lower bound is a little worse, the upper is not', -0.020001, 0.01, 'inconclusive'],
    ['the upper bound is exactly what is allowed', -0.04, -0.02, 'inconclusive'],
    ['even the upper bound is worse', -0.04, -0.020001, 'fail'],
    ['the change is an improvement', 0.01, 0.02, 'pass'],
  ])('when %s', (_, low, high, verdict) => {
    expect(verdictOf(loss(0.02), { confidence: bounds(low, high) })).toEqual([verdict])
  })

  it('is the same for a loss, turned around', () => {
    const bound = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(bound, bound, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, amount) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const up = verdictOf(loss(amount), { confidence: bounds(low, high) })
        const down = verdictOf({ ...loss(amount), direction: 'minimize' }, { confidence: bounds(-high, -low) })
        expect(down).toEqual(up)
        expect(up).toEqual([low >= -amount ? 'pass' : high < -amount ? 'fail' : 'inconclusive'])
      }),
    )
  })

  it('reads a percentage as a share of the baseline, also of a negative one', () => {
    const margin = { kind: 'relative', share: 0.1 } as const
    const r2 = { margin }
    const worse = { candidate: -0.6, baseline: -0.5, confidence: bounds(-0.11, -0.09) }
    const little = { candidate: -0.52, baseline: -0.5, confidence: bounds(-0.03, -0.01) }
    expect(verdictOf(r2, worse)).toEqual(['fail'])
    expect(verdictOf(r2, little)).toEqual(['pass'])
  })

  it('refuses a percentage of a baseline of about zero', () => {
    const [condition] = conditionsOf({ margin: { kind: 'relative', share: 0.1 } }, { baseline: 1e-15 })
    expect(condition?.verdict).toBe('error')
    expect(condition?.reason).toContain('means nothing: write max_regression as a number')
  })

  it('is undecided without an interval, and says why', () => {
    const reason = 'the metric is undefined in 45 of 2000 resamples'
    const none: NoConfidence = { method: 'rows', difference: -0.02, undefinedShare: 0.0225, reason }
    const [condition] = conditionsOf(loss(0.5), { confidence: none })
    expect(condition?.verdict).toBe('inconclusive')
    expect(condition?.reason).toBe(
      'accuracy fell from 0.720 to 0.700, allowed −0.5: undecided, because the metric is undefined in 45 of 2000 resamples',
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
    const [condition] = conditionsOf({ min: 0.7 }, { candidate: 0.69996 })
    expect(condition?.reason).toBe('accuracy is 0.69996, at least 0.7 wanted')
  })
})

describe('min and max for certain', () => {
  const interval = { low: 0.68, high: 0.72 }
  it.each([
    [0.68, 'pass'],
    [0.681, 'inconclusive'],
    [0.72, 'inconclusive'],
    [0.721, 'fail'],
  ])('judge the bounds: at least %d is a %s', (min, verdict) => {
    expect(verdictOf({ min, confident: true }, { interval })).toEqual([verdict])
  })

  it('are undecided where nothing is known of the bounds', () => {
    expect(verdictOf({ min: 0.1, max: 0.9, confident: true }, {})).toEqual(['inconclusive', 'inconclusive'])
  })

  it('do not write a nearly perfect value as a perfect one', () => {
    expect(conditionsOf({ min: 0.5 }, { candidate: 0.9973 })[0]?.reason).toBe('accuracy is 0.997, at least 0.5 wanted')
  })

  it('show the interval, also where the value itself decides', () => {
    expect(conditionsOf({ min: 0.5 }, { interval })[0]?.reason).toBe(
      'accuracy is 0.70 (0.68 to 0.72), at least 0.5 wanted',
    )
  })
})

describe('never a pass', () => {
  const everything = { min: -1e9, max: 1e9, ...loss(1e9) }
  it.each([
    ['a candidate that cannot be measured', { problem: 'NaN' }, 'error'],
    ['a candidate without a value', { candidate: undefined, confidence: undefined }, 'error'],
    ['too few rows', { rows: 49 }, 'inconclusive'],
  ] as const)('%s', (_, change, verdict) => {
    expect(verdictOf(everything, change)).toEqual([verdict, verdict, verdict])
  })

  it('a comparison with a baseline that cannot be measured', () => {
    const without = { baseline: undefined, baselineProblem: 'NaN', confidence: undefined }
    expect(verdictOf(everything, without)).toEqual(['pass', 'pass', 'error'])
  })
})
