import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadOrganisationPolicy } from './organisation-policy.ts'
import { loadProject } from './project.ts'
import { tightened } from './tighten.ts'

const head = 'model: m\ntask: classification\ncandidate: {onnx: m.onnx}\ndata: {}\n'
const merged = (organisation: string, own: string) =>
  tightened(
    loadProject(`${head}${own}`, 'mlgate.yml'),
    'm',
    loadOrganisationPolicy(organisation, 'mlgate-policy.yml at acme/policy@aaaaaaa'),
  )

const gate = (metrics: string, more = '') => `gate: {${more}metrics: {${metrics}}}`

describe('a policy that extends an organisation’s', () => {
  it('is judged by all that either demands', () => {
    const body = merged(
      `${gate('roc_auc: {min: 0.8, max_regression: 0.01}, log_loss: {max: 0.6}', 'confidence: {level: 0.99}, ')}\nevidence: {max_age_days: 30}\n`,
      `${gate('roc_auc: {min: 0.9, slices: [hub]}, recall: {min: 0.5}', 'baseline: {from: ["branch:main"]}, ')}\nevidence: {max_age_days: 7}\n`,
    )
    expect(body.gate).toEqual({
      baseline: { from: ['branch:main'] },
      confidence: { level: 0.99 },
      metrics: {
        roc_auc: { min: 0.9, max_regression: 0.01, slices: ['hub'] },
        log_loss: { max: 0.6 },
        recall: { min: 0.5 },
      },
    })
    expect(body.evidence).toEqual({ max_age_days: 7 })
  })

  it('has the organisation’s gate alone where it has none', () => {
    expect(merged(gate('roc_auc: {min: 0.8}'), '').gate).toEqual({ metrics: { roc_auc: { min: 0.8 } } })
  })

  it('may demand in shorthand, on either side, and it is not loosened by a margin', () => {
    const own = 'gate: {baseline: {from: ["registry:p"]}, metrics_min: [log_loss]}'
    expect(merged('gate: {metrics_max: [accuracy]}', own).gate).toEqual({
      baseline: { from: ['registry:p'] },
      metrics: { accuracy: { max_regression: 0 }, log_loss: { max_regression: 0 } },
    })
    expect(() => merged('gate: {metrics_max: [accuracy]}', gate('accuracy: {max_regression: 0.1}'))).toThrow(
      'is not tighter',
    )
    expect(() => loadOrganisationPolicy('gate: {metrics_max: [rmse]}', 'p.yml')).toThrow(
      'p.yml:1:22 gate.metrics_max[0]: rmse is not better when higher',
    )
    expect(() => loadProject(`${head}gate: {store_answers: true}`, 'mlgate.yml')).toThrow('metrics: missing')
  })

  it('that loosens is refused with both places', () => {
    expect(() => merged(`gate:\n  metrics:\n    roc_auc: {min: 0.8}\n`, gate('roc_auc: {min: 0.7}'))).toThrow(
      'mlgate.yml:5:33 gate.metrics.roc_auc.min: 0.7 is not tighter than 0.8, which mlgate-policy.yml at acme/policy@aaaaaaa:3:20 says (gate.metrics.roc_auc.min). A repository may only tighten what it extends.',
    )
  })

  const organisation = `
gate:
  baseline: {from: ["branch:main"], if_missing: fail}
  confidence: {level: 0.95, resamples: 2000}
  metrics:
    roc_auc: {min: 0.8, max_regression: 0.01, slices: [hub], min_rows: 50}
    log_loss: {max: 0.6, max_regression: 2%}
evidence: {max_age_days: 30}
trusted_keys: [{name: ci, public_key: k1}, {name: release, public_key: k2}]
deploy: {production: {requires: {passed: staging}}}
`
  const deploy = (production: string) =>
    `deploy: {dev: {target: local, port: 3}, staging: {target: local, port: 1}, production: {target: local, port: 2, ${production}}}`

  it.each([
    ['gate.metrics.roc_auc.min', gate('roc_auc: {min: 0.79}')],
    ['gate.metrics.log_loss.max', gate('log_loss: {max: 0.61}')],
    ['gate.metrics.roc_auc.max_regression', gate('roc_auc: {max_regression: 0.02}')],
    ['gate.metrics.roc_auc.max_regression', gate('roc_auc: {max_regression: 1%}')],
    ['gate.metrics.log_loss.max_regression', gate('log_loss: {max_regression: 3%}')],
    ['gate.metrics.roc_auc.slices', gate('roc_auc: {slices: [island]}')],
    ['gate.metrics.roc_auc.min_rows', gate('roc_auc: {min_rows: 10}')],
    ['gate.metrics.log_loss.min_rows', gate('log_loss: {min_rows: 10}')],
    ['gate.confidence.level', gate('recall: {min: 0.1}', 'confidence: {level: 0.9}, ')],
    ['gate.confidence.resamples', gate('recall: {min: 0.1}', 'confidence: {resamples: 200}, ')],
    ['gate.confidence.on_inconclusive', gate('recall: {min: 0.1}', 'confidence: {on_inconclusive: pass}, ')],
    [
      'gate.baseline.if_missing',
      gate('recall: {min: 0.1}', 'baseline: {from: ["branch:main"], if_missing: absolute-only}, '),
    ],
    ['evidence.max_age_days', 'evidence: {max_age_days: 31}'],
    ['evidence.scores', 'evidence: {scores: declared}'],
    ['evidence.override', 'evidence: {override: {label: ship-it}}'],
    ['trusted_keys', 'trusted_keys: [{name: mallory, public_key: k3}]'],
    ['trusted_keys', 'trusted_keys: [{name: ci, public_key: k3}]'],
    ['deploy.production.requires.passed', deploy('requires: {passed: dev}')],
    ['deploy.staging.accept', 'deploy: {staging: {target: local, port: 1, accept: pass_or_override}}'],
    ['registry.accept', 'registry: {type: directory, path: r, accept: pass_or_override}'],
  ])('may not loosen %s: %s', (path, own) => {
    expect(() => merged(organisation, own)).toThrow(
      new RegExp(`mlgate\\.yml:5:\\d+ ${path.replaceAll('.', '\\.')}: .* is not tighter than `),
    )
  })

  it.each([
    [
      'a tighter limit',
      gate('roc_auc: {min: 0.81, max_regression: 0.001}, log_loss: {max: 0.5, max_regression: 1.5%}'),
    ],
    ['the same', gate('roc_auc: {min: 0.8, max_regression: 0.01, slices: [hub]}')],
    ['more slices and rows', gate('roc_auc: {slices: [island, hub], min_rows: 500}')],
    ['fewer keys', 'trusted_keys: [{name: release, public_key: k2}]'],
    [
      'what the organisation does not speak of',
      `${gate('recall: {min: 0.1, min_rows: 5}', 'threshold: 0.3, ')}\nregistry: {type: directory, path: r}`,
    ],
    [
      'that groups may not be far apart, which the organisation does not demand',
      gate('recall: {min: 0.1}', 'fairness: {by: [sex], min_rows: 5, equalized_odds_difference: {max: 0.1}}, '),
    ],
    ['an environment of its own', 'deploy: {dev: {target: local, port: 1, smoke_rows: 5}}'],
  ])('may say %s', (_, own) => {
    expect(merged(organisation, own).gate?.metrics.roc_auc).toMatchObject({ max_regression: expect.any(Number) })
  })

  it('waits for the environment that the organisation demands', () => {
    expect(merged(organisation, deploy('')).deploy?.production?.requires).toEqual({ passed: 'staging' })
  })

  it('may measure a metric that is demanded in no other way', () => {
    const demanded = gate('recall: {min: 0.5}')
    expect(() => merged(demanded, gate('recall: {min: 0.5, average: micro}'))).toThrow(
      'gate.metrics.recall.average: micro is not tighter than what mlgate-policy.yml',
    )
  })

  it.each([
    ['min_rows', 'min_rows: 1000000'],
    ['columns', 'columns: [constant]'],
    ['against', 'against: [rest]'],
    ['depth', 'depth: 1'],
    ['metric', 'metric: recall'],
    ['false_discovery_rate', 'false_discovery_rate: 0.000001'],
  ])('may not keep weak slices that decide from being found by %s', (key, own) => {
    const demanded = gate('recall: {min: 0.5}', 'weak_slices: {on_found: fail}, ')
    expect(() => merged(demanded, gate('recall: {min: 0.5}', `weak_slices: {${own}}, `))).toThrow(
      `gate.weak_slices.${key}: `,
    )
    expect(() => merged(demanded, gate('recall: {min: 0.5}', 'weak_slices: false, '))).toThrow('gate.weak_slices: ')
    const silent = gate('recall: {min: 0.5}')
    expect(merged(silent, gate('recall: {min: 0.5}', `weak_slices: {${own}}, `)).gate?.weak_slices).toHaveProperty(key)
  })

  it('may not choose the features among which the organisation’s importances are ranked', () => {
    const demanded = gate('recall: {min: 0.5}', 'explanations: {max_rank_correlation_drop: 0.1}, ')
    const own = gate('recall: {min: 0.5}', 'explanations: {features: [a, b, c]}, ')
    expect(() => merged(demanded, own)).toThrow('gate.explanations.features: ')
    expect(merged(gate('recall: {min: 0.5}'), own).gate?.explanations?.features).toEqual(['a', 'b', 'c'])
  })

  it('may override what the organisation lets be overridden, by its label', () => {
    const allowed = `${gate('recall: {min: 0.5}')}\nevidence: {override: {label: gate-override}}\nregistry: {accept: pass_or_override}\n`
    const body = merged(allowed, 'registry: {type: directory, path: r, accept: pass_or_override}')
    expect(body).toMatchObject({ evidence: { override: { label: 'gate-override' } } })
    expect(() => merged(allowed, 'evidence: {override: {label: mine}}')).toThrow('evidence.override: {"label":"mine"}')
  })

  it('is never looser than either, whatever the limits are', () => {
    const number = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(number, number, (theirs, ours) => {
        const attempt = () => merged(gate(`recall: {min: ${theirs}}`), gate(`recall: {min: ${ours}}`))
        if (ours < theirs) expect(attempt).toThrow('is not tighter than')
        else expect(attempt().gate?.metrics.recall?.min).toBe(ours)
      }),
    )
  })
})

describe('an organisation’s policy', () => {
  it.each([
    ['extends: acme/other@x\n', /extends: an organisation’s policy extends no other/],
    ['gate: {metrics: {roc_acu: {min: 1}}}\n', /Did you mean roc_auc/],
    ['data: {test: x.csv}\n', /data/],
    ['deploy: {production: {port: 1}}\n', /port/],
  ])('%s is refused', (text, message) => {
    expect(() => loadOrganisationPolicy(text, 'policy')).toThrow(message)
  })
})

describe('what a project file extends', () => {
  const commit = '0123456789abcdef0123456789abcdef01234567'
  it.each([`acme/policy@${commit}`, `group/sub/policy@${commit}:policies/strict.yml`])('may be %s', (reference) => {
    expect(loadProject(`extends: ${reference}\n${head}`, 'mlgate.yml').extends).toBe(reference)
  })

  it.each([
    'acme/policy@main',
    'acme/policy@0123456',
    `acme/policy@${commit.toUpperCase()}`,
    'acme/policy',
    `policy@${commit}`,
    `../policy@${commit}`,
    `acme/../other@${commit}`,
    `acme/policy@${commit}:/etc/passwd`,
    `-upload-pack=x/policy@${commit}`,
    `https://evil.example/acme/policy@${commit}`,
  ])('may not be %s', (reference) => {
    expect(() => loadProject(`extends: ${reference}\n${head}`, 'mlgate.yml')).toThrow(
      /extends: .*all 40 digits of a commit/,
    )
  })

  it('stands beside models, too', () => {
    const text = `extends: acme/policy@${commit}\nmodels: {m: {task: classification, candidate: {onnx: a}, data: {}}}\n`
    expect(loadProject(text, 'mlgate.yml').extends).toBe(`acme/policy@${commit}`)
  })
})
