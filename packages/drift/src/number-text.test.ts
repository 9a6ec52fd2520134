import { describe, expect, it } from 'vitest'
import { countText, numberText, pairText, percentText, pText, shortCategory } from './number-text.ts'

describe('numbers in reports', () => {
  it('have three digits, a true minus and no endless tails', () => {
    expect([0.21349, -12.34, 1234567, 0, 1.234e-9, -1.5e12].map(numberText)).toEqual([
      '0.213',
      '−12.3',
      '1,230,000',
      '0',
      '1.23e−9',
      '−1.50e+12',
    ])
    expect([Number.POSITIVE_INFINITY, Number.NaN].map(numberText)).toEqual(['∞', '–'])
  })

  it('show a difference that three digits would hide', () => {
    expect(pairText(100.03, 100.42)).toEqual(['100.03', '100.42'])
    expect(pairText(-1234567, -1234570)).toEqual(['−1,234,567.0', '−1,234,570.0'])
    expect(pairText(1, 2)).toEqual(['1', '2'])
    expect(pairText(5, 5)).toEqual(['5', '5'])
  })

  it('never round a p or a share to nothing', () => {
    expect([0.05, 0.0314159, 1e-30, 0, 1].map(pText)).toEqual([
      'p = 0.05',
      'p = 0.031',
      'p < 0.0001',
      'p < 0.0001',
      'p = 1',
    ])
    expect([0, 1e-7, 0.5, 1].map(percentText)).toEqual(['0 %', '< 0.01 %', '50 %', '100 %'])
    expect(countText(1234567)).toBe('1,234,567')
  })

  it('cut long categories between characters', () => {
    expect(shortCategory('🙂'.repeat(50))).toBe(`${'🙂'.repeat(40)}…`)
    expect(shortCategory('short')).toBe('short')
  })
})
