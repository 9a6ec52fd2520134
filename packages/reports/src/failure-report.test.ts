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

test('several mistakes are a list, and the first one’s place goes with the annotation', () => {
  const message = 'a.yml:2:1 no such key.\na.yml:3:5 must be a number.'
  const position = { file: 'a.yml', line: 2, column: 1 }
  const report = failureReport({ ...failure, kind: 'configuration', message, position })
  expect(summaryMarkdown(report)).toContain('> 2 things are wrong:')
  expect(report.blocks[0]).toEqual({
    kind: 'list',
    items: [['a.yml:2:1 no such key.'], ['a.yml:3:5 must be a number.']],
  })
  expect(report.checks[0]).toMatchObject({ message, position })
})
