import { describe, expect, it } from 'vitest'
import { type ColumnProfile, type DataProfile, profileDocument, profileLimit, readProfile } from './data-profile.ts'

function profile(columns: readonly ColumnProfile[]): DataProfile {
  const file = { data: 'train', file: 'train.csv', digest: `sha256:${'a'.repeat(64)}`, rows: 9, columns: [...columns] }
  return { format: 'mlgate-profile/1', files: [file] }
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('profile.json', () => {
  it('is read as it was written', () => {
    const whole = profile([{ name: 'x', kind: 'text', missing: 0, distinct: 1, masked: true }])
    expect(readProfile(bytes(profileDocument(whole)))).toEqual(whole)
  })

  it('is read as it was written before there were histograms and lengths', () => {
    const numbers = { min: 1, max: 2, mean: 1.5, sd: 0.5, quantiles: [1, 1, 1.25, 1.5, 1.75, 2, 2] }
    const old = profile([{ name: 'x', kind: 'number', missing: 0, distinct: 2, numbers }])
    expect(readProfile(bytes(JSON.stringify(old)))).toEqual(old)
  })

  it('loses histograms where fewer values do not suffice', () => {
    const histogram = { edges: Array.from({ length: 21 }, (_, i) => i / 7), counts: Array(20).fill(123_456) }
    const numbers = { min: 0, max: 3, mean: 1, sd: 1, quantiles: [], histogram }
    const columns = Array.from({ length: 9_000 }, (_, index): ColumnProfile => {
      return { name: `c${index}`, kind: 'number', missing: 0, distinct: 100, numbers }
    })
    const read = readProfile(bytes(profileDocument(profile(columns))))
    expect(read.files[0]?.columns).toHaveLength(9_000)
    expect(read.files[0]?.columns[0]?.numbers).toEqual({ min: 0, max: 3, mean: 1, sd: 1, quantiles: [] })
  })

  it('loses values rather than being too long, and then says that they are not all', () => {
    const counts = Array.from({ length: 100 }, (_, index) => ({ value: `${index}`.padEnd(200, 'x'), count: 1 }))
    const columns = Array.from({ length: 400 }, (_, index): ColumnProfile => {
      return { name: `c${index}`, kind: 'text', missing: 0, distinct: 100, values: { complete: true, counts } }
    })
    const text = profileDocument(profile(columns))
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(profileLimit)
    const values = readProfile(bytes(text)).files[0]?.columns[0]?.values
    expect(values?.complete).toBe(false)
    expect(values?.counts).toHaveLength(20)
  })

  it.each([
    ['no JSON', 'x', 'is no JSON'],
    ['another format', '{"format": "mlgate-profile/2", "files": []}', 'not of the schema'],
    ['more than the schema has', JSON.stringify({ ...profile([]), note: 1 }), 'not of the schema'],
    ['too long', ' '.repeat(profileLimit + 1), 'is larger than'],
  ])('that is %s is refused', (_, content, words) => {
    expect(() => readProfile(bytes(content))).toThrow(words)
  })
})
