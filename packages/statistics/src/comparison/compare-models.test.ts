import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MetricName } from '../metrics/metric-registry.ts'
import type {
  LabelObservations,
  Observations,
  ProbabilityObservations,
  ValueObservations,
} from '../metrics/observations.ts'
import { resampleStream, uniform } from '../resampling/resample-stream.ts'
import { groupsBy } from './cluster-groups.ts'
import type { Confidence, NoConfidence } from './compare-confidence.ts'
import { decide, relativeMargin } from './compare-decision.ts'
import { decideFamily } from './compare-family.ts'
import { compareModels, type MetricComparison, type RowDesign } from './compare-models.ts'
import { metricComparison } from './compare-named-metric.ts'
import { rowsToDecide } from './rows-needed.ts'

const settings = { resamples: 400, seed: 42 }

/** Rows of two models that differ by chance: `worse` is added to the candidate's errors. */
function scoresOf(rows: number, seed: number, worse = 0) {
  const stream = resampleStream(seed, rows)
  const noise = (): number => uniform(stream) + uniform(stream) - 1
  const truth = Int32Array.from({ length: rows }, () => Number(uniform(stream) < 0.4))
  const shared = Array.from(truth, (label) => 0.35 + 0.3 * label + 0.25 * noise())
  const probability = (score: number): number => Math.min(0.99, Math.max(0.01, score))
  return {
    truth,
    candidate: Float64Array.from(shared, (score) => probability(score + (0.1 + worse) * noise())),
    baseline: Float64Array.from(shared, (score) => probability(score + 0.1 * noise())),
  }
}

type Scores = ReturnType<typeof scoresOf>

function compared(name: MetricName, { truth, candidate, baseline }: Scores): MetricComparison {
  const labels = (scores: Float64Array): LabelObservations => ({
    kind: 'labels',
    classes: 2,
    truth,
    predicted: Int32Array.from(scores, (score) => Number(score >= 0.5)),
    positive: 1,
  })
  const probabilities = (scores: Float64Array): ProbabilityObservations => ({
    kind: 'probabilities',
    classes: 2,
    truth,
    probabilities: Float64Array.from([...scores].flatMap((score) => [1 - score, score])),
    positive: 1,
  })
  const values = (scores: Float64Array): ValueObservations => ({
    kind: 'values',
    truth: Float64Array.from(truth),
    predicted: scores,
  })
  const observed: Partial<Record<MetricName, (scores: Float64Array) => Observations>> = {
    roc_auc: probabilities,
    log_loss: probabilities,
    mae: values,
    r2: values,
  }
  const of = observed[name] ?? labels
  const averaged = ['f1', 'recall', 'precision'].includes(name)
  return metricComparison(
    name,
    { candidate: of(candidate), baseline: of(baseline) },
    averaged ? { average: 'binary' } : {},
  )
}

function confidenceOf(
  name: MetricName,
  scores: Scores,
  design: RowDesign = {},
  more: Partial<Parameters<typeof compareModels>[2]> = {},
): Confidence {
  const [found] = compareModels([compared(name, scores)], design, { ...settings, ...more }) as [
    Confidence | NoConfidence,
  ]
  if ('reason' in found) throw new Error(found.reason)
  return found
}

describe('the method', () => {
  const scores = scoresOf(300, 1)
  const groups = groupsBy(Array.from(scores.truth, (_, row) => `group ${row % 60}`))
  const weights = Float64Array.from(scores.truth, (_, row) => 1 + (row % 3))

  it.each([
    ['accuracy', 'tango'],
    ['recall', 'tango'],
    ['precision', 'cells'],
    ['f1', 'cells'],
    ['mcc', 'cells'],
    ['log_loss', 'paired-t'],
    ['mae', 'paired-t'],
    ['roc_auc', 'delong'],
    ['r2', 'rows'],
  ] as const)('for %s of independent rows is %s', (name, method) => {
    expect(confidenceOf(name, scores).method).toBe(method)
    expect(confidenceOf(name, scores, { groups }).method).toBe('cluster')
    expect(confidenceOf(name, scores, { weights }).method).toBe('rows')
    expect(confidenceOf(name, scores, { blockLength: 7 }).method).toBe('blocks')
    expect(confidenceOf(name, scores, {}, { identical: true }).method).toBe('identity')
  })

  it('for the area under a curve is a bootstrap when a class has fewer than thirty rows', () => {
    expect(confidenceOf('roc_auc', scoresOf(50, 3)).method).toBe('rows')
  })

  it.each(['accuracy', 'recall', 'f1', 'log_loss', 'roc_auc'] as const)(
    'hardly matters: for %s a bootstrap of rows comes to nearly the same bounds',
    (name) => {
      const large = scoresOf(4000, 2)
      const cheap = confidenceOf(name, large, {}, { resamples: 2000 })
      const slow = confidenceOf(name, large, {}, { method: 'resample', resamples: 2000 })
      expect(slow.method).toBe('rows')
      expect(slow.difference).toBeCloseTo(cheap.difference, 10)
      expect(Math.abs(slow.lower(0.05) - cheap.lower(0.05))).toBeLessThan(0.25 * cheap.standardError)
      expect(Math.abs(slow.upper(0.05) - cheap.upper(0.05))).toBeLessThan(0.25 * cheap.standardError)
    },
  )

  it('is nothing with fewer than thirty groups, and the reason says so', () => {
    const few = groupsBy(Array.from(scores.truth, (_, row) => row % 29))
    const [found] = compareModels([compared('accuracy', scores)], { groups: few }, settings)
    expect(found).toMatchObject({ reason: 'there are 29 groups, and at least 30 are needed' })
  })

  it('takes groups of one row each as independent rows', () => {
    const single = groupsBy(Array.from(scores.truth, (_, row) => row))
    for (const name of ['accuracy', 'f1', 'log_loss', 'roc_auc'] as const) {
      const clustered = confidenceOf(name, scores, { groups: single }, { resamples: 2000 })
      const free = confidenceOf(name, scores)
      expect(Math.abs(clustered.lower(0.05) - free.lower(0.05))).toBeLessThan(0.2 * free.standardError)
    }
  })
})

describe('bounds', () => {
  const names = ['accuracy', 'f1', 'log_loss', 'roc_auc', 'r2'] as const

  it.each(names)('of %s widen with the level, and enclose the difference', (name) => {
    fc.assert(
      fc.property(fc.nat({ max: 50 }), (seed) => {
        const found = confidenceOf(name, scoresOf(120, seed))
        const alphas = [0.2, 0.1, 0.05, 0.025, 0.01]
        for (const [index, alpha] of alphas.entries()) {
          const wider = alphas[index + 1] ?? alpha
          expect(found.lower(wider)).toBeLessThanOrEqual(found.lower(alpha))
          expect(found.upper(wider)).toBeGreaterThanOrEqual(found.upper(alpha))
        }
        expect(found.lower(0.01)).toBeLessThanOrEqual(found.difference)
        expect(found.upper(0.01)).toBeGreaterThanOrEqual(found.difference)
      }),
      { numRuns: 10 },
    )
  })

  it.each(['accuracy', 'recall', 'log_loss', 'roc_auc'] as const)(
    'of %s change sides when the models do, and do not mind the order of the rows',
    (name) => {
      fc.assert(
        fc.property(fc.nat({ max: 50 }), (seed) => {
          const scores = scoresOf(150, seed, 0.1)
          const found = confidenceOf(name, scores)
          const swapped = confidenceOf(name, { ...scores, candidate: scores.baseline, baseline: scores.candidate })
          expect(swapped.lower(0.05)).toBeCloseTo(-found.upper(0.05), 12)
          expect(swapped.upper(0.05)).toBeCloseTo(-found.lower(0.05), 12)
          const reversed = confidenceOf(name, {
            truth: scores.truth.toReversed(),
            candidate: scores.candidate.toReversed(),
            baseline: scores.baseline.toReversed(),
          })
          expect(reversed.lower(0.05)).toBe(found.lower(0.05))
          expect(reversed.upper(0.05)).toBe(found.upper(0.05))
        }),
        { numRuns: 20 },
      )
    },
  )

  it('of cells do not mind the order of the rows', () => {
    const scores = scoresOf(150, 5, 0.1)
    const reversed = {
      truth: scores.truth.toReversed(),
      candidate: scores.candidate.toReversed(),
      baseline: scores.baseline.toReversed(),
    }
    expect(confidenceOf('f1', reversed).lower(0.05)).toBe(confidenceOf('f1', scores).lower(0.05))
  })

  it.each(names)('of %s and its p values turn each other round', (name) => {
    const found = confidenceOf(name, scoresOf(200, 9, 0.1))
    for (const alpha of [0.2, 0.1, 0.05]) {
      expect(found.pAbove(found.lower(alpha))).toBeCloseTo(alpha, 6)
      expect(found.pBelow(found.upper(alpha))).toBeCloseTo(alpha, 6)
    }
    expect(found.pAbove(-2)).toBeLessThan(0.01)
    expect(found.pAbove(2)).toBeGreaterThan(0.99)
    expect(found.pBelow(2)).toBeLessThan(0.01)
  })
})

describe('models that no row tells apart', () => {
  const alike = (rows: number): Scores => {
    const { truth, baseline } = scoresOf(rows, 4)
    return { truth, candidate: baseline, baseline }
  }

  it.each(['accuracy', 'f1', 'log_loss', 'roc_auc', 'r2'] as const)(
    'are not taken for equal by %s on twenty rows, and are on many',
    (name) => {
      const judged = (rows: number) => {
        const found = confidenceOf(name, alike(rows))
        expect(found.difference).toBe(0)
        return decide(found, { direction: name === 'log_loss' ? 'minimize' : 'maximize', margin: 0.01, alpha: 0.05 })
      }
      expect(judged(20)).toMatchObject({ verdict: 'inconclusive' })
      expect(judged(20).low).toBeLessThan(0)
      expect(judged(20).high).toBeGreaterThan(0)
      expect(judged(20_000)).toMatchObject({ verdict: 'pass' })
    },
  )

  it('are not taken for equal when groups are few', () => {
    const groups = groupsBy(Array.from({ length: 60 }, (_, row) => row % 30))
    for (const name of ['accuracy', 'f1', 'log_loss', 'roc_auc'] as const) {
      const found = confidenceOf(name, alike(60), { groups })
      expect(found.upper(0.05)).toBeGreaterThan(0.01)
      expect(found.lower(0.05)).toBeLessThan(-0.01)
    }
  })

  it('but for one row may also differ on others, for the worse', () => {
    const { truth } = alike(120)
    const right = Float64Array.from(truth, (label) => (label === 1 ? 0.9 : 0.1))
    const wrong = right.slice()
    const row = truth.indexOf(1)
    wrong[row] = 0.1
    const better = { truth, candidate: right, baseline: wrong }
    const groups = groupsBy(Array.from(truth, (_, index) => index % 40))
    for (const design of [{}, { groups }]) {
      for (const name of ['accuracy', 'f1'] as const) {
        const found = confidenceOf(name, better, design, { resamples: 2000 })
        expect(found.difference).toBeGreaterThan(0)
        expect(found.lower(0.05)).toBeLessThan(0)
      }
    }
  })

  it('need as many rows as the interval says', () => {
    const found = confidenceOf('accuracy', alike(10))
    const rows = rowsToDecide(found, { rows: 10, margin: 0.01, alpha: 0.05 })!
    // Tango's half-width z²/(n + z²) is 0.01 at n = z²·(1 − δ)/δ = 268.
    expect(rows).toBeGreaterThan(200)
    expect(rows).toBeLessThan(300)
  })

  it('are equal by identity when the caller knows them to be the same', () => {
    const found = confidenceOf('accuracy', alike(10), {}, { identical: true })
    expect(decide(found, { direction: 'maximize', margin: 0, alpha: 0.05 })).toMatchObject({
      verdict: 'pass',
      pFail: 1,
    })
  })
})

describe('what cannot be compared', () => {
  it('has a reason: no rows, one row, an undefined metric', () => {
    const none = compareModels([compared('accuracy', scoresOf(0, 1))], {}, settings)[0]!
    expect(none).toMatchObject({ reason: 'there are no rows' })
    expect(compareModels([compared('accuracy', scoresOf(1, 1))], {}, settings)[0]).toMatchObject({
      reason: 'there is only one row',
    })
    const oneClass = { ...scoresOf(50, 1), truth: new Int32Array(50) }
    expect(compareModels([compared('roc_auc', oneClass)], {}, settings)[0]).toMatchObject({
      reason: 'the metric is undefined',
    })
  })

  it('has a reason: the class that recall asks about has no rows', () => {
    const none = { ...scoresOf(50, 1), truth: new Int32Array(50) }
    const [found] = compareModels([compared('recall', none)], {}, settings)
    expect(found).toHaveProperty('reason')
  })

  it('is refused when groups are of other rows', () => {
    const groups = groupsBy(Array.from({ length: 49 }, (_, row) => row))
    expect(() => compareModels([compared('recall', scoresOf(50, 1))], { groups }, settings)).toThrow(
      /groups of rows: 49/,
    )
  })

  it('has a reason: the metric is undefined in too many resamples', () => {
    const rare = { ...scoresOf(50, 1), truth: Int32Array.from({ length: 50 }, (_, row) => Number(row < 2)) }
    expect(compareModels([compared('roc_auc', rare)], {}, settings)[0]).toMatchObject({
      reason: expect.stringMatching(/^the metric is undefined in \d+ of 400 resamples$/),
    })
  })

  it('is refused when the models were asked about different rows', () => {
    const scores = scoresOf(50, 1)
    const other = { ...scores, truth: scores.truth.map((label) => 1 - label) }
    const mixed = metricComparison(
      'f1',
      {
        candidate: compared('f1', scores).labels!.candidate,
        baseline: compared('f1', other).labels!.baseline,
      },
      { average: 'binary' },
    )
    expect(() => compareModels([mixed], {}, settings)).toThrow(/row 1 is not the same for both models/)
  })
})

describe('the decision', () => {
  it('of one gate is the same by its interval, by its p value and by Holm', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('accuracy', 'f1', 'log_loss', 'roc_auc', 'r2'),
        fc.nat({ max: 200 }),
        fc.constantFrom(0, 0.005, 0.02, 0.1),
        fc.constantFrom(0, 0.15, 0.5),
        (name, seed, margin, worse) => {
          const found = confidenceOf(name, scoresOf(100, seed, worse))
          const direction = name === 'log_loss' ? 'minimize' : 'maximize'
          const decision = decide(found, { direction, margin, alpha: 0.05 })
          const [low, high] = direction === 'maximize' ? [decision.low, decision.high] : [-decision.high, -decision.low]
          expect(decision.verdict).toBe(low >= -margin ? 'pass' : high < -margin ? 'fail' : 'inconclusive')
          expect(decision.pPass <= 0.05).toBe(decision.verdict === 'pass')
          expect(decision.pFail <= 0.05).toBe(decision.verdict === 'fail')
          expect(decideFamily([decision], 0.05).verdict).toBe(decision.verdict)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('by p value does not depend on a rounding at the bound', () => {
    const found = confidenceOf('accuracy', scoresOf(100, 1))
    const at = (low: number, high: number) =>
      decide(
        { ...found, lower: () => low, upper: () => high, pAbove: () => 0.05 + 1e-15, pBelow: () => 0.05 - 1e-15 },
        { direction: 'maximize', margin: 0.01, alpha: 0.05 },
      )
    expect(at(-0.01, 0.01)).toMatchObject({ verdict: 'pass', pPass: 0.05 })
    expect(at(-0.02, -0.01).verdict).toBe('inconclusive')
    expect(at(-0.02, -0.01).pFail).toBeGreaterThan(0.05)
  })

  it('is never a pass when something is not a number', () => {
    const found = confidenceOf('accuracy', scoresOf(100, 1))
    const broken = { ...found, lower: () => Number.NaN, pAbove: () => Number.NaN }
    for (const [confidence, margin] of [
      [broken, 0.5],
      [found, Number.NaN],
      [found, -1],
    ] as const) {
      expect(decide(confidence, { direction: 'maximize', margin, alpha: 0.05 })).toMatchObject({
        verdict: 'inconclusive',
        pPass: 1,
        pFail: 1,
      })
    }
  })

  it('of several gates fails none that Holm does not, and passes only when all pass', () => {
    const gate = (verdict: 'pass' | 'fail' | 'inconclusive', pFail: number) => ({ verdict, pFail })
    expect(decideFamily([gate('fail', 0.03), gate('pass', 0.9)], 0.05)).toEqual({
      verdict: 'inconclusive',
      verdicts: ['inconclusive', 'pass'],
      adjusted: [0.06, 0.9],
    })
    expect(decideFamily([gate('fail', 0.01), gate('pass', 0.9)], 0.05).verdict).toBe('fail')
    expect(decideFamily([gate('pass', 0.7), gate('pass', 0.9)], 0.05).verdict).toBe('pass')
    expect(decideFamily([gate('pass', 0.7), gate('inconclusive', 0.2)], 0.05).verdict).toBe('inconclusive')
    expect(decideFamily([], 0.05).verdict).toBe('inconclusive')
  })

  it('on a share of the baseline takes its size, not its sign, and means nothing near zero', () => {
    expect(relativeMargin(0.02, -0.5)).toBeCloseTo(0.01, 15)
    expect(relativeMargin(0.02, 1e-13)).toBeUndefined()
    expect(relativeMargin(0.02, Number.NaN)).toBeUndefined()
  })
})
