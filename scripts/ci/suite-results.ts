export interface SuiteFiles {
  readonly exitCode: number
  /** What vitest's JSON reporter wrote; undefined when the suite is no vitest run, or died before the end. */
  readonly vitest: string | undefined
  /** Output of the suite. */
  readonly log: string
}

export interface SuiteResult {
  readonly passed: number
  readonly failed: number
}

/**
 * What a suite came to: vitest's counts, or those of a last line `N passed, N failed`, or else one test that is its exit
 * code. A suite that failed has at least one failure, whatever it counted, and one that counted nothing has not passed.
 */
export function judgeSuite({ exitCode, vitest, log }: SuiteFiles): SuiteResult {
  const counted = vitest === undefined ? countsInLog(log) : countsOfVitest(vitest)
  const { passed, failed } = counted ?? (exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })
  const silent = passed + failed === 0
  return { passed, failed: Math.max(failed, exitCode === 0 && !silent ? 0 : 1) }
}

/** The line that .ci/run ends with. */
export function sumLine(suites: readonly SuiteResult[]): string {
  const sum = (key: keyof SuiteResult): number => suites.reduce((total, suite) => total + suite[key], 0)
  return `${sum('passed')} passed, ${sum('failed')} failed`
}

function countsInLog(log: string): SuiteResult | undefined {
  const last = log.trimEnd().split('\n').at(-1) ?? ''
  const match = /^(\d+) passed, (\d+) failed$/.exec(last.trim())
  return match === null ? undefined : { passed: Number(match[1]), failed: Number(match[2]) }
}

/** Files that could not even be loaded are failed suites without failed tests: each counts as a failure. */
function countsOfVitest(text: string): SuiteResult {
  let report: unknown
  try {
    report = JSON.parse(text)
  } catch {
    return { passed: 0, failed: 1 }
  }
  if (typeof report !== 'object' || report === null) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests, testResults } = report as Record<string, unknown>
  if (typeof numPassedTests !== 'number' || typeof numFailedTests !== 'number') return { passed: 0, failed: 1 }
  const files: readonly unknown[] = Array.isArray(testResults) ? testResults : []
  return { passed: numPassedTests, failed: numFailedTests + files.filter(diedWithoutTest).length }
}

function diedWithoutTest(file: unknown): boolean {
  if (typeof file !== 'object' || file === null) return false
  const { status, assertionResults } = file as Record<string, unknown>
  const tests: readonly unknown[] = Array.isArray(assertionResults) ? assertionResults : []
  const failed = tests.some(
    (test) => typeof test === 'object' && test !== null && 'status' in test && test.status === 'failed',
  )
  return status === 'failed' && !failed
}
