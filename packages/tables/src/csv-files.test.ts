import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { ConfigurationError } from '@mlgate/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findDialect } from './csv-dialect.ts'
import { type CsvReading, openTables, rowLines } from './index.ts'
import { rewriteCsv } from './rewrite-csv.ts'

let folder: string
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-csv-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function write(content: string | Uint8Array, extension = 'csv'): Promise<string> {
  const path = join(folder, `file-${counter++}.${extension}`)
  await writeFile(path, content)
  return path
}

/** Names and texts of a file, exactly as written. */
async function texts(path: string, reading: CsvReading = {}): Promise<unknown[][]> {
  await using tables = await openTables({ allow: [folder], memoryMb: 512, reading: new Map([[path, reading]]) })
  const names = (await tables.columns(path)).map(({ name }) => name)
  const rows = await tables.query(path, 'SELECT * FROM data', { asText: names })
  return [names, ...rows.map((row) => [...row])]
}

async function values(content: string | Uint8Array, reading: CsvReading = {}): Promise<unknown[][]> {
  const path = await write(content)
  await using tables = await openTables({ allow: [folder], memoryMb: 512, reading: new Map([[path, reading]]) })
  return (await tables.query(path, 'SELECT * FROM data')).map((row) => [...row])
}

async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ConfigurationError)
  return (error as ConfigurationError).message
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()

// Cases after those of pandas (pandas/tests/io/parser) and Frictionless (frictionless/formats/csv/__spec__), written anew.
describe('odd CSV files are read as they are written', () => {
  test.each<[string, string | Uint8Array, CsvReading, unknown[][]]>([
    [
      'lines that end in CR',
      'a,b\r1,2\r3,4\r',
      {},
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'line ends of all kinds',
      'a,b\n1,2\r\n3,4\r5,6',
      {},
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    [
      'CRLF within quotes, LF without',
      'a,b\n"x\r\ny",2\n',
      {},
      [
        ['a', 'b'],
        ['x\r\ny', '2'],
      ],
    ],
    [
      'empty lines at the end',
      'a,b\n1,2\n\n\n',
      {},
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'empty lines at the beginning',
      '\n\na,b\n1,2\n',
      {},
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a space before a quote',
      'a,b\n "x",2\n',
      {},
      [
        ['a', 'b'],
        [' "x"', '2'],
      ],
    ],
    [
      'a quote within a field',
      'a,b\n5" pipe,2\n',
      {},
      [
        ['a', 'b'],
        ['5" pipe', '2'],
      ],
    ],
    [
      'UTF-8 with a byte order mark',
      '\ufeff"a",b\né,2\n',
      {},
      [
        ['a', 'b'],
        ['é', '2'],
      ],
    ],
    [
      'UTF-16 LE',
      Buffer.from('\ufeffa,b\né,"1\n2"\n', 'utf16le'),
      {},
      [
        ['a', 'b'],
        ['é', '1\n2'],
      ],
    ],
    [
      'UTF-16 BE',
      utf16be('\ufeffa,b\né🐧,2\n'),
      {},
      [
        ['a', 'b'],
        ['é🐧', '2'],
      ],
    ],
    ['declared UTF-16', utf16be('\ufeffa\n1\n'), { encoding: 'utf-16' }, [['a'], ['1']]],
    [
      'Latin-1',
      latin('a,b\ncaf\xe9,2\n'),
      { encoding: 'latin-1' },
      [
        ['a', 'b'],
        ['café', '2'],
      ],
    ],
    [
      'Windows-1252',
      latin('\x80,b\n\x93x\x94,2\n'),
      { encoding: 'windows-1252' },
      [
        ['€', 'b'],
        ['“x”', '2'],
      ],
    ],
    [
      'a declared delimiter',
      'a~b,c\n1~2\n',
      { delimiter: '~' },
      [
        ['a', 'b,c'],
        ['1', '2'],
      ],
    ],
    [
      'a delimiter of two bytes',
      'a§b\n1§2\n',
      { delimiter: '§' },
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'another quote',
      "a,b\n'x,''y',2\n",
      { quote: "'" },
      [
        ['a', 'b'],
        ["x,'y", '2'],
      ],
    ],
    [
      'no quote at all',
      'a,b\n"x,2\n',
      { quote: '' },
      [
        ['a', 'b'],
        ['"x', '2'],
      ],
    ],
    [
      'an escape',
      'a,b\n"x\\"\\\\,",y\\,z\n',
      { escape: '\\' },
      [
        ['a', 'b'],
        ['x"\\,', 'y,z'],
      ],
    ],
    [
      'comments',
      '# hi\na,b\n1,2\n#3,4\n5,"#6"\n',
      { comment: '#' },
      [
        ['a', 'b'],
        ['1', '2'],
        ['5', '#6'],
      ],
    ],
    [
      'lines before the header',
      'Report "of\n\na;b\n1;2\n',
      { skip_lines: 2 },
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'no header',
      '1,2\n3,4\n',
      { header: false, columns: ['x', 'y'] },
      [
        ['x', 'y'],
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['nothing and no header', '\n', { header: false, columns: ['x', 'y'] }, [['x', 'y']]],
    [
      'names twice, and names that are declared',
      'a,a\n1,2\n',
      { header: false, columns: ['x', 'y'], skip_lines: 1 },
      [
        ['x', 'y'],
        ['1', '2'],
      ],
    ],
    [
      'texts for no value',
      'a,b\nNA,""\n-,x\n',
      { null_values: ['NA', '-'] },
      [
        ['a', 'b'],
        [null, ''],
        [null, 'x'],
      ],
    ],
    ['one column with an empty line', 'a\n1\n\n2\n', { comment: '#' }, [['a'], ['1'], [null], ['2']]],
  ])('%s', async (_, content, reading, expected) => {
    expect(await texts(await write(content), reading)).toEqual(expected)
  })

  test('numbers with a decimal comma and groups of digits', async () => {
    const german = { decimal: ',', thousands: '.' } as const
    expect(await values('a;b;c\n1.234,5;12;1.5\n-0,25;1.234.567;2\n', german)).toEqual([
      [1234.5, 12, '1.5'],
      [-0.25, 1_234_567, '2'],
    ])
    expect(await values('a\n"1,234.5"\n7\n', { thousands: ',' })).toEqual([[1234.5], [7]])
    expect(await values('a;b\n"1,5";01\n;2\n', { decimal: ',' })).toEqual([
      [1.5, '01'],
      [null, '2'],
    ])
    expect(await texts(await write('a;b\n1,50;x\n'), german)).toEqual([
      ['a', 'b'],
      ['1,50', 'x'],
    ])
  })

  test('gzip and zstd, also in several pieces', async () => {
    const [head, tail] = ['a,b\n1,é\n', '3,4\n']
    const expected = [
      ['a', 'b'],
      ['1', 'é'],
      ['3', '4'],
    ]
    for (const [extension, pack] of [
      ['csv.gz', gzipSync],
      ['csv.zst', zstdCompressSync],
    ] as const) {
      const path = await write(Buffer.concat([pack(Buffer.from(head)), pack(Buffer.from(tail))]), extension)
      expect(await texts(path)).toEqual(expected)
      expect(await rowLines(path, [1])).toBeUndefined()
      const commented = await write(pack(Buffer.from(`#\n${head}${tail}`)), extension)
      expect(await texts(commented, { comment: '#' })).toEqual(expected)
    }
    const lines = await write(gzipSync('{"a": 1}\n{"a": 2}\n'), 'jsonl.gz')
    expect(await texts(lines)).toEqual([['a'], [1], [2]])
  })

  test('rows are found on their lines in any of these', async () => {
    const path = await write(Buffer.from('\ufeff# x\na;b\n"1\r\n2";3\n4;5\n', 'utf16le'))
    expect(Object.fromEntries((await rowLines(path, [1, 2], { comment: '#' })) ?? [])).toEqual({ 1: 3, 2: 5 })
  })
})

test('how a file is written is told', async () => {
  const path = await write(gzipSync('a;b\n1;2\n'), 'csv.gz')
  const other = await write("'1'~2\n")
  const reading: CsvReading = { delimiter: '~', quote: "'", header: false, columns: ['x', 'y'], null_values: ['NA'] }
  await using tables = await openTables({ allow: [folder], memoryMb: 512, reading: new Map([[other, reading]]) })
  expect(await tables.written(path)).toBe('gzip of CSV in utf-8, delimiter ";"')
  expect(await tables.written(other)).toBe(`CSV in utf-8, delimiter "~", quote "'", header false, no value ["NA"]`)
  expect(await tables.written(await write('{"a": 1}', 'json'))).toBe('JSON')
})

test('a copy that would fill the disk is refused', async () => {
  const path = await write('a\r\n1\n')
  const dialect = findDialect('a\n', 'utf-8', {}, path)
  await expect(rewriteCsv({ path, file: path }, dialect, `${path}.copy`, 1)).rejects.toThrow(`${path}: holds more than`)
})

describe('what cannot be read says where, and what to do', () => {
  test.each<[string, string | Uint8Array, CsvReading, string]>([
    [
      'Latin-1 that is not declared',
      latin('a\ncaf\xe9\n'),
      {},
      ':2:4 is not UTF-8. Save the file as UTF-8, or declare',
    ],
    ['UTF-16 without a mark', Buffer.from('a,b\n1,2\n', 'utf16le'), {}, ':1:2 holds a NUL byte'],
    ['UTF-16 that is declared and has no mark', 'a\n1\n', { encoding: 'utf-16' }, 'has no byte order mark'],
    ['a mark that contradicts', '\ufeffa\n1\n', { encoding: 'latin-1' }, 'begins with a byte order mark of utf-8'],
    ['Windows letters in Latin-1', latin('a\n1\n\x93\n'), { encoding: 'latin-1' }, ':3:1 is not Latin-1'],
    ['no letter of Windows', latin('a\n\x81\n'), { encoding: 'windows-1252' }, ':2:1 is not windows-1252'],
    ['half a letter of UTF-16', Buffer.from([0xff, 0xfe, 0x61, 0, 0x0a]), {}, 'is not utf-16le'],
    ['a NUL in UTF-16', Buffer.from('\ufeffa\n\0\n', 'utf16le'), {}, ':2:1 holds a NUL character'],
    ['a quote that stays open', 'a,b\n1,2\n3,"x\n4,5\n', {}, ':3:3 a quoted field begins here that is not closed'],
    ['a record of another width behind line ends in quotes', 'a,b\n"1\n2",3\n4\n', {}, ':4:2 1 field where'],
    ['a wider record', 'a,b\r\n1,2\r\n"x\r\ny",2,3\r\n', {}, ':4:6 3 fields where there are 2 columns'],
    ['an empty field too many', 'a,b\n1,2,\n3,4\n', {}, ':2:5 3 fields where'],
    ['an empty field too many in the end', 'a,b\n1,2\n3,4,', {}, ':3:5 3 fields where'],
    ['names that do not fit', '1,2,3\n', { header: false, columns: ['x', 'y'] }, ':1:5 3 fields where'],
    ['a nameless column', 'a,\n1,2\n', {}, 'skip_lines: 1, header: false and columns'],
    ['comments alone', '#\n#\n', { comment: '#' }, 'is empty'],
    ['nothing', '', { skip_lines: 3 }, 'is empty'],
  ])('%s', async (_, content, reading, expected) => {
    const path = await write(content)
    const message = await refusal(texts(path, reading))
    expect(message).toContain(path)
    expect(message).toContain(expected)
  })

  test.each<[CsvReading, string]>([
    [{ delimiter: '\n' }, '.delimiter: is a line end'],
    [{ delimiter: '"', quote: '"' }, ': delimiter and quote are both "\\""'],
    [{ comment: '#', delimiter: '#' }, ': delimiter and comment are both "#"'],
    [{ quote: '', escape: '\\' }, '.escape'],
    [{ header: false }, ': columns names the columns'],
    [{ columns: ['a'] }, ': columns names the columns'],
    [{ header: false, columns: ['a', 'A'] }, '.columns: "a" and "A" are one name in SQL'],
    [{ decimal: ',', thousands: ',' }, ': decimal and thousands are both ","'],
  ])('a declaration that cannot be meant: %j', async (reading, expected) => {
    expect(await refusal(texts(await write('a\n1\n'), reading))).toContain(`mlgate.yml: data.reading${expected}`)
  })

  test('compressed files that are cut off or damaged, and extensions that are none', async () => {
    const text = Array.from({ length: 5000 }, (_, row) => `${row},${row * 7}\n`).join('')
    for (const [extension, packed] of [
      ['csv.gz', gzipSync(`a,b\n${text}`)],
      ['csv.zst', zstdCompressSync(Buffer.from(`a,b\n${text}`))],
    ] as const) {
      for (const bytes of [packed.subarray(0, -12), packed.subarray(0, 9)]) {
        expect(await refusal(texts(await write(bytes, extension)))).toContain('is no whole')
      }
      const damaged = Buffer.from(packed)
      damaged[packed.length >> 1]! ^= 0xff
      expect(await refusal(texts(await write(damaged, extension)))).toMatch(/is no whole|is not UTF-8|NUL|fields/)
      expect(await refusal(texts(await write('no', extension)))).toContain('is no whole')
    }
    const checksum = gzipSync('a\n1\n')
    checksum[checksum.length - 7]! ^= 1
    expect(await refusal(texts(await write(checksum, 'csv.gz')))).toContain('incorrect data check')
    expect(await refusal(texts(await write('', 'parquet.gz')))).toContain('is compressed inside')
    expect(await refusal(texts(await write('', 'txt.gz')))).toContain('not known by its extension')
  })
})

/** The obvious parser: the whole text, letter by letter. */
function plainParse(text: string, delimiter: string): string[][] {
  const records: string[][] = []
  let [fields, field, quoted, isRecord] = [[] as string[], '', false, false]
  const end = (): void => {
    if (isRecord) records.push([...fields, field])
    ;[fields, field, isRecord] = [[], '', false]
  }
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!
    if (quoted) {
      if (letter !== '"') field += letter
      else if (text[at + 1] === '"') field += text[++at]
      else quoted = false
    } else if (letter === '"' && field === '' && text[at - 1] !== '"') [quoted, isRecord] = [true, true]
    else if (letter === delimiter) [fields, field, isRecord] = [[...fields, field], '', true]
    else if (letter === '\n' || letter === '\r') end()
    else [field, isRecord] = [field + letter, true]
  }
  end()
  return records
}

test('any fields are read as they were written, in any dialect, whichever way they are read', async () => {
  const field = fc
    .array(fc.constantFrom('a', '"', ',', ';', '\n', '\r', '\r\n', ' ', 'é', '#', '', '\\', '🐧', '0'), {
      maxLength: 5,
    })
    .map((parts) => parts.join(''))
  const record = fc.tuple(field, field, field)
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { maxLength: 12 }),
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.constantFrom('', '\ufeff'),
      fc.boolean(),
      async (rows, delimiter, end, mark, always) => {
        const quote = (text: string): string =>
          always || /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
        const all = [['x', 'y', 'z'], ...rows]
        const text = all.map((fields) => fields.map(quote).join(delimiter) + end).join('')
        const expected = all.map((fields) => fields.map((value) => (value === '' ? null : value)))
        expect(plainParse(text, delimiter)).toEqual(all)
        const path = await write(mark + text)
        expect(await texts(path)).toEqual(expected)
        expect(await texts(await write(Buffer.from(`\ufeff${text}`, 'utf16le')))).toEqual(expected)
      },
    ),
    { numRuns: 25 },
  )
}, 20_000)

test('any text is read as the obvious parser reads it, or refused with its name', async () => {
  const text = fc
    .array(fc.constantFrom('a', '"', ',', '\n', '\r', '\r\n', ' ', '0', '""', ',"', '",', '"\n'), { maxLength: 30 })
    .map((parts) => parts.join(''))
  let read = 0
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom('h,i\n', 'h\n', 'h,i\r\n', '"h","i"\n'), async (body, header) => {
      const path = await write(header + body)
      const found = await texts(path).catch((error: unknown) => error)
      if (found instanceof ConfigurationError) {
        expect(found.message).toContain(path)
        return
      }
      read++
      const parsed = plainParse(header + body, ',')
      const isNarrow = !header.includes(',')
      const rows = (found as unknown[][]).filter((row) => !isNarrow || row[0] !== null)
      const expected = parsed.map((row) => row.map((value) => (value === '' ? null : value)))
      expect(rows).toEqual(expected.filter((row) => !isNarrow || row[0] !== null))
    }),
    { numRuns: 200 },
  )
  expect(read).toBeGreaterThan(20)
}, 30_000)

test('any bytes are refused with their name, or are a table', async () => {
  const extensions = ['csv', 'csv.gz', 'csv.zst', 'json', 'jsonl', 'parquet'] as const
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...extensions), async (bytes, extension) => {
      const path = await write(bytes, extension)
      const found = await texts(path).catch((error: unknown) => error)
      if (!Array.isArray(found)) expect(found).toBeInstanceOf(ConfigurationError)
      if (found instanceof ConfigurationError) expect(found.message).toContain(path)
    }),
    { numRuns: 100 },
  )
}, 30_000)
