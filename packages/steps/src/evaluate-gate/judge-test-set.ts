import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type Block, ConfigurationError, type NamedDigest } from '@mlgate/core'
import {
  answerPictures,
  demandsOf,
  type JudgedModel,
  type Judgement,
  judge,
  operatingPoint,
  withFindings,
} from '@mlgate/gate'
import { type CandidateSection, declaredClasses, measureLatency, type Scores, type TimedModel } from '@mlgate/models'
import { declaredReading, openTables, type Table, type Tables } from '@mlgate/tables'
import { scoreModel, scoringTask } from '../score-model.ts'
import type { StepDeps } from '../step-deps.ts'
import { answerConditions } from './answer-conditions.ts'
import type { Baseline } from './baseline.ts'
import type { Case } from './case.ts'
import { examine } from './examine.ts'
import { judgedBy } from './judged-by.ts'
import { keepAnswers } from './keep-answers.ts'
import { ownMeasurements, refuseMetricPrograms } from './own-metrics.ts'
import type { ReadModel } from './read-model.ts'
import type { TestSet } from './test-data.ts'

/** Requests that a model's latency is measured with. */
const latencyRequests = 300

/** A judgement, and the files that it can be recomputed from; none where they are not to be left. */
export interface JudgedOnFile {
  readonly judgement: Judgement
  readonly answers: readonly NamedDigest[]
  /** What the answers look like, for the report alone. */
  readonly pictures: readonly Block[]
}

/** Scores all models on one set of rows, measures what else the policy demands of them, and judges. */
export async function judgeTestSet(set: TestSet, subject: Case, deps: StepDeps): Promise<JudgedOnFile> {
  const { policy, gate, label } = subject
  const { body } = policy
  const { data } = body
  refuseMetricPrograms(demandsOf(gate, body.task), deps)
  const models = modelsOf(subject, deps)
  const validation = subject.validationFile
  const training = subject.trainingFile
  const files = [set.path, validation, training].filter((file) => file !== undefined)
  const allow = [...files, ...models.map(({ path }) => dirname(path))]
  await using tables = await openTables({ allow, reading: declaredReading(data, files) })
  const rows = await tables.read(set.path)
  deps.log.info(`${set.name}: ${rows.rows} rows, ${set.digest}`)
  refuseMissingId(data.id, set, rows)
  const conditions = await answerConditions(gate, { path: set.path, name: set.name, rows }, tables)
  const shared = {
    ...judgedBy(body, policy.origin),
    test: rows,
    training: training === undefined ? undefined : await pastOf(training, { ...data, label }, tables),
    conditions,
  }
  const scored = await scoreAll(models, set, rows, subject, tables, deps)
  const latencies = await timeModels(models, rows, subject)
  const measured: JudgedModel[] = []
  for (const [index, model] of models.entries()) {
    const scores = scored[index] as Scores
    const threshold =
      validation === undefined ? undefined : await operatingPointOf(model, validation, subject, tables, deps)
    const own = await ownMeasurements({ ...shared, candidate: { scores, threshold } }, { subject, set, tables, deps })
    measured.push({
      scores,
      threshold,
      own,
      latencies: latencies?.[index],
      sizeBytes: subject.said ? undefined : await sizeOf(model),
    })
  }
  const [candidate] = measured
  if (candidate === undefined) throw new RangeError('There is always a candidate.')
  const other = (role: ReadModel['role']) => {
    const index = models.findIndex((model) => model.role === role)
    const [model, judged] = [models[index], measured[index]]
    return model && judged && { ...judged, identical: model.identical }
  }
  const input = { ...shared, candidate, baseline: other('baseline'), anchor: other('anchor') }
  const judgement = withFindings(judge(input), await examine({ input, models, subject, set, tables, deps }))
  const answers = await keepAnswers(input, set, models, subject, deps)
  return { judgement, answers, pictures: answerPictures(input, judgement) }
}

function modelsOf({ candidate, search, anchor, policy }: Case, { model }: StepDeps): ReadModel[] {
  const policySection = policy.body.candidate
  const other = (role: 'baseline' | 'anchor', found: Baseline | undefined): ReadModel[] => {
    if (found === undefined) return []
    const section = found.section ?? policySection
    // The same bytes, read in another way, are another model.
    const identical = found.digest === candidate.digest && readAlike(section, model.candidate)
    return [{ role, path: found.path, files: found.files, section, identical }]
  }
  return [
    { role: 'candidate', path: candidate.path, files: candidate.files, section: model.candidate, identical: false },
    ...other('baseline', search.found),
    ...other('anchor', anchor),
  ]
}

function readAlike(a: CandidateSection, b: CandidateSection): boolean {
  const withoutPath = (section: CandidateSection) => ({ ...section, onnx: undefined, predictions: undefined })
  return isDeepStrictEqual(withoutPath(a), withoutPath(b))
}

function refuseMissingId(id: string | undefined, set: TestSet, rows: Table): void {
  if (id === undefined || rows.columns.has(id)) return
  const columns = [...rows.columns.keys()].join(', ')
  throw new ConfigurationError(`data.id: the ${set.name} have no column ${JSON.stringify(id)}. They have ${columns}.`)
}

async function scoreAll(
  models: readonly ReadModel[],
  set: TestSet,
  rows: Table,
  { policy, said }: Case,
  tables: Tables,
  { progress }: StepDeps,
): Promise<Scores[]> {
  const scored: Scores[] = []
  for (const { role, path, section } of models) {
    const known = role === 'candidate' ? said?.get(set) : undefined
    scored.push(known ?? (await scoreModel({ path, section, body: policy.body, rows, tables, progress })))
  }
  return scored
}

/** The label's past by series, in the order of time. */
async function pastOf(
  file: string,
  data: { readonly label: string; readonly series?: string; readonly time?: string },
  tables: Tables,
): Promise<ReadonlyMap<string, Float64Array>> {
  const { label, series, time } = data
  const columns = [label, series, time].filter((name) => name !== undefined)
  const { rows, columns: read } = await tables.read(file, { columns })
  const values = read.get(label)
  if (values?.kind !== 'number') {
    throw new ConfigurationError(`data.train: column ${JSON.stringify(label)} holds no numbers.`)
  }
  const at = (name: string | undefined, row: number): string | number =>
    name === undefined ? '' : ((read.get(name)?.values[row] as string | number | null) ?? '')
  const before = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)
  const order = Array.from({ length: rows }, (_, row) => row).sort((a, b) => before(at(time, a), at(time, b)) || a - b)
  const past = Map.groupBy(order, (row) => String(at(series, row)))
  return new Map([...past].map(([name, own]) => [name, Float64Array.from(own, (row) => values.values[row] as number)]))
}

/** The probability from which a row counts as positive, fixed on the validation data and never on the test's. */
async function operatingPointOf(
  model: ReadModel,
  file: string,
  subject: Case,
  tables: Tables,
  { progress }: StepDeps,
): Promise<number> {
  const { policy, gate, label } = subject
  const rows = await tables.read(file)
  const { path, section } = model
  const scores = await scoreModel({ path, section, body: policy.body, rows, tables, progress })
  const { positive } = policy.body.data
  return operatingPoint(
    { task: policy.body.task, gate, test: rows, label, positive, candidate: { scores } },
    model.role,
  )
}

/** Single-row requests to all models in turn; undefined when nobody asks, or when a model is no graph that runs here. */
async function timeModels(
  models: readonly ReadModel[],
  rows: Table,
  { gate, policy }: Case,
): Promise<readonly Float64Array[] | undefined> {
  const { task, data } = policy.body
  const isAsked = demandsOf(gate, task).some(
    ({ measure }) => measure.kind === 'model' && measure.name.startsWith('latency'),
  )
  if (!isAsked || rows.rows === 0 || !models.every(({ path }) => path.endsWith('.onnx'))) return undefined
  const timed = models.map(({ path, section }): TimedModel => {
    const graph = 'onnx' in section ? section : undefined
    return {
      model: path,
      task: scoringTask(task),
      classes: declaredClasses(section),
      output: graph?.output,
      features: graph?.features,
      exclude: [data.label, data.id].filter((name) => name !== undefined),
      missingString: graph?.missing_string,
    }
  })
  return measureLatency(timed, rows, latencyRequests)
}

async function sizeOf({ path, files }: ReadModel): Promise<number> {
  const sizes = await Promise.all(files.map(async ({ name }) => (await stat(join(dirname(path), name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}
