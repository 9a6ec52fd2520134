import { describe, expect, it } from 'vitest'
import { answerColumns } from './answers/answer-columns.ts'
import { operatingPoint } from './answers/operating-point.ts'
import {
  binaryScores,
  inventClassifier,
  inventTruth,
  judgeInputOf,
  type ScoredCase,
  tableOf,
  uniform,
  valueScores,
} from './invented-scores.ts'
import { judge } from './judge.ts'
import type { Judgement } from './judgement.ts'
import type { GateSection } from './section/gate-section.ts'

const baseline = { from: ['branch:main'] }
const truth = inventTruth(900, 1)
const patients = truth.map((_, row) => `patient ${row % 60}`)
const test = tableOf({ ill: truth, patient: patients, cost: truth.map((label) => (label === 1 ? 100 : 1)) })
const good = inventClassifier(truth, 0.85, 2)
const other = inventClassifier(truth, 0.8, 3)

function judged(gate: GateSection, change: Partial<ScoredCase> = {}): Judgement {
  const input = { task: 'classification', test, label: 'ill', candidate: good, baseline: other, ...change } as const
  return judge(judgeInputOf({ ...input, gate: { baseline, confidence: { resamples: 400 }, ...gate } }))
}

const methodsOf = ({ gates }: Judgement) =>
  gates.map(({ metric, conditions }) => [metric, conditions.find(({ comparison }) => comparison)?.comparison?.method])

describe('each metric is compared by the method that is right for it', () => {
  const metrics = {
    accuracy: { max_regression: 0.1 },
    f1: { max_regression: 0.1 },
    log_loss: { max_regression: 1 },
    roc_auc: { max_regression: 0.1 },
    ece: { max_regression: 0.1 },
  }

  it('on independent rows', () => {
    expect(methodsOf(judged({ metrics }))).toEqual([
      ['accuracy', 'tango'],
      ['f1', 'cells'],
      ['log_loss', 'paired-t'],
      ['roc_auc', 'delong'],
      ['ece', 'rows'],
    ])
  })

  it('on rows that depend on each other, by whole groups', () => {
    const judgement = judged({ metrics }, { columns: { group: 'patient' } })
    expect(new Set(methodsOf(judgement).map(([, method]) => method))).toEqual(new Set(['cluster']))
  })

  it('and not at all on fewer than 30 groups', () => {
    const few = tableOf({ ill: truth, patient: truth.map((_, row) => `patient ${row % 29}`) })
    const judgement = judged({ metrics: { f1: { max_regression: 0.5 } } }, { test: few, columns: { group: 'patient' } })
    expect(judgement.verdict).toBe('inconclusive')
    expect(judgement.gates[0]?.reason).toContain('there are 29 groups, and at least 30 are needed')
  })
})

describe('weights', () => {
  it('count rows as often as they say', () => {
    const weights = truth.map((_, row) => row % 3)
    const repeated = (values: readonly number[]) => values.flatMap((value, row) => Array<number>(row % 3).fill(value))
    const metrics = { accuracy: { min: 0 }, log_loss: { max: 9 }, roc_auc: { min: 0 } }
    const weighted = judged(
      { metrics },
      { test: tableOf({ ill: truth, weight: weights }), columns: { weight: 'weight' }, baseline: undefined },
    )
    const positives = truth.map((_, row) => good.probabilities?.[row * 2 + 1] as number)
    const plain = judged(
      { metrics },
      { test: tableOf({ ill: repeated(truth) }), candidate: binaryScores(repeated(positives)), baseline: undefined },
    )
    for (const [index, gate] of weighted.gates.entries()) {
      expect(gate.candidate).toBeCloseTo(plain.gates[index]?.candidate as number, 12)
    }
  })

  it('are refused for a metric that cannot weigh rows, and when they are negative', () => {
    const weighted = { columns: { weight: 'weight' }, test: tableOf({ ill: truth, weight: truth.map(() => 1) }) }
    const values = { ...weighted, task: 'regression', candidate: valueScores(truth), baseline: undefined } as const
    expect(() => judged({ metrics: { max_error: { max: 1 } } }, values)).toThrow('data.weight: max_error cannot weigh')
    const negative = { ...weighted, test: tableOf({ ill: truth, weight: truth.map(() => -1) }) }
    expect(() => judged({ metrics: { accuracy: { min: 0 } } }, negative)).toThrow('is -1 in row 1')
  })
})

describe('a value that must be reached for certain', () => {
  it('is judged by its bound, which for a share is Wilson’s', () => {
    const all = judged({ metrics: { accuracy: { min: 0.8 } } })
    const { valueInterval, candidate } = all.gates[0] ?? {}
    expect(valueInterval?.low).toBeLessThan(candidate as number)
    const min = ((valueInterval?.low as number) + (candidate as number)) / 2
    expect(judged({ metrics: { accuracy: { min } } }).verdict).toBe('pass')
    expect(judged({ metrics: { accuracy: { min, confident: true } } }).verdict).toBe('inconclusive')
    expect(judged({ metrics: { accuracy: { min: 0.99, confident: true } } }).verdict).toBe('fail')
  })

  it('has an interval for every kind of metric', () => {
    const metrics = { roc_auc: { min: 0 }, log_loss: { max: 9 }, f1: { min: 0 }, mcc: { min: -1 }, brier: { max: 2 } }
    for (const { name, valueInterval, candidate } of judged({ metrics }).gates) {
      expect(valueInterval?.low, name).toBeLessThan(candidate as number)
      expect(valueInterval?.high, name).toBeGreaterThan(candidate as number)
    }
  })
})

describe('a value that must be certain', () => {
  const labels = Array.from({ length: 60 }, (_, row) => (row < 5 ? 1 : 0))
  const right = binaryScores(labels.map((one, row) => (one === 1 ? 0.9 : 0.1) + row / 1e4))
  const certain = (metric: string) =>
    judge({
      task: 'classification',
      test: tableOf({ y: labels }),
      label: 'y',
      gate: { metrics: { [metric]: { min: 0.95, confident: true } } },
      candidate: { scores: right },
    })

  it.each(['recall', 'precision', 'f1', 'mcc', 'cohen_kappa', 'balanced_accuracy', 'roc_auc', 'average_precision'])(
    'is not by five positive rows without an error: %s',
    (metric) => {
      const judgement = certain(metric)
      expect(judgement.gates[0]?.candidate).toBeCloseTo(1, 12)
      expect(judgement.verdict).toBe('inconclusive')
    },
  )

  it('passes at the limit no more often than the level says, of areas that few positive rows make', () => {
    let passed = 0
    for (let seed = 0; seed < 150; seed++) {
      const random = uniform(seed)
      const truth = Array.from({ length: 200 }, (_, row) => (row < 20 ? 1 : 0))
      // Right in 9 of 10 rows of either class, and sure alike: an area of 0.9.
      const scores = binaryScores(truth.map((one) => ((one === 1) === random() < 0.9 ? 0.9 : 0.1)))
      const { verdict } = judge({
        task: 'classification',
        test: tableOf({ y: truth }),
        label: 'y',
        gate: { metrics: { roc_auc: { min: 0.9, confident: true } }, confidence: { resamples: 200 } },
        candidate: { scores },
      })
      if (verdict === 'pass') passed++
    }
    expect(passed / 150).toBeLessThan(0.08)
  })
})

describe('an anchor', () => {
  const gate: GateSection = {
    anchor: 'registry:1',
    metrics: { accuracy: { max_regression: 0.1, max_total_regression: 0.02 } },
  }
  const input = { task: 'classification', test, label: 'ill', gate: { baseline, ...gate } } as const

  it('stops what many releases lost together, although the last one lost little', () => {
    const judgement = judge({
      ...input,
      candidate: { scores: inventClassifier(truth, 0.7, 9) },
      baseline: { scores: inventClassifier(truth, 0.72, 10), identical: false },
      anchor: { scores: inventClassifier(truth, 0.9, 11), identical: false },
    })
    expect(judgement.verdict).toBe('fail')
    expect(judgement.gates[0]?.reason).toMatch(
      /^accuracy fell from 0\.\d+ to 0\.\d+ since the anchor .*allowed −0\.02$/,
    )
    expect(judgement.comparisons).toBe(2)
  })

  it('that is not there fails beside a baseline, also where a first model may go without one', () => {
    const mayLack = { ...gate, baseline: { ...baseline, if_missing: 'absolute-only' as const } }
    const alone = { ...input, gate: mayLack, candidate: { scores: good } }
    const judgement = judge({ ...alone, baseline: { scores: good, identical: true } })
    expect(judgement.verdict).toBe('fail')
    expect(judgement.gates[0]?.reason).toContain('there is no anchor to compare with, although there is a baseline')
    expect(judge(alone).gates[0]?.verdict).toBe('unjudged')
  })

  it('must be named where something is demanded of it', () => {
    const metrics = { accuracy: { max_total_regression: 0.02 } }
    expect(() => judge({ ...input, gate: { baseline, metrics }, candidate: { scores: good } })).toThrow(
      'gate.anchor: missing',
    )
  })
})

describe('metrics of the project’s own', () => {
  const gate: GateSection = {
    baseline,
    metrics: { expected_cost: { mean_of: 'anything', direction: 'minimize', max_regression: 0.5 } },
  }
  const input = { task: 'classification', test, label: 'ill', gate } as const
  const rows = (by: number) => Float64Array.from(truth, (_, row) => (row % 7) + by)
  const own = (values: Float64Array) => new Map([['expected_cost', { kind: 'rows', values }]] as const)
  const judgeOwn = (ours: Float64Array, theirs: Float64Array) =>
    judge({
      ...input,
      candidate: { scores: good, own: own(ours) },
      baseline: { scores: other, own: own(theirs), identical: false },
    })

  it('are compared as means, in their declared direction', () => {
    const noise = uniform(4)
    const shifted = (by: number) => rows(by).map((value) => value + noise())
    expect(judgeOwn(shifted(0), shifted(0)).verdict).toBe('pass')
    expect(judgeOwn(shifted(2), shifted(0)).verdict).toBe('fail')
    expect(judgeOwn(shifted(0), shifted(2)).verdict).toBe('pass')
    expect(methodsOf(judgeOwn(shifted(0), shifted(0)))).toEqual([['expected_cost', 'paired-t']])
  })

  it('that give no number for a row are an error', () => {
    const broken = rows(0)
    broken[3] = Number.NaN
    const judgement = judgeOwn(broken, rows(0))
    expect(judgement.verdict).toBe('error')
    expect(judgement.gates[0]?.reason).toContain('it is no finite number for the candidate in row 4')
  })

  it('see the label, the prediction and the score of each row', () => {
    const small = { ...input, test: tableOf({ ill: [1, 0] }), candidate: { scores: binaryScores([0.9, 0.2]) } }
    expect(answerColumns(small)).toEqual(
      new Map([
        ['label', { kind: 'number', values: Float64Array.of(1, 0) }],
        ['prediction', { kind: 'string', values: ['1', '0'] }],
        ['score', { kind: 'number', values: Float64Array.of(0.9, 0.2) }],
      ]),
    )
  })

  it('that are one number are compared as it stands, and say so', () => {
    const number = (value: number) =>
      new Map([['expected_cost', { kind: 'number', value, resampled: undefined }]] as const)
    const judgement = judge({
      ...input,
      candidate: { scores: good, own: number(3) },
      baseline: { scores: other, own: number(2), identical: false },
    })
    expect(judgement.verdict).toBe('fail')
    expect(judgement.gates[0]?.reason).toBe(
      'expected_cost rose from 2.00 to 3.00 (Δ +1.00, as it stands), allowed +0.5',
    )
  })
})

describe('latency and size', () => {
  const gate: GateSection = {
    baseline,
    metrics: { latency_p95_ms: { max: 20, max_regression: '50%' }, model_size_mb: { max: 10, max_regression: '10%' } },
  }
  const input = { task: 'classification', test, label: 'ill', gate } as const
  const noise = uniform(6)
  const requests = (ms: number) => Float64Array.from({ length: 300 }, () => ms + noise())

  it('are judged like metrics, latency on its requests', () => {
    const judgement = judge({
      ...input,
      candidate: { scores: good, latencies: requests(4), sizeBytes: 2e6 },
      baseline: { scores: other, latencies: requests(2), sizeBytes: 2e6, identical: false },
    })
    const [latency, size] = judgement.gates
    expect(latency).toMatchObject({ verdict: 'fail', rows: 300 })
    expect(size).toMatchObject({ verdict: 'pass', candidate: 2, difference: 0 })
  })

  it('of a model that does not run here are an error, not a pass', () => {
    const judgement = judge({ ...input, candidate: { scores: good, sizeBytes: 1 } })
    expect(judgement.gates[0]).toMatchObject({ verdict: 'error' })
    expect(judgement.gates[0]?.reason).toContain('only a model that is scored here can be timed')
  })
})

describe('the operating point', () => {
  const at = (threshold: NonNullable<GateSection['threshold']>): GateSection => ({
    threshold,
    metrics: { recall: { min: 0 } },
  })
  const validation = tableOf({ ill: [1, 1, 1, 1, 0, 0] })
  const scores = binaryScores([0.9, 0.8, 0.6, 0.3, 0.7, 0.1])
  const point = (threshold: NonNullable<GateSection['threshold']>) =>
    operatingPoint(
      { task: 'classification', gate: at(threshold), test: validation, label: 'ill', candidate: { scores } },
      'candidate',
    )

  it('is the highest threshold that reaches the recall', () => {
    expect(point({ at: { recall: 0.5 } })).toBe(0.8)
    expect(point({ at: { recall: 0.75 } })).toBe(0.6)
    expect(point({ at: { recall: 1 } })).toBe(0.3)
  })

  it('is the lowest threshold that reaches the precision', () => {
    expect(point({ at: { precision: 1 } })).toBe(0.8)
    expect(point({ at: { precision: 0.8 } })).toBe(0.3)
  })

  it('is refused without a row of the positive class', () => {
    const none = {
      task: 'classification',
      gate: at({ at: { recall: 1 } }),
      test: tableOf({ ill: [0] }),
      label: 'ill',
    } as const
    expect(() => operatingPoint({ ...none, candidate: { scores: binaryScores([0.5]) } }, 'candidate')).toThrow(
      'no row of the positive class',
    )
  })

  it('cuts each model at its own threshold', () => {
    const judgement = judge({
      task: 'classification',
      gate: { baseline, ...at({ at: { recall: 1 } }) },
      test: validation,
      label: 'ill',
      candidate: { scores, threshold: 0.3 },
      baseline: { scores, threshold: 0.9, identical: false },
    })
    expect(judgement.threshold).toEqual({ candidate: 0.3, baseline: 0.9 })
    expect(judgement.gates[0]).toMatchObject({ candidate: 1, baseline: 0.25 })
  })
})

describe('a ranking', () => {
  const queries = Array.from({ length: 600 }, (_, row) => `q${Math.floor(row / 6)}`)
  const random = uniform(8)
  const relevance = queries.map(() => Math.floor(random() * 4))
  const noisy = (noise: number) => valueScores(relevance.map((value) => value + noise * (random() - 0.5)))
  const documents = tableOf({ relevance, query: queries })
  const ranked = (gate: GateSection, change: Partial<ScoredCase> = {}) =>
    judged(gate, {
      task: 'ranking',
      test: documents,
      label: 'relevance',
      columns: { query: 'query' },
      candidate: noisy(1),
      baseline: noisy(1),
      ...change,
    })

  it('is judged query by query', () => {
    const judgement = ranked({ metrics: { 'ndcg@3': { min: 0.5, max_regression: 0.1 }, mrr: { min: 0 } } })
    expect(judgement.verdict).toBe('pass')
    expect(judgement.gates[0]).toMatchObject({ label: 'ndcg@3', rows: 100 })
    expect(ranked({ metrics: { 'ndcg@3': { max_regression: 0.02 } } }, { candidate: noisy(9) }).verdict).toBe('fail')
  })

  it('that cannot be decided says how many queries there are, not how many rows', () => {
    const metrics = { 'ndcg@3': { max_regression: 0.001 }, mrr: { min: 0, min_rows: 200 } }
    const [close, few] = ranked({ metrics }, { candidate: noisy(4), baseline: noisy(4) }).gates
    expect(close?.reason).toMatch(/: 100 queries cannot decide, about [\d,]+ needed$/)
    expect(few?.reason).toBe('mrr has too few queries to judge: 100, at least 200 wanted')
  })

  it('needs to know the queries', () => {
    expect(() => ranked({ metrics: { mrr: { min: 0 } } }, { columns: {} })).toThrow('data.query: missing')
  })
})

describe('a forecast', () => {
  const days = Array.from({ length: 120 }, (_, day) => day)
  const sales = days.map((day) => 100 + 10 * Math.sin(day))
  const random = uniform(9)
  const noisy = (noise: number) => valueScores(sales.map((value) => value + noise * (random() - 0.5)))
  const past = new Map([['', Float64Array.from({ length: 60 }, (_, day) => 100 + 10 * Math.sin(day - 60))]])
  const forecast = (gate: GateSection, change: Partial<ScoredCase> = {}) =>
    judged(gate, {
      task: 'forecast',
      test: tableOf({ sales, day: days }),
      label: 'sales',
      columns: { time: 'day' },
      training: past,
      candidate: noisy(2),
      baseline: noisy(2),
      ...change,
    })

  it('is scaled by the past, and compared in blocks of time', () => {
    const judgement = forecast({ metrics: { mase: { max: 1, max_regression: 0.1 }, mae: { max: 10 } } })
    expect(judgement.verdict).toBe('pass')
    expect(methodsOf(judgement)[0]).toEqual(['mase', 'blocks'])
  })

  it('does not care in which order the file has the days', () => {
    const order = days.map((_, place) => (place * 37) % 120)
    const pick = (values: readonly number[]) => order.map((day) => values[day] as number)
    const candidate = noisy(2)
    const other = noisy(3)
    const gate: GateSection = { metrics: { mase: { max_regression: 0.1 } } }
    const shuffled = forecast(gate, {
      test: tableOf({ sales: pick(sales), day: pick(days) }),
      candidate: valueScores(pick([...candidate.values])),
      baseline: valueScores(pick([...other.values])),
    })
    expect(shuffled.gates).toEqual(forecast(gate, { candidate, baseline: other }).gates)
  })

  it('needs prediction intervals for what judges them', () => {
    expect(forecast({ metrics: { 'coverage@0.9': { min: 0.8 } } }).gates[0]?.reason).toContain(
      'it needs intervals, which the candidate does not give',
    )
    const { values } = noisy(2)
    const intervals = { lower: values.map((value) => value - 1), upper: values.map((value) => value + 1) }
    const given = { kind: 'regression', rows: 120, values, intervals, scoredBy: 'declared' } as const
    const judgement = forecast({ metrics: { 'coverage@0.9': { min: 0.8 } } }, { candidate: given })
    expect(judgement.gates[0]).toMatchObject({ verdict: 'pass', candidate: 1 })
  })
})
