import {
  ConfigurationError,
  code,
  digestOfFile,
  type NamedDigest,
  paragraph,
  type StepResult,
  shortDigest,
} from '@mlgate/core'
import { compareColumns, type DriftJudgement, driftReport, referenceData, withScores } from '@mlgate/drift'
import { testResultRecord } from '@mlgate/evidence'
import { declaredReading, openTables, type Table, type Tables } from '@mlgate/tables'
import { conclude } from '../conclude.ts'
import type { Policy } from '../policy.ts'
import { resolvePolicyFile, resolvePolicyPath } from '../policy-path.ts'
import { scoreModel } from '../score-model.ts'
import type { StepDeps } from '../step-deps.ts'
import { modelOnDisk } from '../training-artifact.ts'

/** A file of rows, by its name in mlgate.yml. */
interface Rows extends NamedDigest {
  readonly path: string
}

export async function runDriftReport(_inputs: object, deps: StepDeps): Promise<StepResult> {
  const policy = await deps.policy()
  const { drift: section, data } = policy.body
  if (section === undefined) throw new ConfigurationError(`${policy.origin}: drift is missing. Name the current rows.`)
  const reference = referenceData(section, data)
  const before = await rowsOf(reference.path, reference.name, policy, deps)
  const now = await rowsOf(section.current, 'drift.current', policy, deps)
  const scorer = typeof section.prediction === 'object' ? await scorerOf(policy, deps) : undefined
  deps.keep(paragraph(`Current rows ${now.name}, ${now.digest}. Reference ${before.name}, ${before.digest}.`))

  await using tables = await openTables({
    allow: [before.path, now.path],
    reading: declaredReading(data, [before.path, now.path]),
  })
  const read = (rows: Rows) => readRows(rows, scorer?.path, tables, policy, deps)
  const [referenceRows, currentRows] = [await read(before), await read(now)]
  const judgement = compareColumns(referenceRows.table, currentRows.table, section, {
    id: data.id,
    label: data.label,
    predictions: currentRows.predictions,
  })
  const report = driftReport(judgement, {
    model: deps.modelName,
    step: 'drift-report',
    reference: before,
    current: now,
    scoredBy: scorer,
    policy: [code(policy.origin), ', ', code(shortDigest(policy.digest))],
    versions: { mlgate: deps.folder.version },
  })
  const conclusion = conclude(policy, [report], {
    tells: ({ path }) => path.startsWith('drift'),
    remarks: [],
    titleOfOther: () => '',
    neverPassesBecause: undefined,
    inconclusivePasses: judgement.inconclusivePasses,
  })
  return resultOf(judgement, conclusion, { before, now, policy, deps })
}

async function rowsOf(name: string, what: string, policy: Policy, deps: StepDeps): Promise<Rows> {
  const path = await resolvePolicyFile(name, what, policy, deps)
  return { name, path, digest: await digestOfFile(path) }
}

/** The model that scores both files, when the policy asks for that. */
async function scorerOf(policy: Policy, deps: StepDeps): Promise<Rows> {
  const { candidate } = policy.body
  if (!('onnx' in candidate)) {
    throw new ConfigurationError('drift.prediction: {score: candidate} needs a model that can score: candidate.onnx.')
  }
  const path = await resolvePolicyPath(candidate.onnx, 'candidate.onnx', 'read', policy, deps)
  return { name: candidate.onnx, path, digest: (await modelOnDisk(path)).digest }
}

async function readRows(
  rows: Rows,
  scorer: string | undefined,
  tables: Tables,
  policy: Policy,
  { log, progress }: StepDeps,
): Promise<{ readonly table: Table; readonly predictions: readonly string[] }> {
  const table = await tables.read(rows.path)
  log.info(`${rows.name}: ${table.rows} rows, ${rows.digest}`)
  if (scorer === undefined) return { table, predictions: [] }
  const { body } = policy
  const scores = await scoreModel({ path: scorer, section: body.candidate, body, rows: table, tables, progress })
  return withScores(table, scores)
}

function resultOf(
  judgement: DriftJudgement,
  conclusion: ReturnType<typeof conclude>,
  about: { before: Rows; now: Rows; policy: Policy; deps: StepDeps },
): StepResult {
  const { before, now, policy, deps } = about
  const { report } = conclusion
  const failed = report.checks.filter((check) => check.verdict !== 'pass' && check.severity === 'error')
  const warned = report.checks.filter((check) => check.verdict !== 'pass' && check.severity === 'warning')
  const passed = report.checks.filter((check) => check.verdict === 'pass')
  const names = (checks: typeof failed) => checks.map(({ name }) => name)
  return {
    ...conclusion,
    record: testResultRecord({
      data: [{ name: now.name, digest: now.digest }],
      configuration: [
        { name: before.name, digest: before.digest },
        { name: policy.origin, digest: policy.digest },
      ],
      verdict: report.verdict,
      runUrl: deps.host.run.runUrl,
      passed: names(passed),
      warned: names(warned),
      failed: names(failed),
    }),
    outputs: {
      drifted: String(judgement.drifted),
      'drifted-columns': String(judgement.columns.filter(({ verdict }) => verdict === 'fail').length),
    },
  }
}
