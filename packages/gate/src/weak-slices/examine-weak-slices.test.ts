import { describe, expect, it } from 'vitest'
import {
  binaryScores,
  judgeInputOf,
  labelScores,
  type ScoredCase,
  tableOf,
  uniform,
  valueScores,
} from '../invented-scores.ts'
import { examineWeakSlices, mostRows } from './examine-weak-slices.ts'
import type { WeakSlicesSection } from './weak-slices-section.ts'

const rows = 6000
const random = uniform(11)
const age = Array.from({ length: rows }, () => 20 + Math.floor(random() * 60))
const plan = age.map(() => ['basic', 'pro', 'team'][Math.floor(random() * 3)] as string)
const truth = age.map(() => (random() < 0.5 ? 1 : 0))
const isOldAndBasic = (row: number): boolean => (age[row] as number) >= 62 && plan[row] === 'basic'

/** A model that is wrong with the chance that `risk` gives. */
function model(seed: number, risk: (row: number) => number) {
  const own = uniform(seed)
  return binaryScores(truth.map((label, row) => (own() < risk(row) === (label === 1) ? 0.2 : 0.8)))
}

const everywhere = model(1, () => 0.15)
const weak = model(2, (row) => (isOldAndBasic(row) ? 0.55 : 0.15))

function examined(
  change: Partial<ScoredCase> & { readonly candidate: ScoredCase['candidate'] },
  section?: WeakSlicesSection,
  of: Parameters<typeof examineWeakSlices>[1] = { features: undefined, exclude: ['id'] },
) {
  return examineWeakSlices(
    judgeInputOf({
      task: 'classification',
      gate: {
        baseline: { from: ['branch:main'], if_missing: 'absolute-only' },
        metrics: { accuracy: { min: 0 } },
        ...(section === undefined ? {} : { weak_slices: section }),
      },
      test: tableOf({ id: age.map((_, row) => row), y: truth, age, plan }),
      label: 'y',
      ...change,
    }),
    of,
  )
}

interface Told {
  readonly against: string
  readonly words: string
  readonly sql: string
  readonly sentence: string
  readonly value: number
}

function foundIn(group: ReturnType<typeof examined>): readonly Told[] {
  if (group === undefined) return []
  return (group.details as { readonly found: readonly Told[] }).found
}

describe('the search for slices that nobody named', () => {
  it('tells the slice in which a model is worse, and in which it lost against the baseline, with its numbers and SQL', () => {
    const group = examined({ candidate: weak, baseline: everywhere }, {})
    const found = foundIn(group)
    expect(found.map(({ against }) => against)).toEqual(['rest', 'baseline'])
    for (const { sentence, sql, value } of found) {
      expect(sentence).toMatch(
        /^(age ≥ 6\d and plan = basic|plan = basic and age ≥ 6\d): accuracy 0\.4\d+, n = \d+ \((elsewhere 0\.8\d*, baseline 0\.8\d*|baseline 0\.8\d*: −0\.4\d*, elsewhere [+−]?0\.0\d*)\)$/,
      )
      expect(sql).toMatch(/plan = 'basic'/)
      expect(value).toBeLessThan(0.6)
    }
    expect(group).toMatchObject({ title: 'Weak slices: 2 found', findings: [] })
    expect(JSON.stringify(group?.blocks)).toContain('the numbers are of the other half')
  })

  it('is silent by itself when nothing was found, and says so when it was asked for', () => {
    expect(examined({ candidate: everywhere, baseline: model(3, () => 0.15) })).toBeUndefined()
    expect(examined({ candidate: everywhere, baseline: model(3, () => 0.15) }, {})?.title).toBe(
      'Weak slices: none found',
    )
    expect(examined({ candidate: weak })?.title).toBe('Weak slices: 1 found')
    expect(examined({ candidate: weak }, false)).toBeUndefined()
  })

  it('does not find again what the baseline had, when it looks for what was lost', () => {
    const same = examined({ candidate: weak, baseline: model(4, (row) => (isOldAndBasic(row) ? 0.55 : 0.15)) }, {})
    expect(foundIn(same).map(({ against }) => against)).toEqual(['rest'])
    expect(foundIn(examined({ candidate: weak, baseline: weak, identical: true }, {}))).toHaveLength(1)
  })

  it.each(['inconclusive', 'fail'] as const)('makes the verdict %s where the policy says so', (on_found) => {
    const { findings = [] } =
      examined({ candidate: weak, baseline: everywhere }, { on_found, against: ['baseline'] }) ?? {}
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ verdict: on_found })
    expect(findings[0]?.reason.startsWith(findings[0].name)).toBe(true)
    const nothing = examined({ candidate: everywhere }, { on_found, against: ['rest'] })
    expect(nothing?.findings).toEqual([{ name: 'weak slices', verdict: 'pass', reason: 'weak slices were not found' }])
  })

  it('lets nothing pass that could not be searched for', () => {
    const labels = labelScores(truth.map(String), ['0', '1'])
    const section = { on_found: 'fail', metric: 'log_loss' } as const
    expect(examined({ candidate: labels }, { ...section, against: ['rest'] })?.findings[0]).toMatchObject({
      verdict: 'error',
      reason: expect.stringContaining('the candidate gives no answers for log_loss'),
    })
    const strict = { baseline: { from: ['branch:main'] }, metrics: { accuracy: { min: 0 } } }
    const wanted = { ...strict, weak_slices: { on_found: 'fail' as const, against: ['baseline' as const] } }
    expect(examined({ candidate: weak, gate: wanted })?.findings[0]?.verdict).toBe('error')
  })

  it('measures recall on positive rows, and the error of numbers', () => {
    const blind = model(5, (row) => (isOldAndBasic(row) && truth[row] === 1 ? 0.7 : 0.1))
    expect(foundIn(examined({ candidate: blind }, { metric: 'recall' }))[0]?.sentence).toMatch(
      /recall 0\.[23]\d*, n = /,
    )
    const noise = uniform(6)
    const numbers = truth.map((_, row) => row + (noise() - 0.5) * (isOldAndBasic(row) ? 40 : 4))
    const found = foundIn(
      examined({
        task: 'regression',
        gate: { metrics: { mae: { max: 9 } } },
        test: tableOf({ id: age.map((_, row) => row), y: truth.map((_, row) => row), age, plan }),
        candidate: valueScores(numbers),
      }),
    )
    expect(found[0]?.sentence).toMatch(/mae \d+(\.\d+)?, n = \d+ \(elsewhere /)
  })

  it('slices by features alone: not by label, id or weight, unless the model sees them', () => {
    const leak = tableOf({
      id: age.map((_, row) => row),
      y: truth,
      wrong: age.map((_, row) => Number(isOldAndBasic(row))),
      plan,
    })
    const columns = { weight: 'wrong' }
    expect(
      foundIn(examined({ candidate: weak, test: leak, columns }, { against: ['rest'] })).map(({ words }) => words),
    ).not.toContain('wrong = 1')
    const seen = examined({ candidate: weak, test: leak }, {}, { features: ['wrong'], exclude: ['id'] })
    expect(foundIn(seen).map(({ words }) => words)).toEqual(['wrong = 1'])
    expect(() => examined({ candidate: weak }, { columns: ['agee'] })).toThrow(
      'have no column "agee". They have id, y, age, plan.',
    )
  })

  it('looks at so many rows and no more, and says so', () => {
    const many = mostRows + 10_000
    const draw = uniform(7)
    const label = Array.from({ length: many }, () => (draw() < 0.5 ? 1 : 0))
    const group = examined(
      { candidate: binaryScores(label), test: tableOf({ y: label, x: label.map(() => draw()) }) },
      {},
    )
    expect(JSON.stringify(group?.blocks)).toContain('of 40,000 rows drawn from 50,000')
  })

  it('looks at fewer rows of a table of very many columns', () => {
    const draw = uniform(7)
    const label = Array.from({ length: 2_100 }, () => (draw() < 0.5 ? 1 : 0))
    const constant = label.map(() => 1)
    const wide = Object.fromEntries(Array.from({ length: 2_000 }, (_, column) => [`c${column}`, constant]))
    const test = tableOf({ y: label, x: label.map(() => draw()), ...wide })
    const group = examined({ candidate: binaryScores(label), test }, {})
    expect(JSON.stringify(group?.blocks)).toContain('of 2,000 rows drawn from 2,100')
  })
})
