import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dotenvText } from './dotenv-file.ts'

test('outputs become variables that nothing else is called', () => {
  const digest = `sha256:${'a'.repeat(64)}`
  expect(dotenvText({ verdict: 'pass', 'artifact-digest': digest, 'report-path': '.mlgate/m/x/report.html' })).toBe(
    `MLGATE_OUTPUT_VERDICT=pass\nMLGATE_OUTPUT_ARTIFACT_DIGEST=${digest}\nMLGATE_OUTPUT_REPORT_PATH=.mlgate/m/x/report.html\n`,
  )
})

test.each([
  '',
  'a b',
  'a\nNODE_OPTIONS=--require=x',
  '$CI_JOB_TOKEN',
  '`id`',
  '"',
  "'",
  'a\\',
  '#',
  'é',
  'x'.repeat(2_000),
])('a value that somebody might interpret is left out: %j', (value) =>
  expect(dotenvText({ verdict: value, passed: 'true' })).toBe('MLGATE_OUTPUT_PASSED=true\n'),
)

test('is never more than GitLab takes, and nothing but our own variables', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.stringMatching(/^[a-z]{0,900}$/))), (outputs) => {
      const text = dotenvText(outputs)
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5 * 1024)
      const lines = text.split('\n').slice(0, -1)
      expect(lines.length).toBeLessThanOrEqual(20)
      for (const line of lines) expect(line).toMatch(/^MLGATE_OUTPUT_[A-Z0-9_]*=[A-Za-z0-9._:/@+=-]+$/)
    }),
  )
})
