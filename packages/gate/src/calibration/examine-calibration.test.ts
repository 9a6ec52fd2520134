import type { Block } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { binaryScores, judgeInputOf, labelScores, type ScoredCase, tableOf, uniform } from '../invented-scores.ts'
import { examineCalibration } from './examine-calibration.ts'

const rows = 20_000
const random = uniform(1)
const chances = Array.from({ length: rows }, () => 0.05 + 0.9 * random())
const truth = chances.map((chance) => (random() < chance ? 1 : 0))
const honest = binaryScores(chances)
const boastful = binaryScores(chances.map((chance) => (chance > 0.5 ? 0.5 + 0.5 * chance : 0.5 * chance)))

function examined(
  change: Partial<ScoredCase> & { readonly candidate: ScoredCase['candidate'] },
  calibration?: boolean,
) {
  return examineCalibration(
    judgeInputOf({
      task: 'classification',
      gate: { metrics: { accuracy: { min: 0 } }, ...(calibration === undefined ? {} : { calibration }) },
      test: tableOf({ y: truth }),
      label: 'y',
      ...change,
    }),
  )
}

function partsOf(details: unknown, role = 'candidate'): Readonly<Record<string, number>> {
  return (details as Record<string, Record<string, number>>)[role] as Record<string, number>
}

describe('the reliability of probabilities', () => {
  it('is near perfect where things happen as often as the model says, and is not where it boasts', () => {
    const found = examined({ candidate: honest, baseline: boastful }, true)
    const [ours, theirs] = [partsOf(found?.details), partsOf(found?.details, 'baseline')]
    expect(ours.ece_equal_width).toBeLessThan(0.02)
    expect(ours.brier_reliability).toBeLessThan(0.0005)
    expect(theirs.ece_equal_width).toBeGreaterThan(0.1)
    expect(theirs.ece_equal_mass).toBeGreaterThan(0.1)
    expect(theirs.brier_reliability).toBeGreaterThan(0.01)
    expect(found?.title).toMatch(/^Calibration: expected error 0\.0\d+, baseline 0\.1\d+$/)
    expect(found?.findings).toEqual([])
  })

  it('is drawn for both models against the diagonal, and told in words', () => {
    const found = examined({ candidate: honest, baseline: boastful }, true)
    const chart = found?.blocks.find((block): block is Extract<Block, { kind: 'chart' }> => block.kind === 'chart')
    expect(chart?.chart).toMatchObject({
      type: 'lines',
      diagonal: true,
      series: [{ name: 'this change' }, { name: 'baseline' }],
    })
    expect(chart?.summary).toMatch(/this change: 0\.0\d+ came true in 0\.\d+/)
    const points = chart?.chart.type === 'lines' ? (chart.chart.series[0]?.points ?? []) : []
    expect(points.length).toBeGreaterThan(10)
    for (const [said, came] of points) expect(Math.abs(said - came)).toBeLessThan(0.06)
  })

  it('adds up: reliability − resolution + uncertainty + what is within bins is the Brier score', () => {
    const parts = partsOf(examined({ candidate: boastful }, true)?.details)
    const { brier_reliability: a, brier_resolution: b, brier_uncertainty: c, brier_within_bins: d } = parts
    expect((a ?? 0) - (b ?? 0) + (c ?? 0) + (d ?? 0)).toBeCloseTo(parts.brier ?? 0, 12)
  })

  it('counts rows by their weights', () => {
    const weighed = tableOf({ y: truth, w: truth.map((label) => (label === 1 ? 3 : 1)) })
    const found = examined({ candidate: honest, test: weighed, columns: { weight: 'w' } }, true)
    const parts = partsOf(found?.details)
    for (const part of ['ece_equal_width', 'ece_equal_mass']) expect(parts[part]).toBeGreaterThan(0.1)
    // Thrice the weight of positive rows: 3 of 4 parts are theirs.
    expect(parts.brier_uncertainty).toBeCloseTo(0.1875, 2)
  })

  it('is shown when the policy asks, or demands a calibration metric, and not otherwise', () => {
    expect(examined({ candidate: honest })).toBeUndefined()
    const demanding = { metrics: { ece: { max: 0.1 } } }
    expect(examined({ candidate: honest, gate: demanding })).toBeDefined()
    expect(examined({ candidate: honest, gate: { ...demanding, calibration: false } })).toBeUndefined()
  })

  it('says why where there are no probabilities', () => {
    const labels = labelScores(truth.map(String), ['0', '1'])
    expect(JSON.stringify(examined({ candidate: labels }, true)?.blocks)).toContain('the model gives labels alone')
    expect(examined({ candidate: honest, baseline: labels }, true)?.title).not.toContain('baseline')
  })
})
