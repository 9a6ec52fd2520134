import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { categoryMeans } from './category-means.ts'
import { categorySeparation } from './category-separation.ts'
import { classSeparation } from './class-separation.ts'
import { confidentJoint, findLabelIssues, type LabelledProbabilities } from './confident-learning.ts'
import { roundedShares } from './rounded-shares.ts'

interface Issues {
  readonly joint: number[][]
  readonly calibrated: number[][]
  readonly rows: number[]
}

// Made by testdata/cleanlab/make-cleanlab.py with cleanlab 2.9.0 and scikit-learn 1.9.1.
const folder = new URL('../../testdata/cleanlab/', import.meta.url)
const golden = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as {
  digits: Issues
  synthetic: (Issues & { labels: number[]; classes: number; probabilities: number[] })[]
  separation: { classes: number; truth: number[]; values: number[]; auc: number }[]
}

function digits(): LabelledProbabilities {
  const lines = readFileSync(new URL('digits.csv', folder), 'utf8').trim().split('\n').slice(1)
  const rows = lines.map((line) => line.split(',').map(Number))
  return {
    labels: Int32Array.from(rows, ([label]) => label ?? -1),
    classes: 10,
    probabilities: Float64Array.from(rows.flatMap((row) => row.slice(2))),
  }
}

describe('confident learning', () => {
  const cases = [
    { name: 'digits with flipped labels', observed: digits(), expected: golden.digits },
    ...golden.synthetic.map((set, index) => ({
      name: `made-up set ${index + 1}`,
      observed: {
        labels: Int32Array.from(set.labels),
        classes: set.classes,
        probabilities: Float64Array.from(set.probabilities),
      },
      expected: set,
    })),
  ]
  test.each(cases)('$name: joint and rows are cleanlab’s', ({ observed, expected }) => {
    expect(confidentJoint(observed)).toEqual(expected.joint)
    const { joint, rows } = findLabelIssues(observed)
    expect(joint).toEqual(expected.calibrated)
    expect(rows).toEqual(expected.rows)
    expect(rows.length).toBeGreaterThan(0)
  })

  test('labels that the model is sure of are never issues', () => {
    const observed = {
      labels: Int32Array.of(0, 1, 0, 1),
      classes: 2,
      probabilities: Float64Array.of(1, 0, 0, 1, 1, 0, 0, 1),
    }
    expect(findLabelIssues(observed).rows).toEqual([])
  })

  test('the order of the rows changes nothing', () => {
    const { labels, classes, probabilities } = digits()
    const rows = [...labels.keys()].reverse()
    const turned = findLabelIssues({
      labels: Int32Array.from(rows, (row) => labels[row] as number),
      classes,
      probabilities: Float64Array.from(
        rows.flatMap((row) => [...probabilities.slice(row * classes, (row + 1) * classes)]),
      ),
    })
    expect(turned.rows.map((row) => rows[row]).sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(golden.digits.rows)
  })

  test('a label that is no class is refused', () => {
    const observed = { labels: Int32Array.of(0, 2), classes: 2, probabilities: new Float64Array(4) }
    expect(() => findLabelIssues(observed)).toThrow(RangeError)
    expect(() => findLabelIssues({ ...observed, classes: 3 })).toThrow(RangeError)
  })
})

test('rounded shares keep their sum and stay within one of what they were', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 1 }), (values) => {
      const rounded = roundedShares(values)
      const sum = (of: readonly number[]): number => of.reduce((total, value) => total + value, 0)
      expect(Math.abs(sum(rounded) - sum(values))).toBeLessThanOrEqual(0.5 + 1e-6)
      for (const [index, value] of rounded.entries()) {
        expect(Number.isInteger(value)).toBe(true)
        expect(Math.abs(value - (values[index] as number))).toBeLessThanOrEqual(1)
      }
    }),
  )
})

describe('how well a column parts the classes', () => {
  test.each(golden.separation)(
    '$classes classes: the mean over pairs is scikit-learn’s',
    ({ classes, truth, values, auc }) => {
      const found = classSeparation(Float64Array.from(values), Int32Array.from(truth), { classes })
      expect(found.classes).toBe(classes)
      expect(Math.abs(found.auc - auc)).toBeLessThan(1e-12)
    },
  )

  test('it is the share of pairs of rows in the right order', () => {
    const column = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: -5, max: 5 })), { minLength: 2 })
    fc.assert(
      fc.property(column, (rows) => {
        const shares: number[] = []
        for (const [a, b] of [
          [0, 1],
          [0, 2],
          [1, 2],
        ]) {
          const ones = rows.filter(([label]) => label === a)
          const others = rows.filter(([label]) => label === b)
          if (ones.length === 0 || others.length === 0) continue
          let right = 0
          for (const [, x] of ones) for (const [, y] of others) right += x > y ? 1 : x === y ? 0.5 : 0
          const share = right / (ones.length * others.length)
          shares.push(Math.max(share, 1 - share))
        }
        const expected = shares.reduce((sum, share) => sum + share, 0) / shares.length
        const values = Float64Array.from(rows, ([, value]) => value)
        const { auc } = classSeparation(
          values,
          Int32Array.from(rows, ([label]) => label),
          { classes: 3 },
        )
        if (shares.length === 0) expect(auc).toBeNaN()
        else expect(auc).toBeCloseTo(expected, 12)
      }),
    )
  })

  test('rows without a value, and classes with too few, are left out', () => {
    const values = Float64Array.of(1, 2, Number.NaN, 3, 4, 0)
    const truth = Int32Array.of(0, 0, 0, 1, 1, 2)
    expect(classSeparation(values, truth, { classes: 3, minimumRows: 2 })).toEqual({ auc: 1, classes: 2 })
    expect(classSeparation(values, truth, { classes: 3, minimumRows: 3 }).auc).toBeNaN()
  })
})

describe('how well categories part the classes', () => {
  const truth = Int32Array.from({ length: 400 }, (_, row) => Math.floor(row / 7) % 2)

  test('a category for each class tells all', () => {
    expect(categorySeparation(truth, truth, { classes: 2 }).auc).toBe(1)
  })

  test('values that stand once, and one value for all, tell nothing', () => {
    const ids = Int32Array.from(truth.keys())
    expect(categorySeparation(ids, truth, { classes: 2 }).auc).toBe(0.5)
    const same = new Int32Array(truth.length)
    // The other folds' share is a little lower where a fold's own is higher: never above ½.
    expect(categorySeparation(same, truth, { classes: 2 }).auc).toBeLessThanOrEqual(0.5)
  })

  test('codes in no order tell all, where numbers would not', () => {
    const codes = Int32Array.from(truth, (label, row) => (label === 1 ? 1 : row % 2 === 0 ? 0 : 2))
    expect(categorySeparation(codes, truth, { classes: 2 }).auc).toBe(1)
    expect(classSeparation(Float64Array.from(codes), truth, { classes: 2 }).auc).toBeLessThan(0.6)
  })

  test('it is the area over the rows, each worth what its category is in the other folds', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 1 })), { minLength: 1 })
    fc.assert(
      fc.property(rows, (all) => {
        const worth = all.map(([category], row) => {
          const others = all.filter(([other], at) => other === category && at % 5 !== row % 5)
          return others.length === 0 ? 0.5 : others.filter(([, label]) => label === 0).length / others.length
        })
        let [right, pairs] = [0, 0]
        for (const [a, [, one]] of all.entries()) {
          for (const [b, [, other]] of all.entries()) {
            if (one !== 0 || other !== 1) continue
            pairs++
            right += (worth[a] as number) > (worth[b] as number) ? 1 : worth[a] === worth[b] ? 0.5 : 0
          }
        }
        const { auc } = categorySeparation(
          Int32Array.from(all, ([category]) => category),
          Int32Array.from(all, ([, label]) => label),
          { classes: 2 },
        )
        if (pairs === 0) expect(auc).toBeNaN()
        else expect(auc).toBeCloseTo(right / pairs, 12)
      }),
    )
  })
})

test('a category is worth the mean of its rows in the other folds', () => {
  const categories = Int32Array.of(0, 0, 1, 0, 2, 0, 1)
  const target = Float64Array.of(1, 2, 3, 4, 5, 6, 7)
  const mean = 28 / 7
  expect([...categoryMeans(categories, target)]).toEqual([(2 + 4) / 2, 11 / 3, 7, 9 / 3, mean, (2 + 4) / 2, 3])
  expect(() => categoryMeans(categories, target.slice(1))).toThrow(RangeError)
})
