import { describe, expect, test } from 'vitest'
import { apiFailure } from './api-failure.ts'

const call = {
  remote: 'https://api.github.com',
  doing: 'writing the comment',
  said: 'Not so',
  permission: 'pull-requests: write',
  hasToken: true,
  rateLimit: undefined,
}

describe('a failed call', () => {
  test.each([
    [401, 'wrong or has expired', false],
    [403, 'needs `pull-requests: write`', false],
    [404, 'may not see it: that needs `pull-requests: write`', false],
    [422, 'A retry will not help', false],
    [429, 'rate limit', true],
    [500, 'run the job again later', true],
    [undefined, 'cannot be reached', true],
  ])('with status %s gives advice', (status, advice, retryable) => {
    const failure = apiFailure({ ...call, status })
    expect(failure.message).toContain(advice)
    expect(failure.message).toMatch(/^https:\/\/api\.github\.com: writing the comment failed/)
    expect(failure).toMatchObject({ retryable, status })
  })

  test('without a token says that there is none', () => {
    expect(apiFailure({ ...call, status: 404, hasToken: false }).message).toContain('No token was given')
  })

  test('that met the rate limit is not taken for a missing permission', () => {
    const until = new Date('2026-03-01T12:30:00.500Z')
    const failure = apiFailure({ ...call, status: 403, rateLimit: { until } })
    expect(failure).toMatchObject({ retryable: true, rateLimited: true })
    expect(failure.message).toContain('used up until 2026-03-01 12:30:00 UTC; run the job again then')
  })

  test('repeats what the server said in one short line without control characters', () => {
    const said = `a\n::error::b\u001b[31m\u202e${'x'.repeat(1000)}`
    const { message } = apiFailure({ ...call, status: 500, said })
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(message.length).toBeLessThan(500)
  })
})
