import {
  type Digest,
  digestOfBytes,
  hexOf,
  type NamedDigest,
  type StepRecord,
  strong,
  type Verdict,
} from '@mlgate/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generateKeyPair } from '../key-pair.ts'
import type { RecordContent } from '../open-record.ts'
import { provenanceType } from '../provenance-type.ts'
import { signStatement } from '../sign-statement.ts'
import { statementOf } from '../statement.ts'
import { testResultRecord } from '../test-result.ts'
import { trustedKeysOf } from '../trusted-keys.ts'
import { type Evaluation, verificationSummaryRecord } from '../verification-summary.ts'
import type { ChainInput, ChainRequirements } from './chain-input.ts'
import { type LinkName, type LinkState, linkTitles } from './chain-link.ts'
import { chainReport } from './chain-report.ts'
import { verifyChain } from './verify-chain.ts'

const ci = generateKeyPair()
const stranger = generateKeyPair()
const trustedKeys = trustedKeysOf([{ name: 'ci', public_key: ci.publicKey }], 'trusted_keys')

const named = (name: string, content = name): NamedDigest => ({ name, digest: digestOfBytes(content) })
const bytesOf = (value: unknown): RecordContent => ({ name: 'record', bytes: Buffer.from(JSON.stringify(value)) })
const unsigned = (record: StepRecord) => bytesOf(statementOf(record))
const signed = async (record: StepRecord, key = ci.privateKey) => bytesOf(await signStatement(statementOf(record), key))
const withPredicate = (record: StepRecord, change: object): StepRecord => ({
  ...record,
  predicate: { ...record.predicate, ...change },
})
const digestOfRecord = ({ bytes }: RecordContent): Digest => digestOfBytes(bytes)

/** What one honest run through the pipeline is made of; each test changes one thing of it. */
interface Story {
  readonly files: readonly NamedDigest[]
  readonly judged: readonly [NamedDigest, ...NamedDigest[]]
  readonly produced: readonly [NamedDigest, ...NamedDigest[]]
  readonly checkedData: readonly [NamedDigest, ...NamedDigest[]]
  readonly usedData: readonly NamedDigest[]
  readonly dataVerdict: Verdict
  readonly verdict: Verdict
  readonly evaluation: Evaluation
  readonly repository: string | undefined
  readonly policy: Digest
  readonly timeVerified: Date
  readonly requirements: ChainRequirements
  /** What the verdict says it saw of training. */
  readonly attestations: (training: RecordContent) => readonly NamedDigest[]
  readonly presentVerdict: (record: StepRecord) => RecordContent | undefined | Promise<RecordContent | undefined>
  readonly presentTraining: (record: StepRecord) => RecordContent | undefined | Promise<RecordContent | undefined>
  readonly presentData: (record: StepRecord) => RecordContent | undefined | Promise<RecordContent | undefined>
}

const policy = digestOfBytes('mlgate.yml')
const model = named('model.onnx')
const requirements: ChainRequirements = {
  model: 'flight-delay',
  repository: 'acme/flights',
  policyDigest: policy,
  maxAgeDays: 30,
  now: new Date('2026-03-10T00:00:00Z'),
  unsigned: 'refuse',
  declaredScores: 'refuse',
  training: 'required',
  data: 'required',
  trainingData: ['data/train.csv', 'data/validation.csv'],
}
const evaluation: Evaluation = { model: 'flight-delay', commit: 'abc', event: 'push', scoredBy: 'mlgate' }
const honest: Story = {
  files: [model],
  judged: [model],
  produced: [{ ...model, name: 'model/model.onnx' }],
  checkedData: [named('data/train.csv'), named('data/validation.csv'), named('data/test.csv')],
  usedData: [named('data/train.csv'), named('data/validation.csv'), named('train.py')],
  dataVerdict: 'pass',
  verdict: 'pass',
  evaluation,
  repository: 'acme/flights',
  policy,
  timeVerified: new Date('2026-03-01T00:00:00Z'),
  requirements,
  attestations: (training) => [{ name: 'record.unsigned.json', digest: digestOfRecord(training) }],
  presentVerdict: signed,
  presentTraining: unsigned,
  presentData: signed,
}

function trainingRecord({ produced, usedData }: Story): StepRecord {
  return {
    subject: produced,
    predicateType: provenanceType,
    predicate: {
      buildDefinition: {
        resolvedDependencies: [
          { name: 'source', digest: { gitCommit: 'abc' } },
          ...usedData.map(({ name, digest }) => ({ name, digest: { sha256: hexOf(digest) } })),
        ],
      },
    },
  }
}

async function presentedBy(story: Story): Promise<ChainInput> {
  const training = trainingRecord(story)
  const trainingContent = await story.presentTraining(training)
  const verdict = verificationSummaryRecord({
    candidate: story.judged,
    version: '0.1.0',
    timeVerified: story.timeVerified,
    repository: story.repository,
    policy: { uri: 'mlgate.yml at main@abc', digest: story.policy },
    inputAttestations: story.attestations(trainingContent ?? unsigned(training)),
    verdict: story.verdict,
    evaluation: story.evaluation,
  })
  const data = testResultRecord({
    data: story.checkedData,
    configuration: [],
    verdict: story.dataVerdict,
    runUrl: undefined,
    passed: ['rows'],
    warned: [],
    failed: [],
  })
  return {
    files: story.files,
    records: {
      verdict: await story.presentVerdict(verdict),
      training: trainingContent,
      data: await story.presentData(data),
    },
    trustedKeys,
    requirements: story.requirements,
  }
}

const chainOf = async (change: Partial<Story> = {}) => verifyChain(await presentedBy({ ...honest, ...change }))
const brokenOf = async (change: Partial<Story>) => {
  const { links, holds, verdict } = await chainOf(change)
  const broken = links.filter(({ state }) => state !== 'holds')
  expect(holds).toBe(broken.length === 0)
  expect(verdict === undefined).toBe(!holds)
  return Object.fromEntries(broken.map(({ name, state }) => [name, state])) as Partial<Record<LinkName, LinkState>>
}
const allOf = (state: LinkState, names: readonly LinkName[]) => Object.fromEntries(names.map((name) => [name, state]))

const verdictNames = (Object.keys(linkTitles) as LinkName[]).filter((name) => name.startsWith('verdict'))
const untrustedVerdict = { ...allOf('untrusted', [...verdictNames, 'training', 'training-subject', 'training-data']) }

describe('a chain that nobody touched', () => {
  it('holds in every link, and tells who judged, when and what', async () => {
    const { holds, links, verdict } = await chainOf()
    expect(links.filter(({ state }) => state !== 'holds')).toEqual([])
    expect(holds).toBe(true)
    expect(links.map(({ name }) => name)).toEqual(Object.keys(linkTitles))
    expect(links.every(({ sentence, remedy }) => sentence.endsWith('.') && remedy === undefined)).toBe(true)
    expect(verdict).toMatchObject({
      signer: 'ci',
      timeVerified: honest.timeVerified,
      commit: 'abc',
      policyDigest: policy,
    })
  })

  it('holds when train-model could sign its record, too', async () => {
    expect(await brokenOf({ presentTraining: signed })).toEqual({})
  })

  it('holds for a model with weights beside it, in any order', async () => {
    const weights = named('model.onnx.data')
    expect(
      await brokenOf({
        files: [weights, model],
        judged: [model, weights],
        produced: [
          { ...model, name: 'model/model.onnx' },
          { ...weights, name: 'model/model.onnx.data' },
        ],
      }),
    ).toEqual({})
  })

  it('holds for a single file under another name: it is its bytes', async () => {
    expect(await brokenOf({ files: [{ ...model, name: 'renamed.onnx' }] })).toEqual({})
  })

  it('holds when only the verdict is demanded and presented', async () => {
    const { links } = await chainOf({
      presentTraining: () => undefined,
      presentData: () => undefined,
      requirements: { ...requirements, training: 'optional', data: 'optional' },
    })
    expect(links.map(({ name }) => name)).toEqual(verdictNames)
    expect(links.every(({ state }) => state === 'holds')).toBe(true)
  })

  it('holds outside a forge, for a verdict that was made in one', async () => {
    expect(await brokenOf({ requirements: { ...requirements, repository: undefined } })).toEqual({})
  })
})

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
      },
      { 'verdict-subject': 'about-other-bytes' },
    ],
    ['about no bytes', { files: [] }, allOf('about-other-bytes', ['verdict-subject', 'training-subject'])],
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
  ])('%s breaks there and nowhere else', async (_what, change, broken) => {
    expect(await brokenOf(change)).toEqual(broken)
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
      fc.asyncProperty(hurtful, fc.constantFrom('verdict', 'training', 'data'), async (bytes, which) => {
        const records = { ...input.records, [which]: { name: 'record', bytes } }
        expect((await verifyChain({ ...input, records })).holds).toBe(false)
      }),
      { numRuns: 150 },
    )
  })
})

describe('where unsigned records are accepted', () => {
  const accepting = { ...requirements, unsigned: 'accept' } as const

  it('an unsigned chain holds and says so', async () => {
    const { holds, links } = await chainOf({
      presentVerdict: unsigned,
      presentData: unsigned,
      requirements: accepting,
    })
    expect(holds).toBe(true)
    expect(links[0]?.sentence).toContain('not signed, which is accepted here')
  })

  it('a signature must still be good, where keys are known', async () => {
    expect(
      await brokenOf({ presentVerdict: (record) => signed(record, stranger.privateKey), requirements: accepting }),
    ).toEqual(untrustedVerdict)
  })

  it('a signature is not looked at where no key is known', async () => {
    const input = await presentedBy({ ...honest, requirements: accepting })
    expect((await verifyChain({ ...input, trustedKeys: [] })).holds).toBe(true)
  })

  it('bytes must be the same nevertheless', async () => {
    expect(await brokenOf({ judged: [named('model.onnx', 'other')], requirements: accepting })).toEqual({
      'verdict-subject': 'about-other-bytes',
    })
  })
})

describe('what the policy allows', () => {
  it('lets declared scores pass', async () => {
    const change = { evaluation: { ...evaluation, scoredBy: 'declared' as const } }
    expect(await brokenOf({ ...change, requirements: { ...requirements, declaredScores: 'accept' } })).toEqual({})
  })

  it('lets a verdict be of any age', async () => {
    const change = { timeVerified: new Date('2020-01-01T00:00:00Z') }
    expect(await brokenOf({ ...change, requirements: { ...requirements, maxAgeDays: undefined } })).toEqual({})
  })

  it('takes a verdict that is exactly as old as allowed', async () => {
    expect(await brokenOf({ timeVerified: new Date('2026-02-08T00:00:00Z') })).toEqual({})
  })
})

describe('the report of a chain', () => {
  const context = { model: 'flight-delay', step: 'verify' }

  it('passes when every link holds, each of them a check', async () => {
    const report = chainReport(await chainOf(), context)
    expect(report.verdict).toBe('pass')
    expect(report.checks.map(({ verdict }) => verdict)).toEqual(Object.keys(linkTitles).map(() => 'pass'))
    expect(report.blocks).toHaveLength(1)
  })

  it('says which link is broken and what to run', async () => {
    const report = chainReport(await chainOf({ policy: digestOfBytes('old') }), context)
    expect(report.verdict).toBe('fail')
    expect(report.reason.join('')).toContain('1 of 13 links of the evidence do not hold. The verdict was made by')
    expect(report.checks.filter(({ verdict }) => verdict !== 'pass')).toMatchObject([
      { name: linkTitles['verdict-policy'] },
    ])
    expect(JSON.stringify(report.blocks)).toContain(JSON.stringify(strong('stale')))
    expect(JSON.stringify(report.blocks)).toContain('Run evaluate-gate again, by the policy in force.')
  })
})
