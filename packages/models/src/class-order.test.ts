import { expect, test } from 'vitest'
import { classesOfLabels, classOrder, labelIndexes } from './class-order.ts'

const evidence = {
  columns: 2,
  probabilities: Float64Array.of(0.9, 0.1),
  zipMap: undefined,
  labels: { kind: 'string' as const, values: ['ham'] },
  declared: undefined,
}
const encoded = { kind: 'integer' as const, classes: ['0', '1'] }

test('a list of encoded classes is not taken for the text labels that the model gives', () => {
  expect(() => classOrder({ ...evidence, listed: [encoded] }, 'm')).toThrow('does not say which class')
  const named = { kind: 'string' as const, classes: ['ham', 'spam'] }
  expect(classOrder({ ...evidence, listed: [encoded, named] }, 'm')).toEqual(['ham', 'spam'])
  expect(classesOfLabels(evidence.labels, [encoded, named], undefined)).toEqual(['ham', 'spam'])
})

test('two lists that contradict each other decide nothing', () => {
  const listed = [
    { kind: 'string' as const, classes: ['ham', 'spam'] },
    { kind: 'string' as const, classes: ['spam', 'ham'] },
  ]
  expect(() => classOrder({ ...evidence, listed }, 'm')).toThrow('does not say which class')
  expect(classOrder({ ...evidence, listed, declared: ['ham', 'spam'] }, 'm')).toEqual(['ham', 'spam'])
})

test('integer labels are positions only when none is a class by itself', () => {
  const labels = { kind: 'integer' as const, values: ['0', '1'] }
  expect([...labelIndexes(labels, ['ham', 'spam'], 'm')]).toEqual([0, 1])
  expect([...labelIndexes(labels, ['1', '0'], 'm')]).toEqual([1, 0])
  expect(() => labelIndexes(labels, ['1', '2'], 'm')).toThrow('gives row 1 the label "0"')
})

test('names may be given to numbered classes, but not their own labels in another order', () => {
  const listed = [{ kind: 'integer' as const, classes: ['0', '1'] }]
  const labels = { kind: 'integer' as const, values: ['0'] }
  const declare = (...declared: string[]) => classOrder({ ...evidence, listed, labels, declared }, 'm')
  expect(declare('ham', 'spam')).toEqual(['ham', 'spam'])
  expect(declare('0', '1')).toEqual(['0', '1'])
  expect(() => declare('1', '0')).toThrow(
    'm: its classes are 0, 1, in this order, but candidate.classes says 1, 0. Remove candidate.classes.',
  )
})
