import { ConfigurationError } from '@mlgate/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refuseNotFinite, toProbabilities } from './probabilities.ts'

const scores = (rows: readonly (readonly number[])[]) => ({
  width: rows[0]?.length ?? 1,
  values: Float64Array.from(rows.flat()),
})
const probabilities = (...args: Parameters<typeof toProbabilities>) => [...toProbabilities(...args).values]

test('probabilities stay as they are, also when rows miss 1 by float32 rounding', () => {
  const rows = [
    [0.25, 0.75],
    [-1.2e-7, 1.0000001],
  ]
  expect(probabilities(scores(rows), undefined, 'm')).toEqual(rows.flat())
  expect(probabilities(scores(rows), 'probabilities', 'm')).toEqual(rows.flat())
})

test('rows that are all a little too high are refused, which would lower the log loss', () => {
  const scaled = (by: number) => scores([[0.25 * by, 0.75 * by]])
  for (const by of [1.00095, 0.99905, 1.0001]) {
    expect(() => toProbabilities(scaled(by), undefined, 'm')).toThrow(
      /^m: row 1 adds up to .*divide each row by its sum/,
    )
    expect(() => toProbabilities(scaled(by), 'probabilities', 'm')).toThrow('declared as probabilities, but row 1 adds')
  }
  expect(probabilities(scaled(1.00001), undefined, 'm')).toHaveLength(2)
})

test('a softmax over a thousand classes in float32 is close enough', () => {
  const powers = Float32Array.from({ length: 1000 }, (_, i) => Math.exp(Math.sin(i)))
  let sum = Math.fround(0)
  for (const power of powers) sum = Math.fround(sum + power)
  const row = Array.from(powers, (power) => Math.fround(power / sum))
  expect(row.reduce((all, p) => all + p, 0)).not.toBe(1)
  expect(probabilities(scores([row]), undefined, 'm')).toEqual(row)
})

test('one column is the probability of the second class', () => {
  expect(probabilities(scores([[0.25], [1]]), undefined, 'm')).toEqual([0.75, 0.25, 0, 1])
})

test('declared logits go through a softmax that does not overflow', () => {
  const [first, , third] = probabilities(
    scores([
      [1000, 1000],
      [0, Math.log(3)],
    ]),
    'logits',
    'm',
  )
  expect(first).toBe(0.5)
  expect(third).toBeCloseTo(0.25, 15)
})

test('a softmax does not change when all logits of a row grow alike', () => {
  const logit = fc.double({ min: -30, max: 30, noNaN: true })
  fc.assert(
    fc.property(fc.tuple(logit, logit, logit), logit, (row, shift) => {
      fc.pre(row.some((value) => value > 1.1))
      const shifted = row.map((value) => value + 100 + shift)
      const moved = probabilities(scores([shifted]), 'logits', 'm')
      probabilities(scores([row]), 'logits', 'm').forEach((value, i) => {
        expect(moved[i]).toBeCloseTo(value, 10)
      })
      expect(moved.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12)
    }),
  )
})

test('one column of declared logits goes through a sigmoid that keeps small probabilities', () => {
  const values = probabilities(scores([[0], [50], [-800]]), 'logits', 'm')
  expect(values[0]).toBe(0.5)
  expect(values[2]).toBeCloseTo(Math.exp(-50), 30)
  expect(values.slice(4)).toEqual([1, 0])
})

test.each([
  [
    'margins',
    [[0.2, 1.8]],
    undefined,
    'm: row 1 holds 1.8, so these are no probabilities. Set candidate.output: logits to have a softmax',
  ],
  [
    'rows that do not add up to 1',
    [
      [0.5, 0.5],
      [0.9, 0.9],
    ],
    undefined,
    'row 2 adds up to 1.8',
  ],
  ['logits declared as probabilities', [[-3, 4]], 'probabilities', 'declared as probabilities, but row 1 holds -3'],
  ['probabilities declared as logits', [[0.5, 0.5]], 'logits', 'these are probabilities already'],
  [
    'one column of logits',
    [[3]],
    undefined,
    'row 1 holds 3, so these are no probabilities. Set candidate.output: logits to have a sigmoid',
  ],
  [
    'NaN',
    [
      [0.5, 0.5],
      [Number.NaN, 0.5],
    ],
    undefined,
    '1 of 2 rows get NaN (first row 2)',
  ],
  ['infinite logits', [[Number.POSITIVE_INFINITY, 0]], 'logits', '1 of 1 rows get NaN (first row 1)'],
] as const)('%s are refused', (_, rows, declared, message) => {
  const attempt = () => toProbabilities(scores(rows), declared, 'm')
  expect(attempt).toThrow(ConfigurationError)
  expect(attempt).toThrow(message)
})

test('a regression may give neither NaN nor infinity', () => {
  expect(() => refuseNotFinite(scores([[1], [Number.NaN]]), 'm')).toThrow(
    'm: 1 of 2 rows get NaN (first row 2). The model cannot handle the values in them',
  )
  expect(() => refuseNotFinite(scores([[Number.NEGATIVE_INFINITY]]), 'm')).toThrow('1 of 1 rows get an infinite value')
})
