import { digestOfBytes, type NamedDigest } from '@mlgate/core'
import { type LinkName, type LinkState, statementOf, verificationSummaryRecord } from '@mlgate/evidence'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '../testing/fake-host.ts'
import { stepDeps } from '../testing/step-deps.ts'
import { requireInForce } from './policy.ts'
import { presentEvidence } from './present-evidence.ts'

const model: NamedDigest = { name: 'm.onnx', digest: digestOfBytes('m') }
const day = 24 * 60 * 60_000
const project = (evidence: string) =>
  `model: m\ntask: classification\ncandidate: {onnx: m.onnx}\ndata: {train: t.csv}\n${evidence}`

/** The links that do not hold for an unsigned verdict on declared scores, made ten days before, by the same policy. */
async function brokenBy(evidence: string, passedIn?: string): Promise<Partial<Record<LinkName, LinkState>>> {
  const deps = stepDeps('/nowhere', project(evidence), fakeHost())
  const policy = requireInForce(await deps.policy(), 'Nothing was verified')
  const verdict = verificationSummaryRecord({
    candidate: [model],
    version: '1.2.3',
    timeVerified: new Date(-10 * day),
    repository: undefined,
    policy: { uri: policy.origin, digest: policy.digest },
    inputAttestations: [],
    verdict: 'pass',
    evaluation: { model: 'm', commit: undefined, event: 'local', scoredBy: 'declared' },
  })
  const records = {
    verdict: { name: 'record.unsigned.json', bytes: Buffer.from(JSON.stringify(statementOf(verdict))) },
    training: undefined,
    data: undefined,
    deployment: undefined,
  }
  const { links } = await presentEvidence([model], records, policy, deps, { trust: 'accept unsigned', passedIn })
  return Object.fromEntries(links.filter(({ state }) => state !== 'holds').map(({ name, state }) => [name, state]))
}

const always = { training: 'missing', 'training-subject': 'missing' }

describe('what the policy demands of evidence', () => {
  it('is scores of mlgate and no age, where it says nothing', async () => {
    expect(await brokenBy('')).toEqual({ ...always, 'verdict-scores': 'untrusted' })
    expect(await brokenBy('evidence: {scores: mlgate}\n')).toEqual({ ...always, 'verdict-scores': 'untrusted' })
  })

  it('may be a verdict of the last days', async () => {
    const scores = { 'verdict-scores': 'untrusted' }
    expect(await brokenBy('evidence: {max_age_days: 9}\n')).toEqual({ ...always, ...scores, 'verdict-age': 'stale' })
    expect(await brokenBy('evidence: {max_age_days: 10}\n')).toEqual({ ...always, ...scores })
  })

  it('may be less: scores that were handed in', async () => {
    expect(await brokenBy('evidence: {scores: declared}\n')).toEqual(always)
  })

  it('is a deployment to the environment before, where one must be', async () => {
    expect(await brokenBy('evidence: {scores: declared}\n', 'staging')).toMatchObject({ deployment: 'missing' })
  })
})
