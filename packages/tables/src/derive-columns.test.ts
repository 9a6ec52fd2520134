import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTables, type Tables } from './index.ts'

let folder: string
let tables: Tables
let file: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-derive-'))
  file = join(folder, 'rows.csv')
  await writeFile(file, 'age,plan\n61,basic\n20,pro\n,basic\n70,pro\n')
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

async function derived(sql: string): Promise<unknown[]> {
  const table = await tables.derive(file, new Map([['it', sql]]))
  return [...(table.columns.get('it')?.values ?? [])]
}

describe('an expression', () => {
  it('has a value for each row, in file order', async () => {
    expect(await derived("age >= 61 and plan = 'basic'")).toEqual([true, false, null, false])
    expect(await derived('age * 2')).toEqual([122, 40, Number.NaN, 140])
    expect(await derived('age > 60 -- those who retire')).toEqual([true, false, null, true])
  })

  it('may compare a row with all rows', async () => {
    expect(await derived('age > (select avg(age) from data)')).toEqual([true, false, null, true])
  })

  it('sees columns that lie beside the rows', async () => {
    const beside = new Map([
      ['predicted', { kind: 'string', values: ['a', 'b', null, 'd'] }],
      ['score', { kind: 'number', values: Float64Array.of(0.1, 0.2, 0.3, 0.4) }],
      ['sure', { kind: 'boolean', values: [true, false, null, true] }],
    ] as const)
    const expressions = new Map([
      ['joined', "plan || ':' || coalesce(predicted, '?')"],
      ['weighted', 'score * 10'],
      ['kept', 'sure'],
    ])
    const { rows, columns } = await tables.derive(file, expressions, { beside })
    expect(rows).toBe(4)
    expect(columns.get('joined')?.values).toEqual(['basic:a', 'pro:b', 'basic:?', 'pro:d'])
    expect(columns.get('weighted')?.values).toEqual(Float64Array.of(1, 2, 3, 4))
    expect(columns.get('kept')?.values).toEqual([true, false, null, true])
  })

  it('keeps many rows in step with what lies beside them', async () => {
    const rows = 20_000
    const many = join(folder, 'many.csv')
    await writeFile(many, `n\n${Array.from({ length: rows }, (_, row) => row).join('\n')}\n`)
    const beside = new Map([
      ['m', { kind: 'number', values: Float64Array.from({ length: rows }, (_, row) => row) }],
    ] as const)
    const { columns } = await tables.derive(many, new Map([['differ', 'n <> m']]), { beside })
    expect(new Set<unknown>(columns.get('differ')?.values)).toEqual(new Set([false]))
  })

  it.each([
    ['max(age)', 'gives 1 values for 4 rows'],
    ['age), (plan', 'is not one SQL expression'],
    ['age) from data where (true', 'syntax error'],
    ['age); select (1', 'is not one SQL expression'],
    ['age) from data limit 1 -- ', 'syntax error'],
    ['age) from data union all select (age', 'is not one SQL expression'],
    ['agee > 1', 'agee'],
    ['age >', 'only one SELECT can be asked'],
    ["(select content from read_text('/etc/passwd'))", 'read_text may not be called'],
    ["(select count(*) from '/etc/passwd')", 'the query cannot run'],
  ])('that reads %s is refused', async (sql, words) => {
    const error = await derived(sql).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConfigurationError)
    expect((error as Error).message).toContain(words)
  })

  it('is refused when a column beside the rows has the name of one of theirs', async () => {
    const beside = new Map([['Age', { kind: 'number', values: new Float64Array(4) }]] as const)
    await expect(tables.derive(file, new Map([['it', 'age']]), { beside })).rejects.toThrow('has a column "Age"')
  })
})
