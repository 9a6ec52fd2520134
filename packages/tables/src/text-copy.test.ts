import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CsvReading } from './csv-reading.ts'
import type { SetFile } from './file-set.ts'
import { openTables } from './open-tables.ts'

let folder: string
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-copy-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, `${counter++}-${name}`)
  await writeFile(path, content)
  return path
}

/** All that can be asked of a file, of the copy or of the file itself. */
async function answers(
  file: string,
  copyTexts: boolean,
  options: { readonly reading?: CsvReading; readonly set?: readonly SetFile[] } = {},
): Promise<unknown> {
  await using tables = await openTables({
    allow: [folder],
    memoryMb: 512,
    copyTexts,
    ...(options.reading && { reading: new Map([[file, options.reading]]) }),
    ...(options.set && { sets: new Map([[file, options.set]]) }),
  })
  const columns = await tables.columns(file)
  const names = columns.map(({ name }) => name)
  const all = 'SELECT * FROM numbered ORDER BY 1'
  return {
    columns,
    written: await tables.written(file),
    parts: await tables.parts(file),
    read: await tables.read(file),
    typed: await tables.query(file, all),
    asText: await tables.query(file, all, { asText: names }),
    computed: await tables.query(file, 'SELECT "#row", "a new one" FROM numbered ORDER BY 1', {
      computed: new Map([['a new one', '1 + 1']]),
    }),
    beside: await tables.query(file, 'SELECT count(*), max("#row") FROM numbered_other', {
      beside: new Map([['other', file]]),
    }),
  }
}

const same = async (file: string, options?: Parameters<typeof answers>[2]): Promise<unknown> => {
  const copied = await answers(file, true, options)
  expect(copied).toEqual(await answers(file, false, options))
  return copied
}

describe('a copy of a text answers as the text does', () => {
  test.each<[name: string, content: string | Uint8Array, reading: CsvReading]>([
    ['a.csv', 'id,x,t\n1,1.50,007\n2,,"a, ""b"""\n3,NaN,\n', {}],
    ['b.csv', 'file_row_number;file_index;#a\n1;2;3\n', {}],
    ['c.csv', 'c0,c1,"c 2"\ntrue,1e3,\n,,x\n', {}],
    ['d.csv', 'n;m\n1.234,5;-\n0,25;7\n', { decimal: ',', thousands: '.', null_values: ['', '-'] }],
    ['e.csv', Buffer.from('name,ort\né,Köln\n', 'latin1'), { encoding: 'windows-1252' }],
    ['f.csv', 'a\n"multi\nline"\n"x"\n', {}],
    ['g.jsonl', '{"a": 1, "b": {"c": [1, null]}}\n{"a": 170141183460469231731687303715884105727, "d": null}\n', {}],
    ['h.json', '[{"a": 1.5, "b": "x"}, {"a": 9007199254740993.0, "b": null}]', {}],
  ])('%s', async (name, content, reading) => {
    await same(await write(name, content), { reading })
  })

  test('whatever its names and values are', async () => {
    const name = fc
      .string({ minLength: 1, maxLength: 6, unit: 'grapheme' })
      .filter((text) => text.trim() === text && !/["\r\n\0#]/.test(text))
    const value = fc.oneof(
      fc.constantFrom('', '1', '-0', '1e400', 'inf', 'true', '00', '12345678901234567890', '1.', 'NaN', '2024-01-02'),
      fc.string({ unit: 'grapheme', maxLength: 5 }).filter((text) => !text.includes('\0')),
    )
    const table = fc
      .uniqueArray(name, { minLength: 1, maxLength: 4, selector: (text) => text.toLowerCase() })
      .chain((names) =>
        fc.tuple(
          fc.constant(names),
          fc.array(fc.array(value, { minLength: names.length, maxLength: names.length }), {
            minLength: 1,
            maxLength: 5,
          }),
        ),
      )
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
    await fc.assert(
      fc.asyncProperty(table, async ([names, rows]) => {
        const lines = [names, ...rows].map((fields) => fields.map(quoted).join(','))
        await same(await write('random.csv', `${lines.join('\n')}\n`))
      }),
      { numRuns: 15 },
    )
  })

  test('of several files in folders, with the numbers of all rows', async () => {
    const base = join(folder, 'set')
    const set: SetFile[] = []
    for (const [name, content] of [
      ['year=2025/a.csv', 'x\n1\n2\n'],
      ['year=2025/b.csv', 'x\n3\n'],
      ['year=2026/a.csv', 'x\n04\n5\n'],
    ] as const) {
      const path = join(base, name)
      await mkdir(join(path, '..'), { recursive: true })
      await writeFile(path, content)
      set.push({ name, path })
    }
    const { typed } = (await same('set', { set })) as { readonly typed: unknown }
    expect(typed).toEqual([
      [1, '1', 2025],
      [2, '2', 2025],
      [3, '3', 2025],
      [4, '04', 2026],
      [5, '5', 2026],
    ])
  })
})

test('a copy is not wrong where the text is: the error has its line, and names the file', async () => {
  const file = await write('ragged.csv', 'a,b\n1,2\n3\n')
  const refusal = async (copyTexts: boolean): Promise<string> =>
    answers(file, copyTexts).then(
      () => 'it was read',
      (error: unknown) => String(error),
    )
  expect(await refusal(true)).toBe(await refusal(false))
  expect(await refusal(true)).toContain(`${file}:3`)
})

test('copies lie in the folder for them, and are gone afterwards', async () => {
  const scratchIn = await mkdtemp(join(tmpdir(), 'mlgate-copies-'))
  const file = await write('kept.csv', 'a\n1\n')
  {
    await using tables = await openTables({ allow: [file], copyTexts: true, scratchIn })
    await tables.columns(file)
    const [made = ''] = await readdir(scratchIn)
    expect(await readdir(join(scratchIn, made))).toEqual([expect.stringMatching(/\.parquet$/)])
    await expect(tables.query(file, `SELECT * FROM read_csv('${file}')`)).rejects.toThrow()
  }
  expect(await readdir(scratchIn)).toEqual([])
  await rm(scratchIn, { recursive: true })
})
