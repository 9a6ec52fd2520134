import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { linearQuantile } from '../hypothesis-tests/linear-quantile.ts'
import type { ProbabilityObservations } from '../metrics/observations.ts'
import { prepareMetric } from '../metrics/prepare-metric.ts'
import { jackknife } from '../resampling/resample-jackknife.ts'
import { replayedResampler } from '../resampling/resampler.ts'
import { bcaAcceleration, bcaBias, bcaShare } from './bca.ts'
import { delongConfidence } from './delong.ts'
import { dieboldMarianoTest } from './diebold-mariano.ts'
import { holm } from './holm.ts'
import { mcnemarTest } from './mcnemar.ts'
import { nadeauBengioTest } from './nadeau-bengio.ts'
import { pairedMeanConfidence } from './paired-mean.ts'
import { normalQuantile } from './rows-needed.ts'
import { tangoConfidence } from './tango.ts'
import { wilsonInterval } from './wilson.ts'

interface PairedNumbers {
  readonly candidate: readonly number[]
  readonly baseline: readonly number[]
}

// Made by testdata/make-comparisons.py with SciPy 1.17.1, scikit-learn 1.9.1, statsmodels 0.15.0.
const golden: {
  readonly alpha: number
  readonly bca: PairedNumbers & {
    readonly rows: number
    readonly truth: readonly number[]
    readonly indices: readonly (readonly number[])[]
    readonly results: Readonly<Record<string, { differences: readonly number[]; low: number; high: number }>>
  }
  readonly delong: readonly (PairedNumbers & {
    readonly truth: readonly number[]
    readonly difference: number
    readonly standard_error: number
    readonly p_below_zero: number
  })[]
  readonly tango: readonly { rows: number; gained: number; lost: number; low: number; high: number }[]
  readonly mcnemar: readonly { gained: number; lost: number; exact: number }[]
  readonly holm: { readonly p: readonly number[]; readonly adjusted: readonly number[] }
  readonly wilson: readonly { count: number; of: number; interval: readonly [number, number] }[]
  readonly paired_t: PairedNumbers & { readonly low: number; readonly high: number; readonly p_above_zero: number }
  readonly diebold_mariano: readonly { differences: readonly number[]; horizon: number; t: number; p: number }[]
  readonly nadeau_bengio: { differences: readonly number[]; train: number; test: number; t: number; p: number }
} = JSON.parse(readFileSync(new URL('../../testdata/comparisons.json', import.meta.url), 'utf8'))

describe('BCa bounds equal SciPy on the rows that SciPy drew', () => {
  const { bca, alpha } = golden
  const observed = (scores: readonly number[]): ProbabilityObservations => ({
    kind: 'probabilities',
    classes: 2,
    truth: Int32Array.from(bca.truth),
    probabilities: Float64Array.from(scores.flatMap((score) => [1 - score, score])),
    positive: 1,
  })

  it.each(['roc_auc', 'log_loss', 'brier'] as const)('%s', (name) => {
    const expected = bca.results[name]!
    const ours = prepareMetric(name, observed(bca.candidate))
    const theirs = prepareMetric(name, observed(bca.baseline))
    const difference = (counts: Uint8Array | Uint32Array): number => ours.value(counts) - theirs.value(counts)
    const resample = replayedResampler(bca.indices.flat())
    const counts = new Uint32Array(bca.rows)
    const found = expected.differences.map(() => {
      resample(counts)
      return difference(counts)
    })
    for (const [number, value] of expected.differences.entries()) expect(found[number]).toBeCloseTo(value, 12)
    // SciPy's own, so that a last bit cannot move a tie across the estimate.
    const sorted = Float64Array.from(expected.differences).sort()
    const correction = {
      bias: bcaBias(sorted, difference(new Uint32Array(bca.rows).fill(1))),
      acceleration: bcaAcceleration(jackknife(difference, bca.rows)),
    }
    const z = normalQuantile(alpha)
    expect(linearQuantile(sorted, bcaShare(correction, z))).toBeCloseTo(expected.low, 11)
    expect(linearQuantile(sorted, bcaShare(correction, -z))).toBeCloseTo(expected.high, 11)
  })
})

describe('DeLong', () => {
  it.each(golden.delong)('agrees with its definition over all pairs ($difference)', (expected) => {
    const found = delongConfidence({
      positive: Uint8Array.from(expected.truth),
      candidate: Float64Array.from(expected.candidate),
      baseline: Float64Array.from(expected.baseline),
    })
    expect(found.difference).toBeCloseTo(expected.difference, 12)
    expect(found.standardError).toBeCloseTo(expected.standard_error, 12)
    expect(found.pBelow(0)).toBeCloseTo(expected.p_below_zero, 12)
  })

  // The paper's own patients with ovarian cancer (six with missing values left out), and the contrasts that SAS 9.4
  // prints for them in its user's guide: The LOGISTIC Procedure, Comparing Receiver Operating Characteristic Curves.
  const patients = [
    '3.0 5.8 10 0 3.2 6.3 5 1 3.9 6.8 3 1 2.8 4.8 6 0 3.2 5.8 3 1 0.9 4.0 5 0 2.5 5.7 8 0 1.6 5.6 5 1',
    '3.8 5.7 5 1 3.7 6.7 6 1 3.2 5.4 4 1 3.8 6.6 6 1 4.1 6.6 5 1 3.6 5.7 5 1 4.3 7.0 4 1 3.6 6.7 4 0',
    '2.3 4.4 6 1 4.2 7.6 4 0 4.0 6.6 6 0 3.5 5.8 6 1 3.8 6.8 7 1 3.0 4.7 8 0 4.5 7.4 5 1 3.7 7.4 5 1',
    '3.1 6.6 6 1 4.1 8.2 6 1 4.3 7.0 5 1 4.3 6.5 4 1 3.2 5.1 5 1 2.6 4.7 6 1 3.3 6.8 6 0 1.7 4.0 7 0',
    '3.7 6.1 5 1 3.3 6.3 7 1 4.2 7.7 6 1 3.5 6.2 5 1 2.9 5.7 9 0 2.1 4.8 7 1 2.8 6.2 8 0 4.0 7.0 7 1',
    '3.3 5.7 6 1 3.7 6.9 5 1 3.6 6.6 5 1',
  ]
    .join(' ')
    .split(' ')
    .map(Number)
  const column = (index: number): Float64Array => Float64Array.from(patients.filter((_, place) => place % 4 === index))

  it.each([
    ['albumin', 0, 0.0108, 0.0953, 0.9102],
    ['total protein', 1, -0.078, 0.1046, 0.4561],
  ] as const)('%s against the K-G score', (_, index, difference, error, p) => {
    const found = delongConfidence({
      positive: Uint8Array.from(column(3)),
      candidate: column(index),
      baseline: column(2).map((score) => 10 - score),
    })
    expect(found.difference).toBeCloseTo(difference, 4)
    expect(found.standardError).toBeCloseTo(error, 4)
    expect(2 * Math.min(found.pAbove(0), found.pBelow(0))).toBeCloseTo(p, 4)
  })
})

describe("Tango's interval", () => {
  it.each(golden.tango)('for $gained gained and $lost lost of $rows is where the likelihood says', (expected) => {
    const found = tangoConfidence(expected)
    expect(found.lower(golden.alpha)).toBeCloseTo(expected.low, 6)
    expect(found.upper(golden.alpha)).toBeCloseTo(expected.high, 6)
  })

  // Children's airways before and after a transplantation (Bentur and others 2009): Fagerland, Lydersen and Laake,
  // Recommended Tests and Confidence Intervals for Paired Binomial Proportions, Statistics in Medicine 33 (2014).
  it('of 1 against 7 discordant of 21 is the published one, −0.517 to −0.026', () => {
    const found = tangoConfidence({ rows: 21, gained: 1, lost: 7 })
    expect(found.lower(0.025)).toBeCloseTo(-0.517, 3)
    expect(found.upper(0.025)).toBeCloseTo(-0.026, 3)
  })
})

describe('McNemar', () => {
  it.each(golden.mcnemar)('exact for $gained and $lost', ({ gained, lost, exact }) => {
    expect(mcnemarTest(gained, lost).exact).toBeCloseTo(exact, 12)
  })

  // 2·P(X ≤ 4) − P(X = 4) of 16 fair coins.
  it('mid-p is less conservative', () => {
    expect(mcnemarTest(12, 4).midP).toBeCloseTo(0.0490417, 7)
    expect(mcnemarTest(0, 0).midP).toBe(1)
  })
})

it('Holm as statsmodels', () => {
  const found = holm(golden.holm.p)
  for (const [index, expected] of golden.holm.adjusted.entries()) expect(found[index]).toBeCloseTo(expected, 14)
})

it.each(golden.wilson)('Wilson for $count of $of as statsmodels', ({ count, of, interval }) => {
  const found = wilsonInterval(count, of, golden.alpha)
  expect(found.low).toBeCloseTo(interval[0], 13)
  expect(found.high).toBeCloseTo(interval[1], 13)
})

it('paired means as scipy.stats.ttest_rel', () => {
  const { candidate, baseline, low, high, p_above_zero: p } = golden.paired_t
  const found = pairedMeanConfidence(Float64Array.from(candidate), Float64Array.from(baseline))
  expect(found.lower(golden.alpha)).toBeCloseTo(low, 12)
  expect(found.upper(golden.alpha)).toBeCloseTo(high, 12)
  expect(found.pAbove(0)).toBeCloseTo(p, 12)
})

it.each(golden.diebold_mariano)('Diebold–Mariano $horizon steps ahead', ({ differences, horizon, t, p }) => {
  const found = dieboldMarianoTest(Float64Array.from(differences), horizon)
  expect(found.t).toBeCloseTo(t, 12)
  expect(found.p).toBeCloseTo(p, 12)
})

it('Nadeau–Bengio', () => {
  const { differences, train, test, t, p } = golden.nadeau_bengio
  const found = nadeauBengioTest(differences, { trainRows: train, testRows: test })
  expect(found.t).toBeCloseTo(t, 12)
  expect(found.p).toBeCloseTo(p, 12)
})
