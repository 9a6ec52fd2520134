import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ConfigurationError } from '@mlgate/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CsvReading, openTables } from './index.ts'

// What pandas' parsers, Frictionless and spreadsheets are known to meet, beyond the cases of csv-files.test.ts.

let folder: string
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-odd-csv-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

type Content = string | Uint8Array

async function read(content: Content, reading: CsvReading = {}, extension = 'csv'): Promise<unknown[][]> {
  const path = join(folder, `file-${counter++}.${extension}`)
  await writeFile(path, content)
  await using tables = await openTables({ allow: [folder], memoryMb: 512, reading: new Map([[path, reading]]) })
  try {
    const names = (await tables.columns(path)).map(({ name }) => name)
    return [names, ...(await tables.query(path, 'SELECT * FROM data')).map((row) => [...row])]
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError)
    throw new Error((error as ConfigurationError).message.replaceAll(path, 'file'))
  }
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

describe('is read as it is written', () => {
  test.each<[string, Content, string]>([
    ['one column', 'a\n1\n2\n', '[["a"],[1],[2]]'],
    ['one column with a quoted nothing', 'a\n""\n1\n', '[["a"],[null],[1]]'],
    ['a header alone', 'a,b\n', '[["a","b"]]'],
    ['a header without a line end', 'a,b', '[["a","b"]]'],
    ['a header that ends with CR', 'a,b\r', '[["a","b"]]'],
    ['a last line without its end', 'a,b\r\n1,2', '[["a","b"],[1,2]]'],
    ['names with line ends', '"a\r\nb",c\r\n1,2\r\n', '[["a\\r\\nb","c"],[1,2]]'],
    ['names with the delimiter', '"a,b",c\n1,2\n', '[["a,b","c"],[1,2]]'],
    ['blanks around names and values', 'a , b\n 1 , x \n', '[["a "," b"],[" 1 "," x "]]'],
    ['empty lines between', 'a,b\n\n1,2\n\n\n3,4\n', '[["a","b"],[1,2],[3,4]]'],
    ['lines of delimiters', 'a,b\n1,2\n,\n', '[["a","b"],[1,2],[null,null]]'],
    ['a lone quote in the middle', 'a,b\n1"2,3\n', '[["a","b"],["1\\"2",3]]'],
    ['a lone quote at the end', 'a,b\n1",2\n', '[["a","b"],["1\\"",2]]'],
    ['doubled quotes', 'a,b\n"""x""",1\n', '[["a","b"],["\\"x\\"",1]]'],
    ['JSON without quotes', 'a,b\n{"x":1},2\n', '[["a","b"],["{\\"x\\":1}",2]]'],
    ['tabs', 'a\tb\n1\t2\n', '[["a","b"],[1,2]]'],
    ['a pipe', 'a|b\n1|2\n', '[["a","b"],[1,2]]'],
    ['blanks, which are no delimiter', 'a b\n1 2\n', '[["a b"],["1 2"]]'],
    ['groups of digits that nobody declared', 'a,b\n"1,234",2\n', '[["a","b"],["1,234",2]]'],
    ['texts for no value that nobody declared', 'a\n1\nNA\n', '[["a"],["1"],["NA"]]'],
    ['line ends of Unicode, which end no line', 'a,b\n1,x\u2028y\u0085z\n', '[["a","b"],[1,"x\u2028y\u0085z"]]'],
    ['a form feed', 'a,b\n1,\f2\n', '[["a","b"],[1,"\\f2"]]'],
    ['a blank that does not break', 'a,b\n1,\u00a02\n', '[["a","b"],[1,"\u00a02"]]'],
    ['digits of other scripts', 'a\n１２\n', '[["a"],["１２"]]'],
    ['zeros before', 'a\n007\n', '[["a"],["007"]]'],
    ['integers that no double holds', 'a\n9007199254740993\n', '[["a"],["9007199254740993"]]'],
    ['numbers with a sign, a point before, an exponent', 'a\n+5\n.5\n1e5\n', '[["a"],[5],[0.5],[100000]]'],
    ['hexadecimal, percent, underscores', 'a,b,c\n0x10,5%,1_000\n', '[["a","b","c"],["0x10","5%","1_000"]]'],
    ['true and false in any letters', 'a\ntrue\nFalse\n', '[["a"],[true],[false]]'],
    ['UTF-16 with a delimiter of its own', utf16('\ufeffa;b\r\n1;é\r\n'), '[["a","b"],[1,"é"]]'],
  ])('%s', async (_, content, expected) => {
    expect(JSON.stringify(await read(content))).toBe(expected)
  })

  test('a line of nearly 2 MB, and a field of half a million lines', async () => {
    for (const field of ['x'.repeat(1_900_000), 'x\n'.repeat(500_000)]) {
      expect(await read(`a,b\n"${field}",1\n`)).toEqual([
        ['a', 'b'],
        [field, 1],
      ])
    }
  })
})

describe('is refused with its place', () => {
  test.each<[string, Content, string]>([
    ['too few fields', 'a,b,c\n1,2\n', 'file:2:4 2 fields where there are 3 columns'],
    ['too many fields', 'a,b\n1,2,3\n', 'file:2:5 3 fields where there are 2 columns'],
    ['a delimiter in the only column', 'a\n1,2\n', 'file:2:3 2 fields where there is 1 column.'],
    ['delimiters at all ends', 'a,b,\n1,2,\n', 'file:1:1 column 3 has no name in the header. Does each line end with'],
    ['an index of pandas', ',a\n0,1\n', 'file:1:1 column 1 has no name in the header. pandas writes its index so'],
    [
      'a name in the middle that is missing',
      'a,,c\n1,2,3\n',
      'file:1:1 column 2 has no name in the header. Or declare',
    ],
    ['a name of blanks', 'a, \n1,2\n', 'file:1:1 column 2 has no name'],
    ['a name twice', 'a,b,a\n1,2,3\n', 'file:1:1 the header names "a" and "a"'],
    ['names that differ in case', 'a,A\n1,2\n', 'file:1:1 the header names "a" and "A"'],
    ['a header of two lines', 'x,x\na,b\n1,2\n', 'file:1:1 the header names "x" and "x"'],
    ['a word for Excel', 'sep=;\na;b\n1;2\n', 'file:1:1 the first line is a word for Excel'],
    ['two byte order marks', '\ufeff\ufeffa\n1\n', 'file:1:1 the header begins with two byte order marks'],
    ['a byte order mark alone', '\ufeff', 'file: is empty'],
    ['empty lines alone', '\r\n\n\r', 'file: is empty'],
    ['a comment that nobody declared', '# c\na,b\n1,2\n', 'file:2:3 2 fields where there is 1 column'],
    ['a line of blanks', 'a,b\n1,2\n   \n3,4\n', 'file:3:4 1 field where there are 2 columns'],
    ['a mark for the end of the file', 'a,b\n1,2\n\x1a', 'file:3:2 1 field where'],
    ['a CR within a field', 'a,b\n1,x\ry\n', 'file:3:2 1 field where'],
    ['an escape that nobody declared', 'a,b\n"x\\"y",1\n', 'file:2:5 there is text after a closing quote'],
    ['text behind a quote', 'a,b\n"1"x,2\n', 'file:2:4 there is text after a closing quote'],
    ['a quote that stays open', 'a,b\n1,2\n"1,2\n3,4\n', 'file:3:1 a quoted field begins here that is not closed'],
    ['a line of more than 2 MB', `a,b\n1,2\n${'x'.repeat(2_100_000)},1\n`, 'file:3:1 the line is too long'],
    ['a NUL byte', 'a,b\né,\0\n', 'file:2:3 holds a NUL byte'],
    ['a NUL byte behind lines that end in CR', 'a,b\r1,2\r3,\0\r', 'file:3:3 holds a NUL byte'],
    ['UTF-16 LE without a mark', utf16('a,b\n1,2\n'), 'file:1:2 holds a NUL byte, so it is not text in UTF-8 (perhaps'],
    ['UTF-16 BE without a mark', utf16('a,b\n1,2\n').swap16(), 'file:1:1 holds a NUL byte'],
    ['UTF-32', Buffer.from('fffe000061000000', 'hex'), 'file:1:1 holds a NUL character'],
    ['Latin-1 in a value', latin('a\nx\ncaf\xe9\n'), 'file:3:4 is not UTF-8'],
    ['Latin-1 in the header', latin('caf\xe9\n1\n'), 'file:1:4 is not UTF-8'],
    [
      'Latin-1 far behind',
      Buffer.concat([Buffer.from(`a\n${'é\n'.repeat(700_000)}`), latin('x\xe9')]),
      'file:700002:2 is',
    ],
    ['a character in more bytes than it needs', Buffer.from('610ac0af0a', 'hex'), 'file:2:1 is not UTF-8'],
    ['half a pair of UTF-16 in UTF-8', Buffer.from('610a78eda0800a', 'hex'), 'file:2:2 is not UTF-8'],
    ['a character that is cut off', Buffer.from('610a78c3', 'hex'), 'file:2:2 is not UTF-8'],
    ['gzip that is called CSV', gzipSync('a\n1\n'), 'file: is compressed with gzip. Call it .gz'],
    ['an Excel workbook', latin('PK\x03\x04\x14\0'), 'file: is a zip archive or an Excel workbook'],
    ['Parquet that is called CSV', latin('PAR1\x15\x00'), 'file: is Parquet. Call it .parquet.'],
  ])('%s', async (_, content, expected) => {
    await expect(read(content)).rejects.toThrow(expected)
  })

  test('also in files that are compressed, and that are written anew', async () => {
    const bad = gzipSync(latin('a,b\n1,2\n3,\xe9\n'))
    await expect(read(bad, {}, 'csv.gz')).rejects.toThrow('file:3:3 is not UTF-8')
    await expect(read(latin('a\r\nxy\x81\n'), { encoding: 'windows-1252' })).rejects.toThrow('file:2:3 is not windows')
    await expect(read(utf16('\ufeffa\r\nxy\0\n'))).rejects.toThrow('file:2:3 holds a NUL character')
  })
})
