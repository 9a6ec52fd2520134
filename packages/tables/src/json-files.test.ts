import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ConfigurationError } from '@mlgate/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTables } from './index.ts'
import { findJsonProblem } from './json-problem.ts'

let folder: string
let counter = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-json-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function write(content: string | Uint8Array, extension: string): Promise<string> {
  const path = join(folder, `file-${counter++}.${extension}`)
  await writeFile(path, content)
  return path
}

async function rows(path: string): Promise<unknown[][]> {
  await using tables = await openTables({ allow: [folder], memoryMb: 512 })
  return (await tables.query(path, 'SELECT * FROM data')).map((row) => [...row])
}

async function refusal(content: string | Uint8Array, extension = 'jsonl'): Promise<string> {
  const path = await write(content, extension)
  const error = await rows(path).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ConfigurationError)
  expect((error as ConfigurationError).message).toContain(path)
  return (error as ConfigurationError).message.replaceAll(path, 'file')
}

describe('malformed JSON is told with its line and column', () => {
  const good = (count: number): string => Array.from({ length: count }, (_, row) => `{"a": ${row}}\n`).join('')

  test.each([
    [`${good(4)}{"a": x}\n${good(3)}`, 'file:5:7 malformed JSON: what begins here is no JSON value'],
    [`${good(3)}\n\n{"a":x}\n`, 'file:6:6 malformed JSON: what begins here'],
    ['{"a": x}\n', 'file:1:7 malformed JSON: what begins here'],
    [`${good(30)}{"a":`, 'file:31:1 malformed JSON: an object begins here that is not closed'],
    [`${good(2)}{"a":"é,\n`, 'file:3:9 malformed JSON: a control character stands in a text'],
    ['{"a":"x', 'file:1:6 malformed JSON: a text begins here that is not closed'],
    ['{"a":1}\n[1]\n', 'file:2:1 malformed JSON: a list stands where a row, an object, is wanted'],
    ['{"a":1}\n"x"\n', 'file:2:1 malformed JSON: a text stands where'],
    ['{"a":1},\n{"a":2}\n', 'file:1:8 malformed JSON: a value is wanted here'],
    ["{'a':1}\n", 'file:1:2 malformed JSON'],
    ['{"a" 1}\n', 'file:1:6 malformed JSON: : is wanted here'],
    ['{"a":01}\n', 'file:1:6 malformed JSON'],
    ['{"a":1}]\n', 'file:1:8 malformed JSON'],
  ])('in lines: %j', async (content, expected) => {
    expect(await refusal(content)).toContain(expected)
  })

  test.each([
    ['[{"a":1},{"a":2},', 'file:1:1 malformed JSON: a list begins here that is not closed'],
    ['[{"a":1},\n{"a":2}', 'file:1:1 malformed JSON: a list begins here'],
    ['[{"a":1},\n{"a":2},]', 'file:2:9 malformed JSON: a value is wanted here'],
    ['[{"a":1}\n{"a":2}]', 'file:2:1 malformed JSON: , or ] is wanted here'],
    ['[{"a":1}]\n[{"a":2}]', 'file:2:1 malformed JSON: something stands behind the list'],
    ['[{"a":1},"x"]', 'file:1:10 malformed JSON: a text stands where'],
    ['\ufeff[{"a":1}]', 'file: begins with a byte order mark'],
  ])('in a list: %j', async (content, expected) => {
    expect(await refusal(content, 'json')).toContain(expected)
    expect(await refusal(gzipSync(content), 'json.gz')).toContain(expected)
  })

  test('and no value of the file is quoted, which may be a secret', async () => {
    expect(await refusal('{"ssn": CANARY}\n')).not.toContain('CANARY')
    expect(await refusal('{"ssn": "CANARY", "ssn": "CANARY"}\n')).toBe(
      'file: an object has a key twice. Write each once.',
    )
  })
})

test('a list is read to its end, and not at all where it is cut off', async () => {
  const whole = JSON.stringify(Array.from({ length: 5 }, (_, a) => ({ a, b: [`${a}]`, { c: a }] })))
  for (let length = 1; length < whole.length; length += 4) await refusal(whole.slice(0, length), 'json')
  expect((await rows(await write(`\n${whole}\n`, 'json'))).length).toBe(5)
})

test('what JSON.stringify writes is found right, and one letter less of it is not', async () => {
  const list = fc.array(fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.jsonValue(), { minKeys: 1 }), {
    minLength: 1,
    maxLength: 4,
  })
  await fc.assert(
    fc.asyncProperty(list, fc.boolean(), fc.nat(), async (objects, isList, at) => {
      const text = isList
        ? JSON.stringify(objects, undefined, 1)
        : objects.map((one) => `${JSON.stringify(one)}\n`).join('')
      const problem = async (content: string) => {
        const path = await write(content, 'json')
        return findJsonProblem({ path, file: path })
      }
      expect(await problem(text)).toBeUndefined()
      const structural = [...text.matchAll(/[{}[\]]/g)].map(({ index }) => index)
      const dropped = structural[at % structural.length] ?? 0
      const without = text.slice(0, dropped) + text.slice(dropped + 1)
      const isStillJson = (() => {
        try {
          const lines = isList ? [without] : without.trim().split('\n')
          return lines.every((line) => typeof JSON.parse(line) === 'object')
        } catch {
          return false
        }
      })()
      if (!isStillJson) expect(await problem(without)).toBeInstanceOf(ConfigurationError)
    }),
    { numRuns: 60 },
  )
})
