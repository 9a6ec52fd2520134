import { mkdtemp } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ConfigurationError, type NamedDigest } from '@mlgate/core'
import { findRecord, readRecord, subjectDigest } from '@mlgate/evidence'
import { candidateFile, type Scores } from '@mlgate/models'
import { artifactInput } from '../artifact-input.ts'
import type { Policy } from '../policy.ts'
import { resolvePolicyPath } from '../policy-path.ts'
import type { StepDeps } from '../step-deps.ts'
import { type ModelOnDisk, modelOnDisk, trainedModel } from '../training-artifact.ts'
import { askLiveCandidate } from './live-candidate.ts'
import type { TestSet } from './test-data.ts'

export interface CandidateInputs {
  readonly 'training-artifact-id': string | undefined
  readonly 'training-artifact-digest': string | undefined
  readonly 'endpoint-token'?: string | undefined
}

export interface Candidate {
  readonly model: ModelOnDisk
  /** What it is called: its path in mlgate.yml, an endpoint's address, a command. */
  readonly name: string
  /** Digest of train-model's record, when it came with one. */
  readonly attestations: readonly NamedDigest[]
  /** What a candidate that has no file said; undefined for one that is read or run. */
  readonly said?: ReadonlyMap<TestSet, Scores>
}

/**
 * The candidate out of train-model's artifact when one is named, else the file that mlgate.yml names. One without a file
 * is asked about the test sets here.
 */
export async function findCandidate(
  inputs: CandidateInputs,
  policy: Policy,
  sets: readonly TestSet[],
  deps: StepDeps,
  workFolder: string,
): Promise<Candidate> {
  const { candidate: section } = deps.model
  const file = candidateFile(section)
  const artifact = artifactInput('training', inputs['training-artifact-id'], inputs['training-artifact-digest'])
  if (file === undefined) {
    const [first, ...others] = sets
    if (first === undefined) throw new RangeError('There is always a test set.')
    if (artifact !== undefined) {
      throw new ConfigurationError(
        'training-artifact-id: candidate names no file that an artifact could hold, but whom to ask. Leave the input out.',
      )
    }
    const { model, scores } = await askLiveCandidate([first, ...others], policy, deps, inputs['endpoint-token'])
    const name = 'endpoint' in section ? section.endpoint.url : 'command' in section ? section.command.join(' ') : ''
    return { model, name, attestations: [], said: scores }
  }
  const { key: what, path: named } = file
  if (artifact !== undefined) {
    const folder = await mkdtemp(join(workFolder, 'candidate-'))
    await deps.host.downloadArtifact(artifact, folder)
    const model = await trainedModel(folder)
    const record = await findRecord(folder)
    return {
      model,
      name: named,
      attestations: record === undefined ? [] : [{ name: record.name, digest: record.digest }],
    }
  }
  const path = await resolvePolicyPath(named, what, 'read', policy, deps)
  const model = await modelOnDisk(path)
  return { model, name: named, attestations: await localAttestations(model, deps) }
}

/** train-model's record when it lies on this machine and is about these very bytes. */
async function localAttestations(model: ModelOnDisk, { folder }: StepDeps): Promise<readonly NamedDigest[]> {
  const training = join(dirname(folder.output), 'train-model')
  const record = await findRecord(training)
  if (record === undefined) return []
  const statement = await readRecord(training)
  const isAbout = model.files.every(({ name, digest }) => subjectDigest(statement, `model/${name}`) === digest)
  return isAbout ? [{ name: record.name, digest: record.digest }] : []
}
