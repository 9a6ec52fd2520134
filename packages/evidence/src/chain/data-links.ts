import { type NamedDigest, shortDigest } from '@mlgate/core'
import { testResultType } from '../test-result.ts'
import type { ChainInput } from './chain-input.ts'
import { broken, type ChainLink, holding, unchecked } from './chain-link.ts'
import { subjectsOf, TestResultPredicate } from './predicates.ts'
import { type PresentedRecord, presentRecord } from './presented-record.ts'
import type { PresentedTraining } from './training-links.ts'

type PresentedData = PresentedRecord<TestResultPredicate>

const rerunValidation = 'Run validate-data with MLGATE_SIGNING_KEY on the data that training uses.'
const trainOnValidated =
  'Run train-model with validation-artifact-id and validation-artifact-digest, then evaluate-gate.'

/** That the data passed their check, and that they are what training used. */
export async function dataLinks(
  trainingLink: ChainLink | undefined,
  training: PresentedTraining | undefined,
  input: ChainInput,
): Promise<readonly ChainLink[]> {
  const { records, trustedKeys, requirements } = input
  const content = records.data
  if (content === undefined && requirements.data === 'optional') return []
  const none = (link: ChainLink): readonly ChainLink[] => [
    link,
    unchecked('data-passed', link),
    unchecked('training-data', link),
  ]
  if (content === undefined) {
    return none(broken('data', 'missing', 'No record of validate-data was presented.', rerunValidation))
  }
  const data = await presentRecord(
    content,
    { trustedKeys, unsigned: requirements.unsigned },
    { predicateType: testResultType, schema: TestResultPredicate },
  )
  if ('problem' in data) {
    return none(broken('data', 'untrusted', `The record of the data check ${data.problem}.`, rerunValidation))
  }
  const sentence =
    data.signer === undefined
      ? 'The data check is not signed, which is accepted here.'
      : `The data check is signed by ${data.signer}.`
  const link = holding('data', sentence)
  return [link, checkPassed(data), checkUsed(data, trainingLink, training, requirements.trainingData)]
}

function checkPassed({ predicate: { result } }: PresentedData): ChainLink {
  if (result === 'PASSED' || result === 'WARNED') return holding('data-passed', `The data check is ${result}.`)
  return broken('data-passed', 'not-passed', `The data check is ${result}.`, 'Mend the data, or the contract.')
}

function checkUsed(
  data: PresentedData,
  trainingLink: ChainLink | undefined,
  training: PresentedTraining | undefined,
  names: readonly string[],
): ChainLink {
  const name = 'training-data'
  if (trainingLink !== undefined && training === undefined) return unchecked(name, trainingLink)
  if (training === undefined) {
    return broken(name, 'missing', 'No record says which data were trained on.', trainOnValidated)
  }
  if (names.length === 0) {
    return broken(name, 'missing', 'The policy names no training data.', 'Name the rows to train on: data.train.')
  }
  const checked = subjectsOf(data.statement)
  const used = dependenciesOf(training)
  for (const wanted of names) {
    const inputs = used.filter((file) => file.name === wanted)
    if (inputs.length === 0) {
      return broken(name, 'missing', `The training record does not name ${wanted}.`, trainOnValidated)
    }
    for (const input of inputs) {
      if (checked.some((file) => file.name === wanted && file.digest === input.digest)) continue
      const sentence = `Training used ${wanted} as ${shortDigest(input.digest)}, which the data check did not see.`
      return broken(name, 'about-other-bytes', sentence, trainOnValidated)
    }
  }
  return holding(name, `Training used ${names.join(', ')} as checked.`)
}

function dependenciesOf({ predicate }: PresentedTraining): readonly NamedDigest[] {
  return predicate.buildDefinition.resolvedDependencies.flatMap(({ name, digest }) =>
    name !== undefined && digest?.sha256 !== undefined ? [{ name, digest: `sha256:${digest.sha256}` as const }] : [],
  )
}
