import { type Digest, digestOfBytes, hexOf, type NamedDigest, type StepRecord, type Verdict } from '@mlgate/core'
import { deploymentRecord } from '../../deployment-record.ts'
import { generateKeyPair } from '../../key-pair.ts'
import type { RecordContent } from '../../open-record.ts'
import { provenanceType } from '../../provenance-type.ts'
import { signStatement } from '../../sign-statement.ts'
import { statementOf } from '../../statement.ts'
import { type ReadData, testResultRecord } from '../../test-result.ts'
import { trustedKeysOf } from '../../trusted-keys.ts'
import { type Evaluation, verificationSummaryRecord } from '../../verification-summary.ts'
import type { ChainInput, ChainRequirements } from '../chain-input.ts'
import { type LinkName, type LinkState, linkTitles } from '../chain-link.ts'
import { type EvidenceChain, verifyChain } from '../verify-chain.ts'

const ci = generateKeyPair()
export const stranger = generateKeyPair()
export const trustedKeys = trustedKeysOf([{ name: 'ci', public_key: ci.publicKey }], 'trusted_keys')

export const named = (name: string, content = name): NamedDigest => ({ name, digest: digestOfBytes(content) })
export const bytesOf = (value: unknown): RecordContent => ({
  name: 'record',
  bytes: Buffer.from(JSON.stringify(value)),
})
export const unsigned = (record: StepRecord) => bytesOf(statementOf(record))
export const signed = async (record: StepRecord, key = ci.privateKey) =>
  bytesOf(await signStatement(statementOf(record), key))
export const withPredicate = (record: StepRecord, change: object): StepRecord => ({
  ...record,
  predicate: { ...record.predicate, ...change },
})
const digestOfRecord = ({ bytes }: RecordContent): Digest => digestOfBytes(bytes)

/** What one honest run through the pipeline is made of; each test changes one thing of it. */
export interface Story {
  readonly files: readonly NamedDigest[]
  readonly judged: readonly [NamedDigest, ...NamedDigest[]]
  readonly produced: readonly [NamedDigest, ...NamedDigest[]]
  readonly checkedData: readonly [NamedDigest, ...NamedDigest[]]
  readonly usedData: readonly NamedDigest[]
  readonly dataVerdict: Verdict
  /** What the data check says that it read; records of older versions do not. */
  readonly read?: readonly ReadData[]
  readonly verdict: Verdict
  /** What was deployed to the environment before, and how that went. */
  readonly deployment: Parameters<typeof deploymentRecord>[0]
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
  readonly presentDeployment: (record: StepRecord) => RecordContent | undefined | Promise<RecordContent | undefined>
}

export const policy = digestOfBytes('mlgate.yml')
export const model = named('model.onnx')
export const requirements: ChainRequirements = {
  model: 'flight-delay',
  repository: 'acme/flights',
  policyDigest: policy,
  maxAgeDays: 30,
  now: new Date('2026-03-10T00:00:00Z'),
  unsigned: 'refuse',
  declaredScores: 'refuse',
  overrideLabel: undefined,
  training: 'required',
  data: 'required',
  trainingData: ['data/train.csv', 'data/validation.csv'],
  passedIn: 'staging',
}
export const deployment: Story['deployment'] = {
  files: [model],
  model: 'flight-delay',
  repository: 'acme/flights',
  environment: 'staging',
  passed: true,
  deployedOn: new Date('2026-03-02T00:00:00Z'),
  event: 'push',
  policy: { uri: 'mlgate.yml at main@abc', digest: policy },
  details: { version: 1 },
}
export const evaluation: Evaluation = { model: 'flight-delay', commit: 'abc', event: 'push', scoredBy: 'mlgate' }
export const honest: Story = {
  files: [model],
  judged: [model],
  produced: [{ ...model, name: 'model/model.onnx' }],
  checkedData: [named('data/train.csv'), named('data/validation.csv'), named('data/test.csv')],
  usedData: [named('data/train.csv'), named('data/validation.csv'), named('train.py')],
  dataVerdict: 'pass',
  verdict: 'pass',
  deployment,
  evaluation,
  repository: 'acme/flights',
  policy,
  timeVerified: new Date('2026-03-01T00:00:00Z'),
  requirements,
  attestations: (training) => [{ name: 'record.unsigned.json', digest: digestOfRecord(training) }],
  presentVerdict: signed,
  presentTraining: unsigned,
  presentData: signed,
  presentDeployment: signed,
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

export async function presentedBy(story: Story): Promise<ChainInput> {
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
    ...(story.read && { read: story.read }),
  })
  return {
    files: story.files,
    records: {
      verdict: await story.presentVerdict(verdict),
      training: trainingContent,
      data: await story.presentData(data),
      deployment: await story.presentDeployment(deploymentRecord(story.deployment)),
    },
    trustedKeys,
    requirements: story.requirements,
  }
}

/** What the chain comes to when one thing of the honest story is changed. */
export const chainOf = async (change: Partial<Story> = {}): Promise<EvidenceChain> =>
  verifyChain(await presentedBy({ ...honest, ...change }))

/** The links that do not hold then, with their states. */
export async function brokenOf(change: Partial<Story>): Promise<Partial<Record<LinkName, LinkState>>> {
  const { links } = await chainOf(change)
  return Object.fromEntries(links.filter(({ state }) => state !== 'holds').map(({ name, state }) => [name, state]))
}

export const allOf = (state: LinkState, names: readonly LinkName[]) =>
  Object.fromEntries(names.map((name) => [name, state]))

export const verdictNames = (Object.keys(linkTitles) as LinkName[]).filter((name) => name.startsWith('verdict'))
export const deploymentNames = (Object.keys(linkTitles) as LinkName[]).filter((name) => name.startsWith('deployment'))
export const untrustedVerdict = {
  ...allOf('untrusted', [...verdictNames, 'training', 'training-subject', 'training-data']),
}
