import { expect, test } from 'vitest'
import { declaredPosition } from './declared-position.ts'
import { loadProject } from './project.ts'

const body = (indent: string) =>
  [
    'task: classification',
    'candidate: {onnx: m.onnx}',
    'data: {test: t.csv, label: y, id: row}',
    'gate:',
    '  metrics:',
    '    recall: {min: 0.7}',
  ]
    .map((line) => `${indent}${line}\n`)
    .join('')

test('the line of a metric is the one where its name stands', () => {
  const project = loadProject(`model: flights\n${body('')}`, 'mlgate.yml')
  expect(declaredPosition(project, 'flights', ['gate', 'metrics', 'recall'])).toEqual({
    file: 'mlgate.yml',
    line: 7,
    column: 5,
  })
})

test('of several models it is the line of the model that is meant', () => {
  const project = loadProject(`models:\n  one:\n${body('    ')}  two:\n${body('    ')}`, 'mlgate.yml')
  expect(declaredPosition(project, 'two', ['gate', 'metrics', 'recall'])?.line).toBe(15)
})

test('what the file does not say itself has no line', () => {
  const project = loadProject(`model: flights\n${body('')}`, 'mlgate.yml')
  expect(declaredPosition(project, 'flights', ['gate', 'metrics', 'roc_auc'])).toBeUndefined()
  expect(declaredPosition(project, 'flights', ['gate', 'fairness'])).toBeUndefined()
  expect(declaredPosition(project, 'flights', ['gate', 'metrics', 'constructor'])).toBeUndefined()
  expect(declaredPosition(project, 'other', ['gate'])).toBeUndefined()
})
