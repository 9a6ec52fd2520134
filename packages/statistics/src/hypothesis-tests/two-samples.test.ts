import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { binomialPmf } from './binomial-pmf.ts'
import { chiSquaredTest } from './chi-squared.ts'
import { chiSquaredTail } from './chi-squared-tail.ts'
import { hypergeometricPmf } from './hypergeometric.ts'
import { jensenShannon } from './jensen-shannon.ts'
import { ksTest } from './kolmogorov-smirnov.ts'
import { ksFiniteP } from './ks-finite-p.ts'
import { smirnovTail } from './smirnov-tail.ts'
import { twoProportionTest } from './two-proportion-test.ts'
import { populationDeviation, wassersteinDistance, wassersteinOverSigma } from './wasserstein.ts'

type Source = { readonly values: readonly number[] } | Made
interface Made {
  readonly size: number
  readonly step: number
  readonly offset: number
  readonly modulus: number
  readonly divisor: number
}
type Pair = readonly [number, number]

// Made by testdata/two-samples.py with SciPy 1.17.1 and statsmodels 0.15.0.
const golden: {
  readonly samples: readonly {
    readonly a: Source
    readonly b: Source
    readonly ks: { readonly statistic: number; readonly p: number }
    readonly wasserstein: number
    readonly sigma: number
  }[]
  readonly kstwo_sf: readonly [n: number, d: number, p: number][]
  readonly smirnov: readonly [n: number, d: number, p: number][]
  readonly chi2_sf: readonly [statistic: number, degreesOfFreedom: number, p: number][]
  readonly binom_pmf: readonly [k: number, n: number, success: number, p: number][]
  readonly hypergeom_pmf: readonly [k: number, total: number, marked: number, draws: number, p: number][]
  readonly chi2_contingency: readonly {
    readonly counts: readonly [number[], number[]]
    readonly statistic: number
    readonly p: number
    readonly dof: number
    readonly jensenshannon: number
  }[]
  readonly random_table: readonly {
    readonly counts: readonly [number[], number[]]
    readonly statistic: number
    readonly p: number
  }[]
  readonly proportions: readonly { readonly a: Pair; readonly b: Pair; readonly method: string; readonly p: number }[]
  readonly fdr_bh: readonly { readonly p: number[]; readonly adjusted: number[] }[]
} = JSON.parse(readFileSync(new URL('../../testdata/two-samples.json', import.meta.url), 'utf8'))

function sorted(source: Source): Float64Array {
  if ('values' in source) return Float64Array.from(source.values).sort()
  const { size, step, offset, modulus, divisor } = source
  return Float64Array.from({ length: size }, (_, i) => ((i * step + offset) % modulus) / divisor).sort()
}

/** Equal to a share of the value, or where that is tiny to 1e-14. */
function expectClose(found: number, expected: number, relative = 1e-12): void {
  expect(found).toBeGreaterThanOrEqual(expected - Math.abs(expected) * relative - 1e-14)
  expect(found).toBeLessThanOrEqual(expected + Math.abs(expected) * relative + 1e-14)
}

/** Small p keep their digits, too. */
function expectRelative(found: number, expected: number, relative = 1e-12): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(Math.abs(expected) * relative)
}

describe('two samples of numbers', () => {
  for (const [index, { a, b, ks, wasserstein, sigma }] of golden.samples.entries()) {
    const [x, y] = [sorted(a), sorted(b)]
    it(`have the distances and p that SciPy finds (pair ${index + 1}: ${x.length} and ${y.length} values)`, () => {
      const found = ksTest(x, y)
      expectClose(found.statistic, ks.statistic)
      expectRelative(found.p, ks.p, found.method === 'exact' ? 1e-12 : 1e-11)
      expectClose(wassersteinDistance(x, y), wasserstein)
      expectClose(populationDeviation(x), sigma)
      if (sigma > 0) expectClose(wassersteinOverSigma(x, y), wasserstein / sigma)
    })
  }

  it('are tested exactly up to 10,000 values each, and by the finite-n distribution beyond', () => {
    const values = (count: number) => Float64Array.from({ length: count }, (_, i) => i)
    expect(ksTest(values(10_000), values(3)).method).toBe('exact')
    expect(ksTest(values(10_001), values(3)).method).toBe('finite-n')
  })

  it('cannot be compared when one is empty', () => {
    const one = Float64Array.of(1)
    const none = new Float64Array(0)
    expect(() => ksTest(none, one)).toThrow(RangeError)
    expect(() => wassersteinDistance(one, none)).toThrow(RangeError)
  })

  it('have a finite ratio when the reference is constant, or its squares overflow or vanish', () => {
    expect(wassersteinOverSigma(Float64Array.of(1, 1), Float64Array.of(3, 3))).toBe(2)
    expect(wassersteinOverSigma(Float64Array.of(1, 1), Float64Array.of(1))).toBe(0)
    const plain = wassersteinOverSigma(Float64Array.of(-1, 2), Float64Array.of(1, 4))
    for (const factor of [1e308 / 4, 1e-300]) {
      const times = (...values: number[]) => Float64Array.from(values, (value) => value * factor)
      expectClose(wassersteinOverSigma(times(-1, 2), times(1, 4)), plain)
    }
  })
})

describe('distributions', () => {
  it('give kstwo.sf as SciPy does for every size and distance', () => {
    // Where both are one minus a distribution function, only the last digits of that are known.
    for (const [n, d, p] of golden.kstwo_sf)
      expect(Math.abs(ksFiniteP(n, d) - p)).toBeLessThan(Math.max(2e-14, p * 1e-12))
  })

  it('give chi2.sf as SciPy does, far into the tail and for thousands of degrees of freedom', () => {
    for (const [statistic, k, p] of golden.chi2_sf) expectRelative(chiSquaredTail(statistic, k), p, 1e-11)
  })

  it('give the one-sided Smirnov tail, binomial and hypergeometric probabilities to the last digits', () => {
    for (const [n, d, p] of golden.smirnov) expectRelative(smirnovTail(n, d), p)
    for (const [k, n, success, p] of golden.binom_pmf) expectRelative(binomialPmf(k, n, success, 1 - success), p)
    // SciPy's own, by log-gammas, loses digits with large urns.
    for (const [k, total, marked, draws, p] of golden.hypergeom_pmf) {
      expectRelative(hypergeometricPmf(k, { total, marked, draws }), p, 1e-9)
    }
  })
})

describe('counts of categories', () => {
  const options = { resamples: 20_000, seed: 1 }

  for (const { counts, statistic, p, dof, jensenshannon } of golden.chi2_contingency) {
    it(`are tested and compared as SciPy does: ${counts[0].length} categories of ${counts[0].slice(0, 3)} …`, () => {
      const found = chiSquaredTest(...counts, options)
      expect(found).toMatchObject({ degreesOfFreedom: dof, method: 'asymptotic', resamples: 0 })
      expectClose(found.statistic, statistic)
      expectRelative(found.p, p, 1e-11)
      expectClose(jensenShannon(...counts).distance, jensenshannon, 1e-11)
    })
  }

  for (const { counts, statistic, p } of golden.random_table) {
    it(`that are small are tested by tables with the same margins, as SciPy draws them: ${counts.join(' | ')}`, () => {
      const found = chiSquaredTest(...counts, options)
      expect(found.method).toBe('monte-carlo')
      expectClose(found.statistic, statistic)
      // Three standard errors of an estimate that stopped after 200 extreme tables, or drew all.
      expect(Math.abs(found.p - p)).toBeLessThan(3 * p * Math.max(1 / Math.sqrt(200), 1 / Math.sqrt(20_000 * p)))
      expect(chiSquaredTest(...counts, options)).toEqual(found)
    })
  }

  it('draw tables of large counts beside a small one in little time, and find what is there', () => {
    const [a, b] = [
      [400_000, 300_000, 3],
      [400_500, 299_500, 1],
    ]
    const found = chiSquaredTest(a, b, { resamples: 2_000, seed: 1 })
    // Without its third category the same table has an asymptotic p: 0.385.
    expect(found.p).toBeGreaterThan(0.3)
    expect(found.p).toBeLessThan(0.65)
    expect(chiSquaredTest([400_000, 300_000, 3], [395_000, 305_000, 1], { resamples: 999, seed: 1 }).p).toBe(1 / 1000)
  })

  it('of one category are nothing to test, and of none cannot be compared', () => {
    expect(chiSquaredTest([5, 0], [7, 0], options)).toMatchObject({ p: 1, degreesOfFreedom: 0 })
    expect(() => chiSquaredTest([0], [7], options)).toThrow(RangeError)
    expect(() => chiSquaredTest([1, 2], [7], options)).toThrow(RangeError)
    expect(() => jensenShannon([0, 0], [7, 1])).toThrow(RangeError)
    expect(() => jensenShannon([1], [7, 1])).toThrow(RangeError)
  })

  it('that share no category are √ln 2 apart, less what chance explains', () => {
    const { distance, bias, correctedDistance } = jensenShannon([50, 0], [0, 200])
    expectClose(distance, Math.sqrt(Math.LN2))
    expectClose(bias, (1 / 50 + 1 / 200) / 8)
    expectClose(correctedDistance, Math.sqrt(Math.LN2 - bias))
  })
})

describe('two proportions', () => {
  for (const { a, b, method, p } of golden.proportions) {
    it(`${a.join('/')} and ${b.join('/')} are tested as ${method === 'z' ? 'statsmodels' : 'SciPy'} does`, () => {
      const found = twoProportionTest({ count: a[0], of: a[1] }, { count: b[0], of: b[1] })
      expect(found.method).toBe(method)
      expectRelative(found.p, p, 1e-10)
    })
  }

  it('need trials, and no more successes than trials', () => {
    for (const wrong of [
      { count: 0, of: 0 },
      { count: 3, of: 2 },
      { count: -1, of: 2 },
      { count: Number.NaN, of: 2 },
    ]) {
      expect(() => twoProportionTest(wrong, { count: 1, of: 2 })).toThrow(RangeError)
    }
  })
})

describe('several p values', () => {
  it('are adjusted as statsmodels does', () => {
    for (const { p, adjusted } of golden.fdr_bh) {
      for (const [index, value] of benjaminiHochberg(p).entries()) expectClose(value, adjusted[index] as number)
    }
    expect(benjaminiHochberg([])).toEqual([])
  })

  it('are refused when one is no probability', () => {
    expect(() => benjaminiHochberg([0.1, Number.NaN])).toThrow(RangeError)
  })
})
