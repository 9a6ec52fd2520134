import { expect, it } from 'vitest'
import { judgeParity } from './judge-parity.ts'

const demand = { predictions: 'trained.csv', max_abs_difference: 1e-5, max_label_flips: 1 }
const found = {
  rows: 10,
  largestDifference: { value: 1e-6, id: 'r7' },
  flips: 2,
  flipped: ['r1', 'r2'],
  numbers: false,
}

it('judges difference and flips each by its limit, and names rows', () => {
  expect(judgeParity(demand, found).findings).toMatchObject([
    {
      verdict: 'pass',
      reason:
        'parity max_abs_difference: the largest difference is 0.000001, in the row with the id "r7"; 0.00001 is allowed',
    },
    {
      verdict: 'fail',
      reason: 'parity max_label_flips: 2 of 10 rows get another class (ids "r1", "r2"); only 1 is allowed',
    },
  ])
})

it('passes nothing that cannot be measured', () => {
  const verdicts = (outcome: Parameters<typeof judgeParity>[1]) =>
    judgeParity(demand, outcome).findings.map(({ verdict }) => verdict)
  expect(verdicts({ problem: 'the candidate is not scored here' })).toEqual(['error', 'error'])
  expect(verdicts({ ...found, largestDifference: undefined })[0]).toBe('error')
  expect(verdicts({ ...found, numbers: true, flips: 0, flipped: [] })[1]).toBe('error')
})

it('refuses to judge nothing', () => {
  expect(() => judgeParity({ predictions: 'trained.csv' }, found)).toThrow('gate.parity: demands nothing.')
})
