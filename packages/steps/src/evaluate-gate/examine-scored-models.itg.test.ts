import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Block } from '@mlgate/core'
import { encodeModel, node, valueInfo } from '@mlgate/models'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runEvaluateGate } from './run.ts'

/** y = Σ weight · column over a, b and c. */
const linear = (...weights: number[]): Uint8Array =>
  encodeModel({
    nodes: [
      node(
        'LinearRegressor',
        ['x'],
        ['y'],
        { coefficients: Float32Array.from(weights), intercepts: Float32Array.of(0) },
        'ai.onnx.ml',
      ),
    ],
    initializers: [],
    inputs: [valueInfo('x', 'float', ['N', 3])],
    outputs: [valueInfo('y', 'float', ['N', 1])],
    opsets: { '': 17, 'ai.onnx.ml': 3 },
  })

/** Two classes; the positive one's log odds are Σ weight · column. */
const logistic = (...weights: number[]): Uint8Array =>
  encodeModel({
    nodes: [
      node(
        'LinearClassifier',
        ['x'],
        ['label', 'probabilities'],
        {
          coefficients: Float32Array.from([...weights.map((weight) => -weight), ...weights]),
          intercepts: Float32Array.of(0, 0),
          classlabels_strings: ['no', 'yes'],
          multi_class: 0n,
          post_transform: 'SOFTMAX',
        },
        'ai.onnx.ml',
      ),
    ],
    initializers: [],
    inputs: [valueInfo('x', 'float', ['N', 3])],
    outputs: [valueInfo('label', 'string', ['N']), valueInfo('probabilities', 'float', ['N', 2])],
    opsets: { '': 17, 'ai.onnx.ml': 3 },
  })

const count = 300
const wave = (factor: number) => Array.from({ length: count }, (_, row) => Number(Math.sin(row * factor).toFixed(6)))
const [a, b, c] = [wave(0.7), wave(1.3), wave(2.1)] as [number[], number[], number[]]
const header = 'id,a,b,c,y'
const csv = (truth: (row: number) => string | number) =>
  [header, ...a.map((_, row) => [row, a[row], b[row], c[row], truth(row)].join(','))].join('\n')
const numbers = csv((row) => 3 * a[row]! + b[row]!)
const classes = csv((row) => (3 * a[row]! + b[row]! > 0 ? 'yes' : 'no'))

const project = (task: string, gate: string, candidate = '{onnx: model.onnx, features: [a, b, c]}') => `model: m
task: ${task}
candidate: ${candidate}
data: {test: test.csv, label: y, id: id${task === 'classification' ? ", positive: 'yes'" : ''}}
gate: {metrics: {${task === 'classification' ? 'accuracy: {min: 0' : 'mae: {max: 100'}, min_rows: 1}}, ${gate}}
`

async function judged(policy: string, test: string, files: Readonly<Record<string, Uint8Array | string>>) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-examine-'))
  for (const [name, bytes] of Object.entries({ 'test.csv': test, ...files }))
    await writeFile(join(directory, name), bytes)
  const host = fakeHost({ files: { 'mlgate.yml': policy, 'test.csv': test } })
  const inputs = {
    'training-artifact-id': undefined,
    'training-artifact-digest': undefined,
    'endpoint-token': undefined,
  }
  const result = await runEvaluateGate(inputs, stepDeps(directory, policy, host))
  const checks = new Map(result.report.checks.map((check) => [check.name, check]))
  return { ...result, checks, text: JSON.stringify(result.report.blocks) }
}

const charts = (blocks: readonly Block[]): Block[] =>
  blocks.flatMap((block) => (block.kind === 'fold' ? charts(block.blocks) : block.kind === 'chart' ? [block] : []))

describe('a baseline that is a table of probabilities', () => {
  it.each(['yes', 'no'])('is read with the classes of the candidate, when %s is positive', async (positive) => {
    const policy = `model: m
task: classification
candidate: {onnx: model.onnx, features: [a, b, c], classes: ['no', 'yes']}
data: {test: test.csv, label: y, id: id, positive: '${positive}'}
gate: {baseline: {from: ['predictions:old.csv']}, metrics: {log_loss: {max_regression: 1}}}
`
    const old = a.map((_, row) => {
      const yes = 1 / (1 + Math.exp(-2 * (3 * a[row]! + b[row]!)))
      return `${row},${positive === 'yes' ? yes : 1 - yes}`
    })
    const files = { 'model.onnx': logistic(3, 1, 0), 'old.csv': ['id,probability', ...old].join('\n') }
    const { report } = await judged(policy, classes, files)
    const change = report.measurements.find(({ name }) => name === 'gate_difference')
    expect(Math.abs(change?.value ?? 1)).toBeLessThan(1e-4)
  })
})

describe('explanations', () => {
  const gate = (more: string) => `explanations: {rows: 40, background: 30, ${more}}`

  it('find what a linear model relies on, and judge what it must not rely on', async () => {
    const demand = gate('not_in_top: {features: [a, c], k: 1}')
    const { checks, verdict, report } = await judged(project('regression', demand), numbers, {
      'model.onnx': linear(3, 1, 0),
    })
    expect(verdict).toBe('fail')
    expect(checks.get('not_in_top 1: a')).toMatchObject({
      verdict: 'fail',
      message: 'not_in_top 1: a: rank 1 of 3 features; it is the most important',
    })
    expect(checks.get('not_in_top 1: c')).toMatchObject({
      verdict: 'pass',
      message: 'not_in_top 1: c: it adds nothing in any of the 40 rows explained',
    })
    expect(charts(report.blocks)).toMatchObject([
      { title: 'Predicted and actual values' },
      { title: 'Errors: predicted minus actual' },
      { chart: { type: 'bars', categories: ['a', 'b', 'c'], series: [{ name: 'this change' }] } },
    ])
  })

  it('leave it open when the rows explained do not decide', async () => {
    const demand = 'explanations: {rows: 5, background: 30, not_in_top: {features: [a], k: 1}}'
    const { checks, verdict } = await judged(project('regression', demand), numbers, { 'model.onnx': linear(1, 1, 0) })
    expect(verdict).toBe('inconclusive')
    expect(checks.get('not_in_top 1: a')?.message).toContain('is open; explain more rows')
  })

  it('compare the order of features with the baseline’s', async () => {
    const demand = `baseline: {from: ['file:old.onnx']}, ${gate('max_rank_correlation_drop: 0.2')}`
    const { checks, text } = await judged(project('classification', demand), classes, {
      'model.onnx': logistic(1, 2, 3),
      'old.onnx': logistic(3, 2, 1),
    })
    expect(checks.get('max_rank_correlation_drop')).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('1 − ρ is 2.00 (ρ −1.00, 3 features); only 0.2 is allowed'),
    })
    expect(text).toContain('growth of the loss')
  })

  it('are the same for the same model', async () => {
    const demand = `baseline: {from: ['file:old.onnx']}, ${gate('max_rank_correlation_drop: 0')}`
    const model = logistic(1, 2, 3)
    const { checks } = await judged(project('classification', demand), classes, {
      'model.onnx': model,
      'old.onnx': model,
    })
    expect(checks.get('max_rank_correlation_drop')?.verdict).toBe('pass')
  })

  it('refuse a feature that is no column, since it could never be important', async () => {
    const wrong = project('regression', gate('not_in_top: {features: [customer], k: 1}'))
    await expect(judged(wrong, numbers, { 'model.onnx': linear(1, 1, 1) })).rejects.toThrow(
      'gate.explanations.not_in_top.features: the test data have no column "customer". They have id, a, b, c, y.',
    )
    const unseen = project('regression', gate('features: [a, b], not_in_top: {features: [c], k: 1}'))
    await expect(judged(unseen, numbers, { 'model.onnx': linear(1, 1, 1) })).rejects.toThrow('nobody would see')
  })

  it('never pass for scores that are taken at their word', async () => {
    const policy = project('regression', gate('not_in_top: {features: [a], k: 1}'), '{predictions: scores.csv}')
    const scores = ['id,prediction', ...a.map((value, row) => `${row},${3 * value + b[row]!}`)].join('\n')
    const { checks, verdict } = await judged(policy, numbers, { 'scores.csv': scores })
    expect(verdict).toBe('error')
    expect(checks.get('not_in_top 1: a')?.message).toContain('the candidate is not scored here')
  })
})

describe('robustness', () => {
  it('counts the classes that noise changes, beside the baseline’s', async () => {
    const demand = "baseline: {from: ['file:old.onnx']}, robustness: {noise: {amount: 0.1, max_changed: 0.0001}}"
    const { checks, verdict } = await judged(project('classification', demand), classes, {
      'model.onnx': logistic(3, 1, 0),
      'old.onnx': logistic(1, 0, 0),
    })
    expect(verdict).toBe('fail')
    expect(checks.get('robustness to noise')?.message).toMatch(
      /with noise of 0\.1 standard deviations, 0\.0\d+ of the predictions change \(0\.\d+ to 0\.\d+\); only 0\.0001 is allowed/,
    )
  })

  it('measures numbers in standard deviations of the label', async () => {
    const demand = 'robustness: {noise: {amount: 0.1, max_changed: 0.2}}'
    const { checks, verdict } = await judged(project('regression', demand), numbers, { 'model.onnx': linear(3, 1, 0) })
    expect(verdict).toBe('pass')
    // |Δ| of normal noise is 0.1 · √(2 ÷ π) = 0.080 of the spread, which is that of the label.
    expect(checks.get('robustness to noise')?.message).toContain('0.08')
  })

  it('fails a model that gives no usable answer to missing values, instead of dying', async () => {
    const demand = 'robustness: {nulls: {share: 0.2, max_changed: 1}}'
    const { checks, verdict } = await judged(project('regression', demand), numbers, { 'model.onnx': linear(3, 1, 0) })
    expect(verdict).toBe('fail')
    expect(checks.get('robustness to nulls')?.message).toContain('the model gives no usable answer')
  })

  it('never passes where there is nothing to change', async () => {
    const demand = 'robustness: {unseen: {share: 0.1, max_changed: 1}}'
    const { checks, verdict } = await judged(project('regression', demand), numbers, { 'model.onnx': linear(3, 1, 0) })
    expect(verdict).toBe('error')
    expect(checks.get('robustness to unseen')?.message).toContain('the model takes no texts')
  })
})

describe('parity', () => {
  const trained = (shift: (row: number) => number) =>
    ['id,prediction', ...a.map((value, row) => `${row},${3 * value + b[row]! + shift(row)}`)].join('\n')
  const demand = 'parity: {predictions: trained.csv, max_abs_difference: 1.0e-5}'

  it('holds for the model that was trained, within float32', async () => {
    const files = { 'model.onnx': linear(3, 1, 0), 'trained.csv': trained(() => 0) }
    const { checks, verdict } = await judged(project('regression', demand), numbers, files)
    expect(verdict).toBe('pass')
    expect(checks.get('parity max_abs_difference')?.message).toContain('the largest difference is')
  })

  it('names the row that is off', async () => {
    const files = { 'model.onnx': linear(3, 1, 0), 'trained.csv': trained((row) => (row === 17 ? 0.5 : 0)) }
    const { checks, verdict } = await judged(project('regression', demand), numbers, files)
    expect(verdict).toBe('fail')
    expect(checks.get('parity max_abs_difference')?.message).toContain(
      '0.5, in the row with the id "17"; only 0.00001 is',
    )
  })

  it('counts labels that differ, on the rows that were predicted', async () => {
    const flips = 'parity: {predictions: trained.csv, max_label_flips: 0}'
    const file = ['id,prediction', ...[0, 1, 2, 3].map((row) => `${row},${3 * a[row]! + b[row]! > 0 ? 'no' : 'yes'}`)]
    const files = { 'model.onnx': logistic(3, 1, 0), 'trained.csv': file.join('\n') }
    const { checks } = await judged(project('classification', flips), classes, files)
    expect(checks.get('parity max_label_flips')?.message).toBe(
      'parity max_label_flips: 4 of 4 rows get another class (ids "0", "1", "2", "3"); only 0 are allowed',
    )
  })

  it('refuses predictions of other rows', async () => {
    const strangers = 'id,prediction\n1000,1\n1001,2\n'
    const files = { 'model.onnx': linear(3, 1, 0), 'trained.csv': strangers }
    await expect(judged(project('regression', demand), numbers, files)).rejects.toThrow(
      'none of its 2 rows has an id (id)',
    )
    await expect(
      judged(project('regression', demand), numbers, { ...files, 'trained.csv': `${trained(() => 0)}\n1000,1` }),
    ).rejects.toThrow('1 of 301 predictions belong to no row (id 1000)')
  })

  it('takes the rows from a file of their own', async () => {
    const demanded = demand.replace('trained.csv', 'trained.csv, rows: rows.csv')
    const files = {
      'model.onnx': linear(3, 1, 0),
      'trained.csv': 'id,prediction\nt1,4\nt2,8\n',
      'rows.csv': 'id,a,b,c\nt1,1,1,0\nt2,2,2,0\n',
    }
    const { verdict } = await judged(project('regression', demanded), numbers, files)
    expect(verdict).toBe('pass')
    const commented = { ...files, 'rows.csv': `# exported\n${files['rows.csv']}` }
    const declared = project('regression', demanded).replace('data: {', "data: {reading: {comment: '#'}, ")
    expect((await judged(declared, numbers, commented)).verdict).toBe('pass')
  })
})

describe('cost', () => {
  it('is shown as a ratio, with how it was measured', async () => {
    const policy = project('regression', "baseline: {from: ['file:old.onnx']}").replace(
      'metrics: {',
      'metrics: {latency_p50_ms: {max: 1000}, model_size_mb: {max: 1}, ',
    )
    const { record, text, verdict } = await judged(policy, numbers, {
      'model.onnx': linear(3, 1, 0),
      'old.onnx': linear(3, 2, 0),
    })
    expect(verdict).toBe('pass')
    expect(text).toContain('300 requests for one row each')
    const cost = { kind: 'cost', details: expect.objectContaining({ requests: 300, machine: expect.anything() }) }
    expect(record.predicate).toMatchObject({
      mlgate_evaluation: {
        judgements: [{ examinations: expect.arrayContaining([expect.objectContaining(cost)]) }],
      },
    })
  })
})
