import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

test('a slip of the finger finds its name', () => {
  expect(nearest('roc_acu', ['accuracy', 'roc_auc', 'recall'])).toBe('roc_auc')
  expect(nearest('tsak', ['data', 'task'])).toBe('task')
  expect(nearest('Recall', ['accuracy', 'recall'])).toBe('recall')
})

test('another word finds nothing', () => {
  expect(nearest('speed', ['accuracy', 'roc_auc', 'recall'])).toBeUndefined()
  expect(nearest('x', ['y'])).toBeUndefined()
  expect(nearest('anything', [])).toBeUndefined()
})

test('the first of equally near names wins', () => {
  expect(nearest('tent', ['test', 'tens'])).toBe('test')
  expect(nearest('mix', ['min', 'max'])).toBe('min')
})

test('an enormous name costs nothing', () => {
  expect(nearest('a'.repeat(1_000_000), ['a'.repeat(1_000_000)])).toBeUndefined()
})
