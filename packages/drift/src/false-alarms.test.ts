import { describe, expect, it } from 'vitest'
import { compareColumns } from './compare-columns.ts'
import { numbers, randomSource, strings, table } from './testing/tables.ts'

const section = { current: 'current.parquet', min_rows: 1 }
/** Without floors significance alone decides: the tests' own error rates show. */
const certainty = { ...section, floors: { wasserstein_over_sigma: 0, js_distance: 0, null_rate: 0 } }

type Draw = (random: ReturnType<typeof randomSource>, rows: number) => Parameters<typeof table>[0][string]

const columns: Readonly<Record<string, Draw>> = {
  'normal numbers': (random, rows) => numbers(random.normal(rows)),
  'whole numbers with many ties': (random, rows) => numbers(random.normal(rows).map((value) => Math.round(value * 2))),
  '3 categories': (random, rows) => strings(random.categories(rows, 3)),
  '40 categories, most of them rare': (random, rows) => strings(random.categories(rows, 40, 3)),
  'numbers of which a tenth is missing': (random, rows) =>
    numbers(random.normal(rows).map((value) => (random.uniform() < 0.1 ? Number.NaN : value))),
}

/** How many of so many pairs of files without any drift alarm, by certainty alone and by certainty and effect. */
function alarms(draw: Draw, pairs: number, sizes: readonly [number, number]) {
  const random = randomSource(11)
  const found = { certain: 0, drifted: 0 }
  for (let pair = 0; pair < pairs; pair++) {
    const [before, now] = [draw(random, sizes[0]), draw(random, sizes[1])]
    if (!compareColumns(table({ x: before }), table({ x: now }), certainty).drifted) continue
    found.certain++
    if (compareColumns(table({ x: before }), table({ x: now }), section).drifted) found.drifted++
  }
  return found
}

/** Three standard errors above 5 %. */
const allowed = (pairs: number): number => 0.05 * pairs + 3 * Math.sqrt(0.05 * 0.95 * pairs)

describe('without drift', () => {
  for (const [name, draw] of Object.entries(columns)) {
    for (const sizes of [
      [100, 100],
      [1001, 100],
      [3000, 3000],
    ] as const) {
      const pairs = sizes[1] > 1000 ? 60 : name.startsWith('40') ? 80 : 200
      it(`${name} in ${sizes[0]} and ${sizes[1]} rows alarm no more often than alpha says`, () => {
        const { certain, drifted } = alarms(draw, pairs, sizes)
        expect(certain).toBeLessThanOrEqual(allowed(pairs))
        if (sizes[1] > 1000) expect(drifted).toBe(0)
      })
    }
  }

  it('thirty columns together do not alarm more often than one would', () => {
    const random = randomSource(5)
    const file = (rows: number) =>
      table(
        Object.fromEntries(
          Array.from({ length: 30 }, (_, i) => [
            `column ${i}`,
            i % 2 === 0 ? numbers(random.normal(rows)) : strings(random.categories(rows, 6, 2)),
          ]),
        ),
      )
    const alarmed = Array.from({ length: 60 }, () => compareColumns(file(150), file(150), certainty)).filter(
      ({ drifted }) => drifted,
    )
    expect(alarmed.length).toBeLessThanOrEqual(allowed(60))
  })
})

describe('with drift', () => {
  it('a shift of 0.2 σ in 5,000 rows is caught every time, among nineteen columns that do not drift', () => {
    for (let seed = 0; seed < 10; seed++) {
      const random = randomSource(seed)
      const file = (mean: number) =>
        table(
          Object.fromEntries(
            Array.from({ length: 20 }, (_, i) => [`column ${i}`, numbers(random.normal(5000, i === 7 ? mean : 0))]),
          ),
        )
      const { columns } = compareColumns(file(0), file(0.2), section)
      expect(columns.filter(({ status }) => status === 'drifted').map(({ name }) => name)).toEqual(['column 7'])
    }
  })

  it('a category that grows from 20 to 30 % of 2,000 rows is caught, and nulls that grow from 1 to 6 %', () => {
    const random = randomSource(8)
    const shares = (share: number) =>
      strings(Array.from({ length: 2000 }, () => (random.uniform() < share ? 'a' : 'b')))
    const { columns } = compareColumns(table({ x: shares(0.2) }), table({ x: shares(0.3) }), {
      ...section,
      floors: { js_distance: 0.05 },
    })
    expect(columns[0]).toMatchObject({ status: 'drifted', values: { drifted: true } })
    const holes = (share: number) =>
      numbers(random.normal(2000).map((value) => (random.uniform() < share ? Number.NaN : value)))
    const nulls = compareColumns(table({ x: holes(0.01) }), table({ x: holes(0.06) }), section)
    expect(nulls.columns[0]).toMatchObject({ status: 'drifted', nulls: { drifted: true }, values: { drifted: false } })
  })
})
