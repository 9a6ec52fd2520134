import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dotenvReport } from './dotenv-report.ts'

test('an output becomes a variable with a prefix, so that none replaces PATH', () => {
  expect(dotenvReport({ path: '/x', 'artifact-id': '5' }, 'MLGATE').content).toBe(
    'MLGATE_PATH=/x\nMLGATE_ARTIFACT_ID=5\n',
  )
})

test.each(['a b', 'a\nPASSED=true', '"a"', '$CI_JOB_TOKEN', 'a#b', 'ä', 'a\\n'])(
  'the value %j is left for the JSON file',
  (value) => {
    expect(dotenvReport({ verdict: value, passed: 'false' }, 'MLGATE')).toEqual({
      content: 'MLGATE_PASSED=false\n',
      left: ['verdict'],
    })
  },
)

test('names that would become the same variable do not replace each other', () => {
  expect(dotenvReport({ 'a-b': '1', a_b: '2' }, 'MLGATE')).toEqual({ content: 'MLGATE_A_B=1\n', left: ['a_b'] })
})

test('stays within 20 variables and 5 KB, and names what did not fit', () => {
  const outputs = fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), fc.stringMatching(/^[!-~]{0,900}$/), { maxKeys: 40 })
  fc.assert(
    fc.property(outputs, (given) => {
      const { content, left } = dotenvReport(given, 'MLGATE')
      const lines = content.split('\n').filter((line) => line !== '')
      expect(Buffer.byteLength(content)).toBeLessThanOrEqual(5 * 1024)
      expect(lines.length).toBeLessThanOrEqual(20)
      expect(lines.length + left.length).toBe(Object.keys(given).length)
    }),
  )
})
