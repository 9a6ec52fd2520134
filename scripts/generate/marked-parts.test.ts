import { expect, test } from 'vitest'
import { fillMarkedParts, markedPart } from './marked-parts.ts'

const table = (key: string): string | undefined => (key === 'steps' ? '| Step |' : undefined)

test('a part is filled, and filling it again changes nothing', () => {
  const once = fillMarkedParts('README.md', `Before\n\n${markedPart('steps')}\n\nAfter\n`, table)
  expect(once).toBe('Before\n\n<!-- generated:steps -->\n\n| Step |\n\n<!-- /generated -->\n\nAfter\n')
  expect(fillMarkedParts('README.md', once, table)).toBe(once)
})

test('what stood in the part before is gone', () => {
  const filled = fillMarkedParts('README.md', '<!-- generated:steps -->\nold\n<!-- /generated -->', table)
  expect(filled).not.toContain('old')
})

test('a mark shown in a code fence stays text', () => {
  const text = '```md\n<!-- generated:steps -->\n```\n'
  expect(fillMarkedParts('CONTRIBUTING.md', text, table)).toBe(text)
})

test('an unknown part is an error that says where', () => {
  expect(() => fillMarkedParts('README.md', `\n${markedPart('stepz')}`, table)).toThrow('README.md:2')
})

test('a part that does not end is an error', () => {
  expect(() => fillMarkedParts('README.md', '<!-- generated:steps -->\n', table)).toThrow('does not end')
  const two = '<!-- generated:steps -->\n<!-- generated:steps -->\n<!-- /generated -->'
  expect(() => fillMarkedParts('README.md', two, table)).toThrow('before the next begins')
})
