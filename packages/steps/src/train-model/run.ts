import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  ConfigurationError,
  code,
  digestOfFile,
  type NamedDigest,
  paragraph,
  type StepResult,
  writeFileAtomically,
} from '@mlgate/core'
import { readRecord, subjectDigest, testResultType } from '@mlgate/evidence'
import { candidateFile } from '@mlgate/models'
import { type ModelBody, resolveDataFile, resolveDataPath } from '@mlgate/project'
import { declaredReading, openTables } from '@mlgate/tables'
import {
  type BuiltinTraining,
  type CommandTraining,
  gitState,
  inputDigests,
  runCommand,
  runtimeEnvironment,
  type TrainingHistory,
  type TrainingReportParts,
  type TrainSection,
  trainBuiltin,
  trainingPlan,
  trainingRecord,
  trainingReport,
} from '@mlgate/training'
import { artifactInput } from '../artifact-input.ts'
import type { StepDeps } from '../step-deps.ts'
import { modelOnDisk, storeModel } from '../training-artifact.ts'

interface Inputs {
  readonly 'validation-artifact-id': string | undefined
  readonly 'validation-artifact-digest': string | undefined
}

/** What either way of training comes to. */
type Trained = Pick<TrainingHistory, 'startedOn' | 'finishedOn' | 'durationSeconds' | 'iterations' | 'metrics'> &
  Pick<TrainingReportParts, 'ignoredMetrics' | 'logTail' | 'features'> & { readonly byproducts: readonly NamedDigest[] }

/** Files of the project that training reads and writes; absolute paths. */
interface Places {
  readonly train: string
  readonly validation: string | undefined
  readonly output: { readonly key: string; readonly name: string; readonly path: string }
}

export async function runTrainModel(inputs: Inputs, deps: StepDeps): Promise<StepResult> {
  const { model, folder, host } = deps
  if (model.train === undefined) {
    throw new ConfigurationError('mlgate.yml: train is missing. Say how the model is trained: command or builtin.')
  }
  const plan = trainingPlan(model.train)
  const places = await findPlaces(deps)
  const inputsBefore = await declaredInputs(model.train, deps)
  await requireValidData(inputs, deps, places)
  const git = await gitState(folder.directory, deps.exec)
  const environment = await runtimeEnvironment(plan, folder.directory, deps.exec, host.credentialVariables())
  const trained =
    plan.kind === 'command' ? await trainByCommand(plan, places, deps) : await trainBuiltIn(plan.builtin, places, deps)

  const produced = await modelOnDisk(places.output.path)
  const subject = await storeModel(produced, folder.output)
  const history: TrainingHistory = {
    model: deps.modelName,
    section: model.train,
    repositoryUri: host.run.repository,
    git,
    environment,
    inputs: inputsBefore,
    startedOn: trained.startedOn,
    finishedOn: trained.finishedOn,
    durationSeconds: trained.durationSeconds,
    iterations: trained.iterations,
    metrics: trained.metrics,
    byproducts: trained.byproducts,
    builderId: `https://github.com/mlgate/mlgate/train-model/${host.name}`,
    invocationId: host.run.runId,
    version: folder.version,
  }
  return {
    verdict: 'pass',
    record: trainingRecord(subject, history),
    report: trainingReport({
      history,
      produced: { name: places.output.name, digest: produced.digest },
      ignoredMetrics: trained.ignoredMetrics,
      logTail: trained.logTail,
      features: trained.features,
    }),
    outputs: { 'model-path': places.output.path, 'model-digest': produced.digest },
  }
}

async function findPlaces({ model, folder }: StepDeps): Promise<Places> {
  const roots = model.data.roots ?? []
  const place = { projectFolder: folder.directory, repository: folder.repositoryRoot, roots }
  const resolveRows = (path: string, what: string) => resolveDataFile({ path, what, ...place })
  if (model.data.train === undefined) {
    throw new ConfigurationError('mlgate.yml: data.train is missing. Name the rows to train on.')
  }
  const file = candidateFile(model.candidate)
  if (file === undefined) {
    throw new ConfigurationError(
      'mlgate.yml: train-model makes a file, and candidate names none. Set candidate.onnx or candidate.predictions.',
    )
  }
  const { key, path: name } = file
  const { validation } = model.data
  return {
    train: await resolveRows(model.data.train, 'data.train'),
    validation: validation === undefined ? undefined : await resolveRows(validation, 'data.validation'),
    output: { key, name, path: await resolveDataPath({ path: name, what: key, ...place, use: 'write' }) },
  }
}

/** Digests of the data and of train.inputs as they are before training, which might change them. */
async function declaredInputs(section: TrainSection, { model, folder }: StepDeps): Promise<readonly NamedDigest[]> {
  const { train, validation, roots = [] } = model.data
  const names = [train, validation, ...(section.inputs ?? [])].filter((name) => name !== undefined)
  const found = names.map(async (name) => ({
    name,
    path: await resolveDataPath({
      path: name,
      what: 'train.inputs',
      projectFolder: folder.directory,
      repository: folder.repositoryRoot,
      roots,
      use: 'read',
    }),
  }))
  return inputDigests(await Promise.all(found))
}

/** With validate-data's artifact: trains only on the very bytes that passed there. */
async function requireValidData(inputs: Inputs, deps: StepDeps, places: Places): Promise<void> {
  const artifact = artifactInput('validation', inputs['validation-artifact-id'], inputs['validation-artifact-digest'])
  if (artifact === undefined) return
  const temporary = await mkdtemp(join(tmpdir(), 'mlgate-validation-'))
  try {
    await deps.host.downloadArtifact(artifact, temporary)
    const record = await readRecord(temporary)
    const { result } = record.predicate
    if (record.predicateType !== testResultType || (result !== 'PASSED' && result !== 'WARNED')) {
      throw new ConfigurationError(
        `validation-artifact-id: the record there is not one of data that passed (${record.predicateType}, ${String(result)}).`,
      )
    }
    for (const [name, path] of [
      [deps.model.data.train, places.train],
      [deps.model.data.validation, places.validation],
    ] as const) {
      if (name === undefined || path === undefined) continue
      const validated = subjectDigest(record, name)
      const present = await digestOfFile(path)
      if (validated !== present) {
        throw new ConfigurationError(
          `${name} is ${present} here, but validate-data checked ${validated ?? 'no file of that name'}. ` +
            'Both jobs must see the same data.',
        )
      }
    }
    deps.keep(paragraph('The data are those that validate-data passed: artifact ', code(artifact.id), '.'))
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function trainByCommand(plan: CommandTraining, places: Places, deps: StepDeps): Promise<Trained> {
  const { folder, host } = deps
  const result = await host.group('Training', () =>
    runCommand(
      {
        training: plan,
        projectDirectory: folder.directory,
        workDirectory: folder.output,
        trainData: places.train,
        validationData: places.validation,
        produces: places.output,
        credentialVariables: host.credentialVariables(),
      },
      deps,
    ),
  )
  return {
    startedOn: result.startedOn,
    finishedOn: result.finishedOn,
    durationSeconds: result.durationSeconds,
    iterations: undefined,
    metrics: result.metrics?.metrics ?? [],
    ignoredMetrics: result.metrics?.ignored ?? [],
    logTail: result.logTail,
    features: [],
    byproducts: [
      { name: 'train.log', digest: result.logFile.digest },
      ...(result.metrics === undefined ? [] : [{ name: 'output/metrics.json', digest: result.metrics.digest }]),
    ],
  }
}

async function trainBuiltIn(builtin: BuiltinTraining, places: Places, deps: StepDeps): Promise<Trained> {
  const { model, clock, progress } = deps
  const { label, id } = model.data
  if (label === undefined)
    throw new ConfigurationError('mlgate.yml: data.label is missing. Name the column to predict.')
  if (places.output.key !== 'candidate.onnx') {
    throw new ConfigurationError('train.builtin writes an ONNX model: name it with candidate.onnx.')
  }
  const startedOn = clock.now()
  const startMs = clock.monotonicMs()
  await using tables = await openTables({ allow: [places.train], reading: declaredReading(model.data, [places.train]) })
  const present = await tables.columns(places.train)
  if (id !== undefined && !present.some(({ name }) => name === id)) {
    const names = present.map(({ name }) => name).join(', ')
    throw new ConfigurationError(`data.id: the training data have no column ${JSON.stringify(id)}. They have ${names}.`)
  }
  const columns = builtin.features && [...new Set([...builtin.features, label])]
  const table = await tables.read(places.train, columns === undefined ? {} : { columns })
  const result = trainBuiltin({ builtin, table, label, id, task: builtinTask(model.task), progress })
  await writeFileAtomically(places.output.path, result.model)
  return {
    startedOn,
    finishedOn: clock.now(),
    durationSeconds: (clock.monotonicMs() - startMs) / 1000,
    iterations: result.iterations,
    metrics: result.metrics,
    ignoredMetrics: [],
    logTail: [],
    features: result.features,
    byproducts: [],
  }
}

function builtinTask(task: ModelBody['task']): 'classification' | 'regression' {
  if (task === 'classification' || task === 'regression') return task
  throw new ConfigurationError(
    `train.builtin: trains for classification and regression, not ${task}. Use train.command.`,
  )
}
