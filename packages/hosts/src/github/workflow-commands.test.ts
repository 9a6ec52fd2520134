import type { Annotation } from '@mlgate/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AnnotationBudget, maskCommands, workflowCommand } from './workflow-commands.ts'

function annotations(level: Annotation['level'], count: number): Annotation[] {
  return Array.from({ length: count }, (_, index) => ({ level, title: 'gate', message: `${level} ${index}` }))
}

function lines(commands: string, level: string): string[] {
  return commands.split('\n').filter((line) => line.startsWith(`::${level} `))
}

describe('a workflow command', () => {
  test('keeps hostile text in its place', () => {
    const annotation: Annotation = {
      level: 'error',
      title: 'a,file=/etc/passwd::x',
      message: '100%\r\n::set-output name=passed::true',
      position: { file: 'a:b,c.csv', line: 3, column: 1 },
    }
    // Escapes as in actions/toolkit, packages/core/__tests__/command.test.ts.
    expect(new AnnotationBudget().commands([annotation])).toBe(
      '::error title=a%2Cfile=/etc/passwd%3A%3Ax,file=a%3Ab%2Cc.csv,line=3,col=1::100%25%0D%0A::set-output name=passed::true\n',
    )
  })

  test('is one line whatever the text', () => {
    const line = fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (title, message) => {
      expect(workflowCommand('error', { title }, message).split(/\r|\n/)).toHaveLength(2)
    })
    fc.assert(line)
  })
})

describe('annotations', () => {
  test('beyond ten of a level give the last place to a count of the rest', () => {
    const shown = lines(new AnnotationBudget().commands(annotations('error', 25)), 'error')
    expect(shown).toHaveLength(10)
    expect(shown[0]).toContain('error 0')
    expect(shown[9]).toContain('16 more')
  })

  test('are ten errors and ten warnings a step, over several calls', () => {
    const budget = new AnnotationBudget()
    const commands = [9, 5, 3].map((count) => budget.commands(annotations('warning', count))).join('')
    expect(lines(commands, 'warning')).toHaveLength(10)
    expect(lines(commands, 'warning')[9]).toContain('5 more')
    expect(lines(budget.commands(annotations('error', 10)), 'error')).toHaveLength(10)
  })
})

test('a secret of several lines is masked line by line', () => {
  expect(maskCommands('-----BEGIN KEY-----\r\nab%c\n\n-----END KEY-----\n')).toBe(
    '::add-mask::-----BEGIN KEY-----\n::add-mask::ab%25c\n::add-mask::-----END KEY-----\n',
  )
})
