import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  code,
  digestOfBytes,
  fold,
  type Inline,
  RefusalError,
  type StepResult,
  shortDigest,
  strong,
} from '@mlgate/core'
import { chainBlocks, type EvidenceChain, findRecord, type RecordFile } from '@mlgate/evidence'
import { type EvidenceRecord, type ModelVersion, type RecordRole, type Registry, requireAlias } from '@mlgate/registry'
import { artifactInput } from '../artifact-input.ts'
import { openRegistry } from '../open-registry.ts'
import { type PolicyInForce, requireInForce } from '../policy.ts'
import { presentEvidence } from '../present-evidence.ts'
import type { StepDeps } from '../step-deps.ts'
import { type ModelOnDisk, trainedModel } from '../training-artifact.ts'

interface Inputs {
  readonly alias: string | undefined
  readonly 'verdict-artifact-id': string | undefined
  readonly 'verdict-artifact-digest': string | undefined
  readonly 'training-artifact-id': string | undefined
  readonly 'training-artifact-digest': string | undefined
  readonly 'validation-artifact-id': string | undefined
  readonly 'validation-artifact-digest': string | undefined
}

/** Our own predicate: that a version was made, of what, and on whose verdict. */
const registrationType = 'https://github.com/mlgate/mlgate/registration/v1'

export async function runRegisterModel(inputs: Inputs, deps: StepDeps): Promise<StepResult> {
  const workFolder = await mkdtemp(join(tmpdir(), 'mlgate-register-'))
  try {
    // Before there is a version, which would stay.
    if (inputs.alias !== undefined) requireAlias(inputs.alias)
    const policy = requireInForce(await deps.policy(), 'Nothing was registered')
    const registry = await openRegistry(policy, deps)
    const training = await folderOf('training', 'train-model', inputs, deps, workFolder)
    const model = await trainedModel(training)
    const records = {
      verdict: await findRecord(await folderOf('verdict', 'evaluate-gate', inputs, deps, workFolder)),
      training: await findRecord(training),
      data: await findRecord(await folderOf('validation', 'validate-data', inputs, deps, workFolder)),
    }
    if (records.verdict === undefined) {
      throw new RefusalError(
        `Nothing was registered. There is no verdict on ${deps.modelName}. Run evaluate-gate before, on this machine, or hand its artifact over (verdict-artifact-id and verdict-artifact-digest).`,
      )
    }
    return await register({ inputs, policy, registry, model, records, deps })
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
}

/** What an earlier step left: its artifact when one is named, else its folder on this machine. */
async function folderOf(
  key: 'verdict' | 'training' | 'validation',
  step: string,
  inputs: Inputs,
  deps: StepDeps,
  workFolder: string,
): Promise<string> {
  const artifact = artifactInput(key, inputs[`${key}-artifact-id`], inputs[`${key}-artifact-digest`])
  if (artifact === undefined) return join(dirname(deps.folder.output), step)
  const folder = join(workFolder, key)
  await deps.host.downloadArtifact(artifact, folder)
  return folder
}

interface Case {
  readonly inputs: Inputs
  readonly policy: PolicyInForce
  readonly registry: Registry
  readonly model: ModelOnDisk
  readonly records: Readonly<Record<RecordRole, RecordFile | undefined>>
  readonly deps: StepDeps
}

async function register(subject: Case): Promise<StepResult> {
  const { inputs, policy, registry, model, records, deps } = subject
  const folder = dirname(model.path)
  const chains: EvidenceChain[] = []
  const { version, created } = await registry.register(
    {
      model: deps.modelName,
      files: model.files.map(({ name, digest }) => ({ name, digest, path: join(folder, name) })),
      records: (['verdict', 'training', 'data'] as const).flatMap((role): EvidenceRecord[] => {
        const record = records[role]
        return record === undefined ? [] : [{ role, name: record.name, bytes: record.bytes }]
      }),
    },
    async (stored) => {
      const byRole = (role: RecordRole) => stored.records.find((record) => record.role === role)
      const presented = {
        verdict: byRole('verdict'),
        training: byRole('training'),
        data: byRole('data'),
        deployment: undefined,
      }
      const chain = await presentEvidence(stored.files, presented, policy, deps, {
        accept: policy.body.registry?.accept,
      })
      chains.push(chain)
      const { verdict } = chain
      if (verdict === undefined) {
        deps.keep(...chainBlocks(chain))
        const broken = chain.links.find(({ state }) => state !== 'holds')
        throw new RefusalError(`Nothing was registered. ${broken?.sentence ?? ''} ${broken?.remedy ?? ''}`.trim())
      }
      return { createdAt: verdict.timeVerified, commit: verdict.commit }
    },
  )
  const pointed = inputs.alias === undefined ? undefined : await pointAlias(inputs.alias, version, subject)
  return resultOf(subject, { version, created, pointed, chain: chains[0] })
}

/** What became of the alias that was asked for. */
interface Pointed {
  readonly alias: string
  /** Version that it pointed to before; undefined when it is new. */
  readonly previous: number | undefined
  readonly moved: boolean
}

async function pointAlias(alias: string, version: ModelVersion, { registry, deps }: Case): Promise<Pointed> {
  const present = (await registry.aliases(version.model)).find((move) => move.alias === alias)
  const { moved } = await registry.moveAlias({
    model: version.model,
    alias,
    version: version.version,
    expectedPrevious: present?.version,
    at: deps.clock.now(),
    by: deps.host.run.runUrl,
  })
  return { alias, previous: present?.version, moved }
}

function resultOf(
  { policy, model, records, deps }: Case,
  done: { version: ModelVersion; created: boolean; pointed: Pointed | undefined; chain: EvidenceChain | undefined },
): StepResult {
  const { version, created, pointed, chain } = done
  const number = String(version.version)
  const [main, ...beside] = model.files
  const verdict = records.verdict
  return {
    verdict: 'pass',
    record: {
      subject: [main, ...beside],
      predicateType: registrationType,
      predicate: {
        model: version.model,
        version: version.version,
        createdAt: version.createdAt.toISOString(),
        registeredOn: deps.clock.now().toISOString(),
        verdict: verdict && { name: verdict.name, digest: digestOfBytes(verdict.bytes) },
        policy: { uri: policy.origin, digest: policy.digest },
        ...(pointed === undefined ? {} : { alias: pointed.alias, previous: pointed.previous }),
        ...(deps.host.run.runUrl === undefined ? {} : { run: deps.host.run.runUrl }),
      },
    },
    report: {
      model: deps.modelName,
      step: 'register-model',
      verdict: 'pass',
      outcome: created ? `registered as version ${number}` : `is version ${number} already`,
      reason: [strong(`Version ${number}`), ' is ', code(shortDigest(model.digest)), '.', ...aliasSentence(pointed)],
      blocks: chain === undefined ? [] : [fold('The evidence', ...chainBlocks(chain))],
      checks: [
        { name: 'evidence', verdict: 'pass', message: `The evidence for version ${number} holds.`, severity: 'error' },
      ],
      measurements: [{ name: 'model_version', help: 'Registered version.', labels: {}, value: version.version }],
    },
    outputs: { version: number, digest: model.digest, created: String(created) },
  }
}

function aliasSentence(pointed: Pointed | undefined): readonly Inline[] {
  if (pointed === undefined) return []
  const { alias, previous, moved } = pointed
  if (!moved) return [' ', code(alias), ' pointed to it already.']
  return [' ', code(alias), previous === undefined ? ' points to it.' : ` points to it, before to version ${previous}.`]
}
