import { digestOfBytes, hexOf } from '@mlgate/core'
import { expect, test } from 'vitest'
import { type TrainingHistory, trainingProvenance, trainingRecord } from './training-provenance.ts'

const commit = '7fd1a60b01f91b314f59955a4e4d4e80d8edf11d'
const data = { name: 'data/train.csv', digest: digestOfBytes('data') }
const log = { name: 'train.log', digest: digestOfBytes('log') }
const packages = digestOfBytes('numpy==2.4.6\n')

const history: TrainingHistory = {
  model: 'penguin-species',
  section: { command: ['python', 'train.py'], parameters: { rate: 0.1 } },
  repositoryUri: 'https://github.com/acme/penguins',
  git: { commit, dirty: true },
  environment: { platform: 'linux x64', node: 'v24.21.0', python: 'Python 3.12.4', packages },
  inputs: [data],
  startedOn: new Date(0),
  finishedOn: new Date(61_500),
  durationSeconds: 61.5,
  iterations: undefined,
  metrics: [
    { name: '__proto__', value: 1 },
    { name: 'f1', value: Number.NaN },
  ],
  byproducts: [log],
  builderId: 'https://github.com/actions/runner/github-hosted',
  invocationId: '123-1',
  version: '0.1.0',
}

// Field names: https://slsa.dev/spec/v1.0/provenance#schema and
// https://github.com/in-toto/attestation/blob/main/spec/v1/resource_descriptor.md
test('a training is told in the fields of SLSA provenance v1', () => {
  expect(trainingProvenance(history)).toEqual({
    buildDefinition: {
      buildType: 'https://github.com/mlgate/mlgate/train-model/v1',
      externalParameters: {
        model: 'penguin-species',
        train: { command: ['python', 'train.py'], parameters: { rate: 0.1 }, seed: 42 },
      },
      internalParameters: { platform: 'linux x64', node: 'v24.21.0', python: 'Python 3.12.4' },
      resolvedDependencies: [
        {
          name: 'source',
          uri: 'git+https://github.com/acme/penguins',
          digest: { gitCommit: commit },
          annotations: { dirty: true },
        },
        { name: 'data/train.csv', digest: { sha256: hexOf(data.digest) } },
        { name: 'pip freeze', digest: { sha256: hexOf(packages) } },
      ],
    },
    runDetails: {
      builder: { id: 'https://github.com/actions/runner/github-hosted', version: { mlgate: '0.1.0' } },
      metadata: {
        invocationId: '123-1',
        startedOn: '1970-01-01T00:00:00.000Z',
        finishedOn: '1970-01-01T00:01:01.500Z',
      },
      byproducts: [{ name: 'train.log', digest: { sha256: hexOf(log.digest) } }],
      mlgate_training: {
        durationSeconds: 61.5,
        metrics: [
          { name: '__proto__', value: 1 },
          { name: 'f1', value: 'NaN' },
        ],
      },
    },
  })
})

test('what is not known is left out, never made up', () => {
  const alone = trainingProvenance({
    ...history,
    section: { builtin: { algorithm: 'linear-regression' }, seed: 7 },
    repositoryUri: undefined,
    git: undefined,
    environment: { ...history.environment, python: undefined, packages: undefined },
    invocationId: undefined,
    iterations: 5,
  })
  expect(alone.buildDefinition.resolvedDependencies.map(({ name }) => name)).toEqual(['data/train.csv'])
  expect(alone.buildDefinition.internalParameters).toEqual({ platform: 'linux x64', node: 'v24.21.0' })
  expect(alone.buildDefinition.externalParameters.train).toMatchObject({ seed: 7 })
  expect(alone.runDetails.metadata).not.toHaveProperty('invocationId')
  expect(alone.runDetails.mlgate_training.iterations).toBe(5)
})

test("a forge's own name for the repository is not passed off as a URI", () => {
  const [source] = trainingProvenance({ ...history, repositoryUri: 'acme/penguins' }).buildDefinition
    .resolvedDependencies
  expect(source).toEqual({
    name: 'source',
    digest: { gitCommit: commit },
    annotations: { dirty: true, repository: 'acme/penguins' },
  })
})

test('the provenance survives JSON unchanged', () => {
  const provenance = trainingProvenance(history)
  expect(JSON.parse(JSON.stringify(provenance))).toEqual(provenance)
})

test('the record is about the model', () => {
  const model = { name: 'out/model.onnx', digest: digestOfBytes('model') }
  const record = trainingRecord([model], history)
  expect(record).toMatchObject({ subject: [model], predicateType: 'https://slsa.dev/provenance/v1' })
})
