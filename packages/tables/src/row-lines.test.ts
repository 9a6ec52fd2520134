import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTables, type Tables } from './index.ts'
import { rowLines } from './row-lines.ts'

let folder: string
let tables: Tables
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-rows-'))
  tables = await openTables({ allow: [folder], memoryMb: 512 })
})

afterAll(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

async function file(extension: string, content: string): Promise<string> {
  const path = join(folder, `file-${counter++}.${extension}`)
  await writeFile(path, content)
  return path
}

const linesOf = async (extension: string, content: string, rows: readonly number[]) => {
  const lines = await rowLines(await file(extension, content), rows)
  return lines && Object.fromEntries(lines)
}

describe('the lines of rows', () => {
  test('of a table without line breaks in its fields follow the header', async () => {
    expect(await linesOf('csv', 'a,b\n1,2\n3,4\n', [1, 2])).toEqual({ 1: 2, 2: 3 })
  })

  test('after a quoted field with line breaks are further down than their number says', async () => {
    expect(await linesOf('csv', 'a,b\n1,"x\ny\n""z""\n"\n2,y\n', [1, 2])).toEqual({ 1: 2, 2: 6 })
    expect(await linesOf('csv', '"a\nb",c\r\n1,2\r\n"3\r\n",4\r\n5,6\r\n', [1, 2, 3])).toEqual({ 1: 3, 2: 4, 3: 6 })
  })

  test('are those of objects in JSON, whether one a line or in a list', async () => {
    expect(await linesOf('jsonl', '{"a": "}\\"{"}\n\n{"a": "{"}\n', [1, 2])).toEqual({ 1: 1, 2: 3 })
    expect(await linesOf('json', '[\n  {"a": {"b": [{}]}},\n  {\n "a": 1}\n]\n', [1, 2])).toEqual({ 1: 2, 2: 3 })
  })

  test('are not there for rows beyond the end, and for Parquet', async () => {
    expect(await linesOf('csv', 'a\n1\n', [1, 7])).toEqual({ 1: 2 })
    expect(await rowLines(join(folder, 'x.parquet'), [1])).toBeUndefined()
  })
})

/** A field as it stands in the file: bare, or quoted with whatever in it. */
const field = fc.oneof(
  fc.stringMatching(/^[a-z .{}[\]]{1,6}$/),
  fc
    .array(fc.constantFrom('\n', '"', ',', ';', 'é', 'x', '{', '\\'), { maxLength: 6 })
    .map((parts) => `"${parts.join('').replaceAll('"', '""')}"`),
)

test('are where DuckDB reads the rows, whatever stands in quoted fields', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(field, { minLength: 1, maxLength: 20 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      async (fields, end, marked) => {
        const records = fields.map((text, index) => `${text},id${index}`)
        const text = `${marked ? '\uFEFF' : ''}${['first,id', ...records].join(end)}${end}`
        const path = await file('csv', text)
        const rows = await tables.query(path, `SELECT "#row", id FROM numbered ORDER BY 1`)
        const lines = await rowLines(
          path,
          rows.map(([row]) => Number(row)),
        )
        const inText = text.split('\n')
        for (const [row, id] of rows) {
          const end = inText.findIndex((line) => line.replace('\r', '').endsWith(`,${String(id)}`)) + 1
          const breaks = (fields[Number(row) - 1] ?? '').split('\n').length - 1
          expect(lines?.get(Number(row))).toBe(end - breaks)
        }
        expect(rows).toHaveLength(fields.length)
      },
    ),
    { numRuns: 25 },
  )
})

test('are where DuckDB reads the rows of JSON', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ text: fc.string({ maxLength: 8 }), list: fc.array(fc.constantFrom('{', ']', '"')) }), {
        minLength: 1,
        maxLength: 20,
      }),
      fc.boolean(),
      async (objects, listed) => {
        const numbered = objects.map((object, id) => ({ id, ...object, list: JSON.stringify(object.list) }))
        const text = listed ? JSON.stringify(numbered, null, 1) : numbered.map((one) => JSON.stringify(one)).join('\n')
        const path = await file(listed ? 'json' : 'jsonl', text)
        const rows = await tables.query(path, `SELECT "#row", id FROM numbered ORDER BY 1`)
        const lines = await rowLines(
          path,
          rows.map(([row]) => Number(row)),
        )
        const inText = text.split('\n')
        for (const [row, id] of rows) {
          const line = inText.findIndex((one) => one.includes(`"id":${listed ? ' ' : ''}${String(id)},`)) + 1
          expect(lines?.get(Number(row))).toBe(listed ? line - 1 : line)
        }
      },
    ),
    { numRuns: 15 },
  )
})

test.each([
  ['two columns', 'a,b\n1,x\n\n2,y\n', 'a'],
  ['one column', 'a\n1\n\n2\n', 'a'],
  ['one column and two bytes at the end of a line', 'a\r\n1\r\n\r\n2\r\n', 'a'],
])('empty lines of a table of %s are counted as DuckDB counts them', async (_, text, column) => {
  const path = await file('csv', text)
  const rows = await tables
    .query(path, `SELECT "#row", "${column}" FROM numbered WHERE "${column}" = 2`)
    .catch((error: Error) => error)
  expect(rows).toEqual([[expect.anything(), expect.anything()]])
  const [[row]] = rows as [[number]]
  expect((await rowLines(path, [Number(row)]))?.get(Number(row))).toBe(4)
})
