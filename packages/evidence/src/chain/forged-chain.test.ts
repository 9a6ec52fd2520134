import { digestOfBytes } from '@mlgate/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LinkName, LinkState } from './chain-link.ts'
import {
  allOf,
  brokenOf,
  bytesOf,
  chainOf,
  deployment,
  deploymentNames,
  evaluation,
  honest,
  model,
  named,
  presentedBy,
  requirements,
  type Story,
  signed,
  stranger,
  trustedKeys,
  unsigned,
  untrustedVerdict,
  verdictNames,
  withPredicate,
} from './testing/story.ts'
import { verifyChain } from './verify-chain.ts'

describe('a forged chain', () => {
  it.each<[string, Partial<Story>, Partial<Record<LinkName, LinkState>>]>([
    [
      'without a verdict',
      { presentVerdict: () => undefined },
      allOf('missing', [...verdictNames, 'training', 'training-subject', 'training-data']),
    ],
    ['with an unsigned verdict', { presentVerdict: unsigned }, untrustedVerdict],
    [
      'with a verdict signed by a stranger',
      { presentVerdict: (record) => signed(record, stranger.privateKey) },
      untrustedVerdict,
    ],
    [
      'whose verdict somebody made a pass',
      {
        verdict: 'fail',
        presentVerdict: async (record) => {
          const bundle = JSON.parse(Buffer.from((await signed(record)).bytes).toString())
          const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString()
          const changed = payload.replace('"FAILED"', '"PASSED"').replace('"fail"', '"pass"')
          return bytesOf({
            ...bundle,
            dsseEnvelope: { ...bundle.dsseEnvelope, payload: Buffer.from(changed).toString('base64') },
          })
        },
      },
      untrustedVerdict,
    ],
    [
      'with a signed record of another type as the verdict',
      { presentVerdict: (record) => signed({ ...record, predicateType: 'https://example.com/other' }) },
      untrustedVerdict,
    ],
    [
      'with a summary that another tool made with the same key',
      {
        presentVerdict: (record) => signed(withPredicate(record, { verifier: { id: 'https://example.com/scanner' } })),
      },
      untrustedVerdict,
    ],
    [
      'with a verdict that leaves out what it was made on',
      {
        presentVerdict: (record) => signed(withPredicate(record, { mlgate_evaluation: { verdict: 'pass' } })),
      },
      untrustedVerdict,
    ],
    [
      'with a verdict made at no time',
      { presentVerdict: (record) => signed(withPredicate(record, { timeVerified: 'today' })) },
      untrustedVerdict,
    ],
    ['whose verdict is no JSON', { presentVerdict: () => ({ name: 'x', bytes: Buffer.from('{') }) }, untrustedVerdict],
    [
      'whose verdict is about other bytes',
      { judged: [named('model.onnx', 'other')] },
      { 'verdict-subject': 'about-other-bytes' },
    ],
    [
      'whose verdict is about more files than these',
      { judged: [model, named('weights')] },
      { 'verdict-subject': 'about-other-bytes' },
    ],
    [
      'with two files that changed names',
      {
        files: [named('a', '1'), named('b', '2')],
        judged: [named('a', '2'), named('b', '1')],
        produced: [named('model/a', '1'), named('model/b', '2')],
        deployment: { ...deployment, files: [named('a', '1'), named('b', '2')] },
      },
      { 'verdict-subject': 'about-other-bytes' },
    ],
    [
      'about no bytes',
      { files: [] },
      allOf('about-other-bytes', ['verdict-subject', 'training-subject', 'deployment-subject']),
    ],
    [
      "with a pass of another model's gate",
      { evaluation: { ...evaluation, model: 'toy' } },
      { 'verdict-model': 'not-passed' },
    ],
    ['with a pass in another repository', { repository: 'acme/toys' }, { 'verdict-model': 'not-passed' }],
    ['with a verdict that failed', { verdict: 'fail' }, { 'verdict-passed': 'not-passed' }],
    [
      'whose verdict says PASSED of a gate that failed',
      {
        presentVerdict: (record) =>
          signed(withPredicate(record, { mlgate_evaluation: { ...evaluation, verdict: 'fail' } })),
      },
      { 'verdict-passed': 'not-passed' },
    ],
    [
      'whose verdict says FAILED of a gate that passed',
      { presentVerdict: (record) => signed(withPredicate(record, { verificationResult: 'FAILED' })) },
      { 'verdict-passed': 'not-passed' },
    ],
    [
      "with a pass of another model's gate under the name of this one",
      {
        presentVerdict: (record) =>
          signed(withPredicate(record, { mlgate_evaluation: { ...evaluation, verdict: 'pass', model: 'toy' } })),
      },
      { 'verdict-model': 'not-passed' },
    ],
    ['with an inconclusive verdict', { verdict: 'inconclusive' }, { 'verdict-passed': 'not-passed' }],
    [
      'with a verdict made on a pull request',
      { evaluation: { ...evaluation, event: 'pull_request' } },
      { 'verdict-event': 'untrusted' },
    ],
    [
      'with a verdict made on a pull request with the rights of its target',
      { evaluation: { ...evaluation, event: 'pull_request_target' } },
      { 'verdict-event': 'untrusted' },
    ],
    [
      'with a verdict made on a merge request',
      { evaluation: { ...evaluation, event: 'merge_request_event' } },
      { 'verdict-event': 'untrusted' },
    ],
    ['judged by an older policy', { policy: digestOfBytes('old') }, { 'verdict-policy': 'stale' }],
    [
      'judged at a commit that understands the model’s outputs otherwise',
      {
        evaluation: {
          ...evaluation,
          policyChanges: [{ path: 'candidate.classes', before: '["no","yes"]', after: '["yes","no"]' }],
        },
      },
      { 'verdict-policy': 'stale' },
    ],
    ['with an old verdict', { timeVerified: new Date('2026-02-07T23:59:59Z') }, { 'verdict-age': 'stale' }],
    ['with a verdict from the future', { timeVerified: new Date('2026-03-10T00:06:00Z') }, { 'verdict-age': 'stale' }],
    [
      'whose verdict rests on scores that were handed in',
      { evaluation: { ...evaluation, scoredBy: 'declared' } },
      { 'verdict-scores': 'untrusted' },
    ],
    [
      'without the training record',
      { presentTraining: () => undefined },
      allOf('missing', ['training', 'training-subject', 'training-data']),
    ],
    [
      'whose verdict saw no training record',
      { attestations: () => [] },
      allOf('missing', ['training', 'training-subject', 'training-data']),
    ],
    [
      'whose verdict saw another training record',
      { attestations: () => [named('record.unsigned.json', 'another')] },
      allOf('about-other-bytes', ['training', 'training-subject', 'training-data']),
    ],
    [
      'with a training record signed by a stranger',
      { presentTraining: (record) => signed(record, stranger.privateKey) },
      allOf('untrusted', ['training', 'training-subject', 'training-data']),
    ],
    [
      'with a training record of another type',
      { presentTraining: (record) => unsigned({ ...record, predicateType: 'https://example.com/other' }) },
      allOf('untrusted', ['training', 'training-subject', 'training-data']),
    ],
    [
      'whose training produced other bytes',
      { produced: [named('model/model.onnx', 'other')] },
      { 'training-subject': 'about-other-bytes' },
    ],
    [
      'without the data check',
      { presentData: () => undefined },
      allOf('missing', ['data', 'data-passed', 'training-data']),
    ],
    [
      'with an unsigned data check',
      { presentData: unsigned },
      allOf('untrusted', ['data', 'data-passed', 'training-data']),
    ],
    [
      'with a data check signed by a stranger',
      { presentData: (record) => signed(record, stranger.privateKey) },
      allOf('untrusted', ['data', 'data-passed', 'training-data']),
    ],
    ['with data that failed', { dataVerdict: 'fail' }, { 'data-passed': 'not-passed' }],
    [
      'whose training used data that nobody checked',
      { usedData: [named('data/train.csv', 'poisoned'), named('data/validation.csv')] },
      { 'training-data': 'about-other-bytes' },
    ],
    [
      'whose training names the checked data and others of that name',
      { usedData: [...honest.usedData, named('data/train.csv', 'poisoned')] },
      { 'training-data': 'about-other-bytes' },
    ],
    [
      'whose training used the bytes that were checked under another name',
      { checkedData: [named('data/test.csv', 'data/train.csv'), named('data/validation.csv')] },
      { 'training-data': 'about-other-bytes' },
    ],
    [
      'whose training does not say what data it used',
      { usedData: [named('data/train.csv')] },
      { 'training-data': 'missing' },
    ],
    [
      'for a policy that names no training data',
      { requirements: { ...requirements, trainingData: [] } },
      { 'training-data': 'missing' },
    ],
    [
      'with a data check but no training record, where that is optional',
      { presentTraining: () => undefined, requirements: { ...requirements, training: 'optional' } },
      { 'training-data': 'missing' },
    ],
    [
      'that was not deployed to the environment before',
      { presentDeployment: () => undefined },
      allOf('missing', deploymentNames),
    ],
    ['with an unsigned deployment', { presentDeployment: unsigned }, allOf('untrusted', deploymentNames)],
    [
      'with a deployment signed by a stranger',
      { presentDeployment: (record) => signed(record, stranger.privateKey) },
      allOf('untrusted', deploymentNames),
    ],
    [
      'whose failed deployment somebody made a pass',
      {
        deployment: { ...deployment, passed: false },
        presentDeployment: async (record) => {
          const bundle = JSON.parse(Buffer.from((await signed(record)).bytes).toString())
          const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString().replace('FAILED', 'PASSED')
          return bytesOf({
            ...bundle,
            dsseEnvelope: { ...bundle.dsseEnvelope, payload: Buffer.from(payload).toString('base64') },
          })
        },
      },
      allOf('untrusted', deploymentNames),
    ],
    [
      'with a signed record of another type as the deployment',
      { presentDeployment: (record) => signed({ ...record, predicateType: 'https://example.com/other' }) },
      allOf('untrusted', deploymentNames),
    ],
    [
      'with a deployment that leaves out how it went',
      { presentDeployment: (record) => signed(withPredicate(record, { result: undefined })) },
      allOf('untrusted', deploymentNames),
    ],
    [
      'with a deployment of other bytes',
      { deployment: { ...deployment, files: [named('model.onnx', 'other')] } },
      { 'deployment-subject': 'about-other-bytes' },
    ],
    [
      'with a deployment of another model',
      { deployment: { ...deployment, model: 'toy' } },
      { 'deployment-model': 'not-passed' },
    ],
    [
      'with a deployment of another model under the name of this one',
      { presentDeployment: (record) => signed(withPredicate(record, { model: 'toy' })) },
      { 'deployment-model': 'not-passed' },
    ],
    [
      'with a deployment of another repository',
      { deployment: { ...deployment, repository: 'acme/toys' } },
      { 'deployment-model': 'not-passed' },
    ],
    [
      'with a deployment to another environment',
      { deployment: { ...deployment, environment: 'sandbox' } },
      { 'deployment-environment': 'not-passed' },
    ],
    [
      'with a deployment that failed its smoke test',
      { deployment: { ...deployment, passed: false } },
      { 'deployment-passed': 'not-passed' },
    ],
    [
      'with a deployment made on a pull request',
      { deployment: { ...deployment, event: 'pull_request' } },
      { 'deployment-event': 'untrusted' },
    ],
    [
      'deployed by an older policy',
      { deployment: { ...deployment, policy: { ...deployment.policy, digest: digestOfBytes('old') } } },
      { 'deployment-policy': 'stale' },
    ],
    [
      'with an old deployment',
      { deployment: { ...deployment, deployedOn: new Date('2026-02-07T23:59:59Z') } },
      { 'deployment-age': 'stale' },
    ],
    [
      'with a deployment from the future',
      { deployment: { ...deployment, deployedOn: new Date('2026-03-10T00:06:00Z') } },
      { 'deployment-age': 'stale' },
    ],
    [
      'with a verdict in the place of the deployment',
      { presentDeployment: () => presentedBy(honest).then(({ records }) => records.verdict) },
      allOf('untrusted', deploymentNames),
    ],
  ])('%s breaks there and nowhere else', async (_what, change, broken) => {
    expect(await brokenOf(change)).toEqual(broken)
    expect(await chainOf(change)).toMatchObject({ holds: false, verdict: undefined })
  })

  it('breaks when no key is trusted', async () => {
    const { holds, links } = await verifyChain({ ...(await presentedBy(honest)), trustedKeys: [] })
    expect(holds).toBe(false)
    expect(links[0]).toMatchObject({ name: 'verdict', state: 'untrusted' })
  })
})

describe('records that were made to hurt', () => {
  const hurtful = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.json().map((text) => Buffer.from(text)),
    fc
      .record(
        {
          mediaType: fc.constant('application/vnd.dev.sigstore.bundle.v0.3+json'),
          verificationMaterial: fc.constant({ publicKey: { hint: trustedKeys[0]?.id } }),
          dsseEnvelope: fc.record({
            payload: fc.base64String({ maxLength: 40 }),
            payloadType: fc.constant('application/vnd.in-toto+json'),
            signatures: fc.array(fc.record({ sig: fc.base64String({ maxLength: 96 }) }), { maxLength: 2 }),
          }),
        },
        { requiredKeys: ['dsseEnvelope'] },
      )
      .map((value) => Buffer.from(JSON.stringify(value))),
  )

  it('never hold and never throw', async () => {
    const input = await presentedBy(honest)
    await fc.assert(
      fc.asyncProperty(hurtful, fc.constantFrom('verdict', 'training', 'data', 'deployment'), async (bytes, which) => {
        const records = { ...input.records, [which]: { name: 'record', bytes } }
        expect((await verifyChain({ ...input, records })).holds).toBe(false)
      }),
      { numRuns: 150 },
    )
  })
})

describe('an overridden verdict', () => {
  const override = {
    by: 'grace',
    label: 'gate-override',
    reason: 'The new rows are mislabelled.',
    head: 'a'.repeat(40),
  }
  const accepting = { ...requirements, overrideLabel: 'gate-override' }
  const overridden: Story = {
    ...honest,
    verdict: 'fail',
    evaluation: { ...evaluation, override },
    requirements: accepting,
  }
  const passed = { 'verdict-passed': 'not-passed' } as const

  it.each(['fail', 'inconclusive'] as const)('of %s counts where the policy says pass_or_override', async (verdict) => {
    const chain = await chainOf({ ...overridden, verdict })
    expect(chain.holds).toBe(true)
    expect(chain.links.find(({ name }) => name === 'verdict-passed')?.sentence).toBe(
      `The verdict is FAILED (${verdict}), overridden by grace with the label gate-override: The new rows are mislabelled.`,
    )
  })

  it.each<[string, Partial<Story>, Partial<Record<LinkName, LinkState>>]>([
    ['where only a pass counts', { requirements }, passed],
    ['by a label that the policy does not name', { requirements: { ...accepting, overrideLabel: 'ship-it' } }, passed],
    ['of an error, which judged nothing', { verdict: 'error' }, passed],
    ['that nobody made', { evaluation }, passed],
    ['without a reason', { evaluation: { ...evaluation, override: { ...override, reason: '' } } }, untrustedVerdict],
    ['without a person', { evaluation: { ...evaluation, override: { ...override, by: undefined } } }, untrustedVerdict],
    ['for no commit', { evaluation: { ...evaluation, override: { ...override, head: 'main' } } }, untrustedVerdict],
    ['that is only claimed', { evaluation: { ...evaluation, override: true } }, untrustedVerdict],
    ['that nobody signed', { presentVerdict: unsigned }, untrustedVerdict],
    ['that a stranger signed', { presentVerdict: (record) => signed(record, stranger.privateKey) }, untrustedVerdict],
    [
      'that was made on a pull request',
      { evaluation: { ...evaluation, override, event: 'pull_request' } },
      { 'verdict-event': 'untrusted' },
    ],
    ['by another policy', { policy: digestOfBytes('looser') }, { 'verdict-policy': 'stale' }],
  ])('does not count %s', async (_what, change, expected) => {
    expect(await brokenOf({ ...overridden, ...change })).toEqual(expected)
  })
})
