import { readFileSync } from 'node:fs'
import { chiSquaredTest, jensenShannon, ksTest } from '@mlgate/statistics'
import { describe, expect, it } from 'vitest'
import { compareColumns } from './compare-columns.ts'
import { numbers, strings, table } from './testing/tables.ts'

type NumberColumn = {
  readonly name: string
  readonly reference: readonly (number | null)[]
  readonly current: readonly (number | null)[]
  readonly wasserstein_over_sigma: number
  readonly ks: number
  readonly ks_p: number
}
type CategoryColumn = {
  readonly name: string
  readonly reference: readonly (string | null)[]
  readonly current: readonly (string | null)[]
  readonly jensenshannon: number
  readonly chi2: number
  readonly chi2_p: number
}

// Made by testdata/references.py: Evidently 0.7 and NannyML 0.13.1 on penguins and Seattle's weather (vega-datasets).
const { columns }: { readonly columns: readonly (NumberColumn | CategoryColumn)[] } = JSON.parse(
  readFileSync(new URL('../testdata/references.json', import.meta.url), 'utf8'),
)

const withNaN = (values: readonly (number | null)[]) => numbers(values.map((value) => value ?? Number.NaN))
const section = { current: 'current.parquet' }

describe('on public data, equal to the tools that people know', () => {
  for (const column of columns) {
    it(`is ${column.name}`, () => {
      if ('ks' in column) {
        const [before, now] = [withNaN(column.reference), withNaN(column.current)]
        const [result] = compareColumns(table({ x: before }), table({ x: now }), section).columns
        expect(result?.values?.effect).toBeCloseTo(column.wasserstein_over_sigma, 11)
        expect((result?.values?.p ?? 0) / column.ks_p).toBeCloseTo(1, 9)
        const sorted = [before, now].map(({ values }) =>
          Float64Array.from(values as Float64Array)
            .filter(Number.isFinite)
            .sort(),
        )
        expect(ksTest(sorted[0] as Float64Array, sorted[1] as Float64Array).statistic).toBeCloseTo(column.ks, 11)
        return
      }
      const [before, now] = [strings(column.reference), strings(column.current)]
      const [result] = compareColumns(table({ x: before }), table({ x: now }), section).columns
      const names = [...new Set([...column.reference, ...column.current])].filter((name) => name !== null)
      const counts = [column.reference, column.current].map((of) =>
        names.map((name) => of.filter((value) => value === name).length),
      )
      const [a, b] = counts as [number[], number[]]
      // Evidently's has no bias taken off.
      const { distance, bias } = jensenShannon(a, b)
      expect(distance).toBeCloseTo(column.jensenshannon, 11)
      expect(result?.values?.effect).toBeCloseTo(Math.sqrt(Math.max(0, distance ** 2 - bias)), 11)
      expect(chiSquaredTest(a, b, { resamples: 1, seed: 1 }).statistic).toBeCloseTo(column.chi2, 9)
      // Sex has a single `.`: NannyML's p of 0.59 is that of the χ² distribution, which does not hold then.
      if (column.name === 'Sex') expect(result?.values).toMatchObject({ method: 'monte-carlo', drifted: false })
      else expect((result?.values?.p ?? 0) / column.chi2_p).toBeCloseTo(1, 9)
    })
  }
})
