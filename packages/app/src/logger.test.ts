import { describe, expect, it } from 'vitest'
import { createLogger } from './logger.ts'

const logged = (message: string, format: 'text' | 'json' = 'text') => {
  const lines: string[] = []
  createLogger((line) => lines.push(line), { format, level: 'info' }).info(message)
  return lines.join('')
}

describe('the log', () => {
  it.each([
    ['a workflow command', '::error::owned', ': :error::owned\n'],
    ['a workflow command behind spaces', '  ::add-mask::x', '  : :add-mask::x\n'],
    ['a workflow command on a second line', 'a\n::set-output name=x::y', 'a\n: :set-output name=x::y\n'],
    ['an old-style command', 'x ##[error]y', 'x # #[error]y\n'],
    [
      'a command of Azure Pipelines',
      'x ##vso[task.setvariable variable=a]b',
      'x # #vso[task.setvariable variable=a]b\n',
    ],
    ['a command of TeamCity', "###TeamCity[setParameter name='a']", "## #TeamCity[setParameter name='a']\n"],
    ['an escape sequence', 'a\u001b[31mred', 'a<U+001B>[31mred\n'],
    ['a bidi override', 'a\u202eb', 'a<U+202E>b\n'],
    ['a carriage return', 'safe\r::error::x', 'safe<U+000D>::error::x\n'],
    ['a zero-width space', 'a\u200bb', 'a<U+200B>b\n'],
  ])('shows %s without obeying it', (_what, message, expected) => expect(logged(message)).toBe(expected))

  it('leaves ordinary text, tabs and accents as they are', () => {
    expect(logged('Größe:\t3 :: fine')).toBe('Größe:\t3 :: fine\n')
  })

  it('can be JSON lines for machines', () => {
    const line = logged('x ##[error]y ##vso[task.complete result=Failed]', 'json')
    expect(line).not.toMatch(/##(vso)?\[/)
    expect(JSON.parse(line)).toMatchObject({ level: 30, msg: 'x ##[error]y ##vso[task.complete result=Failed]' })
  })

  it('leaves out what is below its level', () => {
    const lines: string[] = []
    const log = createLogger((line) => lines.push(line), { format: 'text', level: 'warn' })
    log.info('quiet')
    log.warn('heard')
    expect(lines).toEqual(['warning: heard\n'])
  })
})
