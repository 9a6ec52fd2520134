import { shortDigest } from '@mlgate/core'
import { deploymentType } from '../deployment-record.ts'
import { resourceUriOf } from '../verification-summary.ts'
import type { ChainInput } from './chain-input.ts'
import { broken, type ChainLink, holding, type LinkName, unchecked } from './chain-link.ts'
import { ageProblem } from './evidence-age.ts'
import { DeploymentPredicate, filesInWords, sameFiles, subjectsOf } from './predicates.ts'
import { type PresentedRecord, presentRecord } from './presented-record.ts'
import { isUntrustedEvent } from './untrusted-event.ts'

type PresentedDeployment = PresentedRecord<DeploymentPredicate>
type Check = (deployment: PresentedDeployment, input: ChainInput, environment: string) => ChainLink

const checks: readonly (readonly [LinkName, Check])[] = [
  ['deployment-subject', checkSubject],
  ['deployment-model', checkModel],
  ['deployment-environment', checkEnvironment],
  ['deployment-passed', checkPassed],
  ['deployment-event', checkEvent],
  ['deployment-policy', checkPolicy],
  ['deployment-age', checkAge],
]

/** That exactly these bytes passed in the environment that must come before; no links where none must. */
export async function deploymentLinks(input: ChainInput): Promise<readonly ChainLink[]> {
  const { records, trustedKeys, requirements } = input
  const { passedIn: environment, unsigned } = requirements
  if (environment === undefined) return []
  const none = (link: ChainLink) => [link, ...checks.map(([name]) => unchecked(name, link))]
  const content = records.deployment
  if (content === undefined) {
    const sentence = `No record says that this model was deployed to ${environment}.`
    return none(broken('deployment', 'missing', sentence, deployFirst(environment)))
  }
  const expected = { predicateType: deploymentType, schema: DeploymentPredicate }
  const deployment = await presentRecord(content, { trustedKeys, unsigned }, expected)
  if ('problem' in deployment) {
    const sentence = `The record of the deployment to ${environment} ${deployment.problem}.`
    const remedy = `Run deploy-model with environment ${environment} and MLGATE_SIGNING_KEY, and put the public key of it under trusted_keys of the policy.`
    return none(broken('deployment', 'untrusted', sentence, remedy))
  }
  const signed =
    deployment.signer === undefined ? 'is not signed, which is accepted here' : `is signed by ${deployment.signer}`
  return [
    holding('deployment', `The record of the deployment to ${environment} ${signed}.`),
    ...checks.map(([, check]) => check(deployment, input, environment)),
  ]
}

function deployFirst(environment: string): string {
  return `Run deploy-model with environment ${environment} on this version first.`
}

function checkSubject({ statement }: PresentedDeployment, { files }: ChainInput, environment: string): ChainLink {
  const deployed = subjectsOf(statement)
  if (sameFiles(deployed, files)) return holding('deployment-subject', `It deployed ${filesInWords(files)}.`)
  const sentence = `The deployment was of ${filesInWords(deployed)}, not of ${filesInWords(files)}.`
  return broken('deployment-subject', 'about-other-bytes', sentence, deployFirst(environment))
}

function checkModel({ predicate }: PresentedDeployment, { requirements }: ChainInput, environment: string): ChainLink {
  const { model, repository } = requirements
  const expected = resourceUriOf(repository, model)
  // Outside a forge nobody knows the repository's name, and the record of a forge names one.
  const uriFits =
    predicate.resourceUri === expected || (repository === undefined && predicate.resourceUri.endsWith(`#${model}`))
  if (predicate.model === model && uriFits) return holding('deployment-model', `It deployed them as ${expected}.`)
  const sentence = `They were deployed as ${predicate.resourceUri} (${predicate.model}), not as ${expected}.`
  return broken('deployment-model', 'not-passed', sentence, deployFirst(environment))
}

function checkEnvironment({ predicate }: PresentedDeployment, _input: ChainInput, environment: string): ChainLink {
  if (predicate.environment === environment) return holding('deployment-environment', `It deployed to ${environment}.`)
  const sentence = `The deployment was to ${predicate.environment}, not to ${environment}.`
  return broken('deployment-environment', 'not-passed', sentence, deployFirst(environment))
}

function checkPassed({ predicate }: PresentedDeployment, _input: ChainInput, environment: string): ChainLink {
  if (predicate.result === 'PASSED') return holding('deployment-passed', 'The deployment is PASSED.')
  const sentence = `The deployment to ${environment} is ${predicate.result}.`
  return broken('deployment-passed', 'not-passed', sentence, `Find out why it failed. ${deployFirst(environment)}`)
}

function checkEvent({ predicate: { event } }: PresentedDeployment, _input: ChainInput, environment: string): ChainLink {
  if (!isUntrustedEvent(event)) return holding('deployment-event', `It was deployed on ${event}.`)
  const sentence = `The deployment was made on ${event}: whoever opens a pull request writes its workflow.`
  return broken('deployment-event', 'untrusted', sentence, deployFirst(environment))
}

function checkPolicy({ predicate }: PresentedDeployment, { requirements }: ChainInput, environment: string): ChainLink {
  const { digest } = predicate.policy
  const inForce = requirements.policyDigest
  if (digest === inForce) return holding('deployment-policy', `Policy ${shortDigest(inForce)} was in force, and is.`)
  const sentence = `The deployment was made by another policy than ${shortDigest(inForce)}, which is in force.`
  return broken('deployment-policy', 'stale', sentence, deployFirst(environment))
}

function checkAge({ predicate }: PresentedDeployment, { requirements }: ChainInput, environment: string): ChainLink {
  const problem = ageProblem(predicate.deployedOn, requirements)
  if (problem === undefined) return holding('deployment-age', `It was deployed at ${predicate.deployedOn}.`)
  return broken('deployment-age', 'stale', `The deployment was made ${problem}.`, deployFirst(environment))
}
