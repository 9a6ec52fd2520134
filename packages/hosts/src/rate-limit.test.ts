import { describe, expect, test } from 'vitest'
import { rateLimitOf, unavailableUntil } from './rate-limit.ts'

const now = new Date('2026-03-01T12:00:00Z')

function of(status: number, headers: Readonly<Record<string, string>>) {
  return rateLimitOf({ status, header: (name) => headers[name] }, now)
}

describe('a refusal', () => {
  test.each([
    ['GitHub’s for too much at once', 403, { 'retry-after': '60', 'x-ratelimit-remaining': '900' }, '12:01:00'],
    [
      'GitHub’s for a used-up hour',
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1772368200' },
      '12:30:00',
    ],
    [
      'GitHub’s with the newer status',
      429,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1772368200' },
      '12:30:00',
    ],
    ['GitLab’s', 429, { 'retry-after': '30', 'ratelimit-reset': '1772368200' }, '12:00:30'],
    ['one with a date', 429, { 'retry-after': 'Sun, 01 Mar 2026 12:00:10 GMT' }, '12:00:10'],
  ])('that is %s says until when', (_, status, headers, time) => {
    expect(of(status, headers)?.until?.toISOString()).toBe(`2026-03-01T${time}.000Z`)
  })

  test.each([
    ['says nothing of time', 429, {}],
    ['says nonsense', 429, { 'retry-after': 'soon' }],
    ['names a second that no calendar has', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '999999999999' }],
  ])('that %s is one all the same', (_, status, headers) => {
    expect(of(status, headers)).toEqual({ until: undefined })
  })

  test.each([
    ['a missing permission', 403, { 'x-ratelimit-remaining': '900' }],
    ['what does not exist, asked with the last request of the hour', 404, { 'x-ratelimit-remaining': '0' }],
    ['a server in trouble', 503, { 'retry-after': '60' }],
  ])('for %s is none of rates', (_, status, headers) => {
    expect(of(status, headers)).toBeUndefined()
  })
})

describe('a server in trouble', () => {
  const until = (status: number, headers: Readonly<Record<string, string>>) =>
    unavailableUntil({ status, header: (name) => headers[name] }, now)?.toISOString()

  test('says when it wants to be asked again, in seconds or as a date', () => {
    expect(until(503, { 'retry-after': '60' })).toBe('2026-03-01T12:01:00.000Z')
    expect(until(503, { 'retry-after': 'Sun, 01 Mar 2026 12:00:10 GMT' })).toBe('2026-03-01T12:00:10.000Z')
  })

  test.each([
    [503, {}],
    [503, { 'retry-after': 'soon' }],
    [502, { 'retry-after': '60' }],
  ])('that answers %i with %j does not say', (status, headers) => {
    expect(until(status, headers)).toBeUndefined()
  })
})
