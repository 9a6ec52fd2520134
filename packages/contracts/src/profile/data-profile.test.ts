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
