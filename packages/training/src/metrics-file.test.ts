import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseMetrics, readMetricsFile } from './metrics-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-metrics-'))
})
afterAll(() => rm(folder, { recursive: true }))

const parse = (text: string) => parseMetrics(text, 'metrics.json')

test('nested metrics get dotted names, in the order of the file', () => {
  expect(parse('{"auc": 0.91, "loss": {"train": 0.2, "valid": {"last": 1e-3}}}').metrics).toEqual([
    { name: 'auc', value: 0.91 },
    { name: 'loss.train', value: 0.2 },
    { name: 'loss.valid.last', value: 0.001 },
  ])
})

test("bare NaN and Infinity, as Python writes them, don't spoil the file", () => {
  const { metrics, ignored } = parse('{"f1": NaN, "loss": Infinity, "gain": -Infinity, "auc": 0.5}')
  expect(metrics).toEqual([
    { name: 'f1', value: Number.NaN },
    { name: 'auc', value: 0.5 },
  ])
  expect(ignored).toEqual([
    { name: 'loss', reason: 'infinite' },
    { name: 'gain', reason: 'infinite' },
  ])
})

test('what is no number is left out, and said', () => {
  const { metrics, ignored } = parse('{"model": "xgb", "ok": true, "none": null, "curve": [1, 2], "auc": 1}')
  expect(metrics).toEqual([{ name: 'auc', value: 1 }])
  expect(ignored.map(({ name }) => name)).toEqual(['model', 'ok', 'none', 'curve'])
})

test('a name said twice counts once', () => {
  const { metrics, ignored } = parse('{"a.b": 1, "a": {"b": 2}}')
  expect(metrics).toEqual([{ name: 'a.b', value: 1 }])
  expect(ignored).toEqual([{ name: 'a.b', reason: 'said twice' }])
})

test('any name is data, and changes no object', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
      const { metrics } = parse(`{${JSON.stringify(name)}: 0.25}`)
      expect(metrics).toEqual([{ name, value: 0.25 }])
      expect(Object.keys(Object.prototype)).toEqual([])
    }),
    {
      examples: [
        ['__proto__'],
        ['constructor'],
        ['</details>'],
        ['@everyone'],
        ['a|b'],
        ['::error::x'],
        ['\u202e\u001b[31m'],
      ],
    },
  )
})

test('names that fill a page are left out', () => {
  const { metrics, ignored } = parse(`{"${'x'.repeat(5000)}": 1}`)
  expect(metrics).toEqual([])
  expect(ignored[0]?.name.length).toBeLessThan(210)
  expect(ignored[0]?.reason).toBe('its name is too long')
})

test.each([
  ['no JSON', '{"auc": '],
  ['a list', '[1, 2]'],
  ['a number', '3'],
  ['nothing', ''],
  ['too many', JSON.stringify(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`m${i}`, i])))],
])('%s is an error that names the file', (_what, text) => {
  expect(() => parse(text)).toThrow(ConfigurationError)
  expect(() => parse(text)).toThrow(/^metrics\.json: /)
})

test('a deep nest is left out, not followed for ever', () => {
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
  expect(parse(deep).metrics).toEqual([])
})

test('no file is no error; a huge one and a pipe are', async () => {
  expect(await readMetricsFile(join(folder, 'absent.json'))).toBeUndefined()
  const huge = join(folder, 'huge.json')
  await writeFile(huge, Buffer.alloc(1024 * 1024 + 1, ' '))
  await expect(readMetricsFile(huge)).rejects.toThrow('at most 1048576 are read')
  const pipe = join(folder, 'pipe.json')
  execFileSync('mkfifo', [pipe])
  await expect(readMetricsFile(pipe)).rejects.toThrow('is not a file')
})
