import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ConfigurationError, type StepResult } from '@mlgate/core'
import { testResultRecord } from '@mlgate/evidence'
import { type GateSimulation, simulateGate, simulationReport } from '@mlgate/gate'
import { declaredReading, openTables } from '@mlgate/tables'
import { answerConditions } from '../evaluate-gate/answer-conditions.ts'
import type { Baseline } from '../evaluate-gate/baseline.ts'
import { modelFinder } from '../evaluate-gate/baseline-sources.ts'
import { findTestSets, type TestSet } from '../evaluate-gate/test-data.ts'
import { GitReader } from '../git.ts'
import { type PolicyInForce, requireInForce } from '../policy.ts'
import { resolvePolicyFile } from '../policy-path.ts'
import { scoreModel } from '../score-model.ts'
import type { StepDeps } from '../step-deps.ts'

interface Inputs {
  readonly disagreement: string
  readonly simulations: string
}

export async function runSimulate(inputs: Inputs, deps: StepDeps): Promise<StepResult> {
  const disagreement = numberIn('disagreement', inputs.disagreement, (value) => value > 0 && value <= 1, 'from 0 to 1')
  const simulations = numberIn(
    'simulations',
    inputs.simulations,
    (value) => Number.isSafeInteger(value) && value >= 20 && value <= 100_000,
    'a whole number from 20 to 100,000',
  )
  const policy = requireInForce(await deps.policy(), 'Nothing was simulated')
  const workFolder = await mkdtemp(join(tmpdir(), 'mlgate-simulate-'))
  try {
    const baseline = await baselineOf(policy, deps, workFolder)
    const set = await testSetOf(policy, deps, workFolder)
    const simulation = await simulated(set, baseline, policy, { disagreement, simulations }, deps)
    const report = simulationReport(simulation, {
      model: deps.modelName,
      step: 'simulate',
      baselineName: baseline.name,
    })
    return {
      verdict: report.verdict,
      record: testResultRecord({
        data: [{ name: set.name, digest: set.digest }],
        configuration: [{ name: policy.origin, digest: policy.digest }],
        verdict: report.verdict,
        runUrl: deps.host.run.runUrl,
        passed: [],
        warned: [],
        failed: [],
      }),
      report,
      outputs: {},
    }
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
}

function numberIn(name: string, text: string, allows: (value: number) => boolean, words: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!allows(value)) throw new ConfigurationError(`${name}: ${JSON.stringify(text)} is not ${words}.`)
  return value
}

async function baselineOf(policy: PolicyInForce, deps: StepDeps, workFolder: string): Promise<Baseline> {
  const sources = policy.body.gate?.baseline?.from ?? []
  const search = await modelFinder(policy, deps, workFolder)(sources, 'gate.baseline.from')
  if (search.found) return search.found
  const misses = search.misses.length === 0 ? 'gate.baseline.from names none' : search.misses.join('; ')
  throw new ConfigurationError(
    `simulate: there is no baseline to simulate from (${misses}). Name one: gate.baseline: {from: ["file:out/model.onnx"]}.`,
  )
}

async function testSetOf(policy: PolicyInForce, deps: StepDeps, workFolder: string): Promise<TestSet> {
  const path = policy.body.data.test
  if (path === undefined)
    throw new ConfigurationError(`${policy.origin}: data.test is missing. Name the rows to judge on.`)
  const file = await resolvePolicyFile(path, 'data.test', policy, deps)
  const git = new GitReader(deps.exec, deps.folder.repositoryRoot)
  const isTracked = (tracked: string) => git.isTracked(tracked)
  const [set] = (await findTestSets({ policy, path, file, workFolder, isTracked })).sets
  if (set === undefined) throw new RangeError('There is always a test set.')
  return set
}

async function simulated(
  set: TestSet,
  baseline: Baseline,
  policy: PolicyInForce,
  options: { readonly disagreement: number; readonly simulations: number },
  deps: StepDeps,
): Promise<GateSimulation> {
  const { body } = policy
  const { gate, data } = body
  const { label } = data
  if (gate === undefined) throw new ConfigurationError(`${policy.origin}: gate is missing. Say what is demanded.`)
  if (label === undefined) throw new ConfigurationError(`${policy.origin}: data.label is missing.`)
  await using tables = await openTables({
    allow: [set.path, dirname(baseline.path)],
    reading: declaredReading(data, [set.path]),
  })
  const rows = await tables.read(set.path)
  const conditions = await answerConditions(gate, { path: set.path, name: set.name, rows }, tables)
  const section = baseline.section ?? body.candidate
  const scores = await scoreModel({ path: baseline.path, section, body, rows, tables, progress: deps.progress })
  deps.log.info(`Simulating ${options.simulations} test sets of ${rows.rows} rows`)
  const input = {
    task: body.task,
    gate,
    test: rows,
    label,
    positive: data.positive,
    columns: { weight: data.weight, group: data.group },
    conditions,
    candidate: { scores },
  }
  return simulateGate(input, options)
}
