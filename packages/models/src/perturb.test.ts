import type { Table } from '@mlgate/tables'
import { describe, expect, it } from 'vitest'
import { perturbed } from './perturb.ts'

const rows = 200
const table: Table = {
  rows,
  columns: new Map([
    ['age', { kind: 'number', values: Float64Array.from({ length: rows }, (_, row) => row % 50) }],
    ['plan', { kind: 'string', values: Array.from({ length: rows }, (_, row) => (row % 2 ? 'basic' : 'pro')) }],
    ['active', { kind: 'boolean', values: Array.from({ length: rows }, () => true) }],
    ['id', { kind: 'number', values: Float64Array.from({ length: rows }, (_, row) => row) }],
  ]),
}
const features = ['age', 'plan', 'active']
const changedIn = (name: string, change: Table) =>
  Array.from({ length: rows }, (_, row) => row).filter(
    (row) => !Object.is(change.columns.get(name)?.values[row], table.columns.get(name)?.values[row]),
  )

describe('a perturbed table', () => {
  it('has noise on its numbers alone, with the spread that was asked for', () => {
    const noisy = perturbed(table, features, { kind: 'noise', amount: 0.1, seed: 1 })
    const shifts = [...noisy.columns.get('age')!.values].map((value, row) => Number(value) - (row % 50))
    const spread = Math.sqrt(shifts.reduce((sum, shift) => sum + shift ** 2, 0) / rows)
    expect(spread / (0.1 * 14.467)).toBeGreaterThan(0.97)
    expect(spread / (0.1 * 14.467)).toBeLessThan(1.03)
    expect(['plan', 'active', 'id'].flatMap((name) => changedIn(name, noisy))).toEqual([])
  })

  it('loses a share of its values in every feature', () => {
    const holes = perturbed(table, features, { kind: 'nulls', amount: 0.25, seed: 1 })
    for (const name of features) expect(changedIn(name, holes)).toHaveLength(50)
    expect(changedIn('id', holes)).toEqual([])
    expect(Array.from<unknown>(holes.columns.get('age')!.values).filter(Number.isNaN)).toHaveLength(50)
  })

  it('has unseen categories in its texts alone', () => {
    const unseen = perturbed(table, features, { kind: 'unseen', amount: 0.1, seed: 1 })
    expect(changedIn('plan', unseen)).toHaveLength(20)
    expect(['age', 'active', 'id'].flatMap((name) => changedIn(name, unseen))).toEqual([])
  })

  it('is the same for the same seed, and another for another', () => {
    const nulls = (seed: number) => perturbed(table, features, { kind: 'nulls', amount: 0.25, seed })
    expect(nulls(1)).toEqual(nulls(1))
    expect(nulls(1)).not.toEqual(nulls(2))
  })
})
