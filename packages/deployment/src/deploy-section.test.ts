import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { DeploySection } from './deploy-section.ts'

test.each([
  [{ staging: { target: 'local', port: 8080 } }, true],
  [{ 'eu-1': { target: 'local', port: 1, ready_timeout_seconds: 5, smoke_rows: 10 } }, true],
  [{ production: { target: 'local', port: 1, requires: { passed: 'staging' } } }, true],
  [{ production: { target: 'local', port: 1, requires: {} } }, false],
  [{ production: { target: 'local', port: 1, requires: { passed: '../staging' } } }, false],
  [{ production: { target: 'local', port: 1, requires: { approved: 'staging' } } }, false],
  [{}, false],
  [{ '../x': { target: 'local', port: 8080 } }, false],
  [{ staging: { target: 'kserve', port: 8080 } }, false],
  [{ staging: { target: 'local' } }, false],
  [{ staging: { target: 'local', port: 0 } }, false],
  [{ staging: { target: 'local', port: 8080, smoke_rows: 0 } }, false],
  [{ staging: { target: 'local', port: 8080, canary: true } }, false],
])('%j is a deploy section: %s', (section, valid) => {
  expect(Value.Check(DeploySection, section)).toBe(valid)
})
