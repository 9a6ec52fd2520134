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

/**
 * The tests of vitest's report that failed, by file and name, and the first line of what they said: the end of a long log is
 * all that some see of it.
 */
export function failedTests(vitest: string): readonly string[] {
  let report: unknown
  try {
    report = JSON.parse(vitest)
  } catch {
    return []
  }
  return listIn(report, 'testResults').flatMap((file) => {
    const failed = listIn(file, 'assertionResults').filter((test) => textIn(test, 'status') === 'failed')
    const name = textIn(file, 'name')
    if (failed.length === 0) return textIn(file, 'status') === 'failed' ? [told(name, textIn(file, 'message'))] : []
    return failed.map((test) =>
      told(`${name} > ${textIn(test, 'fullName')}`, String(listIn(test, 'failureMessages')[0])),
    )
  })
}

function told(name: string, message: string): string {
  return `${name}: ${message.split('\n')[0] ?? ''}`.slice(0, 500)
}

function listIn(value: unknown, key: string): readonly unknown[] {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  return Array.isArray(found) ? found : []
}

function textIn(value: unknown, key: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  return typeof found === 'string' ? found : ''
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
  const { numPassedTests, numFailedTests } = report as Record<string, unknown>
  if (typeof numPassedTests !== 'number' || typeof numFailedTests !== 'number') return { passed: 0, failed: 1 }
  const died = listIn(report, 'testResults').filter(diedWithoutTest)
  return { passed: numPassedTests, failed: numFailedTests + died.length }
}

function diedWithoutTest(file: unknown): boolean {
  const failed = listIn(file, 'assertionResults').some((test) => textIn(test, 'status') === 'failed')
  return textIn(file, 'status') === 'failed' && !failed
}
