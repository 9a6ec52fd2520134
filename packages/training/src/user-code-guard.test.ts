import { expect, test } from 'vitest'
import { refuseBesideCredentials } from './user-code-guard.ts'

test('a refusal names the variables, and how each forge keeps them from one job', () => {
  expect(() => refuseBesideCredentials(['NPM_TOKEN', 'PGPASSWORD'])).toThrow(
    /this job has NPM_TOKEN, PGPASSWORD\..*on GitHub: no secrets in env.*on GitLab: CI\/CD variables with an environment scope/,
  )
})

test('a job without credentials may run user code', () => {
  expect(() => refuseBesideCredentials([])).not.toThrow()
})
