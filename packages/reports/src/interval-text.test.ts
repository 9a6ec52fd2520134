import type { IntervalInline } from '@mlgate/core'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { intervalText } from './interval-text.ts'

const interval = (
  low: number,
  value: number,
  high: number,
  limit?: number,
  better: 'higher' | 'lower' = 'higher',
): IntervalInline => ({ kind: 'interval', low, value, high, limit, better })

test('a loss beyond the limit lies left of the mark', () => {
  expect(intervalText(interval(-0.12, -0.09, -0.06, -0.02))).toBe('━━●━━━··│·')
})

test('better is to the right also where lower is better', () => {
  expect(intervalText(interval(0.06, 0.09, 0.12, 0.02, 'lower'))).toBe('━━●━━━··│·')
})

test('a value next to its limit shows on which side it lies', () => {
  expect(intervalText(interval(-0.3, -0.201, 1, -0.2))).toMatch(/●│/)
  expect(intervalText(interval(-0.3, -0.199, 1, -0.2))).toMatch(/│●/)
  expect(intervalText(interval(-1, -1, 1, -0.999))).toMatch(/^●│/)
  expect(intervalText(interval(-1, 1, 1, 0.999))).toMatch(/│●$/)
  expect(intervalText(interval(-1, -0.999, 1, -1))).toMatch(/^│●/)
  expect(intervalText(interval(-1, 0.999, 1, 1))).toMatch(/●│$/)
})

test('what is not a number is not drawn', () => {
  expect(intervalText(interval(Number.NaN, Number.NaN, Number.NaN))).toBe('····?·····')
  expect(intervalText(interval(Number.NaN, 1, Number.NaN))).toBe('·········●')
  expect(intervalText(interval(Number.NEGATIVE_INFINITY, 0.5, Number.POSITIVE_INFINITY, 1))).toBe('━━━━━●━━━│')
})

test('it is always ten columns wide, with the value and the limit in it', () => {
  const number = fc.double()
  fc.assert(
    fc.property(number, number, number, fc.option(number, { nil: undefined }), (low, value, high, limit) => {
      const text = intervalText(interval(low, value, high, limit))
      expect(stringWidth(text)).toBe(10)
      expect([...text]).toHaveLength(10)
      expect(text.includes('●')).toBe(!Number.isNaN(value))
      expect(text.includes('│')).toBe(limit !== undefined && !Number.isNaN(limit))
    }),
  )
})
