import { describe, expect, it } from 'vitest'
import { tableOf, uniform } from '../invented-scores.ts'
import { findWeakSlices, type WeakSliceSearch } from './find-weak-slices.ts'

const options = { columns: ['age', 'plan', 'noise'], depth: 3, minRows: 30, seed: 7, falseDiscoveryRate: 0.05 }

/** People whose model errs with the chance that `risk` gives. */
function search(count: number, seed: number, risk: (age: number, plan: string) => number): WeakSliceSearch {
  const random = uniform(seed)
  const ages = Array.from({ length: count }, () => 20 + Math.floor(random() * 60))
  const plans = Array.from({ length: count }, () => ['basic', 'pro', 'team'][Math.floor(random() * 3)] as string)
  const noise = Array.from({ length: count }, () => random())
  const losses = Float64Array.from(ages, (age, row) => (random() < risk(age, plans[row] as string) ? 1 : 0))
  const rows = Uint32Array.from({ length: count }, (_, row) => row)
  return findWeakSlices(tableOf({ age: ages, plan: plans, noise }), losses, rows, options)
}

describe('the search for weak slices', () => {
  it('finds the combination in which a model errs, and says it in words and SQL', () => {
    const { found } = search(6000, 1, (age, plan) => (age >= 62 && plan === 'basic' ? 0.5 : 0.1))
    const [first] = found
    expect(first?.words).toMatch(/^(age ≥ 6\d and plan = basic|plan = basic and age ≥ 6\d)$/)
    expect(first?.sql).toMatch(/plan = 'basic'/)
    expect(first?.sql).toMatch(/age >= 6\d/)
    expect(first?.mean).toBeGreaterThan(0.4)
    expect(first?.meanElsewhere).toBeLessThan(0.15)
    expect(first?.adjustedP).toBeLessThan(1e-6)
  })

  it('finds nothing, nearly always, where the model errs alike everywhere', () => {
    let falseAlarms = 0
    for (let seed = 0; seed < 60; seed++) if (search(1000, 100 + seed, () => 0.2).found.length > 0) falseAlarms++
    // At most 5 % are expected; 9 of 60 or more would happen by chance once in 400 times.
    expect(falseAlarms).toBeLessThan(9)
  })

  it('gives the same slices for the same seed', () => {
    const risk = (age: number) => (age >= 70 ? 0.4 : 0.1)
    expect(search(3000, 3, risk)).toEqual(search(3000, 3, risk))
  })

  it('tells no slice that is worse only without the rows of those before it', () => {
    const random = uniform(11)
    const count = 8000
    // Old people lose much; in the town by the sea they lose nothing, and the young there a little: together, it is as all.
    const isOld = Array.from({ length: count }, () => random() < 0.4)
    const towns = Array.from({ length: count }, () => (random() < 0.3 ? 'sea' : 'hill'))
    const risk = (row: number): number => {
      if (towns[row] === 'sea') return isOld[row] ? 0.05 : 0.3
      return isOld[row] ? 0.6 : 0.1
    }
    const losses = Float64Array.from({ length: count }, (_, row) => (random() < risk(row) ? 1 : 0))
    const table = tableOf({ age: isOld.map((old) => (old ? 'old' : 'young')), town: towns })
    const rows = Uint32Array.from({ length: count }, (_, row) => row)
    const { found } = findWeakSlices(table, losses, rows, { ...options, columns: ['age', 'town'] })
    expect(found.length).toBeGreaterThan(0)
    for (const { mean, meanElsewhere } of found) expect(mean).toBeGreaterThan(meanElsewhere + 0.02)
    expect(found.map(({ words }) => words)).not.toContain('town = sea')
  })

  it('leaves out slices of fewer rows than are asked for', () => {
    const { found } = search(2000, 4, (age) => (age === 79 ? 0.9 : 0.1))
    expect(found.every(({ tested }) => tested.length >= 30)).toBe(true)
  })

  it('finds nothing where all losses are alike', () => {
    expect(search(1000, 6, () => 1)).toEqual({ found: [], tested: 0 })
    expect(search(1000, 6, () => 0)).toEqual({ found: [], tested: 0 })
  })

  it('tests slices on rows that had no part in the search', () => {
    const { found } = search(4000, 8, (age) => (age >= 62 ? 0.5 : 0.1))
    const [first] = found
    expect(first?.tested.length).toBeLessThan((first?.rows.length ?? 0) * 0.6)
    expect(first?.elsewhere.length).toBeGreaterThan(first?.tested.length ?? 0)
  })

  it('is not misled by clusters of rows that share their fate', () => {
    const random = uniform(9)
    const clusterOf = Int32Array.from({ length: 3000 }, (_, row) => Math.floor(row / 100))
    const fates = Array.from({ length: 30 }, () => (random() < 0.3 ? 0.9 : 0.1))
    const towns = Array.from({ length: 3000 }, (_, row) => `town ${Math.floor(row / 100) % 6}`)
    const losses = Float64Array.from(clusterOf, (cluster) => (random() < (fates[cluster] as number) ? 1 : 0))
    const rows = Uint32Array.from({ length: 3000 }, (_, row) => row)
    const found = (clusters: Int32Array | undefined) =>
      findWeakSlices(tableOf({ town: towns }), losses, rows, { ...options, columns: ['town'], clusters }).found.length
    expect(found(undefined)).toBeGreaterThan(0)
    expect(found(clusterOf)).toBe(0)
  })

  it('tells rows without a value apart', () => {
    const random = uniform(5)
    const incomes = Array.from({ length: 2000 }, (_, row) => (row % 4 === 0 ? Number.NaN : random() * 1000))
    const losses = Float64Array.from(incomes, (income) => (random() < (Number.isNaN(income) ? 0.5 : 0.1) ? 1 : 0))
    const rows = Uint32Array.from({ length: 2000 }, (_, row) => row)
    const { found } = findWeakSlices(tableOf({ income: incomes }), losses, rows, { ...options, columns: ['income'] })
    expect(found[0]).toMatchObject({ words: 'income is missing', sql: 'income is null' })
    expect(found[0]?.rows).toHaveLength(500)
  })
})
