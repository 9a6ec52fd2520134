import { describe, expect, it } from 'vitest'
import { formatAbout, formatFor, formatLimit, noNumber } from './number-format.ts'

describe('numbers beside each other', () => {
  it.each([
    [0.61, 0.52, '0.610', '0.520', '−0.090'],
    [0.731, 0.744, '0.731', '0.744', '+0.013'],
    [0.432, 0.4317, '0.43200', '0.43170', '−0.00030'],
    [1.9, 2.1, '1.90', '2.10', '+0.20'],
    [19.31, 17.05, '19.3', '17.1', '−2.3'],
    [1500, 1720, '1,500', '1,720', '+220'],
    [-0.5, -0.25, '−0.50', '−0.25', '+0.25'],
    [2e-7, 3e-7, '0.00000020', '0.00000030', '+0.00000010'],
  ])('%d and %d share the digits that tell them apart', (a, b, first, second, change) => {
    const format = formatFor([a, b], [[b - a, 2]])
    expect([format.value(a), format.value(b), format.change(b - a)]).toEqual([first, second, change])
  })

  it('that do not differ have the usual digits and no sign', () => {
    const format = formatFor([0.5, 0.5], [[0, 2]])
    expect([format.value(0.5), format.change(0), format.change(-1e-9)]).toEqual(['0.50', '0.00', '0.00'])
  })

  it('show a small distance from a limit, up to four digits more than usual', () => {
    expect(formatFor([0.7], [[0.0003, 1]]).value(0.6997)).toBe('0.6997')
    expect(formatFor([0.7], [[1e-12, 1]]).value(0.7)).toBe('0.700000')
  })

  it('have an exponent where they are too long to be read, and the others their own digits', () => {
    const format = formatFor([0.505, 5e197], [[5e197, 2]])
    expect([format.value(0.505), format.value(5e197), format.change(-5e197)]).toEqual(['0.51', '5.00e197', '−5.00e197'])
    expect(format.change(12.34)).toBe('+12.3')
  })

  it('that are not there are a dash', () => {
    const format = formatFor([undefined, Number.NaN], [[undefined, 1]])
    expect([format.value(undefined), format.change(Number.NaN)]).toEqual([noNumber, noNumber])
  })
})

it('limits are written as the policy has them', () => {
  expect([0.7, -0.02, 1500, 0.1 + 0.2].map((limit) => formatLimit(limit))).toEqual(['0.7', '−0.02', '1,500', '0.3'])
})

it('estimates have two digits', () => {
  expect([1934, 12, 123_456].map(formatAbout)).toEqual(['1,900', '12', '120,000'])
})
