import type { Check, Report } from '@mlgate/core'
import { create } from 'xmlbuilder2'
import { decidingChecks, repositoryPath } from './trouble.ts'
import { visibleName, visibleText, withoutLogCommands } from './visible-text.ts'

const nameLimit = 300

/** xmlbuilder2 takes what looks like an entity for one and leaves it alone: XML knows five, and texts mean none. */
const literal = (text: string): string => text.replaceAll('&', '&amp;')

/**
 * Why a check is not a passed test case. Inconclusive is a failure with its own type: both GitLab and Jenkins show a
 * skipped test as harmless. What is no error does not decide, so it is skipped, with the message.
 */
function outcomeOf(
  check: Check,
): { readonly element: 'failure' | 'error' | 'skipped'; readonly type?: string } | undefined {
  if (check.verdict === 'pass') return undefined
  if (check.severity !== 'error') return { element: 'skipped' }
  if (check.verdict === 'error') return { element: 'error', type: 'error' }
  return { element: 'failure', type: check.verdict }
}

/**
 * JUnit XML, a test case a check, in the form that Jenkins' and GitLab's readers share. A report that did not pass always
 * holds a test case that says so, even when no check does.
 */
export function junitReport(report: Report): string {
  const suiteName = literal(`${visibleName(report.model)}/${visibleName(report.step)}`)
  const checks = decidingChecks(report)
  const count = (element: string) => checks.filter((check) => outcomeOf(check)?.element === element).length
  const totals = { tests: checks.length, failures: count('failure'), errors: count('error') }
  const document = create({ version: '1.0', encoding: 'UTF-8' })
  const suites = document.ele('testsuites', { name: 'mlgate', ...totals })
  const suite = suites.ele('testsuite', { name: suiteName, ...totals, skipped: count('skipped') })
  const properties = suite.ele('properties')
  const { model, step, verdict, outcome } = report
  for (const [name, value] of Object.entries({ model, step, verdict, outcome })) {
    properties.ele('property', { name, value: literal(visibleText(value)) })
  }
  for (const check of checks) {
    const file = check.position && repositoryPath(check.position.file)
    const place = file === undefined ? {} : { file: literal(visibleName(file, 1_000)), line: check.position?.line }
    const test = suite.ele('testcase', {
      classname: suiteName,
      name: literal(visibleName(check.name, nameLimit)),
      ...place,
      time: 0,
    })
    const outcome = outcomeOf(check)
    const message = literal(visibleText(check.message))
    if (outcome?.type) test.ele(outcome.element, { message, type: outcome.type }).txt(message)
    else if (outcome) test.ele(outcome.element, { message })
  }
  return withoutLogCommands(`${document.end({ prettyPrint: true })}\n`)
}
