import { expect, test } from 'vitest'
import { compareAnswers } from './compare-answers.ts'

const expected = [
  { label: 'a', probabilities: { a: 0.7, b: 0.3 } },
  { label: 'b', probabilities: { a: 0.5, b: 0.5 } },
]

test('answers within float32 rounding agree', () => {
  const answers = [
    { label: 'a', probabilities: { a: 0.7000004, b: 0.2999996 } },
    { label: 'b', probabilities: { a: 0.5, b: 0.5 } },
  ]
  const result = compareAnswers(expected, answers)
  expect(result).toMatchObject({ rows: 2, agreeing: 2, problem: undefined })
  expect(result.worstDifference).toBeCloseTo(4e-7, 9)
})

test('a label may differ only between classes that are equally probable', () => {
  const [first, second] = expected
  expect(compareAnswers(expected, [first, { ...second, label: 'a' }]).agreeing).toBe(2)
  expect(compareAnswers(expected, [{ ...first, label: 'b' }, second])).toMatchObject({
    agreeing: 1,
    problem: 'row 1: label "b", expected "a"',
  })
})

test.each([
  [
    'another probability',
    { label: 'a', probabilities: { a: 0.7001, b: 0.2999 } },
    'row 1: probability of "a" 0.7001, expected 0.7',
  ],
  ['a missing probability', { label: 'a', probabilities: { a: 0.7 } }, 'row 1: no probability of "b"'],
  ['a null, as NaN is written', { label: 'a', probabilities: { a: null, b: 0.3 } }, 'row 1: no probability of "a"'],
  ['NaN', { label: 'a', probabilities: { a: Number.NaN, b: 0.3 } }, 'row 1: probability of "a" NaN, expected 0.7'],
  ['no label', { probabilities: { a: 0.7, b: 0.3 } }, 'row 1: the answer has no label'],
  ['a number', { value: 1 }, 'row 1: the answer has no label'],
  ['nothing', undefined, 'row 1: the answer has no label'],
])('%s is not what was expected', (_, answer, problem) => {
  expect(compareAnswers(expected, [answer, expected[1]])).toMatchObject({ agreeing: 1, problem })
})

test('values are measured by the largest expected one, also tiny values', () => {
  const tiny = [{ value: 2e-9 }, { value: 1e-10 }]
  expect(compareAnswers(tiny, tiny)).toMatchObject({ agreeing: 2, worstDifference: 0 })
  expect(compareAnswers(tiny, [{ value: 2e-9 }, { value: 2e-10 }])).toMatchObject({
    agreeing: 1,
    problem: 'row 2: value 2e-10, expected 1e-10',
  })
  expect(compareAnswers([{ value: 0 }], [{ value: 1e-3 }]).agreeing).toBe(0)
  expect(compareAnswers([{ value: 1 }], [{ value: Number.NaN }]).agreeing).toBe(0)
})

test('more answers than rows are no agreement', () => {
  expect(compareAnswers([{ value: 1 }], [{ value: 1 }, { value: 1 }]).problem).toBe('2 answers for 1 rows')
})
