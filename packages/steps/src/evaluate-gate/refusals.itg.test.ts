import { mkdtemp, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeModel, type ModelParts, node, tensor, valueInfo } from '@mlgate/models'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '../../testing/fake-host.ts'
import { stepDeps } from '../../testing/step-deps.ts'
import { runEvaluateGate } from './run.ts'

const classes = 'id,a,y\n1,0.1,yes\n2,0.2,no\n3,0.3,yes\n'
const numbers = 'id,a,y\n1,0.1,1\n2,0.2,2\n3,0.3,4\n'
const answers = 'id,prediction\n1,yes\n2,no\n3,no\n'
const likely = 'id,prediction,probability\n1,yes,0.9\n2,no,0.2\n3,no,0.4\n'

interface Project {
  readonly task?: string
  readonly candidate?: string
  readonly data?: string
  readonly gate?: string
}

const project = ({
  task = 'classification',
  candidate = '{predictions: scores.csv}',
  data = "{test: test.csv, label: y, id: id, positive: 'yes'}",
  gate = '{metrics: {accuracy: {min: 0.5, min_rows: 1}}}',
}: Project): string => `model: m\ntask: ${task}\ncandidate: ${candidate}\ndata: ${data}\ngate: ${gate}\n`

const regression: Project = {
  task: 'regression',
  data: '{test: test.csv, label: y, id: id}',
  gate: '{metrics: {mae: {max: 1, min_rows: 1}}}',
}
const graph: Project = { ...regression, candidate: '{onnx: model.onnx, features: [a]}' }
const metrics = (demand: string) => `{metrics: {${demand}}}`

type Files = Readonly<Record<string, string | Uint8Array>>

/** Runs the gate on files as they would lie in a checkout whose policy is the target branch's. */
async function judged(policy: string, files: Files, length?: { readonly of: string; readonly bytes: number }) {
  const directory = await mkdtemp(join(tmpdir(), 'mlgate-refusal-'))
  const all: Files = { 'test.csv': classes, 'scores.csv': answers, ...files }
  for (const [name, content] of Object.entries(all)) await writeFile(join(directory, name), content)
  if (length !== undefined) await truncate(join(directory, length.of), length.bytes)
  const test = all['test.csv'] ?? ''
  const host = fakeHost({ files: { 'mlgate.yml': policy, 'test.csv': test } })
  const inputs = {
    'training-artifact-id': undefined,
    'training-artifact-digest': undefined,
    'endpoint-token': undefined,
  }
  return runEvaluateGate(inputs, stepDeps(directory, policy, host))
}

const model = (parts: Partial<ModelParts> = {}) =>
  encodeModel({
    nodes: [node('Identity', ['x'], ['y'])],
    inputs: [valueInfo('x', 'float', ['N', 1])],
    outputs: [valueInfo('y', 'float', ['N', 1])],
    opsets: { '': 17 },
    ...parts,
  })
const notANumber = model({
  nodes: [node('Div', ['zero', 'zero'], ['nan']), node('Add', ['x', 'nan'], ['y'])],
  initializers: [tensor('zero', [1], Float32Array.of(0))],
})
const lfs = 'version https://git-lfs.github.com/spec/v1\noid sha256:0000\nsize 12\n'

type Refusal = readonly [what: string, policy: Project, files: Files, message: string]

const refusals: Readonly<Record<string, readonly Refusal[]>> = {
  'a policy': [
    ['without a gate', { gate: '' }, {}, 'mlgate.yml:5:7 gate: is empty; it must be a mapping of keys to values.'],
    ['without a label', { data: '{test: test.csv, id: id}' }, {}, 'data.label is missing. Name the column to predict.'],
    ['without test data', { data: '{label: y, id: id}' }, {}, 'data.test is missing. Name the rows to judge on.'],
    [
      'with an unknown metric',
      { gate: metrics('acuracy: {min: 0.5}') },
      {},
      'mlgate.yml:5:18 gate.metrics.acuracy: no such metric. Did you mean accuracy?',
    ],
    [
      'that demands nothing of a metric',
      { gate: metrics('accuracy: {}') },
      {},
      'gate.metrics.accuracy: demands nothing.',
    ],
    [
      'with a metric of another task',
      { gate: metrics('mae: {max: 1}') },
      {},
      'gate.metrics.mae: is for regression, forecast; for classification there are',
    ],
    [
      'with limits that nothing can meet',
      { gate: metrics('accuracy: {min: 0.9, max: 0.1}') },
      {},
      'gate.metrics.accuracy: min 0.9 is above max 0.1, so that nothing can pass.',
    ],
    [
      'that compares with nothing',
      { gate: metrics('accuracy: {max_regression: 0.1}') },
      {},
      'gate.baseline: missing. max_regression needs a model to compare with: write from.',
    ],
    [
      'that compares with an anchor it does not name',
      { gate: metrics('accuracy: {max_total_regression: 0.1}') },
      {},
      'gate.anchor: missing. max_total_regression compares with a fixed version',
    ],
    [
      'with an own metric that does not say which way is better',
      { gate: metrics('cost: {mean_of: "1", max: 2}') },
      {},
      'mlgate.yml:5:18 gate.metrics.cost.direction: is missing.',
    ],
    [
      'with slices of a program',
      { gate: metrics('cost: {command: [cost], direction: minimize, max: 2, slices: [a]}') },
      {},
      'gate.metrics.cost.slices: a command measures all rows at once.',
    ],
    [
      'whose own metric is no SQL',
      { gate: metrics('cost: {mean_of: "predicted + 1", direction: minimize, max: 2}') },
      {},
      'There are label, prediction and the columns of the test data: id, a, y.',
    ],
    [
      'whose own metric is text',
      { gate: metrics('cost: {mean_of: "prediction", direction: minimize, max: 2}') },
      {},
      'gate.metrics.cost.mean_of: gives text; a mean needs a number for each row.',
    ],
    [
      'with parity that demands nothing',
      { ...graph, gate: '{metrics: {mae: {max: 1}}, parity: {predictions: trained.csv}}' },
      { 'test.csv': numbers, 'model.onnx': model(), 'trained.csv': 'id,prediction\n1,0.1\n2,0.2\n3,0.3\n' },
      'gate.parity: demands nothing. Say max_abs_difference, max_label_flips or both.',
    ],
    [
      'whose test data are others than it says',
      { data: `{test: test.csv, label: y, id: id, positive: 'yes', test_digest: 'sha256:${'0'.repeat(64)}'}` },
      {},
      `demands sha256:${'0'.repeat(64)}. Bring the right file, or change data.test_digest on the target branch first.`,
    ],
    [
      'that fixes the operating point on data it does not name',
      { gate: '{threshold: {at: {recall: 0.9}}, metrics: {accuracy: {min: 0.5}}}' },
      {},
      'data.validation is missing: gate.threshold.at is fixed on it.',
    ],
  ],
  'test data': [
    ['without rows', {}, { 'test.csv': 'id,a,y\n' }, 'the data have no rows to judge.'],
    ['that are an empty file', {}, { 'test.csv': '' }, 'test.csv: is empty. Write a header and at least one row.'],
    [
      'without the label',
      { data: "{test: test.csv, label: z, id: id, positive: 'yes'}" },
      {},
      'data.label: the test data have no column "z". They have id, a, y.',
    ],
    [
      'without the id',
      { data: "{test: test.csv, label: y, id: key, positive: 'yes'}" },
      {},
      'data.id: the test data have no column "key". They have id, a, y.',
    ],
    [
      'with an id twice',
      {},
      { 'test.csv': 'id,a,y\n1,0.1,yes\n1,0.2,no\n3,0.3,yes\n' },
      'the data: 1 value of id stands in more than one row (1). An id must be unique.',
    ],
    [
      'with a row without an id',
      {},
      { 'test.csv': 'id,a,y\n1,0.1,yes\n,0.2,no\n3,0.3,yes\n' },
      'the data: 1 of 3 rows have no id.',
    ],
    [
      'with a row without a label',
      {},
      { 'test.csv': 'id,a,y\n1,0.1,yes\n2,0.2,\n3,0.3,yes\n' },
      'data.label: column "y" has no label in row 2 of the 3 rows of the test data. Remove or label them.',
    ],
    [
      'with a class that the model does not know',
      {},
      { 'test.csv': 'id,a,y\n1,0.1,yes\n2,0.2,no\n3,0.3,maybe\n', 'scores.csv': likely },
      'and the candidate knows only the classes "no", "yes". Labels are compared as text: write both alike.',
    ],
    [
      'of text labels without a positive class',
      { data: '{test: test.csv, label: y, id: id}' },
      {},
      'data.positive: missing. The candidate\'s classes are "no", "yes"; say which of them counts as positive, for instance positive: "yes".',
    ],
    [
      'of text labels without a positive class, for probabilities',
      { data: '{test: test.csv, label: y, id: id}' },
      { 'scores.csv': likely },
      'scores.csv: probability is that of the positive of two classes. List them in candidate.classes, the positive one last.',
    ],
    [
      'whose positive class is none of the classes',
      { data: "{test: test.csv, label: y, id: id, positive: 'sure'}" },
      {},
      'data.positive: "sure" is none of the candidate\'s classes',
    ],
    [
      'of three classes with a positive one',
      {},
      {
        'test.csv': 'id,a,y\n1,0.1,yes\n2,0.2,no\n3,0.3,maybe\n',
        'scores.csv': 'id,prediction\n1,yes\n2,no\n3,maybe\n',
      },
      'data.positive: is for two classes, and the candidate knows 3: "maybe", "no", "yes". Remove it.',
    ],
    [
      'of text for a regression',
      regression,
      { 'scores.csv': 'id,prediction\n1,1\n2,2\n3,3\n' },
      'data.label: column "y" holds string values, and regression needs numbers.',
    ],
    [
      'whose label is infinite',
      regression,
      { 'test.csv': 'id,a,y\n1,0.1,1\n2,0.2,inf\n3,0.3,4\n', 'scores.csv': 'id,prediction\n1,1\n2,2\n3,3\n' },
      'data.label: column "y" is infinite in row 2 of the test data.',
    ],
    [
      'sliced by what is no column and no condition',
      { gate: metrics('accuracy: {min: 0.5, slices: [regin]}') },
      {},
      'gate.metrics: slices name "regin", which is neither a column nor a condition in SQL',
    ],
  ],
  'a predictions file': [
    ['that lacks rows', {}, { 'scores.csv': 'id,prediction\n1,yes\n2,no\n' }, '1 of 3 rows have no prediction (id 3)'],
    ['with rows of others', {}, { 'scores.csv': `${answers}4,yes\n` }, '1 of 4 predictions belong to no row (id 4)'],
    [
      'with an id twice',
      {},
      { 'scores.csv': `${answers}3,yes\n` },
      '1 value of id stands in more than one row (3). An id must be unique.',
    ],
    ['without the id', {}, { 'scores.csv': 'row,prediction\n1,yes\n' }, 'has no column id, only'],
    [
      'without a prediction',
      {},
      { 'scores.csv': 'id,score\n1,1\n2,1\n3,1\n' },
      'has neither prediction nor probability columns.',
    ],
    [
      'with a probability that is NaN',
      {},
      { 'scores.csv': likely.replace('0.4', 'NaN') },
      '1 of 3 values of probability are missing or no finite numbers (first in row 3).',
    ],
    [
      'with a probability above 1',
      {},
      { 'scores.csv': likely.replace('0.4', '1.4') },
      'so these are no probabilities.',
    ],
    [
      'with a value that is missing',
      regression,
      { 'test.csv': numbers, 'scores.csv': 'id,prediction\n1,1\n2,\n3,3\n' },
      '1 of 3 values of prediction are missing or no finite numbers (first in row 2).',
    ],
    [
      'of labels, with a threshold to apply',
      { gate: '{threshold: 0.3, metrics: {accuracy: {min: 0.5}}}' },
      {},
      'gate.threshold: 0.3 cannot be applied, because the candidate gives labels without probabilities.',
    ],
    [
      'of labels alone that are all the same',
      {},
      { 'scores.csv': answers.replaceAll('yes', 'no') },
      'The candidate must know two or more different classes; it knows "no".',
    ],
  ],
  'a model': [
    ['that is not there', graph, { 'test.csv': numbers }, 'candidate.onnx: "model.onnx" is not there.'],
    ['that is empty', graph, { 'test.csv': numbers, 'model.onnx': '' }, 'the file is empty.'],
    [
      'that is a Git LFS pointer',
      graph,
      { 'test.csv': numbers, 'model.onnx': lfs },
      'is a Git LFS pointer, not the model.',
    ],
    [
      'that is a text',
      graph,
      { 'test.csv': numbers, 'model.onnx': '<!doctype html>' },
      'is not an ONNX model, or was cut short (15 bytes). Export it again.',
    ],
    [
      'that was cut short',
      graph,
      { 'test.csv': numbers, 'model.onnx': model().subarray(0, 40) },
      'is not an ONNX model, or was cut short',
    ],
    [
      'that is no .onnx file',
      { ...graph, candidate: '{onnx: model.bin}' },
      { 'test.csv': numbers, 'model.bin': model() },
      'model.bin: a model named by candidate.onnx must be a file that ends with .onnx.',
    ],
    [
      'with inputs that the data do not have',
      { ...graph, candidate: '{onnx: model.onnx}' },
      {
        'test.csv': numbers,
        'model.onnx': model({
          nodes: [node('Add', ['b', 'c'], ['y'])],
          inputs: [valueInfo('b', 'float', ['N', 1]), valueInfo('c', 'float', ['N', 1])],
        }),
      },
      'no column for 2 inputs: b float [N, 1], c float [N, 1]. Columns that no input takes: a.',
    ],
    [
      'that takes more columns than there are',
      graph,
      { 'test.csv': numbers, 'model.onnx': model({ inputs: [valueInfo('x', 'float', ['N', 3])] }) },
      'takes 3 columns, but candidate.features lists 1: a.',
    ],
    [
      'whose features are no columns',
      { ...graph, candidate: '{onnx: model.onnx, features: [b]}' },
      { 'test.csv': numbers, 'model.onnx': model() },
      'candidate.features names b, but the data have the columns',
    ],
    [
      'that would be fed the label',
      { ...graph, candidate: '{onnx: model.onnx, features: [y]}' },
      { 'test.csv': numbers, 'model.onnx': model() },
      'candidate.features names y, which is the label or the id of a row and no feature. Remove it, and train without it.',
    ],
    [
      'that answers NaN',
      graph,
      { 'test.csv': numbers, 'model.onnx': notANumber },
      '3 of 3 rows get NaN (first row 1). The model cannot handle the values in them',
    ],
    [
      'that gives two values a row',
      graph,
      {
        'test.csv': numbers,
        'model.onnx': model({
          nodes: [node('Concat', ['x', 'x'], ['y'], { axis: 1n })],
          outputs: [valueInfo('y', 'float', ['N', 2])],
        }),
      },
      'gives 2 values a row; a regression model gives one.',
    ],
    [
      'with an operator that nobody has',
      graph,
      { 'test.csv': numbers, 'model.onnx': model({ nodes: [node('Magic', ['x'], ['y'], {}, 'acme')] }) },
      "needs the custom operator Magic of domain acme; only onnxruntime's own operators are run.",
    ],
    [
      'of a newer ONNX',
      graph,
      { 'test.csv': numbers, 'model.onnx': model({ opsets: { '': 28 } }) },
      'is exported with opset 28; the highest that is read is 26.',
    ],
  ],
}

for (const [subject, cases] of Object.entries(refusals)) {
  describe(subject, () => {
    it.each(cases)('%s is refused', async (_what, policy, files, message) => {
      await expect(judged(project(policy), files)).rejects.toThrow(message)
    })
  })
}

it('a model of more than a gibibyte is refused before it is read', async () => {
  const run = judged(
    project(graph),
    { 'test.csv': numbers, 'model.onnx': '' },
    { of: 'model.onnx', bytes: 2 ** 30 + 1 },
  )
  await expect(run).rejects.toThrow('has 1.0 GiB; models of up to 1.0 GiB are scored.')
})

describe('what is measured and has no value', () => {
  const undefinedGate = async (policy: Project, files: Files) => {
    const { verdict, report } = await judged(project(policy), files)
    return { verdict, messages: report.checks.map(({ message }) => message) }
  }

  it('is an error where all rows are of one class', async () => {
    const { verdict, messages } = await undefinedGate(
      { gate: metrics('roc_auc: {min: 0.5, min_rows: 1}') },
      { 'test.csv': classes.replaceAll(',no', ',yes'), 'scores.csv': likely },
    )
    expect(verdict).toBe('error')
    expect(messages[0]).toContain('it is undefined for the candidate')
  })

  it('is no pass on an empty slice, which is named', async () => {
    const { verdict, messages } = await undefinedGate(
      { gate: metrics('accuracy: {min: 0, min_rows: 1, slices: ["a > 5"]}') },
      {},
    )
    expect(verdict).toBe('inconclusive')
    expect(messages[0]).toBe('accuracy on a > 5 has too few rows to judge: 0, at least 1 wanted')
  })

  it('is an error where a metric needs probabilities and there are none', async () => {
    const { verdict, messages } = await undefinedGate({ gate: metrics('log_loss: {max: 1, min_rows: 1}') }, {})
    expect(verdict).toBe('error')
    expect(messages[0]).toContain('it needs probabilities, which the candidate does not give')
  })

  it('is inconclusive on fewer rows than the policy wants', async () => {
    const { verdict, messages } = await undefinedGate({ gate: metrics('accuracy: {min: 0.1, min_rows: 50}') }, {})
    expect(verdict).toBe('inconclusive')
    expect(messages[0]).toBe('accuracy has too few rows to judge: 3, at least 50 wanted')
  })
})
