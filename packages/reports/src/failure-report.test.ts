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

test('mistakes that are not shown are counted', () => {
  const message = 'a.yml:2:1 x: no such key.\na.yml:3:5 y: must be a number.\n… and 5 more.'
  const report = failureReport({ ...failure, kind: 'configuration', message })
  expect(report.reason).toEqual(['7 things are wrong:'])
})

test('several lines of one program’s complaint are one thing', () => {
  const message = "git: fatal: couldn't find remote ref\nfatal: the remote end hung up"
  const report = failureReport({ ...failure, kind: 'infrastructure', message })
  expect(report.reason).toEqual([message])
  expect(summaryMarkdown(report)).toContain('remote ref fatal: the remote end hung up')
})

test('a refusal says why, and neither asks for a correction nor speaks of an outage', () => {
  const report = failureReport({
    ...failure,
    step: 'register-model',
    kind: 'refusal',
    message: 'Nothing was registered.',
  })
  expect(report).toMatchObject({ verdict: 'error', outcome: 'register-model refused' })
  expect(report.blocks).toEqual(failure.kept)
})

test('other bytes than were recorded are no outage', () => {
  const markdown = summaryMarkdown(failureReport({ ...failure, kind: 'integrity', message: 'a is b, not c.' }))
  expect(markdown).toContain('found other bytes than were recorded')
  expect(markdown).not.toMatch(/outage|right/)
})
