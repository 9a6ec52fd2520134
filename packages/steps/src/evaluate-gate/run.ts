import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  ConfigurationError,
  code,
  type NamedDigest,
  paragraph,
  type Report,
  type StepResult,
  shortDigest,
} from '@mlgate/core'
import { findRecord, readRecord, subjectDigest, verificationSummaryRecord } from '@mlgate/evidence'
import { type GateSection, gateReport, type Judgement, judge } from '@mlgate/gate'
import { openTables } from '@mlgate/tables'
import { artifactInput } from '../artifact-input.ts'
import { conclude } from '../conclude.ts'
import { GitReader } from '../git.ts'
import { openRegistry } from '../open-registry.ts'
import type { Policy } from '../policy.ts'
import { resolvePolicyPath } from '../policy-path.ts'
import { scoreModel } from '../score-model.ts'
import type { StepDeps } from '../step-deps.ts'
import { type ModelOnDisk, modelOnDisk, trainedModel } from '../training-artifact.ts'
import { answerConditions } from './answer-conditions.ts'
import { type Baseline, type BaselineSearch, findBaseline } from './baseline.ts'
import { findTestSets, type TestSet, type TestSets } from './test-data.ts'

interface Inputs {
  readonly 'training-artifact-id': string | undefined
  readonly 'training-artifact-digest': string | undefined
}

/** What is judged, and by what. */
interface Case {
  readonly policy: Policy
  readonly gate: GateSection
  readonly label: string
  readonly candidate: ModelOnDisk
  readonly candidateName: string
  readonly search: BaselineSearch
  /** Digest of train-model's record, when the candidate came with one. */
  readonly attestations: readonly NamedDigest[]
}

export async function runEvaluateGate(inputs: Inputs, deps: StepDeps): Promise<StepResult> {
  const workFolder = await mkdtemp(join(tmpdir(), 'mlgate-gate-'))
  try {
    const subject = await assemble(inputs, deps, workFolder)
    const tests = await testSets(subject.policy, deps, workFolder)
    const judgements: Judged[] = []
    for (const set of tests.sets) judgements.push({ set, judgement: await judgeOn(set, subject, deps) })
    return resultOf(subject, tests, judgements, deps)
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
}

interface Judged {
  readonly set: TestSet
  readonly judgement: Judgement
}

async function assemble(inputs: Inputs, deps: StepDeps, workFolder: string): Promise<Case> {
  const policy = await deps.policy()
  deps.log.info(`Policy: ${policy.origin}`)
  const { gate } = policy.body
  if (gate === undefined)
    throw new ConfigurationError(`${policy.origin}: gate is missing. Say what is demanded of the model.`)
  const { label } = policy.body.data
  if (label === undefined)
    throw new ConfigurationError(`${policy.origin}: data.label is missing. Name the column to predict.`)
  refuseOwnScores(policy, deps)
  const trained = await candidateOf(inputs, policy, deps, workFolder)
  const { model: candidate, name: candidateName } = trained
  deps.keep(
    paragraph('Candidate ', code(candidateName), ', ', code(candidate.digest), '. Policy: ', code(policy.origin), '.'),
  )
  const search = await deps.host.group('Looking for the baseline', () =>
    findBaseline(gate.baseline?.from ?? [], {
      modelName: deps.modelName,
      host: deps.host,
      exec: deps.exec,
      repositoryRoot: deps.folder.repositoryRoot,
      policy,
      registry: () => openRegistry(policy, deps),
      workFolder,
      resolvePath: (path) => resolvePolicyPath(path, 'gate.baseline.from', 'write', policy, deps),
    }),
  )
  for (const miss of search.misses) deps.log.info(`No baseline from ${miss}`)
  if (search.found) {
    deps.log.info(`Baseline: ${search.found.name}, ${search.found.digest}`)
    deps.keep(paragraph('Baseline ', code(search.found.name), ', ', code(search.found.digest), '.'))
  }
  return { policy, gate, label, candidate, candidateName, search, attestations: trained.attestations }
}

/** Who may hand in scores is policy: a change that replaced its model by a table of the true labels would pass anything. */
function refuseOwnScores(policy: Policy, { model }: StepDeps): void {
  if ('onnx' in policy.body.candidate && 'predictions' in model.candidate) {
    throw new ConfigurationError(
      `candidate.predictions: the policy (${policy.origin}) has models scored here (candidate.onnx), and this change hands ` +
        'in scores of its own. Change candidate on the target branch first.',
    )
  }
}

/** The candidate out of train-model's artifact when one is named, else the file that mlgate.yml names. */
async function candidateOf(
  inputs: Inputs,
  policy: Policy,
  deps: StepDeps,
  workFolder: string,
): Promise<{ model: ModelOnDisk; name: string; attestations: readonly NamedDigest[] }> {
  const { candidate: section } = deps.model
  const named = 'onnx' in section ? section.onnx : section.predictions
  const artifact = artifactInput('training', inputs['training-artifact-id'], inputs['training-artifact-digest'])
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
  const what = 'onnx' in section ? 'candidate.onnx' : 'candidate.predictions'
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

async function testSets(policy: Policy, deps: StepDeps, workFolder: string): Promise<TestSets> {
  const path = policy.body.data.test
  if (path === undefined)
    throw new ConfigurationError(`${policy.origin}: data.test is missing. Name the rows to judge on.`)
  const file = await resolvePolicyPath(path, 'data.test', 'read', policy, deps)
  const git = new GitReader(deps.exec, deps.folder.repositoryRoot)
  return findTestSets({ policy, path, file, workFolder, isTracked: (tracked) => git.isTracked(tracked) })
}

async function judgeOn(set: TestSet, subject: Case, deps: StepDeps): Promise<Judgement> {
  const { policy, gate, label, candidate, search } = subject
  const { body } = policy
  const { progress } = deps
  const allow = [set.path, dirname(candidate.path), ...(search.found ? [dirname(search.found.path)] : [])]
  await using tables = await openTables({ allow })
  const rows = await tables.read(set.path)
  deps.log.info(`${set.name}: ${rows.rows} rows, ${set.digest}`)
  const { id } = body.data
  if (id !== undefined && !rows.columns.has(id)) {
    const columns = [...rows.columns.keys()].join(', ')
    throw new ConfigurationError(`data.id: the ${set.name} have no column ${JSON.stringify(id)}. They have ${columns}.`)
  }
  const conditions = await answerConditions(gate, { path: set.path, name: set.name, rows }, tables)
  const shared = { body, rows, tables, progress }
  const scores = await scoreModel({ ...shared, path: candidate.path, section: deps.model.candidate })
  const { found } = search
  const baseline = found && (await scoreModel({ ...shared, path: found.path, section: body.candidate }))
  return judge({
    task: body.task,
    gate,
    test: rows,
    label,
    positive: body.data.positive,
    candidate: scores,
    baseline,
    conditions,
  })
}

function resultOf(subject: Case, tests: TestSets, judged: readonly Judged[], deps: StepDeps): StepResult {
  const { policy, candidate, search } = subject
  const [first, ...others] = judged.map(({ set, judgement }) => reportOf(set, judgement, subject, deps))
  if (first === undefined) throw new RangeError('There is always a test set.')
  const { verdict, inconclusivePasses, report } = conclude(policy, [first, ...others], {
    // What a change alters for drift-report is that step's to tell.
    tells: ({ path }) => !path.startsWith('drift'),
    remarks: tests.note === undefined ? [] : [tests.note],
    titleOfOther: (index) => `Judged on the ${tests.sets[index]?.name ?? 'other rows'}`,
    neverPassesBecause: tests.neverPassesBecause,
    inconclusivePasses: judged.every(({ judgement }) => judgement.verdict === 'pass' || judgement.inconclusivePasses),
  })
  const { host, clock, folder, modelName } = deps
  const [main, ...beside] = candidate.files
  return {
    verdict,
    inconclusivePasses,
    record: verificationSummaryRecord({
      candidate: [main, ...beside],
      version: folder.version,
      timeVerified: clock.now(),
      repository: host.run.repository,
      policy: { uri: policy.origin, digest: policy.digest },
      inputAttestations: subject.attestations,
      verdict,
      evaluation: {
        model: modelName,
        commit: host.run.commit,
        event: host.run.event,
        scoredBy: 'onnx' in deps.model.candidate ? 'mlgate' : 'declared',
        baseline: search.found && { name: search.found.name, digest: search.found.digest },
        baselineMisses: search.misses,
        policyChanges: policy.changes,
        judgements: judged.map(({ set, judgement }) => ({
          testData: { name: set.name, digest: set.digest },
          ...judgement,
        })),
      },
    }),
    report,
    outputs: { 'candidate-digest': candidate.digest, 'baseline-digest': search.found?.digest ?? '' },
  }
}

function reportOf(set: TestSet, judgement: Judgement, subject: Case, deps: StepDeps): Report {
  const { policy, candidate, candidateName, search } = subject
  const { found, misses } = search
  const unchanged = policy.tip !== undefined && policy.changes.length === 0 ? ', unchanged here' : ''
  return gateReport(judgement, {
    model: deps.modelName,
    step: 'evaluate-gate',
    baselineName: found?.name,
    candidate: { name: candidateName, digest: candidate.digest },
    baseline: found && baselineFile(found),
    testData: { name: set.name, digest: set.digest },
    policy: [code(policy.origin), `${unchanged}, `, code(shortDigest(policy.digest))],
    versions: { mlgate: deps.folder.version },
    notes: [
      ...misses.map((miss) => ['no baseline from ', code(miss)]),
      ...(deps.signs
        ? []
        : [['the record of this verdict is not signed: it is for reading, nothing downstream may rely on it']]),
    ],
  })
}

function baselineFile({ name, digest }: Baseline): NamedDigest {
  return { name, digest }
}
