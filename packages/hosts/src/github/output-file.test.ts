import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordEffects } from '../../testing/index.ts'
import { appendOutputs, outputLines } from './output-file.ts'

/** Reads the file as the runner does (actions/runner, FileCommandManager: EnvFileKeyValuePairs). */
function readAsRunner(content: string): Record<string, string> {
  const found: Record<string, string> = {}
  const lines = content.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const [name, end] = (lines[index] ?? '').split('<<', 2)
    if (name === undefined || end === undefined) continue
    const value: string[] = []
    for (index++; index < lines.length && lines[index] !== end; index++) value.push(lines[index] ?? '')
    found[name] = value.join('\n')
  }
  return found
}

test('outputs survive the way through the file, whatever is in them', () => {
  const values = fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,8}$/), fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(values, (outputs) => {
      expect(readAsRunner(outputLines(outputs).lines)).toEqual({ ...outputs })
    }),
  )
})

test.each([
  'pass\npassed=true',
  'x\nghadelimiter_1\npassed<<EOF\ntrue\nEOF',
  'fail\nmlgate_\npassed<<mlgate_\ntrue\nmlgate_',
])('an output cannot set another one: %j', (value) => {
  expect(readAsRunner(outputLines({ verdict: value, passed: 'false' }).lines)).toEqual({
    verdict: value,
    passed: 'false',
  })
})

test('a value that holds its own delimiter is never written', () => {
  expect(() => outputLines({ a: 'x END y' }, () => 'END')).toThrow(/delimiter/)
})

test.each(['a\nb', 'a<<b', '', '1a', 'a=b'])('the output name %j is refused', (name) => {
  expect(() => outputLines({ [name]: 'x' })).toThrow(ConfigurationError)
})

test('more than GitHub takes loses the largest output alone, and the log says where it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-outputs-'))
  try {
    const { deps, logged } = recordEffects()
    const outputs = {
      verdict: 'fail',
      result: 'ö'.repeat(500_000),
      'artifact-id': '7',
      'report-path': '/w/.mlgate/m/evaluate-gate/report.html',
    }
    await appendOutputs(join(folder, 'out'), outputs, deps.log)
    const { result, ...rest } = outputs
    expect(result).toHaveLength(500_000)
    expect(readAsRunner(await readFile(join(folder, 'out'), 'utf8'))).toEqual(rest)
    expect(logged).toEqual([
      'warn: GitHub takes 1000000 bytes of outputs a job; left out: result. The files in /w/.mlgate/m/evaluate-gate have it.',
    ])
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('outputs of several calls stand one after the other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-outputs-'))
  try {
    await appendOutputs(join(folder, 'out'), { verdict: 'pass' }, recordEffects().deps.log)
    await appendOutputs(join(folder, 'out'), { passed: 'true' }, recordEffects().deps.log)
    const read = readAsRunner(await readFile(join(folder, 'out'), 'utf8'))
    expect(read).toEqual({ verdict: 'pass', passed: 'true' })
  } finally {
    await rm(folder, { recursive: true })
  }
})
