import { paragraph } from '@mlgate/core'
import { expect, test } from 'vitest'
import { failureReport } from './failure-report.ts'
import { summaryMarkdown } from './markdown.ts'

const failure = {
  model: 'm',
  step: 'train-model',
  message: 'registry.example: 503 after 3 tries',
  kept: [paragraph('3 of 5 done')],
}

test('a step that died is an error with its message and what was kept', () => {
  const report = failureReport({ ...failure, kind: 'infrastructure' })
  expect(report.verdict).toBe('error')
  expect(report.checks.map((check) => check.verdict)).toEqual(['error'])
  const markdown = summaryMarkdown(report)
  expect(markdown).toContain('[!CAUTION]\n> registry.example: 503 after 3 tries')
  expect(markdown).toContain('3 of 5 done')
  expect(markdown).toContain('not a verdict on the change')
})

test('the stack is shown of a bug alone', () => {
  const stack = 'Error: x\n    at run (step.ts:1:1)'
  expect(summaryMarkdown(failureReport({ ...failure, kind: 'bug', stack }))).toContain('at run (step.ts:1:1)')
  expect(summaryMarkdown(failureReport({ ...failure, kind: 'configuration', stack }))).not.toContain('step.ts')
})
