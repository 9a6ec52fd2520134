import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstDifference } from './first-difference.ts'

describe('the first difference', () => {
  it('is none between a value and its copy, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        expect(firstDifference(JSON.parse(text), JSON.parse(text))).toBeUndefined()
      }),
    )
  })

  it('is there whenever two values have different texts, but for the order of keys', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.array(fc.jsonValue()), (one, other) => {
        fc.pre(one.length !== other.length)
        expect(firstDifference({ a: one }, { a: other })).toBeDefined()
      }),
    )
  })

  it.each([
    [{ gates: [{ value: 1 }, { value: 2 }] }, { gates: [{ value: 1 }, { value: 3 }] }, 'gates[1].value', 2, 3],
    [{ a: 1, b: 2 }, { b: 2 }, 'a', 1, undefined],
    [{ a: 1 }, { a: 1, b: null }, 'b', undefined, null],
    [[1], { 0: 1 }, '', [1], { 0: 1 }],
    [{ a: null }, { a: {} }, 'a', null, {}],
    [{ a: '1' }, { a: 1 }, 'a', '1', 1],
  ])('of %j and %j is at %s', (one, other, path, recorded, replayed) => {
    expect(firstDifference(one, other)).toEqual({ path, recorded, replayed })
  })
})
