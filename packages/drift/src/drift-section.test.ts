import { Value } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { DriftSection, driftDefaults, driftSettings } from './drift-section.ts'

/** What the published schema says holds where nothing is given. */
function defaultsOf(schema: object): Readonly<Record<string, unknown>> {
  const plain: { properties: Record<string, { default?: unknown }> } = JSON.parse(JSON.stringify(schema))
  return Object.fromEntries(Object.entries(plain.properties).map(([name, property]) => [name, property.default]))
}

describe('the drift section', () => {
  it('needs nothing but the current rows; the rest has the defaults that the schema tells', () => {
    expect(Value.Check(DriftSection, { current: 'now.parquet' })).toBe(true)
    expect(Value.Check(DriftSection, {})).toBe(false)
    const told = defaultsOf(DriftSection)
    expect(driftSettings({ current: 'now.parquet' })).toEqual({
      columns: undefined,
      failOn: told.fail_on,
      alpha: told.alpha,
      minRows: told.min_rows,
      seed: told.seed,
      floors: driftDefaults.floors,
    })
    expect(defaultsOf(DriftSection.properties.floors)).toEqual(driftDefaults.floors)
  })

  it('takes what is given, one floor without the others', () => {
    const section = {
      current: 'now.parquet',
      columns: ['a'],
      fail_on: 'never',
      alpha: 0.01,
      floors: { js_distance: 0.2 },
      min_rows: 1,
      seed: 7,
      prediction: { score: 'candidate' },
    } as const
    expect(Value.Check(DriftSection, section)).toBe(true)
    expect(driftSettings({ ...section, columns: ['a'] })).toEqual({
      columns: ['a'],
      failOn: 'never',
      alpha: 0.01,
      floors: { ...driftDefaults.floors, js_distance: 0.2 },
      minRows: 1,
      seed: 7,
    })
  })

  it('refuses keys that it does not know, and an alpha or floor that nothing could reach', () => {
    for (const wrong of [
      { alfa: 0.05 },
      { alpha: 0 },
      { alpha: 1 },
      { floors: { psi: 0.1 } },
      { floors: { null_rate: 2 } },
    ]) {
      expect(Value.Check(DriftSection, { current: 'now.parquet', ...wrong })).toBe(false)
    }
  })
})
