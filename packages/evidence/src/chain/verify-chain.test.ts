import { digestOfBytes, type StepRecord, strong } from '@mlgate/core'
import { describe, expect, it } from 'vitest'
import { linkTitles } from './chain-link.ts'
import { chainReport } from './chain-report.ts'
import {
  brokenOf,
  chainOf,
  deployment,
  evaluation,
  honest,
  model,
  named,
  policy,
  presentedBy,
  requirements,
  signed,
  stranger,
  unsigned,
  untrustedVerdict,
  verdictNames,
} from './testing/story.ts'
import { verifyChain } from './verify-chain.ts'

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
        deployment: { ...deployment, files: [weights, model] },
        produced: [
          { ...model, name: 'model/model.onnx' },
          { ...weights, name: 'model/model.onnx.data' },
        ],
      }),
    ).toEqual({})
  })

  it('holds for data of several files, which the data check and training name together', async () => {
    const set = named('data/train/**/*.parquet', 'digests of all')
    const files = ['data/train/a.parquet', 'data/train/b.parquet'].map((name) => named(name))
    const other = named('data/train/**/*.parquet', 'one row more')
    const about = { ...set, role: 'train', files: 2, rows: 9, bytes: 99, readAs: '2 files of Parquet' }
    const wanted = { ...requirements, trainingData: [set.name] }
    const story = { checkedData: [set, ...files] as const, usedData: [set], read: [about], requirements: wanted }
    expect(await brokenOf(story)).toEqual({})
    expect(await brokenOf({ ...story, usedData: [other] })).toEqual({ 'training-data': 'about-other-bytes' })
    expect(await brokenOf({ ...story, usedData: files })).toEqual({ 'training-data': 'missing' })
  })

  it('holds for a single file under another name: it is its bytes', async () => {
    expect(await brokenOf({ files: [{ ...model, name: 'renamed.onnx' }] })).toEqual({})
  })

  it('holds when only the verdict is demanded and presented', async () => {
    const { links } = await chainOf({
      presentTraining: () => undefined,
      presentData: () => undefined,
      requirements: { ...requirements, training: 'optional', data: 'optional', passedIn: undefined },
    })
    expect(links.map(({ name }) => name)).toEqual(verdictNames)
    expect(links.every(({ state }) => state === 'holds')).toBe(true)
  })

  it('holds outside a forge, for a verdict that was made in one', async () => {
    expect(await brokenOf({ requirements: { ...requirements, repository: undefined } })).toEqual({})
  })
})

describe('where unsigned records are accepted', () => {
  const accepting = { ...requirements, unsigned: 'accept' } as const

  it('an unsigned chain holds and says so', async () => {
    const { holds, links } = await chainOf({
      presentVerdict: unsigned,
      presentData: unsigned,
      presentDeployment: unsigned,
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

  it('may be changed at the judged commit in what judged by the policy nevertheless', async () => {
    const policyChanges = [{ path: 'gate.metrics.roc_auc.min', before: '0.9', after: '0.8' }]
    expect(await brokenOf({ evaluation: { ...evaluation, policyChanges } })).toEqual({})
  })

  it('lets an environment require none before it, and then looks at no deployment', async () => {
    const change = {
      presentDeployment: (record: StepRecord) => signed(record, stranger.privateKey),
      requirements: { ...requirements, passedIn: undefined },
    }
    expect(await brokenOf(change)).toEqual({})
    expect((await chainOf(change)).links.filter(({ name }) => name.startsWith('deployment'))).toEqual([])
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
    expect(report.reason.join('')).toContain('1 of 21 links of the evidence do not hold. The verdict was made by')
    expect(report.checks.filter(({ verdict }) => verdict !== 'pass')).toMatchObject([
      { name: linkTitles['verdict-policy'] },
    ])
    expect(JSON.stringify(report.blocks)).toContain(JSON.stringify(strong('stale')))
    expect(JSON.stringify(report.blocks)).toContain('Run evaluate-gate again, by the policy in force.')
  })
})
