import { describe, expect, it } from 'vitest'
import { metricComparison } from '../comparison/compare-named-metric.ts'
import type { LabelObservations } from '../metrics/observations.ts'
import { resampleStream, uniform } from '../resampling/resample-stream.ts'
import { drawPair, type SimulatedPair, strataOf } from './simulate-models.ts'
import { reansweredFor, type SimulatedGate, simulatePolicy } from './simulate-policy.ts'

const rows = 400
const stream = resampleStream(1, 1)
const truth = Int32Array.from({ length: rows }, () => Number(uniform(stream) < 0.4))
/** Right nine times in ten. */
const predicted = truth.map((label) => (uniform(stream) < 0.9 ? label : 1 - label))
const strata = strataOf(truth)

function labels({ rows: drawn }: SimulatedPair, donors: Uint32Array): LabelObservations {
  return {
    kind: 'labels',
    classes: 2,
    truth: Int32Array.from(drawn, (row) => truth[row]!),
    predicted: Int32Array.from(donors, (row) => predicted[row]!),
    positive: 1,
  }
}

const accuracy = (margin: number): SimulatedGate => ({
  direction: 'maximize',
  margin,
  compare: (pair) =>
    metricComparison('accuracy', { candidate: labels(pair, pair.candidate), baseline: labels(pair, pair.baseline) }),
})

const policy = { strata, alpha: 0.05, reanswered: 0.3, simulations: 300, resamples: 200, seed: 7 }

describe('simulated models', () => {
  it('that are equal differ on the share of rows asked for, and none is better', () => {
    const disagreement = 0.06
    const reanswered = reansweredFor(disagreement, strata, predicted)!
    let differing = 0
    let better = 0
    const draws = 300
    for (let number = 0; number < draws; number++) {
      const pair = drawPair(resampleStream(3, number), strata, { reanswered, spoiled: 0 })
      for (const [index, row] of pair.rows.entries()) {
        const ours = predicted[pair.candidate[index]!]!
        const theirs = predicted[pair.baseline[index]!]!
        if (ours !== theirs) differing++
        better += Number(ours === truth[row]) - Number(theirs === truth[row])
      }
    }
    const total = draws * rows
    expect(differing / total).toBeCloseTo(disagreement, 2)
    expect(Math.abs(better / total)).toBeLessThan(4 * Math.sqrt(disagreement / total))
  })

  it('cannot be asked to differ more often than answers to other rows do', () => {
    expect(reansweredFor(0.9, strata, predicted)).toBeUndefined()
  })
})

describe('a policy on a test set', () => {
  it('hardly fails an equal model, passes a worse one seldom, and catches one twice as bad', () => {
    const simulated = simulatePolicy({ ...policy, gates: [accuracy(0.05)] })
    const [gate] = simulated.gates
    const { equal, atMargin, atTwiceMargin } = gate!
    expect(equal.pass.share + equal.fail.share + equal.inconclusive.share).toBeCloseTo(1, 12)
    expect(equal.fail.share).toBeLessThan(0.02)
    expect(atMargin!.passed.share).toBeLessThan(0.05 + 4 * 0.0126)
    expect(atTwiceMargin!.caught.share).toBeGreaterThan(0.97)
    expect(atTwiceMargin!.failed.share).toBeGreaterThan(atMargin!.failed.share)
    expect(simulated.falseFail).toEqual(equal.fail)
    expect(simulated.falseBlock.share).toBeCloseTo(1 - equal.pass.share, 12)
    expect(equal.pass.standardError).toBeCloseTo(Math.sqrt((equal.pass.share * (1 - equal.pass.share)) / 300), 12)
  })

  it('says which margin the test set supports: an equal model passes it four times in five', () => {
    const { smallestMargin } = simulatePolicy({ ...policy, gates: [accuracy(0.01)] }).gates[0]!
    const again = simulatePolicy({ ...policy, gates: [accuracy(smallestMargin!)] }).gates[0]!
    expect(again.equal.pass.share).toBeCloseTo(0.8, 1)
  })

  it('blocks an equal model more often with more gates', () => {
    const one = simulatePolicy({ ...policy, simulations: 100, gates: [accuracy(0.03)] })
    const two = simulatePolicy({ ...policy, simulations: 100, gates: [accuracy(0.03), accuracy(0.02)] })
    expect(two.falseBlock.share).toBeGreaterThan(one.falseBlock.share)
  })

  it('knows no power against a model that cannot be that bad', () => {
    const [gate] = simulatePolicy({ ...policy, simulations: 10, gates: [accuracy(0.9)] }).gates
    expect(gate!.atMargin).toBeUndefined()
  })

  it('wants gates with margins, and rows', () => {
    expect(() => simulatePolicy({ ...policy, gates: [] })).toThrow(RangeError)
    expect(() => simulatePolicy({ ...policy, gates: [accuracy(0)] })).toThrow(/margin above 0/)
    expect(() => simulatePolicy({ ...policy, reanswered: 2, gates: [accuracy(0.1)] })).toThrow(RangeError)
  })
})
