import { describe, expect, test } from 'vitest'
import { failedTests, judgeSuite, sumLine } from './suite-results.ts'

const vitest = (passed: number, failed: number, testResults: unknown[] = []): string =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults })

describe('a suite', () => {
  test("of vitest has vitest's counts", () => {
    expect(judgeSuite({ exitCode: 1, vitest: vitest(10, 2), log: '' })).toEqual({ passed: 10, failed: 2 })
  })

  test('that says what it came to on its last line is believed', () => {
    const log = 'x\n3 passed, 9 failed\n> more\n13 passed, 1 failed\n'
    expect(judgeSuite({ exitCode: 1, vitest: undefined, log })).toEqual({ passed: 13, failed: 1 })
  })

  test('that counts nothing is one test', () => {
    expect(judgeSuite({ exitCode: 0, vitest: undefined, log: 'done' })).toEqual({ passed: 1, failed: 0 })
    expect(judgeSuite({ exitCode: 3, vitest: undefined, log: 'done' })).toEqual({ passed: 0, failed: 1 })
  })

  test('has failed when its exit code says so, though no test did', () => {
    expect(judgeSuite({ exitCode: 1, vitest: vitest(10, 0), log: '' })).toEqual({ passed: 10, failed: 1 })
    expect(judgeSuite({ exitCode: 137, vitest: undefined, log: '5 passed, 0 failed' })).toEqual({
      passed: 5,
      failed: 1,
    })
  })

  test('without any test has not passed', () => {
    expect(judgeSuite({ exitCode: 0, vitest: vitest(0, 0), log: '' })).toEqual({ passed: 0, failed: 1 })
  })

  test('counts a file that could not be loaded', () => {
    const files = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ]
    expect(judgeSuite({ exitCode: 1, vitest: vitest(1, 1, files), log: '' })).toEqual({ passed: 1, failed: 2 })
  })

  test('whose report is cut off has failed', () => {
    expect(judgeSuite({ exitCode: 0, vitest: '{"numPassed', log: '' })).toEqual({ passed: 0, failed: 1 })
  })
})

test('the last line sums all suites', () => {
  expect(
    sumLine([
      { passed: 3, failed: 0 },
      { passed: 4, failed: 2 },
    ]),
  ).toBe('7 passed, 2 failed')
})

test('tests that failed are told by file and name, with the first line of what they said', () => {
  const files = [
    {
      name: 'a.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'failed', fullName: 'it works', failureMessages: ['Error: no\n at line 1'] },
        { status: 'passed', fullName: 'it holds', failureMessages: [] },
      ],
    },
    { name: 'b.test.ts', status: 'failed', message: 'cannot load\nmore', assertionResults: [] },
    { name: 'c.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'x' }] },
  ]
  expect(failedTests(vitest(2, 1, files))).toEqual(['a.test.ts > it works: Error: no', 'b.test.ts: cannot load'])
  expect(failedTests('{')).toEqual([])
})
