import { describe, expect, it } from 'vitest'
import { inventClassifier, inventTruth, tableOf, uniform, valueScores } from '../invented-scores.ts'
import type { GateSection } from '../section/gate-section.ts'
import { simulateGate } from './simulate-gate.ts'
import { simulationReport } from './simulation-report.ts'

const truth = inventTruth(400, 1)
const test = tableOf({ ill: truth, ward: truth.map((_, row) => (row % 4 === 0 ? 'a' : 'b')) })
const scores = inventClassifier(truth, 0.85, 2)
const options = { disagreement: 0.08, simulations: 60 }
const simulated = (metrics: GateSection['metrics'], gate: Partial<GateSection> = {}) =>
  simulateGate(
    {
      task: 'classification',
      gate: { confidence: { resamples: 300 }, ...gate, metrics },
      test,
      label: 'ill',
      candidate: { scores },
    },
    options,
  )

describe('a simulated policy', () => {
  it('lets equal models pass where the margin is wide, and stops most where it is narrow', () => {
    const wide = simulated({ accuracy: { max_regression: 0.1 } })
    const narrow = simulated({ accuracy: { max_regression: 0.001 } })
    expect(wide.falseBlock.share).toBeLessThan(0.1)
    expect(narrow.falseBlock.share).toBeGreaterThan(0.7)
    expect(narrow.falseFail.share).toBeLessThanOrEqual(0.15)
  })

  it('says the margin that the rows support, between the two', () => {
    const [gate] = simulated({ accuracy: { max_regression: 0.001 } }).gates
    expect(gate?.smallestMargin).toBeGreaterThan(0.01)
    expect(gate?.smallestMargin).toBeLessThan(0.1)
  })

  it('lets a model that is as bad as allowed pass seldom, and stops one that is twice as bad', () => {
    const [gate] = simulated({ accuracy: { max_regression: 0.06 } }).gates
    expect(gate?.atMargin?.passed.share).toBeLessThan(0.2)
    expect(gate?.atTwiceMargin?.caught.share).toBeGreaterThan(0.9)
  })

  it('simulates slices by their own rows, and says which were too small or demand nothing', () => {
    const simulation = simulated({
      accuracy: { max_regression: 0.1, slices: ['ward'], min_rows: 150 },
      recall: { max_regression: 0 },
    })
    expect(simulation.gates.map(({ name, rows }) => [name, rows])).toEqual([
      ['accuracy', 400],
      ['accuracy on ward = b', 300],
    ])
    expect(simulation.left.map(({ name }) => name)).toEqual(['accuracy on ward = a', 'recall'])
  })

  it('works for numbers as well', () => {
    const random = uniform(3)
    const prices = truth.map((_, row) => 100 + row)
    const predicted = valueScores(prices.map((price) => price + 10 * (random() - 0.5)))
    const input = { task: 'regression', test: tableOf({ price: prices }), label: 'price' } as const
    const gate: GateSection = { metrics: { mae: { max_regression: '50%' } } }
    const simulation = simulateGate({ ...input, gate, candidate: { scores: predicted } }, options)
    expect(simulation.falseBlock.share).toBeLessThan(0.1)
  })

  it('is the same for the same seed', () => {
    const metrics = { f1: { max_regression: 0.05 } }
    expect(simulated(metrics)).toEqual(simulated(metrics))
  })

  it('refuses a policy that compares nothing', () => {
    expect(() => simulated({ accuracy: { min: 0.1 } })).toThrow('nothing is compared that can be simulated')
  })
})

describe('its report', () => {
  const context = { model: 'm', step: 'simulate', baselineName: 'production' }

  it('says how often an equal model is stopped, and what would help', () => {
    const report = simulationReport(simulated({ accuracy: { max_regression: 0.001 } }), context)
    expect(report.outcome).toBe('the policy asks more than the rows can tell')
    expect(JSON.stringify(report.reason)).toMatch(
      /accuracy alone stops \d+.* allow 0\.\d+ there, or judge on about [\d,]+ rows/,
    )
  })

  it('is content where the policy fits', () => {
    const report = simulationReport(simulated({ accuracy: { max_regression: 0.2 } }), context)
    expect(report.outcome).toBe('the policy fits the rows')
  })
})
