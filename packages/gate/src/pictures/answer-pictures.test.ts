import type { Block, Chart } from '@mlgate/core'
import type { ClassificationScores } from '@mlgate/models'
import { describe, expect, it } from 'vitest'
import { binaryScores, inventClassifier, inventTruth, labelScores, tableOf } from '../invented-scores.ts'
import { judge } from '../judge.ts'
import type { JudgeInput } from '../judge-input.ts'
import type { GateSection } from '../section/gate-section.ts'
import { answerPictures } from './answer-pictures.ts'
import { sliceHeat } from './slice-heat.ts'

const truth = inventTruth(600, 1)
const better = inventClassifier(truth, 0.85, 2)
const worse = inventClassifier(truth, 0.75, 3)
const gate: GateSection = {
  confidence: { resamples: 200, seed: 1 },
  baseline: { from: ['branch:main'] },
  metrics: { accuracy: { min: 0.5 } },
}

function inputOf(changes: Partial<JudgeInput>): JudgeInput {
  const test = tableOf({ delayed: truth })
  return { task: 'classification', gate, test, label: 'delayed', candidate: { scores: better }, ...changes }
}

function picturesOf(input: JudgeInput): Block[] {
  return answerPictures(input, judge(input))
}

const folds = (blocks: readonly Block[]): string[] =>
  blocks.map((block) => (block.kind === 'fold' ? block.title.join('') : block.kind))

function charts(blocks: readonly Block[]): { readonly title: string; readonly chart: Chart }[] {
  return blocks.flatMap((block) =>
    block.kind === 'fold' ? charts(block.blocks) : block.kind === 'chart' ? [block] : [],
  )
}

const found = (blocks: readonly Block[], title: string): Chart | undefined =>
  charts(blocks).find((one) => one.title.startsWith(title))?.chart

describe('two classes', () => {
  const baseline = { scores: worse, identical: false }
  const pictures = picturesOf(inputOf({ baseline }))

  it('are drawn with both models, the change first', () => {
    expect(folds(pictures)).toEqual(['Scores: curves and distributions', 'Confusion matrices'])
    expect(charts(pictures).map(({ title }) => title)).toEqual([
      'ROC curve',
      'Precision and recall',
      'Reliability of the probabilities',
      'Scores of rows that are 1',
      'Scores of rows that are not 1',
      'Of the rows of each class, what they were taken for',
    ])
    for (const { chart } of charts(pictures)) {
      const names = chart.type === 'lines' ? chart.series.map(({ name }) => name) : []
      if (chart.type === 'lines') expect(names).toEqual(['this change', 'baseline'])
    }
  })

  it('have histograms whose bins add up to all rows', () => {
    const chart = found(pictures, 'Scores of rows that are 1')
    for (const { points } of chart?.type === 'lines' ? chart.series : []) {
      // Each bin has two corners of its height.
      const sum = points.reduce((total, [, share]) => total + share, 0)
      expect(sum).toBeCloseTo(2, 10)
    }
  })

  it('have one matrix a model, whose cells count all rows', () => {
    const chart = found(pictures, 'Of the rows')
    const panels = chart?.type === 'matrix' ? chart.panels : []
    expect(panels.map(({ title }) => title)).toEqual(['this change', 'baseline'])
    for (const { rows } of panels) {
      const counts = rows.flatMap(({ cells }) => cells.map(({ note }) => Number(note?.split(' ')[0])))
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(600)
      expect(rows[0]?.cells.map(({ tone }) => tone)).toEqual(['right', 'wrong'])
    }
  })

  it('are drawn once where the baseline is the same model', () => {
    const same = picturesOf(inputOf({ baseline: { scores: better, identical: true } }))
    const chart = found(same, 'ROC curve')
    expect(chart?.type === 'lines' && chart.series).toHaveLength(1)
  })

  it('leave reliability out where the policy says no, or the report shows it already', () => {
    const without = inputOf({ gate: { ...gate, calibration: false } })
    expect(found(picturesOf(without), 'Reliability')).toBeUndefined()
    const input = inputOf({})
    const examined = {
      kind: 'calibration',
      title: '',
      findings: [],
      blocks: [],
      measurements: [],
      details: {},
    } as const
    expect(found(answerPictures(input, { ...judge(input), examinations: [examined] }), 'Reliability')).toBeUndefined()
  })

  it('of labels alone have no curves', () => {
    const labels = labelScores(truth.map(String), ['0', '1'])
    expect(folds(picturesOf(inputOf({ candidate: { scores: labels } })))).toEqual(['Confusion matrices'])
  })

  it('are not drawn of scores that cannot be measured', () => {
    const broken = binaryScores(truth.map(() => Number.NaN))
    expect(picturesOf(inputOf({ candidate: { scores: broken } }))).toEqual([])
  })
})

describe('many classes', () => {
  const names = Array.from({ length: 14 }, (_, index) => `class ${String.fromCharCode(97 + index)}`)
  const labels = truth.map((_, row) => names[row % 14] as string)
  const probabilities = new Float64Array(labels.length * 14)
  for (let row = 0; row < labels.length; row++) {
    // Class b is always taken for c, class a for b half of the time.
    const own = row % 14
    const said = own === 1 ? 2 : own === 0 && row % 28 === 0 ? 1 : own
    for (let index = 0; index < 14; index++) probabilities[row * 14 + index] = index === said ? 0.74 : 0.02
  }
  const scores: ClassificationScores = { ...better, rows: labels.length, classes: names, probabilities }
  const pictures = picturesOf(inputOf({ test: tableOf({ delayed: labels }), candidate: { scores } }))

  it('show the curves of those with the most wrong rows', () => {
    const titles = charts(pictures).map(({ title }) => title)
    expect(titles.filter((title) => title.startsWith('ROC'))).toEqual([
      'ROC curve, class b against the rest',
      'ROC curve, class a against the rest',
    ])
    expect(titles).toContain('Probability given to the true class')
  })

  it('show the most confused in the matrix, and all others together', () => {
    const chart = found(pictures, 'Of the rows')
    const [panel] = chart?.type === 'matrix' ? chart.panels : []
    expect(panel?.columns).toHaveLength(10)
    expect(panel?.columns.slice(0, 3)).toEqual(['class a', 'class b', 'class c'])
    expect(panel?.columns.at(-1)).toBe('the 5 others')
    expect(panel?.rows[1]?.cells[2]).toMatchObject({ text: '100.0 %', tone: 'wrong' })
  })
})

it('numbers are drawn by prediction and by error', () => {
  const actual = Float64Array.from({ length: 500 }, (_, row) => row)
  const scores = (shift: number) =>
    ({
      kind: 'regression',
      rows: 500,
      values: actual.map((value) => value + shift + (value % 7)),
      scoredBy: 'mlgate',
    }) as const
  const input: JudgeInput = {
    task: 'regression',
    gate: { ...gate, metrics: { mae: { max: 100 } } },
    test: { rows: 500, columns: new Map([['y', { kind: 'number', values: actual }]]) },
    label: 'y',
    candidate: { scores: scores(0) },
    baseline: { scores: scores(20), identical: false },
  }
  const pictures = picturesOf(input)
  expect(charts(pictures).map(({ title }) => title)).toEqual([
    'Predicted and actual values',
    'Errors: predicted minus actual',
  ])
  const means = found(pictures, 'Predicted')
  const [ours, theirs] = means?.type === 'lines' ? means.series : []
  expect(ours?.points).toHaveLength(20)
  for (const [said, came] of theirs?.points ?? []) expect(said - came).toBeCloseTo(23, 0)
})

describe('slices and metrics', () => {
  const parts = truth.map((_, row) => (row % 2 === 0 ? 'even' : 'odd'))
  const input = inputOf({
    gate: { ...gate, metrics: { accuracy: { max_regression: 0.01, slices: ['part'] }, recall: { min: 0.1 } } },
    test: tableOf({ delayed: truth, part: parts }),
    candidate: { scores: worse },
    baseline: { scores: better, identical: false },
  })

  it('stand in one table, shaded by how much of what is allowed is lost', () => {
    const [block] = sliceHeat(judge(input).gates)
    const [panel] = block?.kind === 'chart' && block.chart.type === 'matrix' ? block.chart.panels : []
    expect(panel?.columns[0]).toBe('all rows')
    expect(new Set(panel?.columns.slice(1))).toEqual(new Set(['part = even', 'part = odd']))
    expect(panel?.rows.map(({ label }) => label)).toEqual(['accuracy'])
    for (const cell of panel?.rows[0]?.cells ?? []) {
      expect(cell).toMatchObject({ tone: 'worse', strength: 1 })
      expect(cell.text).toMatch(/^−0\.\d/)
    }
  })

  it('stand below each other where they are many', () => {
    const many = truth.map((_, row) => `part ${row % 20}`)
    const metrics = { accuracy: { max_regression: 0.01, slices: ['part'], min_rows: 5 } }
    const [block] = sliceHeat(
      judge({ ...input, gate: { ...gate, metrics }, test: tableOf({ delayed: truth, part: many }) }).gates,
    )
    const [panel] = block?.kind === 'chart' && block.chart.type === 'matrix' ? block.chart.panels : []
    expect(panel?.columns).toEqual(['accuracy'])
    expect(panel?.rows).toHaveLength(21)
  })

  it('need no table where there is one slice or none', () => {
    expect(sliceHeat(judge(inputOf({})).gates)).toEqual([])
  })
})
