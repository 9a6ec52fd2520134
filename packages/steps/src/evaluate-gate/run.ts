import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  ConfigurationError,
  code,
  type NamedDigest,
  paragraph,
  type Report,
  type StepResult,
  shortDigest,
} from '@mlgate/core'
import { verificationSummaryRecord } from '@mlgate/evidence'
import { gateReport, needsThePast, recordedJudgement } from '@mlgate/gate'
import { conclude } from '../conclude.ts'
import { GitReader } from '../git.ts'
import { openRegistry } from '../open-registry.ts'
import { withOverride } from '../override.ts'
import type { Policy } from '../policy.ts'
import { resolvePolicyFile } from '../policy-path.ts'
import { refuseOwnScores } from '../score-model.ts'
import type { StepDeps } from '../step-deps.ts'
import { answerKeeping, answersNote } from './answer-keeping.ts'
import type { Baseline } from './baseline.ts'
import { withBaselineAge } from './baseline-age.ts'
import { modelFinder } from './baseline-sources.ts'
import { type CandidateInputs, findCandidate } from './candidate.ts'
import type { Case } from './case.ts'
import { withPositions } from './check-positions.ts'
import { judgeMetrics } from './judge-metrics.ts'
import { type JudgedOnFile, judgeTestSet } from './judge-test-set.ts'
import { countJudged, judgedCountNote } from './judged-count.ts'
import { replayCommand } from './replay-command.ts'
import { rowsInForce } from './rows-in-force.ts'
import { findTestSets, type TestSet, type TestSets } from './test-data.ts'

export async function runEvaluateGate(inputs: CandidateInputs, deps: StepDeps): Promise<StepResult> {
  const workFolder = await mkdtemp(join(tmpdir(), 'mlgate-gate-'))
  try {
    const policy = await deps.policy()
    deps.log.info(`Policy: ${policy.origin}`)
    refuseOwnScores(policy.body.candidate, deps.model.candidate, policy.origin)
    const isMeasured = 'metrics' in deps.model.candidate
    const tests = isMeasured ? undefined : await testSets(policy, deps, workFolder)
    const subject = await assemble(inputs, policy, tests?.sets ?? [], deps, workFolder)
    const judgements: Judged[] = []
    if (isMeasured) {
      judgements.push({ set: undefined, judgedBefore: undefined, ...(await judgeMetrics(subject, deps)) })
    }
    for (const set of tests?.sets ?? []) {
      const judgedBefore = await judgedBeforeOn(set, policy, deps)
      judgements.push({ set, judgedBefore, ...(await judgeTestSet(set, subject, deps)) })
    }
    return await resultOf(subject, tests, judgements, deps)
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
}

interface Judged extends JudgedOnFile {
  /** Undefined for metrics that were measured elsewhere. */
  readonly set: TestSet | undefined
  /** How many registered models these rows have judged before. */
  readonly judgedBefore: number | undefined
}

/** Counted in the registry that the policy names, where it names one. */
async function judgedBeforeOn({ digest }: TestSet, policy: Policy, deps: StepDeps): Promise<number | undefined> {
  if (policy.body.registry === undefined) return undefined
  return countJudged(() => openRegistry(policy, deps), deps.modelName, digest)
}

async function assemble(
  inputs: CandidateInputs,
  policy: Policy,
  sets: readonly TestSet[],
  deps: StepDeps,
  workFolder: string,
): Promise<Case> {
  const { gate } = policy.body
  if (gate === undefined)
    throw new ConfigurationError(`${policy.origin}: gate is missing. Say what is demanded of the model.`)
  const { label } = policy.body.data
  if (label === undefined && sets.length > 0)
    throw new ConfigurationError(`${policy.origin}: data.label is missing. Name the column to predict.`)
  const {
    model: candidate,
    name: candidateName,
    attestations,
    said,
  } = await findCandidate(inputs, policy, sets, deps, workFolder)
  deps.keep(
    paragraph('Candidate ', code(candidateName), ', ', code(candidate.digest), '. Policy: ', code(policy.origin), '.'),
  )
  const find = modelFinder(policy, deps, workFolder)
  const search = await deps.host.group('Looking for the baseline', () =>
    find(gate.baseline?.from ?? [], 'gate.baseline.from'),
  )
  for (const miss of search.misses) deps.log.info(`No baseline from ${miss}`)
  if (search.found) {
    deps.log.info(`Baseline: ${search.found.name}, ${search.found.digest}`)
    deps.keep(paragraph('Baseline ', code(search.found.name), ', ', code(search.found.digest), '.'))
  }
  const anchored = gate.anchor === undefined ? undefined : await find([gate.anchor], 'gate.anchor')
  for (const miss of anchored?.misses ?? []) deps.log.info(`No anchor from ${miss}`)
  return {
    policy,
    gate,
    label: label ?? '',
    candidate,
    candidateName,
    said,
    search,
    anchor: anchored?.found,
    validationFile:
      typeof gate.threshold === 'object' ? await rowsInForce('validation', policy, deps, workFolder) : undefined,
    trainingFile: needsThePast(gate) ? await rowsInForce('train', policy, deps, workFolder) : undefined,
    keeping: await answerKeeping(policy, deps),
    attestations,
  }
}

async function testSets(policy: Policy, deps: StepDeps, workFolder: string): Promise<TestSets> {
  const path = policy.body.data.test
  if (path === undefined)
    throw new ConfigurationError(`${policy.origin}: data.test is missing. Name the rows to judge on.`)
  const file = await resolvePolicyFile(path, 'data.test', policy, deps)
  const git = new GitReader(deps.exec, deps.folder.repositoryRoot)
  return findTestSets({ policy, path, file, workFolder, isTracked: (tracked) => git.isTracked(tracked) })
}

async function resultOf(
  subject: Case,
  tests: TestSets | undefined,
  judged: readonly Judged[],
  deps: StepDeps,
): Promise<StepResult> {
  const { policy, candidate, search } = subject
  const [first, ...others] = judged.map((one) => reportOf(one, subject, deps))
  if (first === undefined) throw new RangeError('There is always a test set.')
  const concluded = conclude(policy, [first, ...others], {
    // What a change alters for drift-report is that step's to tell.
    tells: ({ path }) => !path.startsWith('drift'),
    remarks: tests?.note === undefined ? [] : [tests.note],
    titleOfOther: (index) => `Judged on the ${tests?.sets[index]?.name ?? 'other rows'}`,
    neverPassesBecause: tests?.neverPassesBecause,
    inconclusivePasses: judged.every(({ judgement }) => judgement.verdict === 'pass' || judgement.inconclusivePasses),
  })
  const { verdict, inconclusivePasses, report, overridden, override } = await withOverride(concluded, policy, deps.host)
  const { host, clock, folder, modelName } = deps
  const [main, ...beside] = candidate.files
  return {
    verdict,
    inconclusivePasses,
    overridden,
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
        anchor: subject.anchor && { name: subject.anchor.name, digest: subject.anchor.digest },
        policyChanges: policy.changes,
        override,
        neverPassesBecause: policy.ownBecause ?? tests?.neverPassesBecause,
        judgements: judged.map(({ set, judgement, judgedBefore, answers }) => ({
          testData: set && {
            name: set.name,
            digest: set.digest,
            ...(judgedBefore === undefined ? {} : { judgedBefore }),
          },
          answers: answers.length === 0 ? undefined : answers,
          ...recordedJudgement(judgement),
        })),
      },
    }),
    report,
    outputs: { 'candidate-digest': candidate.digest, 'baseline-digest': search.found?.digest ?? '' },
  }
}

function reportOf({ set, judgement, judgedBefore, answers, pictures }: Judged, subject: Case, deps: StepDeps): Report {
  const { policy, candidate, candidateName, search } = subject
  const { found, misses } = search
  const unchanged = policy.tip !== undefined && policy.changes.length === 0 ? ', unchanged here' : ''
  const report = gateReport(judgement, {
    model: deps.modelName,
    step: 'evaluate-gate',
    baselineName: found?.name,
    candidate: { name: candidateName, digest: candidate.digest },
    baseline: found && baselineFile(found),
    testData: set && { name: testDataName(set, policy), digest: set.digest },
    policy: [code(policy.origin), `${unchanged}, `, code(shortDigest(policy.digest))],
    versions: { mlgate: deps.folder.version },
    ...(answers.length === 0 ? {} : { repeat: replayCommand(deps) }),
    pictures,
    notes: [
      ...judgedCountNote(judgedBefore),
      ...(answers.length === 0 ? [answersNote] : []),
      ...misses.map((miss) => ['no baseline from ', code(miss)]),
      ...(deps.signs
        ? []
        : [['the record of this verdict is not signed: it is for reading, nothing downstream may rely on it']]),
    ],
  })
  const placed = { ...report, checks: withPositions(report.checks, judgement, deps.positionOf) }
  return withBaselineAge(placed, found, subject.gate.baseline?.max_age_days, deps.clock.now())
}

/** Where the rows come from: their path, unless there are two versions of it. */
function testDataName({ name }: TestSet, { body }: Policy): string {
  return name === 'test data' ? (body.data.test ?? name) : name
}

function baselineFile({ name, digest }: Baseline): NamedDigest {
  return { name, digest }
}
