import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepareRankedGroups, prepareRankedRows } from '../comparison/paired-ranking.ts'
import { binomialPmf } from '../hypothesis-tests/binomial-pmf.ts'
import { rocAuc } from '../metrics/roc-auc.ts'
import { drawBlocks, usualBlockLength } from './resample-blocks.ts'
import { countDrawer, drawBinomial } from './resample-counts.ts'
import { drawMultiplicities } from './resample-rows.ts'
import { resampleStream, uniformBelow } from './resample-stream.ts'
import { cellCounter, resampledMean, resampleStatistics } from './resampling.ts'

const sum = (counts: Uint8Array): number => counts.reduce((total, count) => total + count, 0)

describe('rows drawn', () => {
  it('are the same for the same seed and number, today and tomorrow', () => {
    const draw = (seed: number, number: number): number[] => {
      const counts = new Uint8Array(12)
      drawMultiplicities(resampleStream(seed, number), counts)
      return [...counts]
    }
    expect(draw(42, 0)).toEqual(draw(42, 0))
    expect(draw(42, 0)).not.toEqual(draw(42, 1))
    expect(draw(42, 0)).not.toEqual(draw(43, 0))
    expect(draw(42, 0).join(' ')).toMatchInlineSnapshot(`"2 1 1 1 0 0 1 0 1 0 2 3"`)
  })

  it('are as many as there are rows, or as asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.integer({ min: -9, max: 9 }), (rows, seed, more) => {
        const counts = new Uint8Array(rows)
        drawMultiplicities(resampleStream(seed, 0), counts)
        expect(sum(counts)).toBe(rows)
        const draws = Math.max(0, rows + more)
        drawMultiplicities(resampleStream(seed, 1), counts, draws)
        expect(sum(counts)).toBe(draws)
      }),
    )
  })

  it('come from the generator of pure-rand, three rows a number', () => {
    const rows = 3000
    const counts = new Uint8Array(rows)
    drawMultiplicities(resampleStream(8, 1), counts)
    const stream = resampleStream(8, 1)
    let zeros = 0
    let agreeing = 0
    for (let row = 0; row < rows; row += 3) {
      const bits = stream.next()
      for (const [place, shift] of [22, 12, 2].entries()) {
        // Below 376/1024 < 1/e a Poisson count is 0, whatever the further bits; a few rows are changed afterwards.
        if (((bits >>> shift) & 1023) >= 376) continue
        zeros++
        if (counts[row + place] === 0) agreeing++
      }
    }
    expect(zeros).toBeGreaterThan(900)
    expect(agreeing).toBeGreaterThan(0.9 * zeros)
  })

  it('are multinomial: each count of a row comes up as often as the binomial distribution says', () => {
    const rows = 7
    const times = 30_000
    const seen = new Float64Array(rows + 1)
    const counts = new Uint8Array(rows)
    for (let number = 0; number < times; number++) {
      drawMultiplicities(resampleStream(3, number), counts)
      // All rows, so that one that is favoured would be noticed, too.
      for (const count of counts) seen[count]! += 1 / rows
    }
    let chiSquare = 0
    for (let k = 0; k <= 4; k++) {
      const expected = times * binomialPmf(k, rows, 1 / rows, 1 - 1 / rows)
      chiSquare += (seen[k]! - expected) ** 2 / expected
    }
    // The rows of one resample depend on each other, which makes χ² smaller than with 4 degrees of freedom (18.5: 0.1 %).
    expect(chiSquare).toBeLessThan(18.5)
    const first = new Float64Array(rows)
    for (let number = 0; number < times; number++) {
      drawMultiplicities(resampleStream(4, number), counts)
      for (const [row, count] of counts.entries()) first[row]! += count
    }
    // 6 degrees of freedom: beyond 22.5 once in a thousand seeds.
    expect(first.reduce((total, count) => total + (count - times) ** 2 / times, 0)).toBeLessThan(22.5)
  })
})

it('a whole number below a bound is each as likely', () => {
  const stream = resampleStream(9, 9)
  const seen = new Float64Array(6)
  for (let draw = 0; draw < 60_000; draw++) seen[uniformBelow(stream, 6)]!++
  expect(seen.reduce((total, count) => total + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(20.5)
})

describe('cells drawn', () => {
  it('have binomial counts', () => {
    for (const [trials, chance] of [
      [10, 0.3],
      [400, 0.02],
      [1000, 0.7],
    ] as const) {
      const stream = resampleStream(5, trials)
      const times = 20_000
      let total = 0
      let squares = 0
      for (let draw = 0; draw < times; draw++) {
        const count = drawBinomial(stream, trials, chance)
        total += count
        squares += (count - trials * chance) ** 2
      }
      const variance = trials * chance * (1 - chance)
      expect(Math.abs(total / times - trials * chance)).toBeLessThan(4 * Math.sqrt(variance / times))
      expect(Math.abs(squares / times / variance - 1)).toBeLessThan(0.05)
    }
    expect(drawBinomial(resampleStream(1, 1), 10, 0)).toBe(0)
    expect(drawBinomial(resampleStream(1, 1), 10, 1)).toBe(10)
  })

  it('use up all draws, and none go to a cell without a chance', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 8 }),
        fc.nat({ max: 500 }),
        (chances, draws) => {
          fc.pre(chances.some((chance) => chance > 0))
          const counts = new Float64Array(chances.length)
          countDrawer(draws, Float64Array.from(chances))(resampleStream(draws, 1), counts)
          expect(counts.reduce((total, count) => total + count, 0)).toBe(draws)
          for (const [cell, chance] of chances.entries()) if (chance === 0) expect(counts[cell]).toBe(0)
        },
      ),
    )
  })
})

describe('blocks drawn', () => {
  it('keep neighbours together and make as many rows as before', () => {
    const counts = new Uint8Array(10)
    for (let number = 0; number < 100; number++) {
      drawBlocks(resampleStream(1, number), 4, counts)
      expect(sum(counts)).toBe(10)
      // Ends of the series are in one block, its middle in four.
      expect(counts[0]).toBeLessThanOrEqual(3)
    }
    expect(() => drawBlocks(resampleStream(1, 1), 11, counts)).toThrow(RangeError)
  })

  it('are of the cube root of the rows, or a season', () => {
    expect([1, 8, 9, 1000, 1001].map((rows) => usualBlockLength(rows))).toEqual([1, 2, 3, 10, 11])
    expect(usualBlockLength(1000, 24)).toBe(24)
    expect(usualBlockLength(5, 24)).toBe(5)
  })
})

describe('resamples', () => {
  const values = Float64Array.from({ length: 501 }, (_, row) => Math.sin(row))
  const statistic = resampledMean(values)

  it('do not depend on how they are split among threads', () => {
    const plan = { units: values.length, seed: 7 }
    const whole = resampleStatistics({ ...plan, from: 0, to: 20 }, [statistic])[0]!
    const parts = [
      [13, 20],
      [0, 5],
      [5, 13],
    ].map(([from, to]) => [from!, resampleStatistics({ ...plan, from: from!, to: to! }, [statistic])[0]!] as const)
    for (const [from, part] of parts) expect([...whole.subarray(from, from + part.length)]).toEqual([...part])
  })

  it('count cells as they count rows', () => {
    const cells = Uint8Array.from(values, (value) => (value > 0.5 ? 2 : value > 0 ? 1 : 0))
    const counts = new Uint8Array(values.length)
    drawMultiplicities(resampleStream(1, 1), counts)
    const expected = [0, 1, 2].map((cell) =>
      counts.reduce((total, count, row) => total + (cells[row] === cell ? count : 0), 0),
    )
    expect([...cellCounter(cells, 3)(counts)]).toEqual(expected)
  })

  it('of rankings are the metric itself, with ties and without', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.integer({ min: 0, max: 1 }), fc.nat({ max: 9 }), fc.double({ min: 0, max: 1, noNaN: true })),
          {
            minLength: 2,
            maxLength: 700,
          },
        ),
        fc.nat(),
        (rows, seed) => {
          const scores = {
            positive: Uint8Array.from(rows, ([label]) => label),
            candidate: Float64Array.from(rows, ([, score]) => score / 10),
            baseline: Float64Array.from(rows, ([, , score]) => score),
          }
          const { rowAt, difference } = prepareRankedRows(scores)
          const counts = new Uint8Array(rows.length)
          drawMultiplicities(resampleStream(seed, 0), counts)
          const weights = new Float64Array(rows.length)
          for (const [place, row] of rowAt.entries()) weights[row] = counts[place]!
          const area = (of: Float64Array): number =>
            rocAuc(
              {
                kind: 'probabilities',
                classes: 2,
                truth: Int32Array.from(scores.positive),
                probabilities: Float64Array.from({ length: 2 * rows.length }, (_, index) =>
                  index % 2 === 1 ? of[index >> 1]! : 1 - of[index >> 1]!,
                ),
                positive: 1,
              },
              {},
              weights,
            ).value
          const expected = area(scores.candidate) - area(scores.baseline)
          if (Number.isNaN(expected)) expect(difference(counts)).toBeNaN()
          else expect(difference(counts)).toBeCloseTo(expected, 12)
          const own = Int32Array.from(rows, (_, row) => row)
          const byRow = Uint8Array.from(weights)
          expect(prepareRankedGroups(scores, own)(byRow)).toEqual(difference(counts))
        },
      ),
    )
  })
})
