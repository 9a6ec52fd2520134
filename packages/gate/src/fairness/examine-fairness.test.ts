import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FindingGroup } from '../finding.ts'
import { binaryScores, judgeInputOf, type ScoredCase, tableOf, uniform } from '../invented-scores.ts'
import { examineFairness } from './examine-fairness.ts'
import type { FairnessSection } from './fairness-section.ts'

const base = { baseline: { from: ['branch:main'] }, confidence: { resamples: 400 }, metrics: { accuracy: { min: 0 } } }

interface People {
  readonly sex: readonly string[]
  readonly label: readonly number[]
  readonly said: readonly number[]
}

/** People of two groups, of whom the model takes positives and negatives with the chances that `rates` gives. */
function people(sizes: readonly [number, number], rates: readonly [tpr: number, fpr: number][], seed: number): People {
  const random = uniform(seed)
  const sex = [...Array<string>(sizes[0]).fill('F'), ...Array<string>(sizes[1]).fill('M')]
  const label = sex.map(() => (random() < 0.5 ? 1 : 0))
  const said = label.map((truth, row) => {
    const [tpr, fpr] = rates[sex[row] === 'F' ? 0 : 1] as [number, number]
    return random() < (truth === 1 ? tpr : fpr) ? 0.9 : 0.1
  })
  return { sex, label, said }
}

function examined(
  { sex, label, said }: People,
  fairness: Omit<FairnessSection, 'by'> & { by?: string[] },
  change: Omit<Partial<ScoredCase>, 'gate'> & { readonly gate?: Partial<ScoredCase['gate']> } = {},
): FindingGroup {
  const { gate, ...others } = change
  const found = examineFairness(
    judgeInputOf({
      task: 'classification',
      gate: { ...base, fairness: { by: ['sex'], ...fairness }, ...gate },
      test: tableOf({ sex, label, age: sex.map((_, row) => row % 90) }),
      label: 'label',
      candidate: binaryScores(said),
      ...others,
    }),
  )
  if (found === undefined) throw new Error('Fairness was asked for.')
  return found
}

const unfair = people(
  [400, 400],
  [
    [0.5, 0.1],
    [0.9, 0.1],
  ],
  1,
)
const fair = people(
  [400, 400],
  [
    [0.8, 0.1],
    [0.8, 0.1],
  ],
  2,
)

describe('gate.fairness', () => {
  it('finds the group whose positives a model overlooks', () => {
    const { findings, title } = examined(unfair, { equalized_odds_difference: { max: 0.1 } })
    expect(findings[0]?.verdict).toBe('fail')
    expect(findings[0]?.reason).toMatch(
      /^equalized_odds_difference by sex is 0\.4\d+ \(0\.3\d+ to 0\.4\d+\), at most 0\.1 wanted$/,
    )
    expect(title).toBe('Fairness by sex: too far apart')
    expect(examined(unfair, { equal_opportunity_ratio: { min: 0.8 } }).findings[0]?.verdict).toBe('fail')
  })

  it('lets groups pass that are treated alike, unless the limit is wanted for certain of too few rows', () => {
    expect(examined(fair, { equalized_odds_difference: { max: 0.1 } }).findings[0]?.verdict).toBe('pass')
    const certain = { equalized_odds_difference: { max: 0.1, confident: true } }
    expect(examined(fair, certain).findings[0]?.verdict).toBe('inconclusive')
    const many = people(
      [4000, 4000],
      [
        [0.8, 0.1],
        [0.8, 0.1],
      ],
      3,
    )
    expect(examined(many, certain).findings[0]?.verdict).toBe('pass')
    expect(examined(unfair, certain).findings[0]?.verdict).toBe('fail')
  })

  it('takes a group without positive rows as undefined, not as unfair', () => {
    const { label, ...others } = fair
    const without = { ...others, label: label.map((truth, row) => (fair.sex[row] === 'F' ? 0 : truth)) }
    const { findings, blocks } = examined(without, { equal_opportunity_difference: { max: 0.1 } })
    expect(findings[0]).toMatchObject({
      verdict: 'inconclusive',
      reason: 'equal_opportunity_difference by sex is undefined: no row tells the rates of "sex = F"',
    })
    expect(JSON.stringify(blocks)).toContain('–')
    expect(examined(without, { demographic_parity_difference: { max: 1 } }).findings[0]?.verdict).toBe('pass')
  })

  it('says which group is too small, and never leaves it out', () => {
    const { findings, blocks } = examined(
      people(
        [12, 400],
        [
          [0.8, 0.1],
          [0.8, 0.1],
        ],
        4,
      ),
      { demographic_parity_difference: { max: 1 } },
    )
    expect(findings[0]?.verdict).toBe('inconclusive')
    expect(findings[0]?.reason).toContain('has too few rows to judge in sex = F (12); at least 30 wanted')
    expect(JSON.stringify(blocks)).toContain('12 of 30 wanted')
  })

  it('compares those who meet a condition with those who do not, and with those of whom nobody knows', () => {
    const conditions = new Map([['age >= 60', fair.sex.map((_, row) => (row % 90 === 5 ? null : row % 90 >= 60))]])
    const { findings, details } = examined(
      fair,
      { by: ['age >= 60'], min_rows: 5, demographic_parity_difference: { max: 1 } },
      { conditions },
    )
    expect(findings[0]?.name).toBe('demographic_parity_difference by age >= 60')
    expect(details).toMatchObject([
      { groups: [{ name: '(age >= 60) is unknown' }, { name: 'not (age >= 60)' }, { name: 'age >= 60' }] },
    ])
  })

  it('shows the change against the baseline, and judges it where the policy asks', () => {
    const demand = { equal_opportunity_difference: { max_regression: 0.05 } }
    const worse = { ...unfair, label: fair.label, sex: fair.sex }
    const answers = people(
      [400, 400],
      [
        [0.5, 0.1],
        [0.9, 0.1],
      ],
      2,
    )
    const lost = examined({ ...worse, label: answers.label, said: answers.said }, demand, {
      baseline: binaryScores(answers.label.map((truth) => (truth === 1 ? 0.9 : 0.1))),
    })
    expect(lost.findings[0]?.verdict).toBe('fail')
    expect(lost.findings[0]?.reason).toMatch(/went from 0\.0+ to 0\.\d+ \(Δ \+0\.\d+, interval .*\), allowed \+0\.05$/)
    const same = examined(unfair, demand, { baseline: binaryScores(unfair.said), identical: true })
    expect(same.findings[0]).toMatchObject({ verdict: 'pass' })
  })

  it('fails, or leaves unjudged, a change without a baseline, as the policy says', () => {
    const demand = { equal_opportunity_difference: { max_regression: 0.05 } }
    expect(examined(fair, demand).findings[0]?.verdict).toBe('fail')
    const accepted = { baseline: { from: ['branch:main'], if_missing: 'absolute-only' as const } }
    expect(examined(fair, demand, { gate: accepted })).toMatchObject({
      findings: [],
      title: 'Fairness by sex: not judged',
    })
  })

  it('draws whole groups of rows that depend on each other, and wants thirty of them', () => {
    const certain = { demographic_parity_difference: { max: 0.1, confident: true } }
    const table = (groups: number) => ({
      test: tableOf({ sex: fair.sex, label: fair.label, user: fair.sex.map((_, row) => `u${row % groups}`) }),
      columns: { group: 'user' },
    })
    expect(examined(fair, certain, table(20)).findings[0]?.reason).toContain(
      'data.group has 20 groups, and at least 30',
    )
    const wide = examined(fair, certain, table(40)).findings[0]?.reason
    expect(wide).toMatch(/\(0\.0+ to 0\.\d+\)/)
  })

  it('gives the same numbers for the same seed, and others for another', () => {
    const demand = { equalized_odds_difference: { max: 0.1 } }
    expect(examined(fair, demand)).toEqual(examined(fair, demand))
    const other = examined(fair, demand, { gate: { confidence: { resamples: 400, seed: 7 } } })
    expect(other.details).not.toEqual(examined(fair, demand).details)
  })

  it('refuses more than two classes, demands of nothing, and groups by the hundred', () => {
    expect(() => examined(fair, {})).toThrow('gate.fairness: demands nothing')
    expect(() => examined(fair, { demographic_parity_ratio: {} })).toThrow('Say min or max_regression')
    expect(() => examined(fair, { by: ['age'], demographic_parity_ratio: { min: 0 } })).toThrow('makes 90 groups')
    const numbers = {
      task: 'regression',
      candidate: { kind: 'regression', rows: 800, values: new Float64Array(800), scoredBy: 'mlgate' },
    } as const
    expect(() => examined(fair, { demographic_parity_ratio: { min: 0 } }, numbers)).toThrow('is for two classes')
  })

  it('cannot judge predictions that are NaN', () => {
    const broken = { ...fair, said: fair.said.map((score, row) => (row === 3 ? Number.NaN : score)) }
    expect(examined(broken, { demographic_parity_ratio: { min: 0 } }).findings[0]?.verdict).toBe('error')
  })
})

describe("the values are Fairlearn's", () => {
  // Made by packages/statistics/testdata/fairlearn/make-fairlearn.py with fairlearn 0.15.0.
  const read = (name: string) =>
    readFileSync(new URL(`../../../statistics/testdata/fairlearn/${name}`, import.meta.url), 'utf8')
  const lines = read('data.csv')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
  const golden = JSON.parse(read('expected.json')).sex.methods.between_groups
  it.each([
    ['demographic_parity_difference', { max: 1 }],
    ['equalized_odds_difference', { max: 1 }],
    ['equal_opportunity_difference', { max: 1 }],
    ['demographic_parity_ratio', { min: 0 }],
    ['equalized_odds_ratio', { min: 0 }],
    ['equal_opportunity_ratio', { min: 0 }],
  ] as const)('%s', (name, demand) => {
    const data = {
      sex: lines.map(([sex]) => sex as string),
      label: lines.map(([, , truth]) => Number(truth)),
      said: lines.map(([, , , predicted]) => Number(predicted)),
    }
    const { details } = examined(data, { [name]: demand })
    const [{ disparities }] = details as [{ disparities: [{ candidate: number }] }]
    expect(disparities[0].candidate).toBeCloseTo(golden[name], 12)
  })
})

describe('the interval of a disparity', () => {
  it.each([
    [
      'groups that are alike',
      [
        [0.8, 0.2],
        [0.8, 0.2],
      ],
      0,
    ],
    [
      'groups that are apart',
      [
        [0.8, 0.2],
        [0.7, 0.2],
      ],
      0.1,
    ],
  ] as const)('holds the truth about as often as it says, of %s', (_what, rates, truth) => {
    let missed = 0
    for (let seed = 0; seed < 200; seed++) {
      const data = people([150, 150], rates as unknown as [number, number][], 1000 + seed)
      const { details } = examined(
        data,
        { equal_opportunity_difference: { max: 1 } },
        { gate: { confidence: { resamples: 200 } } },
      )
      const [{ disparities }] = details as [{ disparities: [{ interval: { low: number; high: number } }] }]
      const { low, high } = disparities[0].interval
      if (low > truth || high < truth) missed++
    }
    // At most 10 % are expected; 31 of 200 or more would happen by chance once in 150 times.
    expect(missed).toBeLessThan(31)
    // Nor may it be so wide that it could not miss.
    expect(truth === 0 || missed > 3).toBe(true)
  })

  it('lies around the value, between 0 and 1, whatever the groups', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 40, max: 90 }), (seed, size) => {
        const data = people(
          [size, 60],
          [
            [0.7, 0.2],
            [0.6, 0.4],
          ],
          seed,
        )
        const { details } = examined(data, {
          equalized_odds_difference: { max: 1 },
          demographic_parity_ratio: { min: 0 },
        })
        const [{ disparities }] = details as [
          { disparities: { candidate: number; interval: { low: number; high: number } }[] },
        ]
        for (const { candidate, interval } of disparities) {
          expect(interval.low).toBeGreaterThanOrEqual(0)
          expect(interval.high).toBeLessThanOrEqual(1)
          expect(candidate).toBeGreaterThan(interval.low - 0.05)
          expect(candidate).toBeLessThan(interval.high + 0.05)
        }
      }),
      { numRuns: 20 },
    )
  })
})
