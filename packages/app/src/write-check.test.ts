import type { Report } from '@mlgate/core'
import { expect, test } from 'vitest'
import { recordingHost } from '../testing/recording-host.ts'
import { writeCheck } from './write-check.ts'

const report: Report = {
  model: 'flights',
  step: 'evaluate-gate',
  verdict: 'inconclusive',
  outcome: 'undecided',
  reason: ['Recall may have fallen.'],
  blocks: [],
  checks: [
    {
      name: 'recall',
      verdict: 'inconclusive',
      message: 'recall may have fallen',
      severity: 'error',
      position: { file: 'mlgate.yml', line: 7, column: 5 },
    },
  ],
  measurements: [],
}

const logOf = (lines: string[]) => {
  const say = (line: string) => void lines.push(line)
  return { debug: say, info: say, warn: say, error: say }
}

test('the check is called after model and step, and ends as the job does', async () => {
  const { host, recorded } = recordingHost()
  await writeCheck(host, logOf([]), report, false)
  expect(recorded.checks).toMatchObject([
    {
      name: 'mlgate / flights / evaluate-gate',
      key: 'mlgate/flights/evaluate-gate',
      passed: false,
      title: 'undecided',
      url: 'https://ci.example/5',
      annotations: [{ level: 'error', message: 'recall may have fallen', position: { line: 7 } }],
    },
  ])
  expect(recorded.checks[0]?.summary).toContain('Recall may have fallen.')
})

test('a summary that is too long is shortened as the comment is', async () => {
  const { host, recorded } = recordingHost()
  const blocks = Array.from({ length: 400 }, () => ({ kind: 'code' as const, text: 'line\n'.repeat(200) }))
  await writeCheck(host, logOf([]), { ...report, blocks }, false)
  expect(recorded.checks[0]?.summary.length).toBeLessThanOrEqual(65_535)
  expect(recorded.checks[0]?.summary).toContain('Shortened to fit')
})

test('without the right to write it, the log says which permission is missing', async () => {
  const { host } = recordingHost({ checkRefused: 'The job needs the permission `checks: write`.' })
  const lines: string[] = []
  await writeCheck(host, logOf(lines), report, false)
  expect(lines).toEqual(['No check was written: The job needs the permission `checks: write`.'])
})
