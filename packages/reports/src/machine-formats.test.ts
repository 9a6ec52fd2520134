import type { Check, Report } from '@mlgate/core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { create } from 'xmlbuilder2'
import { annotationsOf } from './annotations.ts'
import { codeQualityReport } from './code-quality.ts'
import { attacks, reportOf } from './fixtures/attacks.ts'
import { blocked, passing } from './fixtures/flight-delay.ts'
import { junitReport } from './junit.ts'
import { openMetrics } from './openmetrics.ts'
import { resultJson, resultLimit } from './result-json.ts'
import { resultJsonSchema } from './result-schema.ts'
import { sarifReport } from './sarif.ts'

const otherwise = { file: 'mlgate.yml', line: 12, column: 1 }
const options = { version: '1.2.3', otherwise, exitCode: 1, generated: new Date(0) } as const
const sarif = (report: Report) => JSON.parse(sarifReport(report, options))
const quality = (report: Report) => JSON.parse(codeQualityReport(report, otherwise))

const check = (name: string, more: Partial<Check> = {}): Check => ({
  name,
  verdict: 'fail',
  message: `${name} is wrong.`,
  severity: 'error',
  ...more,
})
const reportWith = (...checks: Check[]): Report => ({ ...blocked, checks })

/** The part of Code Climate's form that GitLab documents; it drops what is otherwise. */
const gitlabIssues = new Ajv2020().compile({
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', pattern: '^[a-z0-9._-]+/[a-z0-9._-]+$' },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        additionalProperties: false,
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', minLength: 1, not: { pattern: '^(\\./|/|\\.\\./)' } },
          lines: {
            type: 'object',
            additionalProperties: false,
            required: ['begin'],
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
})
const isResult = new Ajv2020({ strict: true }).compile(resultJsonSchema())

describe('SARIF', () => {
  test('has a result for each check that did not pass, what decides first', () => {
    const report = reportWith(
      check('rows', { severity: 'info' }),
      check('age', { severity: 'warning', verdict: 'inconclusive' }),
      check('recall', { verdict: 'pass' }),
      check('precision', { verdict: 'inconclusive' }),
      check('roc_auc'),
      check('latency', { verdict: 'error' }),
    )
    const [run] = sarif(report).runs
    expect(run.results.map((one: { ruleId: string; level: string }) => [one.ruleId, one.level])).toEqual([
      ['evaluate-gate/latency', 'error'],
      ['evaluate-gate/roc_auc', 'error'],
      ['evaluate-gate/precision', 'error'],
      ['evaluate-gate/age', 'warning'],
      ['evaluate-gate/rows', 'note'],
    ])
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(
      run.results.map(({ ruleId }: { ruleId: string }) => ruleId),
    )
  })

  test('of a report that passed is a run without results, under the same name, so that alerts close', () => {
    const [before] = sarif(blocked).runs
    const [after] = sarif(passing).runs
    expect(before.results).not.toHaveLength(0)
    expect(after.results).toEqual([])
    expect(after.automationDetails).toEqual({ id: 'mlgate/flight-delay/evaluate-gate/' })
    expect(after.automationDetails).toEqual(before.automationDetails)
  })

  test('never says that a report which did not pass has nothing to tell', () => {
    for (const verdict of ['fail', 'inconclusive', 'error'] as const) {
      expect(sarif({ ...reportWith(check('recall', { verdict: 'pass' })), verdict }).runs[0].results).toHaveLength(1)
    }
  })

  test('points at the line that demands it, and at the rows where it shows', () => {
    const position = { file: 'contracts/a b.odcs.yaml', line: 7, column: 3 }
    const places = [{ position: { file: 'data/train.csv', line: 41, column: 1 }, message: 'row 40' }]
    const [result] = sarif(reportWith(check('distance', { position, places }))).runs[0].results
    expect(result.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'contracts/a%20b.odcs.yaml', uriBaseId: 'SRCROOT' },
          region: { startLine: 7, startColumn: 3 },
        },
      },
    ])
    expect(result.relatedLocations[0].physicalLocation.region.startLine).toBe(41)
  })

  test.each(['../../etc/passwd', '/etc/passwd', 'a/../../b', 'a\0b', ''])(
    'stands in mlgate.yml instead of %j',
    (file) => {
      const [result] = sarif(reportWith(check('x', { position: { file, line: 3, column: 1 } }))).runs[0].results
      expect(result.locations[0].physicalLocation).toMatchObject({
        artifactLocation: { uri: 'mlgate.yml' },
        region: { startLine: 12 },
      })
    },
  )

  test('knows a trouble again when its numbers and lines move, and tells two apart whose names read alike', () => {
    const of = (...checks: Check[]) =>
      sarif(reportWith(...checks)).runs[0].results.map((one: { ruleId: string; partialFingerprints: object }) => [
        one.ruleId,
        one.partialFingerprints,
      ])
    const moved = check('recall on a', { message: '0.7', position: { file: 'mlgate.yml', line: 99, column: 1 } })
    expect(of(moved)).toEqual(of(check('recall on a')))
    const [first, second] = of(check('recall on a'), check('recall-on a'))
    expect(first[0]).not.toBe(second[0])
    expect(first[1]).not.toEqual(second[1])
  })

  test('says whether the step could judge, and what it ended with', () => {
    expect(sarif(blocked).runs[0].invocations).toEqual([
      { executionSuccessful: true, exitCode: 1, endTimeUtc: '1970-01-01T00:00:00.000Z' },
    ])
    expect(sarif({ ...blocked, verdict: 'error' }).runs[0].invocations[0].executionSuccessful).toBe(false)
  })

  test('of ten thousand checks with long messages fits what GitHub takes, and counts what is left out', () => {
    const many = Array.from({ length: 10_000 }, (_, row) => check(`c${row}`, { message: '\u{1F600}'.repeat(3_000) }))
    const text = sarifReport(reportWith(...many), options)
    expect(Buffer.byteLength(text)).toBeLessThan(15_000_000)
    const [run] = JSON.parse(text).runs
    const [{ message }] = run.invocations[0].toolExecutionNotifications
    expect(message.text).toContain(`${10_000 - run.results.length} more results`)
  })
})

describe('code quality for GitLab', () => {
  test('lists what did not pass, with path and line', () => {
    const position = { file: './contracts/flights.odcs.yaml', line: 7, column: 3 }
    const issues = quality(
      reportWith(
        check('distance', { position }),
        check('rows', { severity: 'warning' }),
        check('told', { severity: 'info' }),
      ),
    )
    expect(gitlabIssues(issues), JSON.stringify(gitlabIssues.errors)).toBe(true)
    expect(issues).toMatchObject([
      {
        description: 'flight-delay, distance: distance is wrong.',
        check_name: 'evaluate-gate/distance',
        severity: 'critical',
        location: { path: 'contracts/flights.odcs.yaml', lines: { begin: 7 } },
      },
      { severity: 'minor', location: { path: 'mlgate.yml', lines: { begin: 12 } } },
      { severity: 'info', location: { path: 'mlgate.yml', lines: { begin: 12 } } },
    ])
  })

  test('of a report that passed is an empty list, so that what was wrong counts as resolved', () => {
    expect(quality(passing)).toEqual([])
  })

  test('gives each issue a fingerprint of its own', () => {
    const issues = quality(reportWith(check('a'), check('A'), check('a '), check('ä')))
    expect(new Set(issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(4)
  })
})

describe('annotations', () => {
  test('come most important first, the rows of the data last and as notices', () => {
    const places = [{ position: { file: 'data/train.csv', line: 41, column: 1 }, message: 'Row 40.' }]
    const report = reportWith(
      check('late', { severity: 'warning', places }),
      check('a'),
      check('b', { verdict: 'error' }),
    )
    expect(annotationsOf(report).map(({ level, message }) => [level, message])).toEqual([
      ['error', 'b is wrong.'],
      ['error', 'a is wrong.'],
      ['warning', 'late is wrong.'],
      ['notice', 'Row 40.'],
    ])
  })

  test('of a report that did not pass say so, even when no check does', () => {
    expect(annotationsOf({ ...blocked, checks: [] })).toHaveLength(1)
  })
})

describe('the result', () => {
  test.each(Object.entries(attacks))('is of its published schema with strings that try to %s', (_, text) => {
    const result = JSON.parse(resultJson(reportOf(text), { verdict: text }))
    expect(isResult(result), JSON.stringify(isResult.errors)).toBe(true)
  })

  test('is of its published schema, and of no other', () => {
    expect(isResult(JSON.parse(resultJson(blocked)))).toBe(true)
    expect(isResult({ ...JSON.parse(resultJson(blocked)), more: 1 })).toBe(false)
  })

  test('stays below its limit whatever comes, loses what passed first, and says how much', () => {
    const long = 'm'.repeat(1_000_000)
    const passed = Array.from({ length: 3_000 }, (_, index) => check(`p${index}`, { verdict: 'pass', message: long }))
    const measurements = Array.from({ length: 3_000 }, (_, value) => ({
      name: 'x',
      help: '',
      labels: { label: long },
      value,
    }))
    const text = resultJson({ ...reportWith(...passed, check('bad', { message: long })), measurements }, { path: long })
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(resultLimit)
    const result = JSON.parse(text)
    expect(isResult(result), JSON.stringify(isResult.errors)).toBe(true)
    expect(result.checks[0].name).toBe('bad')
    expect(result.left_out.checks + result.checks.length).toBe(3_001)
    expect(result.left_out.measurements + result.measurements.length).toBe(3_000)
  })
})

describe('JUnit', () => {
  const cases = (report: Report) =>
    create(junitReport(report))
      .root()
      .filter((node) => node.node.nodeName === 'testcase', false, true)
      .map((node) => node.toString())

  test('tells what failed from what could not be judged and from what only warns', () => {
    const report = reportWith(
      check('a'),
      check('b', { verdict: 'error' }),
      check('c', { verdict: 'inconclusive' }),
      check('d', { severity: 'warning' }),
      check('e', { verdict: 'pass' }),
      check('f', { severity: 'info' }),
    )
    const words = cases(report).map((text) => /<(failure|error|skipped)/.exec(text)?.[1])
    expect(words).toEqual(['failure', 'error', 'failure', 'skipped', undefined, 'skipped'])
  })

  test('names the file and the line of a check, as GitLab links them', () => {
    const position = { file: './contracts/flights.odcs.yaml', line: 7, column: 3 }
    expect(cases(reportWith(check('a', { position })))[0]).toContain('file="contracts/flights.odcs.yaml" line="7"')
    expect(cases(reportWith(check('a', { position: { ...position, file: '../x' } })))[0]).not.toContain('file=')
  })

  test.each([
    ['a & b', 'a &amp; b'],
    ['&commat;', '&amp;commat;'],
    ['&#64;', '&amp;#64;'],
    ['&lt;', '&amp;lt;'],
  ])('says %j as it came, entity or not', (text, escaped) => {
    const written = junitReport({ ...reportWith(check(text, { message: text })), model: text })
    expect(written).toContain(`classname="${escaped}/evaluate-gate" name="${escaped}"`)
    expect(written).toContain(`<failure message="${escaped}" type="fail">${escaped}</failure>`)
  })

  test('says in properties whose report it is', () => {
    expect(junitReport(blocked)).toContain('<property name="verdict" value="fail"/>')
  })
})

const unseen =
  /(?!\n|\u200B|\uFE0F|\u2068|\u2069)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u

describe.each(Object.entries(attacks))('a string that tries to %s', (_, text) => {
  const report = reportOf(text)

  test('hides nothing, starts no workflow command and leaves the forms whole', () => {
    for (const written of [sarifReport(report, options), codeQualityReport(report, otherwise), junitReport(report)]) {
      expect(unseen.exec(written)?.[0]).toBeUndefined()
      expect(written).not.toMatch(/^\s*::|##\[|##vso\[/m)
    }
    expect(gitlabIssues(quality(report)), JSON.stringify(gitlabIssues.errors)).toBe(true)
    expect(sarif(report).runs[0].results).toHaveLength(2)
  })

  test('makes no link and no placeholder of a SARIF message', () => {
    for (const { message } of sarif(report).runs[0].results) expect(message.text).not.toMatch(/\]\(|\{\d/)
  })
})

test('the same numbers are the same text, whatever made them', () => {
  const measured = (value: number) =>
    openMetrics({ ...blocked, measurements: [{ name: 'x', help: 'X.', labels: {}, value }] })
  expect(measured(0.1 + 0.2)).toBe(measured(0.3))
  expect(measured(1e-7)).not.toMatch(/\de/)
})
