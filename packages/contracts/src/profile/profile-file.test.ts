import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { openTables, quoteText, type Tables } from '@mlgate/tables'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileProfile } from './data-profile.ts'
import { profileFile } from './profile-file.ts'

let folder: string
let tables: Tables
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-profile-'))
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

async function profiled(name: string, content: string, ...masked: string[]): Promise<FileProfile> {
  const path = join(folder, `${counter++}-${name}`)
  await writeFile(path, content)
  return profileFile(tables, { data: 'train', name, path, digest: `sha256:${'0'.repeat(64)}` }, new Set(masked))
}

const column = (profile: FileProfile, name: string) => profile.columns.find((one) => one.name === name)

describe('a profile', () => {
  it('counts what the columns hold, exactly', async () => {
    const profile = await profiled('rows.csv', 'id,x,who,ok\n1,0.5,ann,true\n2,,bob,false\n3,2.5,ann,\n4,NaN,,true\n')
    expect(profile).toMatchObject({ data: 'train', file: 'rows.csv', rows: 4 })
    expect(column(profile, 'x')).toEqual({
      name: 'x',
      kind: 'number',
      missing: 2,
      distinct: 2,
      numbers: {
        min: 0.5,
        max: 2.5,
        mean: 1.5,
        sd: Math.SQRT2,
        quantiles: expect.any(Array),
        histogram: expect.any(Object),
      },
    })
    expect(column(profile, 'x')?.numbers?.quantiles[3]).toBe(1.5)
    expect(column(profile, 'who')).toMatchObject({
      kind: 'text',
      missing: 1,
      distinct: 2,
      values: {
        complete: true,
        counts: [
          { value: 'ann', count: 2 },
          { value: 'bob', count: 1 },
        ],
      },
    })
    expect(column(profile, 'ok')).toMatchObject({ kind: 'boolean', missing: 1, distinct: 2 })
  })

  // numpy 2.4.6: counts, edges = numpy.histogram(values, bins=20)
  it.each([
    {
      what: 'fractions',
      value: (i: number) => (((i * i * 7) % 61) / 10 - 2).toFixed(1),
      counts: [6, 0, 11, 8, 0, 4, 4, 8, 8, 7, 12, 8, 8, 4, 8, 0, 4, 8, 8, 4],
      edges: [
        -2.0, -1.705, -1.41, -1.1149999999999998, -0.8199999999999998, -0.5249999999999999, -0.22999999999999976,
        0.06500000000000039, 0.3600000000000003, 0.6550000000000002, 0.9500000000000002, 1.2450000000000006,
        1.5400000000000005, 1.8350000000000004, 2.130000000000001, 2.4250000000000007, 2.7200000000000006,
        3.0150000000000006, 3.3100000000000005, 3.6050000000000004, 3.9,
      ],
    },
    {
      what: 'whole numbers, many of them on edges',
      value: (i: number) => String(((i * 37) % 101) - 50),
      counts: [7, 5, 7, 5, 7, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6],
      edges: Array.from({ length: 21 }, (_, i) => 5 * i - 50),
    },
  ])('bins $what as numpy does, with the edges', async ({ value, counts, edges }) => {
    const rows = Array.from({ length: 120 }, (_, i) => `${i},${value(i)}`)
    const profile = await profiled('bins.csv', `id,x\n${rows.join('\n')}\n120,\n121,NaN\n`)
    expect(column(profile, 'x')?.numbers?.histogram).toEqual({ edges, counts })
  })

  it.each([
    ['all values are the same', '[{"x": 3}, {"x": 3}]'],
    ['a value is infinite', '[{"x": 1}, {"x": 1e999}]'],
    ['no number lies between the ends', '[{"x": 1}, {"x": 1.0000000000000002}]'],
    ['there is no value', '[{"x": null, "y": 1}, {"x": null, "y": 2}]'],
  ])('has no histogram where %s', async (_, rows) => {
    expect(column(await profiled('none.json', rows), 'x')?.numbers ?? {}).not.toHaveProperty('histogram')
  })

  it('counts the characters of texts, as people know them', async () => {
    const profile = await profiled('texts.json', '[{"s": "é🦆"}, {"s": "leeds"}, {"s": null}]')
    expect(column(profile, 's')).toMatchObject({ lengths: { min: 2, max: 5 } })
  })

  it('tells nothing of what a sensitive column holds', async () => {
    const profile = await profiled('people.csv', 'name,age\nada,36\nbob,\n', 'name', 'age')
    expect(column(profile, 'name')).toEqual({ name: 'name', kind: 'text', missing: 0, distinct: 2, masked: true })
    expect(JSON.stringify(profile)).not.toMatch(/ada|bob|36/)
  })

  it('hides a sensitive column whatever case its name has', async () => {
    const profile = await profiled('cases.csv', 'Name\nada\n', 'name')
    expect(column(profile, 'Name')).toEqual({ name: 'Name', kind: 'text', missing: 0, distinct: 1, masked: true })
  })

  it('lists no values of a column in which nearly every row has its own', async () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => `row-${row}`)
    const profile = await profiled('ids.csv', `id\n${rows.join('\n')}\n`)
    expect(column(profile, 'id')).not.toHaveProperty('values')
    expect(column(profile, 'id')?.distinct).toBeGreaterThan(15_000)
  })

  it('tells numbers of many values as those of few', async () => {
    const rows = Array.from({ length: 24_001 }, (_, row) => `${row / 4},${(row % 9601) / 4}`)
    const profile = await profiled('many.csv', `many,few\n${rows.join('\n')}\n`)
    const many = column(profile, 'many')?.numbers
    // Evenly spaced: the mean is the middle, and the variance h²·n·(n + 1) / 12.
    expect(many).toMatchObject({ min: 0, max: 6000, mean: 3000, quantiles: [60, 300, 1500, 3000, 4500, 5700, 5940] })
    expect(many?.sd).toBeCloseTo(Math.sqrt((24_001 * 24_002) / 12) / 4, 8)
    expect(many?.histogram?.counts).toEqual([...Array.from({ length: 19 }, () => 1200), 1201])
    const few = column(profile, 'few')
    expect(few).toMatchObject({ distinct: 9601, numbers: { min: 0, max: 2400 } })
    expect(few?.numbers?.histogram?.counts.reduce((sum, count) => sum + count)).toBe(24_001)
  })

  it.each([
    ['few', 2],
    ['many', 12_000],
  ])('says null where squares of %s values are beyond a double', async (_, count) => {
    const rows = Array.from(
      { length: count },
      (_, row) => `${row % 2 === 0 ? '' : '-'}1.${String(row + 1).padStart(6, '0')}e308`,
    )
    const { numbers } = column(await profiled('huge.csv', `x\n${rows.join('\n')}\n`), 'x') ?? {}
    expect(numbers).toMatchObject({ sd: null })
    expect(numbers?.max).toBeGreaterThan(1e308)
  })

  it('says null where an infinite value leaves no number', async () => {
    const profile = await profiled('infinite.json', '[{"x": 1}, {"x": 1e999}, {"x": 3}]')
    expect(column(profile, 'x')?.numbers).toMatchObject({ min: 1, max: null, mean: 2 })
  })

  it('tells the span of dates, and only the missing values of lists', async () => {
    const path = join(folder, 'nested.parquet')
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    await connection.run(
      `COPY (SELECT unnest([['a'], NULL]) AS tags, unnest([DATE '2024-02-01', DATE '2023-12-24']) AS day) TO ${quoteText(path)} (FORMAT parquet)`,
    )
    connection.closeSync()
    instance.closeSync()
    const file = { data: 'train', name: 'nested.parquet', path, digest: `sha256:${'0'.repeat(64)}` }
    const profile = await profileFile(tables, file, new Set())
    expect(column(profile, 'tags')).toEqual({ name: 'tags', kind: 'other', missing: 1, distinct: 0 })
    expect(column(profile, 'day')).toMatchObject({
      kind: 'date',
      distinct: 2,
      range: { first: '2023-12-24', last: '2024-02-01' },
    })
  })

  it('takes any names of columns', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }), {
          minLength: 1,
          maxLength: 6,
          selector: (name) => name.toLowerCase(),
        }),
        async (names) => {
          fc.pre(names.every((name) => name.trim() !== '' && !/[\r\n\0]/.test(name)))
          const quoted = names.map((name) => `"${name.replaceAll('"', '""')}"`)
          const rows = `${quoted.join(',')}\n${names.map(() => 'a').join(',')}\n${names.map(() => 'b').join(',')}\n`
          const profile = await profiled('names.csv', rows)
          expect(profile.columns.map(({ name }) => name)).toEqual(names)
        },
      ),
      { numRuns: 15 },
    )
  })
})
