import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

describe('the canonical form of a value', () => {
  it('is that of the example in RFC 8785, section 3.2.2', () => {
    const example = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '€$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    }
    // https://www.rfc-editor.org/rfc/rfc8785#section-3.2.2
    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('sorts members by UTF-16 code units, as in the example of RFC 8785, section 3.2.3', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    const text = canonicalJson(Object.fromEntries(names.map((name, index) => [name, index])))
    // Carriage return, One, Control, O with diaeresis, Euro, Emoji, Hebrew.
    expect([...text.matchAll(/:(\d)/g)].map(([, index]) => Number(index))).toEqual([1, 3, 5, 6, 0, 4, 2])
  })

  it('sorts names that look like numbers as texts', () => {
    expect(canonicalJson({ 9: 'a', 10: 'b' })).toBe('{"10":"b","9":"a"}')
  })

  it('says what JSON says, whatever the order of the members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(reversed(value))).toBe(text)
      }),
    )
  })

  it('leaves out what is not set, and has one zero', () => {
    expect(canonicalJson({ a: undefined, b: -0 })).toBe('{"b":0}')
  })

  it('keeps halves of surrogate pairs apart', () => {
    expect(canonicalJson('\ud800')).not.toBe(canonicalJson('\ud801'))
  })

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [undefined], [1n], [() => 1]])('refuses %s', (value) => {
    expect(() => canonicalJson([value])).toThrow(RangeError)
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  )
}
