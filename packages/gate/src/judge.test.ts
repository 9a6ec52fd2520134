import { ConfigurationError } from '@mlgate/core'
import type { Scores } from '@mlgate/models'
import { describe, expect, it } from 'vitest'
import {
  binaryScores,
  inventClassifier,
  inventTruth,
  judgeInputOf,
  labelScores,
  type ScoredCase,
  tableOf,
  uniform,
  valueScores,
} from './invented-scores.ts'
import { judge } from './judge.ts'
import type { GateResult, Judgement } from './judgement.ts'
import type { GateSection } from './section/gate-section.ts'

const baseline = { from: ['branch:main'] }
const quick = { resamples: 400 }

const truth = inventTruth(600, 1)
const origins = Array.from({ length: 600 }, (_, row) => ['JFK', 'LIT', 'MDW'][row % 3] as string)
const test = tableOf({ delayed: truth, origin: origins })
const good = inventClassifier(truth, 0.85, 2)
const other = inventClassifier(truth, 0.85, 3)
const bad = inventClassifier(truth, 0.6, 4)

function judged(gate: GateSection, change: Partial<ScoredCase> = {}): Judgement {
  return judge(
    judgeInputOf({
      task: 'classification',
      gate: { baseline, confidence: quick, ...gate },
      test,
      label: 'delayed',
      candidate: good,
      baseline: other,
      ...change,
    }),
  )
}

const gateOf = (judgement: Judgement, name: string): GateResult => {
  const gate = judgement.gates.find((one) => one.name === name)
  if (!gate) throw new Error(`no ${name} in ${judgement.gates.map((one) => one.name).join(', ')}`)
  return gate
}

describe('comparing with the baseline', () => {
  it('blocks a model that is truly worse, with the numbers in the reason', () => {
    const judgement = judged({ metrics: { accuracy: { max_regression: 0.02 } } }, { candidate: bad })
    expect(judgement.verdict).toBe('fail')
    expect(judgement.gates[0]?.reason).toBe(
      'accuracy fell from 0.87 to 0.56 (Δ −0.31, interval −0.35 to −0.27), allowed −0.02',
    )
  })

  it('passes a model that is truly better', () => {
    const judgement = judged(
      { metrics: { accuracy: { max_regression: 0 }, log_loss: { max_regression: '0%' } } },
      { baseline: bad },
    )
    expect(judgement.verdict).toBe('pass')
    expect(judgement.gates.map((gate) => gate.verdict)).toEqual(['pass', 'pass'])
  })

  it('does not fail two equal noisy models more often than the level says, and fails a worse one', () => {
    const verdicts = { equal: [] as string[], worse: [] as string[] }
    for (let seed = 0; seed < 60; seed++) {
      const labels = inventTruth(300, 1000 + seed)
      const gate: GateSection = { confidence: quick, metrics: { accuracy: { max_regression: 0.01 } } }
      const fixed = { test: tableOf({ delayed: labels }), baseline: inventClassifier(labels, 0.85, 2000 + seed) }
      const equal = inventClassifier(labels, 0.85, 3000 + seed)
      verdicts.equal.push(judged(gate, { ...fixed, candidate: equal }).verdict)
      const worse = inventClassifier(labels, 0.65, 4000 + seed)
      verdicts.worse.push(judged(gate, { ...fixed, candidate: worse }).verdict)
    }
    const share = (of: string[], verdict: string) => of.filter((one) => one === verdict).length / of.length
    expect(share(verdicts.equal, 'fail')).toBeLessThanOrEqual(0.05)
    expect(share(verdicts.worse, 'fail')).toBeGreaterThanOrEqual(0.95)
  })

  it('leaves a small doubtful difference undecided and estimates the rows needed', () => {
    const judgement = judged({ metrics: { accuracy: { max_regression: 0.005 } } })
    expect(judgement.verdict).toBe('inconclusive')
    const [gate] = judgement.gates
    expect(gate?.rowsNeeded).toBeGreaterThan(10_000)
    expect(gate?.reason).toMatch(/: 600 rows cannot decide, about [\d,]+ needed$/)
  })

  it('takes the same model as equal to itself, whatever the margin', () => {
    const metrics = { recall: { max_regression: 0 }, roc_auc: { max_regression: '0%' } }
    const judgement = judged({ metrics }, { baseline: good, identical: true })
    expect(judgement.verdict).toBe('pass')
    for (const gate of judgement.gates) {
      expect(gate).toMatchObject({ equal: true, interval: { low: 0, high: 0 } })
      expect(gate.reason).toContain('it is the same model, byte for byte')
    }
  })

  it('does not take two models as equal because they answer alike on these rows', () => {
    const copy: Scores = { ...good, probabilities: Float64Array.from(good.probabilities!) }
    const tight = judged({ metrics: { accuracy: { max_regression: 0.001 } } }, { baseline: copy })
    expect(tight.verdict).toBe('inconclusive')
    expect(tight.gates[0]?.interval?.low).toBeLessThan(-0.001)
    const wide = judged({ metrics: { accuracy: { max_regression: 0.01 } } }, { baseline: copy })
    expect(wide.verdict).toBe('pass')
  })

  it('calls a gate failed only when that holds among all comparisons', () => {
    // Alone, p is about 0.02 for one slice in which the candidate is worse.
    const metrics = (slices: string[]) => ({ accuracy: { max_regression: 0.02, slices } })
    const parts = Array.from({ length: 600 }, (_, row) => `part ${row % 10}`)
    const worse = inventClassifier(truth, (row) => (row % 10 === 3 ? 0.62 : 0.85), 21)
    const split = { test: tableOf({ delayed: truth, part: parts }), candidate: worse }
    const judgement = judged({ metrics: metrics(['part']) }, split)
    const among = judgement.gates.flatMap(({ conditions }) => conditions.flatMap(({ comparison }) => comparison ?? []))
    expect(judgement.comparisons).toBe(11)
    for (const { pFail, pFailAmongAll } of among) expect(pFailAmongAll).toBeGreaterThanOrEqual(pFail ?? 1)
    const alone = among.filter(({ pFail }) => (pFail ?? 1) <= 0.05)
    expect(alone.length).toBeGreaterThan(0)
    for (const gate of judgement.gates.filter(({ verdict }) => verdict === 'fail')) {
      expect(gate.conditions[0]?.comparison?.pFailAmongAll).toBeLessThanOrEqual(0.05)
    }
  })

  it('counts the answers that flipped', () => {
    const labels = [1, 1, 1, 0, 0]
    const judgement = judged(
      { metrics: { accuracy: { min: 0 } } },
      {
        test: tableOf({ delayed: labels }),
        baseline: binaryScores([0.9, 0.1, 0.2, 0.1, 0.1]),
        candidate: binaryScores([0.1, 0.9, 0.8, 0.3, 0.9]),
      },
    )
    expect(judgement.flips).toEqual({ rows: 5, changed: 4, newlyRight: 2, newlyWrong: 2 })
  })

  it('counts an answer that is wrong in another way as changed, not as newly wrong', () => {
    const species = ['Adelie', 'Chinstrap', 'Gentoo']
    const judgement = judged(
      { metrics: { accuracy: { min: 0 } } },
      {
        test: tableOf({ delayed: ['Adelie', 'Adelie', 'Gentoo'] }),
        baseline: labelScores(['Gentoo', 'Adelie', 'Gentoo'], species),
        candidate: labelScores(['Chinstrap', 'Chinstrap', 'Gentoo'], species),
      },
    )
    expect(judgement.flips).toEqual({ rows: 3, changed: 2, newlyRight: 0, newlyWrong: 1 })
  })

  it('is plain data without NaN or infinity, so that a record can hold it', () => {
    const judgement = judged({ metrics: { roc_auc: { max_regression: 0.01, slices: ['origin'] } } })
    expect(JSON.parse(JSON.stringify(judgement))).toEqual(judgement)
  })

  it('gives the same judgement for the same input, and another interval for another seed', () => {
    const gate: GateSection = { metrics: { f1: { max_regression: 0.05, slices: ['origin'] } } }
    expect(judged(gate)).toEqual(judged(gate))
    const reseeded = judged({ ...gate, confidence: { ...quick, seed: 7 } })
    expect(reseeded.gates[0]?.interval).not.toEqual(judged(gate).gates[0]?.interval)
  })

  it('does not care in which order a model lists its classes', () => {
    const swapped: Scores = {
      ...good,
      classes: ['1', '0'],
      probabilities: good.probabilities!.map((_, index, all) => all[index % 2 === 0 ? index + 1 : index - 1]!),
    }
    const gate: GateSection = {
      metrics: { recall: { max_regression: 0.1 }, log_loss: { max_regression: 0.1 }, roc_auc: { max_regression: 0.1 } },
    }
    expect(judged(gate, { candidate: swapped })).toEqual(judged(gate))
    expect(judged(gate, { baseline: swapped }).gates.map((one) => one.difference)).toEqual([0, 0, 0])
  })
})

describe('without a baseline', () => {
  const gate = (if_missing: 'absolute-only' | 'fail', metrics: GateSection['metrics']): GateSection => ({
    baseline: { from: ['branch:main'], if_missing },
    metrics,
  })
  const alone = { baseline: undefined }

  it('absolute-only judges min and max, and says what it did not judge', () => {
    const judgement = judged(
      gate('absolute-only', { accuracy: { min: 0.5, max_regression: 0.01 }, log_loss: { max_regression: 0.01 } }),
      alone,
    )
    expect(judgement.verdict).toBe('pass')
    expect(gateOf(judgement, 'accuracy').conditions.map((one) => one.verdict)).toEqual(['pass', 'unjudged'])
    expect(gateOf(judgement, 'log_loss').verdict).toBe('unjudged')
    expect(gateOf(judgement, 'log_loss').reason).toBe('log_loss: max_regression was not judged: no baseline')
  })

  it('absolute-only is an error when there is nothing absolute to judge', () => {
    expect(judged(gate('absolute-only', { log_loss: { max_regression: 0.01 } }), alone).verdict).toBe('error')
  })

  it('fails by default', () => {
    const judgement = judged({ metrics: { accuracy: { min: 0.5, max_regression: 0.01 } } }, alone)
    expect(judgement.verdict).toBe('fail')
    expect(judgement.gates[0]?.reason).toContain('there is no baseline to compare with')
  })

  it('demanding a comparison without saying with what is a mistake in the file', () => {
    const input = { task: 'classification', test, label: 'delayed', candidate: { scores: good } } as const
    expect(() => judge({ ...input, gate: { metrics: { accuracy: { max_regression: 0.1 } } } })).toThrow(
      /gate\.baseline: missing/,
    )
    expect(judge({ ...input, gate: { metrics: { accuracy: { min: 0.1 } } } }).verdict).toBe('pass')
  })
})

describe('the interval of a value', () => {
  it('does not go beyond what the metric can be', () => {
    // One negative row outranks a positive one: the plain bound of the area lies above one.
    const labels = Array.from({ length: 120 }, (_, row) => (row % 2 ? 1 : 0))
    const score = labels.map((label, row) => (row === 1 ? 0.4 : row === 0 ? 0.6 : label ? 0.9 : 0.1))
    const [gate] = judged(
      { metrics: { roc_auc: { min: 0.5 } } },
      { test: tableOf({ delayed: labels }), candidate: binaryScores(score), baseline: undefined },
    ).gates
    expect(gate?.candidate).toBeLessThan(1)
    expect(gate?.valueInterval?.high).toBe(1)
  })
})

describe('slices', () => {
  const recall = { recall: { min: 0.1, max_regression: 0.3, slices: ['origin'] } }

  it('make one gate for all rows and one for each value', () => {
    expect(judged({ metrics: recall }).gates.map((gate) => gate.name)).toEqual([
      'recall',
      'recall on origin = JFK',
      'recall on origin = LIT',
      'recall on origin = MDW',
    ])
  })

  it('find a model that is worse on one of them alone', () => {
    const worseThere = inventClassifier(truth, (row) => (origins[row] === 'MDW' ? 0.3 : 0.9), 5)
    const judgement = judged(
      { metrics: { accuracy: { max_regression: 0.2, slices: ['origin'] } } },
      { candidate: worseThere },
    )
    expect(judgement.verdict).toBe('fail')
    expect(judgement.gates.filter((gate) => gate.verdict === 'fail').map((gate) => gate.slice?.value)).toEqual(['MDW'])
  })

  it('are judged exactly as if their rows were all there is', () => {
    const rows = origins.flatMap((origin, row) => (origin === 'LIT' ? [row] : []))
    const pick = (scores: typeof good): Scores => binaryScores(rows.map((row) => scores.probabilities![2 * row + 1]!))
    const metrics: GateSection['metrics'] = {
      f1: { max_regression: 0.05, slices: ['origin'] },
      log_loss: { max_regression: '5%', slices: ['origin'] },
      roc_auc: { max_regression: 0.05, slices: ['origin'] },
    }
    const within = judged({ metrics })
    const alone = judged(
      {
        metrics: {
          f1: { max_regression: 0.05 },
          log_loss: { max_regression: '5%' },
          roc_auc: { max_regression: 0.05 },
        },
      },
      { test: tableOf({ delayed: rows.map((row) => truth[row]!) }), candidate: pick(good), baseline: pick(other) },
    )
    for (const metric of ['f1', 'log_loss', 'roc_auc']) {
      const { candidate, baseline, interval, verdict, rowsNeeded } = gateOf(alone, metric)
      expect(gateOf(within, `${metric} on origin = LIT`)).toMatchObject({
        candidate,
        baseline,
        interval,
        verdict,
        rowsNeeded,
      })
    }
  })

  it('of rows without a value are called (missing)', () => {
    const holes = origins.map((origin, row) => (row < 90 ? null : origin))
    const judgement = judged({ metrics: recall }, { test: tableOf({ delayed: truth, origin: holes }) })
    expect(gateOf(judgement, 'recall on origin = (missing)').rows).toBe(90)
    const numbers = tableOf({ delayed: truth, hour: truth.map((_, row) => (row < 90 ? Number.NaN : 7)) })
    const hours = judged({ metrics: { accuracy: { min: 0.1, slices: ['hour'] } } }, { test: numbers })
    expect(hours.gates.map((gate) => gate.name)).toEqual([
      'accuracy',
      'accuracy on hour = (missing)',
      'accuracy on hour = 7',
    ])
  })

  it('whose value reads (missing) are not those without a value', () => {
    const words = origins.map((_, row) => [null, '(missing)', '"(missing)"'][row % 3] as string | null)
    const judgement = judged({ metrics: recall }, { test: tableOf({ delayed: truth, origin: words }) })
    expect(judgement.gates.slice(1).map(({ slice, rows }) => [slice?.value, rows])).toEqual([
      ['""(missing)""', 200],
      ['"(missing)"', 200],
      ['(missing)', 200],
    ])
  })

  it('with too few rows are undecided and say so', () => {
    const rare = origins.map((origin, row) => (row < 49 ? 'XNA' : origin))
    const judgement = judged(
      { metrics: { accuracy: { min: 0.1, slices: ['origin'] } } },
      { test: tableOf({ delayed: truth, origin: rare }) },
    )
    expect(judgement.verdict).toBe('inconclusive')
    expect(gateOf(judgement, 'accuracy on origin = XNA').interval).toBeUndefined()
    expect(gateOf(judgement, 'accuracy on origin = XNA').reason).toBe(
      'accuracy on origin = XNA has too few rows to judge: 49, at least 50 wanted',
    )
  })

  it('with too few rows count for the whole, too', () => {
    const judgement = judged({ metrics: { accuracy: { min: 0, min_rows: 601 } } })
    expect(judgement.verdict).toBe('inconclusive')
    expect(judgement.gates[0]?.reason).toContain('600, at least 601 wanted')
  })

  it('by a column that is not there are a mistake in the file', () => {
    const gate: GateSection = { metrics: { accuracy: { min: 0, slices: ['orgin'] } } }
    expect(() => judged(gate)).toThrow(/"orgin", which is no column of the test data .*They have delayed, origin/)
  })

  it('by a column of ids are refused', () => {
    const ids = tableOf({ delayed: inventTruth(1001, 1), id: Array.from({ length: 1001 }, (_, id) => id) })
    const scores = binaryScores(Array.from({ length: 1001 }, () => 0.5))
    expect(() =>
      judged({ metrics: { accuracy: { min: 0, slices: ['id'] } } }, { test: ids, candidate: scores, baseline: scores }),
    ).toThrow(/more than 1000 different values/)
  })
})

describe('what cannot be measured is an error, never a pass', () => {
  it('NaN probabilities', () => {
    const broken: Scores = {
      ...good,
      probabilities: good.probabilities!.map((p, index) => (index === 7 ? Number.NaN : p)),
    }
    const metrics = { accuracy: { min: 0 }, log_loss: { max_regression: 100 }, roc_auc: { min: 0 } }
    const judgement = judged({ metrics }, { candidate: broken })
    expect(judgement.gates.map((gate) => gate.verdict)).toEqual(['error', 'error', 'error'])
    expect(judgement.gates[0]?.reason).toBe("accuracy cannot be judged: the candidate's probabilities are NaN in row 4")
    const other = judged({ metrics }, { baseline: broken })
    expect(other.gates.map((gate) => gate.verdict)).toEqual(['pass', 'error', 'pass'])
  })

  it('a probability metric of a model that gives labels alone', () => {
    const labelsAlone = labelScores(truth.map(String), ['0', '1'])
    const judgement = judged({ metrics: { accuracy: { min: 0.9 }, log_loss: { max: 10 } } }, { candidate: labelsAlone })
    expect(judgement.gates.map((gate) => gate.verdict)).toEqual(['pass', 'error'])
    expect(judgement.gates[1]?.reason).toContain('it needs probabilities, which the candidate does not give')
    expect(judgement.verdict).toBe('error')
  })

  it('AUC on a slice with one class', () => {
    const sorted = tableOf({ delayed: truth, late: truth.map((label) => (label === 1 ? 'yes' : 'no')) })
    const judgement = judged({ metrics: { roc_auc: { min: 0.1, slices: ['late'] } } }, { test: sorted })
    expect(judgement.gates.map((gate) => gate.verdict)).toEqual(['pass', 'error', 'error'])
    expect(judgement.gates[1]?.reason).toContain('only one class is present')
  })

  it('recall, precision and F1 on a slice without a positive row, which can only be 0', () => {
    const sorted = tableOf({ delayed: truth, late: truth.map((label) => (label === 1 ? 'yes' : 'no')) })
    for (const metric of ['recall', 'precision', 'f1']) {
      const judgement = judged({ metrics: { [metric]: { max_regression: 0.1, slices: ['late'] } } }, { test: sorted })
      expect(gateOf(judgement, `${metric} on late = no`).verdict).toBe('error')
      expect(gateOf(judgement, `${metric} on late = no`).reason).toContain('no row is of the positive class')
    }
  })

  it('a class too rare to be drawn each time leaves the comparison undecided', () => {
    const rare = truth.map((_, row) => (row < 2 ? 1 : 0))
    const judgement = judged(
      { metrics: { roc_auc: { max_regression: 0.9 } } },
      {
        test: tableOf({ delayed: rare }),
        candidate: inventClassifier(rare, 0.9, 8),
        baseline: inventClassifier(rare, 0.9, 9),
      },
    )
    expect(judgement.verdict).toBe('inconclusive')
    expect(judgement.gates[0]?.reason).toMatch(/the metric is undefined in \d+ of 400 resamples$/)
  })
})

describe('one positive row among many', () => {
  const labels = Array.from({ length: 1000 }, (_, row) => (row === 0 ? 1 : 0))
  const guesses = (positives: readonly number[]) =>
    binaryScores(labels.map((_, row) => (positives.includes(row) ? 0.9 : 0.1)))
  const input = { test: tableOf({ delayed: labels }), baseline: guesses([0]), candidate: guesses([0, 1, 2]) }

  it.each(['precision', 'f1'])('leaves a comparison by %s undecided', (metric) => {
    const judgement = judged({ metrics: { [metric]: { max_regression: 0.01 } } }, input)
    expect(judgement.verdict).toBe('inconclusive')
    expect(judgement.gates[0]?.interval).toBeUndefined()
    expect(judgement.gates[0]?.reason).toMatch(/undecided, because the metric is undefined in 1\d\d of 400 resamples$/)
  })

  it('leaves a comparison by recall undecided: one row says next to nothing', () => {
    const judgement = judged({ metrics: { recall: { max_regression: 0.01 } } }, input)
    expect(judgement.verdict).toBe('inconclusive')
    expect(judgement.gates[0]?.interval?.low).toBeLessThan(-0.7)
  })

  it('keeps the value itself, which min judges', () => {
    const judgement = judged({ metrics: { recall: { min: 1 }, precision: { min: 1 } } }, input)
    expect(judgement.gates.map(({ candidate, verdict }) => [candidate, verdict])).toEqual([
      [1, 'pass'],
      [1 / 3, 'fail'],
    ])
  })

  it('does not turn a model that predicts no positive row into an undecided one', () => {
    const judgement = judged(
      { metrics: { precision: { max_regression: 0.1 } } },
      { candidate: binaryScores(truth.map(() => 0.1)) },
    )
    expect(judgement.gates[0]).toMatchObject({
      candidate: 0,
      verdict: 'fail',
      conditions: [{ comparison: { undefinedShare: 0 } }],
    })
  })
})

describe('classes and labels', () => {
  const words = truth.map((label) => (label === 1 ? 'late' : 'on time'))
  const named = (scores: typeof good): Scores => ({ ...scores, classes: ['on time', 'late'] })
  const wordy = { test: tableOf({ delayed: words }), candidate: named(good), baseline: named(other) }
  const recall: GateSection = { metrics: { recall: { max_regression: 0.2 } } }

  it('words need to be told which is positive', () => {
    expect(() => judged(recall, wordy)).toThrow(
      /data\.positive: missing\. The candidate's classes are "on time", "late"; say which of them counts as positive/,
    )
    expect(judged(recall, { ...wordy, positive: 'late' })).toEqual(judged(recall))
    expect(() => judged(recall, { ...wordy, positive: 'Late' })).toThrow(/"Late" is none of the candidate's classes/)
  })

  it('false and true need nothing, nor do 0 and 1', () => {
    const booleans = tableOf({ delayed: truth.map((label) => label === 1) })
    const boolean = (scores: typeof good): Scores => ({ ...scores, classes: ['false', 'true'] })
    expect(judged(recall, { test: booleans, candidate: boolean(good), baseline: boolean(other) })).toEqual(
      judged(recall),
    )
  })

  it('missing labels are an error that names how many and where', () => {
    const holes = words.map((word, row) => (row === 3 || row === 10 ? null : word))
    expect(() => judged(recall, { ...wordy, positive: 'late', test: tableOf({ delayed: holes }) })).toThrow(
      /column "delayed" has no label in 2 rows \(the first: 4, 11\) of the 600 rows/,
    )
    const nan = tableOf({ delayed: truth.map((label, row) => (row === 5 ? Number.NaN : label)) })
    expect(() => judged(recall, { test: nan })).toThrow(/no label in row 6/)
  })

  it('labels that a model does not know are an error that names them', () => {
    const strange = tableOf({ delayed: truth.map((label, row) => (row === 2 ? 7 : label)) })
    expect(() => judged(recall, { test: strange })).toThrow(
      /holds "7" in row 3, and the candidate knows only the classes "0", "1"/,
    )
  })

  it('the threshold moves the operating point of two classes', () => {
    const input = {
      test: tableOf({ delayed: [1, 1, 0, 0] }),
      candidate: binaryScores([0.5, 0.3, 0.4, 0.1]),
      baseline: undefined,
    }
    const metrics: GateSection['metrics'] = { recall: { min: 0, min_rows: 1 }, precision: { min: 0, min_rows: 1 } }
    const values = (judgement: Judgement) => judgement.gates.map((gate) => gate.candidate)
    expect(values(judged({ metrics }, input))).toEqual([0.5, 1])
    expect(values(judged({ metrics, threshold: 0.3 }, input))).toEqual([1, 2 / 3])
    expect(values(judged({ metrics, threshold: 0.51 }, input))).toEqual([0, 0])
  })

  it('a threshold that cannot be applied is refused', () => {
    const labelsAlone = labelScores(truth.map(String), ['0', '1'])
    expect(() => judged({ ...recall, threshold: 0.3 }, { candidate: labelsAlone })).toThrow(
      /gate\.threshold: 0\.3 cannot be applied/,
    )
  })

  it('three classes are averaged by macro unless told otherwise', () => {
    const species = ['Adelie', 'Chinstrap', 'Gentoo']
    const islands = Array.from({ length: 90 }, (_, row) => species[row % 3] as string)
    const random = uniform(11)
    const guesses = islands.map((label) => (random() < 0.8 ? label : (species[Math.floor(random() * 3)] as string)))
    const input = { test: tableOf({ delayed: islands }), candidate: labelScores(guesses, species), baseline: undefined }
    expect(judged({ metrics: { f1: { min: 0.5 } } }, input).gates[0]).toMatchObject({
      name: 'f1 (macro)',
      average: 'macro',
    })
    expect(judged({ metrics: { f1: { min: 0.5, average: 'weighted' } } }, input).gates[0]?.name).toBe('f1 (weighted)')
    expect(() => judged({ metrics: { f1: { min: 0.5, average: 'binary' } } }, input)).toThrow(
      /binary is for two classes/,
    )
    expect(() => judged({ metrics: { f1: { min: 0.5 } } }, { ...input, positive: 'Gentoo' })).toThrow(
      /data\.positive: is for two classes/,
    )
  })

  describe('a class that the rows do not hold', () => {
    // Finds half of the positive rows, and no more than that; a mean over both classes would be 0.75.
    const half = truth.map((label, row) => (label === 1 && row % 2 === 0 ? '1' : '0'))
    const honest = { candidate: labelScores(half, ['0', '1']), baseline: undefined }
    const padded = { candidate: labelScores(half, ['0', '1', '2']), baseline: undefined }

    it.each(['recall', 'precision', 'f1'])('does not choose the average of %s', (metric) => {
      const gate: GateSection = { metrics: { [metric]: { min: 0.7 } } }
      expect(judged(gate, honest).gates[0]?.average).toBe('binary')
      expect(() => judged(gate, padded)).toThrow(
        `gate.metrics.${metric}.average: missing. The test data hold two classes, and the candidate knows 3: "0", "1", "2".`,
      )
      expect(() => judged(gate, padded)).toThrow(ConfigurationError)
    })

    it('is fine where the policy says how to average', () => {
      const judgement = judged({ metrics: { recall: { min: 0.7, average: 'macro' } } }, padded)
      expect(judgement.gates[0]).toMatchObject({ average: 'macro', verdict: 'pass' })
    })

    it('changes no accuracy, escapes neither threshold nor positive, and leaves AUC without a value', () => {
      const gate: GateSection = { metrics: { accuracy: { min: 0 }, balanced_accuracy: { min: 0 } } }
      const values = (change: Partial<ScoredCase>) => judged(gate, change).gates.map(({ candidate }) => candidate)
      expect(values(padded)).toEqual(values(honest))
      for (const threshold of [0.3, 0.5]) {
        expect(() => judged({ ...gate, threshold }, padded)).toThrow(/gate\.threshold: is for two classes/)
      }
      expect(() => judged(gate, { ...padded, positive: 1 })).toThrow(/data\.positive: is for two classes/)
      const probabilities = Float64Array.from(
        half.flatMap((label) => (label === '1' ? [0.2, 0.7, 0.1] : [0.7, 0.2, 0.1])),
      )
      const ranked: Scores = { ...padded.candidate, probabilities, labels: undefined }
      const ranking = judged({ metrics: { roc_auc: { min: 0 } } }, { candidate: ranked, baseline: undefined })
      expect(ranking.gates[0]?.verdict).toBe('error')
    })
  })

  it('scores of another number of rows are refused', () => {
    const short = binaryScores(truth.slice(1).map(() => 0.5))
    expect(() => judged(recall, { candidate: short })).toThrow(
      /The candidate answers 599 rows, and the test data have 600/,
    )
    expect(() => judged(recall, { baseline: short })).toThrow(/The baseline answers 599 rows/)
  })
})

describe('regression', () => {
  const target = Array.from({ length: 200 }, (_, row) => Math.sin(row) * 10)
  const noisy = (size: number, seed: number) => {
    const random = uniform(seed)
    return valueScores(target.map((value) => value + size * (random() - 0.5)))
  }
  const input = { task: 'regression', test: tableOf({ delayed: target }), baseline: noisy(4, 1) } as const

  it('judges errors downwards and R² upwards', () => {
    const metrics = { mae: { max_regression: '10%' }, rmse: { max: 2 }, r2: { max_regression: 0.01, min: 0.9 } }
    const better = judged({ metrics }, { ...input, candidate: noisy(2, 2) })
    expect(better.gates.map((gate) => gate.verdict)).toEqual(['pass', 'pass', 'pass'])
    const worse = judged({ metrics }, { ...input, candidate: noisy(12, 3) })
    expect(worse.gates.map((gate) => gate.verdict)).toEqual(['fail', 'fail', 'fail'])
    expect(worse.gates[0]?.reason).toMatch(/^mae rose from .* allowed \+10%$/)
  })

  it('has neither classes nor flips', () => {
    expect(judged({ metrics: { mae: { max: 10 } } }, { ...input, candidate: noisy(2, 2) })).toMatchObject({
      flips: undefined,
      threshold: undefined,
    })
  })

  it('a prediction that is not finite is an error, a label that is not is refused', () => {
    const broken = noisy(2, 2)
    broken.values[9] = Number.POSITIVE_INFINITY
    const judgement = judged({ metrics: { mae: { max: 1e9 } } }, { ...input, candidate: broken })
    expect(judgement.gates[0]).toMatchObject({ verdict: 'error', candidate: undefined })
    expect(judgement.gates[0]?.reason).toContain('the candidate predicts no finite number in row 10')
    const holes = tableOf({ delayed: target.map((value, row) => (row === 0 ? Number.NaN : value)) })
    expect(() => judged({ metrics: { mae: { max: 1 } } }, { ...input, test: holes, candidate: noisy(2, 2) })).toThrow(
      /no label in row 1/,
    )
    const text = tableOf({ delayed: target.map(String) })
    expect(() => judged({ metrics: { mae: { max: 1 } } }, { ...input, test: text, candidate: noisy(2, 2) })).toThrow(
      /needs numbers/,
    )
  })
})

describe('the policy', () => {
  it('may let an undecided verdict through, which stays undecided', () => {
    const metrics = { accuracy: { max_regression: 0.005 } }
    const lenient = judged({ metrics, confidence: { ...quick, on_inconclusive: 'pass' } })
    expect(lenient).toMatchObject({ verdict: 'inconclusive', inconclusivePasses: true })
    expect(judged({ metrics }).inconclusivePasses).toBe(false)
    const failing = judged({ metrics, confidence: { ...quick, on_inconclusive: 'pass' } }, { candidate: bad })
    expect(failing).toMatchObject({ verdict: 'fail', inconclusivePasses: false })
  })

  it.each([
    ['no metric', {}, /gate\.metrics: nothing is demanded/],
    ['a metric of which nothing is demanded', { accuracy: {} }, /gate\.metrics\.accuracy: demands nothing/],
    ['slices alone', { accuracy: { slices: ['origin'] } }, /demands nothing/],
    ['an unknown metric', { roc_acu: { min: 1 } }, /roc_acu: no such metric\. Did you mean roc_auc\?/],
    [
      'a metric of another task',
      { mae: { max: 1 } },
      /mae: is for regression, forecast; for classification there are accuracy/,
    ],
    [
      'an average where there is none',
      { accuracy: { min: 0, average: 'macro' } },
      /accuracy takes no average\. It takes no parameters/,
    ],
    ['a limit that is NaN', { accuracy: { min: Number.NaN } }, /accuracy\.min: NaN is no limit/],
    ['limits that exclude each other', { accuracy: { min: 0.9, max: 0.8 } }, /nothing can pass/],
    ['a negative margin', { accuracy: { max_regression: -0.1 } }, /write 0\.02 or 2%/],
    ['a margin in words', { accuracy: { max_regression: 'a little' } }, /"a little" is neither a number/],
    ['no rows as enough', { accuracy: { min: 0, min_rows: 0 } }, /min_rows: 0 is no number of rows/],
  ])('with %s is a mistake in the file', (_, metrics, message) => {
    const attempt = () => judged({ metrics: metrics as GateSection['metrics'] })
    expect(attempt).toThrow(message)
    expect(attempt).toThrow(ConfigurationError)
  })

  it('without test rows is a mistake', () => {
    expect(() => judged({ metrics: { accuracy: { min: 0 } } }, { test: tableOf({ delayed: [] }) })).toThrow(
      /there are no rows/,
    )
  })

  it('names every gate in its reason', () => {
    const judgement = judged({
      metrics: {
        recall: { min: 0.9, max_regression: 0.01, slices: ['origin'], min_rows: 150 },
        log_loss: { max_regression: '1%', slices: ['origin'], min_rows: 250 },
      },
    })
    for (const gate of judgement.gates) {
      for (const condition of gate.conditions) expect(condition.reason.startsWith(gate.name)).toBe(true)
    }
    expect(new Set(judgement.gates.map((gate) => gate.name)).size).toBe(judgement.gates.length)
  })
})
