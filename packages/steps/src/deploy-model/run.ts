import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError, code, fold, paragraph, RefusalError, type StepResult, shortDigest } from '@mlgate/core'
import {
  type Deployment,
  deployReport,
  goldenRows,
  isRequired,
  passedSmokeTest,
  type Release,
} from '@mlgate/deployment'
import { chainBlocks, deploymentRecord, type EvidenceChain } from '@mlgate/evidence'
import { declaredClasses, type Scores } from '@mlgate/models'
import type { CheckedOutFile, ModelVersion, Registry } from '@mlgate/registry'
import { declaredReading, openTables, type Table } from '@mlgate/tables'
import { declaredEnvironment, openEnvironment } from '../local-environment.ts'
import { openRegistry } from '../open-registry.ts'
import { type PolicyInForce, requireInForce } from '../policy.ts'
import { resolvePolicyFile } from '../policy-path.ts'
import { presentEvidence, registeredRecords } from '../present-evidence.ts'
import { registeredVersion } from '../registered-version.ts'
import { scoreModel } from '../score-model.ts'
import type { StepDeps } from '../step-deps.ts'

interface Inputs {
  readonly environment: string
  readonly 'state-directory': string
  readonly registered: string
}

export async function runDeployModel(inputs: Inputs, deps: StepDeps): Promise<StepResult> {
  const workFolder = await mkdtemp(join(tmpdir(), 'mlgate-deploy-'))
  try {
    const policy = requireInForce(await deps.policy(), 'Nothing was deployed')
    const { target, smokeRows } = openEnvironment(inputs.environment, inputs['state-directory'], policy, deps)
    const registry = await openRegistry(policy, deps)
    const { version, files, chain } = await provenVersion(inputs, registry, policy, deps, workFolder)
    deps.keep(
      paragraph(
        `Version ${version.version}, ${files.length} ${files.length === 1 ? 'file' : 'files'}, evidence holds.`,
      ),
    )
    const release = await releaseOf(version, files, smokeRows, policy, deps)
    const deployment = await deps.host.group(`Deploying version ${version.version}`, () => target.deploy(release))
    return resultOf({ inputs, policy, registry, version, chain, deployment, deps })
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
}

/** The registered version with its files on this machine, when the evidence for exactly those bytes holds. */
async function provenVersion(
  { registered: reference, environment }: Inputs,
  registry: Registry,
  policy: PolicyInForce,
  deps: StepDeps,
  workFolder: string,
): Promise<{ version: ModelVersion; files: readonly CheckedOutFile[]; chain: EvidenceChain }> {
  const version = await registeredVersion(registry, deps.modelName, reference)
  const files = await registry.checkOut(version, workFolder)
  const { accept, requires } = declaredEnvironment(environment, policy)
  const passedIn = requires?.passed
  const presented = await registeredRecords(registry, version, passedIn)
  // The target is this machine alone: the one place where a record that nobody signed is enough.
  const chain = await presentEvidence(files, presented, policy, deps, {
    trust: 'accept unsigned',
    passedIn,
    accept,
  })
  if (!chain.holds) {
    deps.keep(...chainBlocks(chain))
    const broken = chain.links.find(({ state }) => state !== 'holds')
    throw new RefusalError(`Nothing was deployed. ${broken?.sentence ?? ''} ${broken?.remedy ?? ''}`.trim())
  }
  return { version, files, chain }
}

/** What is to be served, and what it must answer: rows of the test data with the scores that the gate would see. */
async function releaseOf(
  version: ModelVersion,
  checkedOut: readonly CheckedOutFile[],
  count: number,
  policy: PolicyInForce,
  deps: StepDeps,
): Promise<Release> {
  const { body } = policy
  const { candidate, data, task } = body
  const [main, ...beside] = checkedOut
  if (main === undefined || !('onnx' in candidate)) {
    throw new ConfigurationError('candidate.onnx: only a model in ONNX format can be served.')
  }
  if (data.test === undefined)
    throw new ConfigurationError(`${policy.origin}: data.test is missing. The smoke test needs it.`)
  const path = await resolvePolicyFile(data.test, 'data.test', policy, deps)
  await using tables = await openTables({ allow: [path], reading: declaredReading(data, [path]) })
  const table = await tables.read(path)
  const { progress } = deps
  const scores = await scoreModel({ path: main.path, section: candidate, body, rows: table, tables, progress })
  const columns = columnsOf(table, [data.label, data.id])
  const features = candidate.features ?? columns
  const named = ({ name, digest }: CheckedOutFile) => ({ name, digest })
  return {
    model: deps.modelName,
    version: String(version.version),
    modelPath: main.path,
    files: [named(main), ...beside.map(named)],
    manifest: {
      format: 1,
      model: deps.modelName,
      version: String(version.version),
      files: checkedOut.map(named),
      task,
      features,
      ...classesOf(scores, declaredClasses(candidate)),
      ...(candidate.output === undefined ? {} : { output: candidate.output }),
      ...(candidate.missing_string === undefined ? {} : { missing_string: candidate.missing_string }),
    },
    golden: goldenRows({ table, scores, columns, count }),
  }
}

function columnsOf({ columns }: Table, excluded: readonly (string | undefined)[]): readonly string[] {
  return [...columns.keys()].filter((name) => !excluded.includes(name))
}

/** Of one row nobody could tell what a model without a class list means: it is told what the test data showed. */
function classesOf(scores: Scores, declared: readonly string[] | undefined): { classes?: readonly string[] } {
  if (scores.kind === 'regression') return {}
  return { classes: declared ?? scores.classes }
}

function resultOf(done: {
  inputs: Inputs
  policy: PolicyInForce
  registry: Registry
  version: ModelVersion
  chain: EvidenceChain
  deployment: Deployment
  deps: StepDeps
}): StepResult {
  const { inputs, policy, registry, version, chain, deployment, deps } = done
  const { environment } = inputs
  const report = deployReport(deployment, { model: deps.modelName, step: 'deploy-model', environment })
  const [first, ...rest] = version.files.map(({ name, digest }) => ({ name, digest }))
  if (first === undefined) throw new RangeError('A version has at least one file.')
  return {
    verdict: report.verdict,
    record: deploymentRecord({
      files: [first, ...rest],
      model: deps.modelName,
      repository: deps.host.run.repository,
      environment,
      passed: passedSmokeTest(deployment),
      deployedOn: deps.clock.now(),
      event: deps.host.run.event,
      policy: { uri: policy.origin, digest: policy.digest },
      details: {
        version: version.version,
        outcome: deployment.outcome,
        url: deployment.url,
        serving: deployment.serving,
        replaced: deployment.replaced,
        verdict: chain.verdict?.digest,
      },
    }),
    ...(isRequired(policy.body.deploy ?? {}, environment)
      ? { keepRecord: (file) => registry.keepDeployment(version, { environment, ...file }) }
      : {}),
    report: {
      ...report,
      blocks: [
        ...report.blocks,
        fold('The evidence', ...chainBlocks(chain)),
        fold(
          'How this was decided',
          paragraph('Policy: ', code(policy.origin), ', ', code(shortDigest(policy.digest)), '.'),
        ),
      ],
    },
    outputs: { url: deployment.url, version: deployment.serving?.version ?? '', outcome: deployment.outcome },
  }
}
