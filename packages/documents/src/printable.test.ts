import { expect, test } from 'vitest'
import { pathText, printable, quoted } from './printable.ts'

test('characters that disguise a line are spelled out', () => {
  expect(printable('a\u0000b\u202Ec\nd\u001B[31m\u200B\u2028')).toBe(
    'a\\u{0}b\\u{202e}c\\u{a}d\\u{1b}[31m\\u{200b}\\u{2028}',
  )
  expect(printable('\uD800')).toBe('\\u{d800}')
  expect(printable('größe 😀')).toBe('größe 😀')
})

test('a long text is cut between characters', () => {
  expect(printable('😀😀😀', 2)).toBe('😀😀…')
  expect(printable('x'.repeat(1_000_000), 3)).toBe('xxx…')
  expect(printable('xxx', 3)).toBe('xxx')
})

test('a quoted text shows where it ends', () => {
  expect(quoted('say "no"\\')).toBe('"say \\"no\\"\\\\"')
})

test('a path reads as people write it', () => {
  expect(pathText([])).toBe('the file')
  expect(pathText(['gate', 'metrics', 'roc_auc'])).toBe('gate.metrics.roc_auc')
  expect(pathText(['train', 'inputs', 2])).toBe('train.inputs[2]')
  expect(pathText(['models', 'a b', 'x.y'])).toBe('models["a b"]["x.y"]')
})
