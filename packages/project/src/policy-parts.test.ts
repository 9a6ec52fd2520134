import { digestOfBytes } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { policyDigest, policyDocument } from './policy-parts.ts'
import { loadProject } from './project.ts'

const contract = digestOfBytes('the contract')
const text = `model: m
task: classification
candidate: {onnx: m.onnx, classes: [a, b]}
data: {contract: c.yaml, train: t.csv, validation: v.csv, test: e.csv, label: y, positive: b, id: i, roots: [/mnt]}
train: {command: [python, train.py]}
gate: {metrics: {roc_auc: {min: 0.5, slices: [x, z]}}}
registry: {type: directory, path: registry}
deploy: {staging: {target: local, port: 8080}}
drift: {current: now.csv}
`

function digest(text: string, of = contract) {
  const body = loadProject(text, 'mlgate.yml').models.get('m')
  if (body === undefined) throw new Error('The project has the model m.')
  return policyDigest(policyDocument(body, of))
}

const changed = (from: string, to: string) => {
  const other = text.replace(from, to)
  if (other === text) throw new Error(`The text has no ${from}.`)
  return other
}

describe('the digest of a policy', () => {
  it.each([
    ['a comment', changed('gate:', '# for auditors\ngate:')],
    [
      'another form of the same',
      changed(
        '{metrics: {roc_auc: {min: 0.5, slices: [x, z]}}}',
        '\n  metrics: {roc_auc: {slices: [x, "z"], min: 5e-1}}',
      ),
    ],
    ['another order of keys', changed('label: y, positive: b', 'positive: b, label: y')],
    ['the training', changed('[python, train.py]', '[python3, -u, train.py]')],
    ['the data to train on', changed('train: t.csv', 'train: more.csv')],
    ['the data for choices in training', changed('validation: v.csv', 'validation: w.csv')],
    ['where the model lies', changed('m.onnx', 'out/m.onnx')],
    ['the watch for drift', changed('now.csv', 'later.csv')],
  ])('is not changed by %s', (_what, other) => {
    expect(digest(other)).toBe(digest(text))
  })

  it.each([
    ['the task', changed('task: classification', 'task: regression')],
    ['who scores', changed('{onnx: m.onnx, classes: [a, b]}', '{predictions: m.onnx, classes: [a, b]}')],
    ['the order of classes', changed('[a, b]', '[b, a]')],
    ['the contract’s path', changed('c.yaml', 'd.yaml')],
    ['the test data’s path', changed('e.csv', 'f.csv')],
    ['the test data’s digest', changed('test: e.csv', `test: e.csv, test_digest: "${digestOfBytes('e')}"`)],
    ['the label', changed('label: y', 'label: z')],
    ['the positive class', changed('positive: b', 'positive: a')],
    ['the id', changed('id: i', 'id: j')],
    ['folders that are opened', changed('[/mnt]', '[/mnt, /srv]')],
    ['a limit', changed('min: 0.5', 'min: 0.4')],
    ['a slice', changed('[x, z]', '[x]')],
    ['the registry', changed('path: registry', 'path: other')],
    ['an environment', changed('8080', '8081')],
    ['a default that is written out', changed('port: 8080', 'port: 8080, smoke_rows: 50')],
  ])('is changed by %s', (_what, other) => {
    expect(digest(other)).not.toBe(digest(text))
  })

  it('is changed by what the contract says, and by a contract that is gone', () => {
    const body = loadProject(text, 'mlgate.yml').models.get('m')
    if (body === undefined) throw new Error('The project has the model m.')
    expect(digest(text, digestOfBytes('looser'))).not.toBe(digest(text))
    expect(policyDigest(policyDocument(body, undefined))).not.toBe(digest(text))
  })
})

describe('the digest of a policy whose candidate is no file to run', () => {
  const withCandidate = (candidate: string) => digest(changed('{onnx: m.onnx, classes: [a, b]}', candidate))
  const endpoint = (more: string) => withCandidate(`{endpoint: {${more}}}`)
  const asked = endpoint('url: https://a.example/invocations, protocol: mlflow')

  it('is not changed by where metrics lie, nor by what only takes time', () => {
    expect(withCandidate('{metrics: a.json}')).toBe(withCandidate('{metrics: b.json}'))
    expect(withCandidate('{command: [score]}')).toBe(withCandidate('{command: [score], timeout_minutes: 5}'))
    expect(endpoint('url: https://a.example/invocations, protocol: mlflow, batch_rows: 5, timeout_minutes: 5')).toBe(
      asked,
    )
  })

  it('is changed by who scores, and how it is spoken to', () => {
    const digests = [
      asked,
      endpoint('url: https://b.example/invocations, protocol: mlflow'),
      endpoint('url: https://a.example/invocations, protocol: open-inference'),
      endpoint('url: https://a.example/invocations, protocol: mlflow, null_for_missing: true'),
      withCandidate('{endpoint: {url: "https://a.example/invocations", protocol: mlflow}, features: [a]}'),
      withCandidate('{command: [score]}'),
      withCandidate('{command: [score, "-v"]}'),
      withCandidate('{metrics: a.json}'),
      withCandidate('{predictions: a.json}'),
    ]
    expect(new Set(digests).size).toBe(digests.length)
  })
})

describe('rows that decide beside the test data', () => {
  const judging = (gate: string, data: string, name: string) =>
    digest(changed('gate: {metrics: {', `gate: {${gate}`).replace(data, name))

  it('are part of the policy where an operating point is fixed on them', () => {
    const at = 'threshold: {at: {recall: 0.9}}, metrics: {'
    expect(judging(at, 'v.csv', 'v.csv')).not.toBe(judging(at, 'v.csv', 'w.csv'))
  })

  it('are part of the policy where errors are scaled by the past', () => {
    const scaled = 'metrics: {mase: {max: 1}, '
    expect(judging(scaled, 't.csv', 't.csv')).not.toBe(judging(scaled, 't.csv', 'u.csv'))
  })
})
