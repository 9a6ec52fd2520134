import type { CandidateSection, Scores } from '@mlgate/models'
import type { Column } from '@mlgate/tables'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { examineAnswers, recordedJudgement } from '../examine-answers.ts'
import { withFindings } from '../findings.ts'
import { judge } from '../judge.ts'
import type { JudgeInput } from '../judge-input.ts'
import { judgeMeasured, type MeasuredInput } from '../judge-measured.ts'
import { type PackedAnswers, packAnswers } from './pack-answers.ts'
import { packMetrics } from './pack-metrics.ts'
import { readStoredFile } from './stored-answers.ts'
import { unpackAnswers, unpackMetrics } from './unpack-answers.ts'

const reads: CandidateSection = { onnx: 'model.onnx' }
const of = { features: undefined, exclude: ['id'] }
const packed = (input: JudgeInput) =>
  packAnswers(input, { ...of, reads: { candidate: reads, baseline: reads, anchor: reads } })

/** The answers as another program reads them: the description went through JSON. */
function travelled({ stored, rows, past }: PackedAnswers, input: JudgeInput): JudgeInput {
  const read = readStoredFile(JSON.stringify(stored))
  if (typeof read === 'string' || read.kind !== 'rows') throw new Error(`not of its schema: ${read}`)
  const { task, gate, label, positive, columns } = input
  return unpackAnswers(read, rows, past, { task, gate, label, positive, ...(columns && { columns }) })
}

const judged = (input: JudgeInput): string =>
  JSON.stringify(recordedJudgement(withFindings(judge(input), examineAnswers(input, of))))

const text = (values: readonly (string | null)[]): Column => ({ kind: 'string', values })
const number = (values: readonly number[]): Column => ({ kind: 'number', values: Float64Array.from(values) })

/** Two classes, groups, weights and slices, with columns that nothing rests on. */
function classification(seed: readonly number[], weighted: boolean): JudgeInput {
  const at = (row: number, salt: number) => (((seed[row % seed.length] as number) * 7919 + row * salt) % 1000) / 1000
  const rows = 120
  const all = Array.from({ length: rows }, (_, row) => row)
  const scoresOf = (salt: number): Scores => ({
    kind: 'classification',
    rows,
    classes: ['no', 'yes'],
    probabilities: Float64Array.from(all.flatMap((row) => [1 - at(row, salt), at(row, salt)])),
    labels: undefined,
    scoredBy: 'mlgate',
  })
  return {
    task: 'classification',
    gate: {
      baseline: { from: ['file:b.onnx'] },
      confidence: { resamples: 200 },
      metrics: {
        accuracy: { min: 0.2, max_regression: 0.3, slices: ['region', 'age >= 40', 'region x age >= 40'], min_rows: 5 },
        ...(weighted ? {} : { roc_auc: { max_regression: 0.4, confident: true, min: 0.1 } }),
        log_loss: { max: 3, max_regression: '60%' },
        latency_p95_ms: { max: 5, max_regression: 2 },
      },
      fairness: { by: ['region'], demographic_parity_difference: { max: 0.9 }, min_rows: 5 },
      calibration: true,
      weak_slices: { on_found: 'inconclusive', min_rows: 10 },
    },
    test: {
      rows,
      columns: new Map<string, Column>([
        ['id', text(all.map((row) => `patient ${row}`))],
        ['diagnosis', text(all.map((row) => (at(row, 31) > 0.4 ? 'yes' : 'no')))],
        ['region', text(all.map((row) => (at(row, 13) > 0.8 ? null : at(row, 17) > 0.5 ? 'east' : 'west')))],
        ['age', number(all.map((row) => 20 + Math.round(60 * at(row, 19))))],
        ['household', text(all.map((row) => `house ${row % 40}`))],
        ['weight', number(all.map((row) => 0.5 + at(row, 23)))],
      ]),
    },
    label: 'diagnosis',
    positive: 'yes',
    columns: { group: 'household', ...(weighted ? { weight: 'weight' } : {}) },
    candidate: { scores: scoresOf(37), latencies: Float64Array.from([1.1, 1.2, 1.4]), sizeBytes: 12 },
    baseline: { scores: scoresOf(41), identical: false, latencies: Float64Array.from([1, 1.3, 1.5]), sizeBytes: 10 },
    conditions: new Map([['age >= 40', all.map((row) => (row % 11 === 0 ? null : at(row, 19) > 0.3))]]),
  }
}

function forecast(seed: readonly number[]): JudgeInput {
  const rows = 90
  const all = Array.from({ length: rows }, (_, row) => row)
  const at = (row: number, salt: number) => (((seed[row % seed.length] as number) * 31 + row * salt) % 97) / 10
  const values = (salt: number): Scores => ({
    kind: 'regression',
    rows,
    values: Float64Array.from(all, (row) => at(row, salt)),
    intervals: {
      lower: Float64Array.from(all, (row) => at(row, salt) - 1),
      upper: Float64Array.from(all, (row) => at(row, salt) + 1),
    },
    scoredBy: 'declared',
  })
  return {
    task: 'forecast',
    gate: {
      baseline: { from: ['file:b.csv'] },
      confidence: { resamples: 200 },
      metrics: {
        mae: { max: 50, max_regression: 5 },
        mase: { max: 50, max_regression: 5 },
        cost: { mean_of: 'abs(label - prediction)', direction: 'minimize', max: 3 },
        custom: { module: 'm.mjs', direction: 'maximize', min: 0.5, max_regression: 0.1 },
      },
    },
    test: {
      rows,
      columns: new Map<string, Column>([
        ['sold', number(all.map((row) => at(row, 5)))],
        ['shop', text(all.map((row) => `shop ${row % 3}`))],
        ['day', number(all)],
        ['note', text(all.map(() => 'private'))],
      ]),
    },
    label: 'sold',
    columns: { series: 'shop', time: 'day' },
    training: new Map([0, 1, 2].map((shop) => [`shop ${shop}`, Float64Array.from(seed, (value) => value + shop)])),
    candidate: {
      scores: values(7),
      own: new Map([
        ['cost', { kind: 'rows', values: Float64Array.from(all, (row) => (row % 50 === 3 ? Number.NaN : at(row, 3))) }],
        ['custom', { kind: 'number', value: 0.75, resampled: Float64Array.from(all, (row) => 0.7 + row / 1000) }],
      ]),
    },
    baseline: {
      scores: values(11),
      identical: false,
      own: new Map([
        ['cost', { kind: 'rows', values: Float64Array.from(all, (row) => at(row, 4)) }],
        ['custom', { kind: 'number', value: 0.74, resampled: Float64Array.from(all, (row) => 0.69 + row / 1000) }],
      ]),
    },
  }
}

const seeds = fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 7, maxLength: 40 })

describe('answers that were stored', () => {
  it('are judged alike to the last bit, for classes, groups, weights and slices', () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, weighted) => {
        const input = classification(seed, weighted)
        expect(judged(travelled(packed(input), input))).toBe(judged(input))
      }),
      { numRuns: 25 },
    )
  })

  it('are judged alike to the last bit, for series with a past and own metrics', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = forecast(seed)
        expect(judged(travelled(packed(input), input))).toBe(judged(input))
      }),
      { numRuns: 25 },
    )
  })

  it('hold neither ids nor units of resampling nor columns that nothing rests on', () => {
    const input = classification([3, 5, 8], false)
    const { weak_slices: _, ...gate } = input.gate
    const { stored, rows } = packed({ ...input, gate })
    expect(stored.test.map(({ name, numbered }) => [name, numbered ?? false])).toEqual([
      ['diagnosis', false],
      ['region', false],
      ['household', true],
    ])
    const said = JSON.stringify([...rows.columns].map(([name, { values }]) => [name, Array.from<unknown>(values)]))
    expect(said).not.toMatch(/patient|house/)
    expect(JSON.stringify(packed(forecast([1, 2, 3])).stored)).not.toContain('note')
  })

  it('hold the columns of weak slices where what is found decides, and not where it is only told', () => {
    const input = classification([3, 5, 8], false)
    const names = (one: JudgeInput) => packed(one).stored.test.map(({ name }) => name)
    expect(names(input)).toContain('age')
    expect(names({ ...input, gate: { ...input.gate, weak_slices: { on_found: 'report' } } })).not.toContain('age')
  })

  it('show when one of them was changed', () => {
    const input = classification([3, 5, 8], false)
    const { stored, rows, past } = packed(input)
    const changed = (name: string, change: (column: Column) => Column) => {
      const columns = new Map(rows.columns)
      columns.set(name, change(columns.get(name) as Column))
      return judged(travelled({ stored, rows: { rows: rows.rows, columns }, past }, input))
    }
    const score = changed('candidate_probability_1', ({ values }) => ({
      kind: 'number',
      values: Float64Array.from(values as Float64Array, (value, row) => (row === 7 ? 1 - value : value)),
    }))
    const label = changed('test_1', ({ values }) => ({
      kind: 'string',
      values: (values as (string | null)[]).map((value, row) => (row === 7 ? (value === 'yes' ? 'no' : 'yes') : value)),
    }))
    expect(score).not.toBe(judged(input))
    expect(label).not.toBe(judged(input))
    expect(score).not.toBe(label)
  })

  it.each<[string, (one: PackedAnswers) => PackedAnswers, string]>([
    [
      'a column is gone',
      ({ stored, rows, past }) => {
        const columns = new Map([...rows.columns].filter(([name]) => name !== 'test_1'))
        return { stored, rows: { rows: rows.rows, columns }, past }
      },
      'has no column "test_1"',
    ],
    [
      'a column holds something else',
      ({ stored, rows, past }) => {
        const columns = new Map(rows.columns).set('candidate_probability_0', text(new Array(rows.rows).fill('1')))
        return { stored, rows: { rows: rows.rows, columns }, past }
      },
      'holds no numbers in "candidate_probability_0"',
    ],
    [
      'there are more rows than were said',
      ({ stored, rows, past }) => ({ stored: { ...stored, rows: 119 }, rows, past }),
      'has 120 rows, not 119',
    ],
    [
      'a class has no probabilities',
      ({ stored, rows, past }) => {
        const scores = { ...stored.candidate.scores, probabilities: ['candidate_probability_0'] }
        const candidate = { ...stored.candidate, scores } as typeof stored.candidate
        return { stored: { ...stored, candidate }, rows, past }
      },
      'holds probabilities of 1 classes, not of 2',
    ],
    [
      'the past of the series is gone',
      ({ stored, rows }) => ({ stored: { ...stored, past: true }, rows, past: undefined }),
      'has no past of the series beside it',
    ],
  ])('are refused in words when %s', (_what, spoil, message) => {
    const input = classification([3, 5, 8], false)
    expect(() => travelled(spoil(packed(input)), input)).toThrow(message)
  })
})

it('metrics that were measured elsewhere are judged alike once they were stored', () => {
  const input: MeasuredInput = {
    task: 'classification',
    gate: { baseline: { from: ['file:b.json'] }, metrics: { accuracy: { min: 0.5, max_regression: 0.1 } } },
    candidate: new Map([
      ['accuracy', 0.1 + 0.2],
      ['__proto__', Number.NaN],
    ]),
    baseline: { metrics: new Map([['accuracy', 0.7]]), identical: false },
  }
  const read = readStoredFile(JSON.stringify(packMetrics(input)))
  if (typeof read === 'string' || read.kind !== 'metrics') throw new Error(`not of its schema: ${read}`)
  expect(judgeMeasured(unpackMetrics(read, input))).toEqual(judgeMeasured(input))
})
