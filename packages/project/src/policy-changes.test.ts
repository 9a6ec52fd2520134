import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { extendsChange, policyChanges } from './policy-changes.ts'
import { loadProject } from './project.ts'
import type { ModelBody } from './project-schema.ts'

const head = 'model: m\ntask: classification\ncandidate: {onnx: m.onnx}\n'

const body = (text: string): ModelBody => {
  const found = loadProject(`${head}${text}`, 'mlgate.yml').models.get('m')
  if (found === undefined) throw new Error('the project has no model m')
  return found
}

describe('a change to what judges is told in words', () => {
  const policy = body('data: {test: a.csv, label: y}\ngate: {metrics: {roc_auc: {min: 0.85}}}\n')

  test('a lowered threshold', () => {
    const changed = body('data: {test: a.csv, label: y}\ngate: {metrics: {roc_auc: {min: 0.8}}}\n')
    expect(policyChanges(policy, changed)).toEqual([
      { path: 'gate.metrics.roc_auc.min', before: '0.85', after: '0.8', direction: 'loosened' },
    ])
  })

  test('a gate that is gone', () => {
    expect(policyChanges(policy, body('data: {test: a.csv, label: y}\n'))).toEqual([
      { path: 'gate.metrics.roc_auc.min', before: '0.85', after: undefined, direction: 'loosened' },
    ])
  })

  test('a metric that is only shown, not judged, is a change as well', () => {
    const changed = body('data: {test: a.csv, label: y}\ngate: {metrics: {roc_auc: {min: 0.85}, recall: {}}}\n')
    expect(policyChanges(policy, changed)).toEqual([
      { path: 'gate.metrics.recall', before: undefined, after: '{}', direction: 'tightened' },
    ])
    expect(policyChanges(changed, policy)).toEqual([
      { path: 'gate.metrics.recall', before: '{}', after: undefined, direction: 'loosened' },
    ])
  })

  test('other test data, another label, wider roots', () => {
    const changed = body('data: {test: b.csv, label: z, roots: [/mnt]}\ngate: {metrics: {roc_auc: {min: 0.85}}}\n')
    expect(policyChanges(policy, changed)).toEqual([
      { path: 'data.label', before: 'y', after: 'z', direction: 'changed' },
      { path: 'data.roots', before: undefined, after: '["/mnt"]', direction: 'changed' },
      { path: 'data.test', before: 'a.csv', after: 'b.csv', direction: 'changed' },
    ])
  })

  test('a text is not the number that looks like it', () => {
    const one = body('data: {positive: 1}\n')
    const text = body('data: {positive: "1"}\n')
    expect(policyChanges(one, text)).toHaveLength(1)
  })

  test('hostile values stay on their line', () => {
    const changed = body('data: {test: "a\\n::error::\\u202e", label: y}\ngate: {metrics: {roc_auc: {min: 0.85}}}\n')
    expect(policyChanges(policy, changed)[0]?.after).toBe('a\\u{a}::error::\\u{202e}')
  })
})

test('what only trains or says where the candidate lies is not policy', () => {
  const before = body('data: {train: a.csv}\ntrain: {command: [a]}\n')
  const after = { ...body('data: {train: b.csv}\ntrain: {command: [b]}\n'), candidate: { onnx: 'other.onnx' } }
  expect(policyChanges(before, after)).toEqual([])
})

test('how the candidate is understood is policy, and who scores it', () => {
  const before = body('data: {}\n')
  const renamed = { ...before, candidate: { onnx: 'm.onnx', classes: ['no', 'yes'] } }
  expect(policyChanges(before, renamed)).toEqual([
    { path: 'candidate.classes', before: undefined, after: '["no","yes"]', direction: 'changed' },
  ])
  const declared = { ...before, candidate: { predictions: 'p.csv' } }
  expect(policyChanges(before, declared).map(({ path }) => path)).toEqual(['candidate.onnx', 'candidate.predictions'])
})

test('the order of keys is no change', () => {
  const one = body('data: {}\ngate: {metrics: {roc_auc: {min: 0.5}, recall: {min: 0.6}}}\n')
  const other = body('gate: {metrics: {recall: {min: 0.6}, roc_auc: {min: 0.5}}}\ndata: {}\n')
  expect(policyChanges(one, other)).toEqual([])
})

test('two thresholds differ exactly when a change is told', () => {
  const threshold = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(threshold, threshold, (a, b) => {
      const gate = (min: number): ModelBody => ({ ...body('data: {}\n'), gate: { metrics: { roc_auc: { min } } } })
      // JSON has no -0, and neither has a threshold.
      expect(policyChanges(gate(a), gate(b)).length).toBe(a === b ? 0 : 1)
    }),
  )
})

test('evidence that counts for longer, declared scores and an environment without its forerunner are told', () => {
  const production = 'production: {target: local, port: 2, requires: {passed: staging}}'
  const before = body(
    `data: {}\nevidence: {max_age_days: 30}\ndeploy:\n  staging: {target: local, port: 1}\n  ${production}\n`,
  )
  const after = body(
    'data: {}\nevidence: {max_age_days: 90, scores: declared}\ndeploy:\n  staging: {target: local, port: 1}\n  production: {target: local, port: 2}\n',
  )
  expect(policyChanges(before, after)).toEqual([
    { path: 'deploy.production.requires.passed', before: 'staging', after: undefined, direction: 'loosened' },
    { path: 'evidence.max_age_days', before: '30', after: '90', direction: 'loosened' },
    { path: 'evidence.scores', before: undefined, after: 'declared', direction: 'loosened' },
  ])
})

describe('what a change does is told', () => {
  const gate = (text: string) => body(`data: {}\ngate: ${text}\n`)
  it.each([
    ['{metrics: {roc_auc: {max_regression: 0.005}}}', '{metrics: {roc_auc: {max_regression: 0.05}}}', 'loosened'],
    ['{metrics: {roc_auc: {max_regression: 2%}}}', '{metrics: {roc_auc: {max_regression: 1%}}}', 'tightened'],
    ['{metrics: {roc_auc: {max_regression: 2%}}}', '{metrics: {roc_auc: {max_regression: 0.01}}}', 'changed'],
    ['{metrics: {log_loss: {max: 0.5}}}', '{metrics: {log_loss: {max: 0.6}}}', 'loosened'],
    ['{metrics: {recall: {min: 0.5, slices: [a]}}}', '{metrics: {recall: {min: 0.5, slices: [b, a]}}}', 'tightened'],
    ['{metrics: {recall: {min: 0.5, slices: [a]}}}', '{metrics: {recall: {min: 0.5, slices: [b]}}}', 'changed'],
    ['{metrics: {recall: {min: 0.5}}}', '{metrics: {recall: {min: 0.5, min_rows: 10}}}', 'loosened'],
    ['{metrics: {recall: {min: 0.5}}}', '{metrics: {recall: {min: 0.5, min_rows: 50}}}', 'unchanged'],
    ['{metrics: {recall: {min: 0.5}}}', '{confidence: {level: 0.99}, metrics: {recall: {min: 0.5}}}', 'tightened'],
    [
      '{metrics: {recall: {min: 0.5}}}',
      '{confidence: {on_inconclusive: pass}, metrics: {recall: {min: 0.5}}}',
      'loosened',
    ],
    [
      '{baseline: {from: ["branch:main"]}, metrics: {recall: {min: 0.5}}}',
      '{baseline: {from: ["branch:old"]}, metrics: {recall: {min: 0.5}}}',
      'changed',
    ],
    ['{metrics: {recall: {min: 0.5}}}', '{threshold: 0.1, metrics: {recall: {min: 0.5}}}', 'changed'],
  ])('%s → %s is %s', (before, after, direction) => {
    expect(policyChanges(gate(before), gate(after)).map((change) => change.direction)).toEqual([direction])
  })

  it('for a metric that is new: more is demanded, whatever it says about rows', () => {
    const [before, after] = [
      gate('{metrics: {recall: {min: 0.5}}}'),
      '{recall: {min: 0.5}, f1: {min: 0.1, min_rows: 3}}',
    ]
    const changes = policyChanges(before, gate(`{metrics: ${after}}`))
    expect(changes.map(({ path, direction }) => [path, direction])).toEqual([
      ['gate.metrics.f1.min', 'tightened'],
      ['gate.metrics.f1.min_rows', 'tightened'],
    ])
  })

  it('for overrides, keys and environments', () => {
    const before = body('data: {}\ntrusted_keys: [{name: a, public_key: x}]\ndeploy: {p: {target: local, port: 1}}\n')
    const after = body(
      'data: {}\nevidence: {override: {label: o}}\ntrusted_keys: [{name: a, public_key: x}, {name: b, public_key: y}]\ndeploy: {p: {target: local, port: 1, accept: pass_or_override}}\n',
    )
    const told = (one: ModelBody, other: ModelBody) =>
      policyChanges(one, other).map(({ path, direction }) => [path, direction])
    const paths = ['deploy.p.accept', 'evidence.override.label', 'trusted_keys']
    expect(told(before, after)).toEqual(paths.map((path) => [path, 'loosened']))
    expect(told(after, before)).toEqual(paths.map((path) => [path, 'tightened']))
  })

  it('for what the project file extends', () => {
    const reference = `acme/policy@${'a'.repeat(40)}`
    expect(extendsChange(reference, reference)).toEqual([])
    expect(extendsChange(reference, undefined)).toMatchObject([{ path: 'extends', direction: 'loosened' }])
    expect(extendsChange(undefined, reference)).toMatchObject([{ direction: 'tightened' }])
    expect(extendsChange(reference, reference.replace('acme', 'mallory'))).toMatchObject([{ direction: 'changed' }])
  })
})
