import { expect, test } from 'vitest'
import { deployReport } from './deploy-report.ts'
import type { Deployment } from './deployment-target.ts'

const version = (number: string) =>
  ({ model: 'penguins', version: number, digest: `sha256:${number.repeat(64)}` }) as const
const deployed: Deployment = {
  outcome: 'deployed',
  candidate: version('2'),
  serving: version('2'),
  replaced: version('1'),
  smoke: { rows: 50, agreeing: 50, worstDifference: 2e-7, problem: undefined },
  reason: undefined,
  logTail: [],
  url: 'http://127.0.0.1:8080',
}
const report = (deployment: Deployment) =>
  deployReport(deployment, { model: 'penguins', step: 'deploy-model', environment: 'staging' })
const text = (deployment: Deployment): string => JSON.stringify(report(deployment).reason)

test('a deployment says what serves, what it replaced and what was tried', () => {
  const { verdict, outcome, blocks, measurements } = report(deployed)
  expect({ verdict, outcome }).toEqual({ verdict: 'pass', outcome: 'serves in staging' })
  expect(text(deployed)).toBe(
    '["Version ",{"kind":"code","text":"2"}," serves in staging"," instead of version ",{"kind":"code","text":"1"}," after 50 rows were answered as they were scored."]',
  )
  expect(JSON.stringify(blocks)).toContain(
    '50 of 50 rows of the test data were answered as they were scored; the largest difference is 2e-7, and up to 1e-5 is',
  )
  expect(measurements.map(({ value }) => value)).toEqual([50, 0])
})

test('a rollback fails, with its reason, what still serves and what the process printed', () => {
  const rolledBack: Deployment = {
    ...deployed,
    outcome: 'rolled-back',
    serving: version('1'),
    replaced: undefined,
    smoke: undefined,
    reason: 'It was not ready in time.',
    logTail: ['::error::no', '</details>'],
  }
  const { verdict, outcome, blocks, checks } = report(rolledBack)
  expect({ verdict, outcome }).toEqual({ verdict: 'fail', outcome: 'not deployed to staging' })
  expect(text(rolledBack)).toContain('It was not ready in time.')
  expect(text(rolledBack)).toContain('still serves')
  expect(text({ ...rolledBack, serving: undefined })).toContain('Nothing serves.')
  expect(blocks.at(-1)).toMatchObject({ blocks: [{ kind: 'code', text: '::error::no\n</details>' }] })
  expect(checks).toMatchObject([{ verdict: 'fail', message: 'It was not ready in time.' }])
})
