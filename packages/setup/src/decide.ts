import type { KeptContract, ObservedColumn } from '@mlgate/contracts'
import { ConfigurationError } from '@mlgate/core'
import { type Asker, settle } from './asker.ts'
import { builtinFeatures } from './builtin-features.ts'
import { sure } from './choice.ts'
import { choosePositive, featuresInScripts } from './choose-columns.ts'
import { scriptsOf } from './choose-training.ts'
import { dataNotes } from './data-notes.ts'
import { checkedGroup, columnOf, decideId, decideLabel, decideTask } from './decide-columns.ts'
import { decideForge, decideForks } from './decide-forge.ts'
import { decideCandidate, decideTraining } from './decide-model.ts'
import { decideRows, type Rows, refuseSet } from './decide-rows.ts'
import { readTools } from './existing-tools.ts'
import type { Forge } from './forge.ts'
import type { DividedFile, ObservedRole } from './observe-data.ts'
import { modelName, type ProposedProject } from './project-file.ts'
import { proposeGate } from './propose-gate.ts'
import type { Answers, Surroundings } from './surroundings.ts'

/** All that was decided; nothing is written yet. */
export interface Decision {
  readonly project: ProposedProject
  readonly forge: Forge
  /** Whether pull requests from forks get a workflow that comments on them. */
  readonly forks: boolean
  /** The contract that all files of rows keep. */
  readonly contract: KeptContract
  readonly testLabel: ObservedColumn
  readonly divided: DividedFile | undefined
  /** What the user should know, a sentence each. */
  readonly notes: readonly string[]
}

/**
 * Decides all that a project file says, from what lies here, flags, and the answers of somebody who is asked. Throws
 * ConfigurationError where nothing tells, naming the flag to give.
 */
export async function decide(around: Surroundings, answers: Answers, asker: Asker | undefined): Promise<Decision> {
  const { seen } = around
  const tools = readTools(seen)
  const notes = [...tools.notes, ...seen.passedOver.map((sentence) => `${sentence}.`)]
  const rows = await decideRows(around, tools, answers, asker)
  const label = await decideLabel(rows, seen, answers, asker)
  const [trainLabel, testLabel] = [columnOf(rows.train ?? rows.test, label.value), columnOf(rows.test, label.value)]
  const task = await decideTask(trainLabel, (rows.train ?? rows.test).file, answers, asker)
  if (testLabel.values?.size === 1) {
    throw new ConfigurationError(
      `${rows.test.file}: ${JSON.stringify(label.value)} has one value in all rows, so every model would be right. Name another column with --label, or other rows with --test.`,
    )
  }
  const files = [...(rows.train === undefined ? [] : [rows.train]), rows.test]
  const id = await decideId(files, label.value, answers, asker)
  const training = await decideTraining(around, tools, task.value, answers, asker)
  if (training.value.by !== 'nobody' && rows.train === undefined) {
    throw new ConfigurationError('There is no file of rows to train on. Name it with --train.')
  }
  if (training.value.by !== 'nobody' && rows.trainChoice !== undefined) {
    await refuseSet(around.data, 'train', rows.trainChoice.value, 'train-model')
  }
  const candidate = await decideCandidate(seen, tools, training.value, id, answers, asker)
  const group = checkedGroup(answers.group, files)
  const scripts = scriptsOf(training.value, seen)
  const model = await settle(
    {
      flag: 'model',
      question: 'What is the model called?',
      given: answers.model,
      proposed: sure(modelName(around.folder), 'after the folder'),
      check: wrongName,
    },
    asker,
  )
  const forge = await decideForge(around, answers, asker, notes)
  const forks = await decideForks(forge, seen, answers, asker, notes)
  notes.push(...dataNotes(rows, label.value, group, id, training.value, seen))
  const project: ProposedProject = {
    model: model.value,
    task,
    candidate,
    features: rows.train === undefined ? undefined : featuresInScripts(rows.train, label.value, scripts),
    builtinFeatures:
      training.value.by === 'builtin' ? builtinFeatures(files, [label.value, id?.value, group]) : undefined,
    contract: `contracts/${model.value}.odcs.yaml`,
    train: rows.trainChoice,
    validation: rows.validation,
    reading: around.data.reading,
    test: rows.testChoice,
    label,
    positive: task.value === 'classification' ? choosePositive(testLabel) : undefined,
    id,
    group,
    training,
    branch: around.branch,
    metrics: proposeGate(task.value, testLabel),
  }
  const roles = {
    label: label.value,
    ...(id === undefined ? {} : { id: id.value }),
    ...(group === undefined ? {} : { group }),
  }
  const contract = await around.data.infer(
    rolesOf(rows),
    { name: model.value, id: id?.value, label: label.value },
    { roles, classification: task.value === 'classification' },
  )
  return { project, forge, forks, contract, testLabel, divided: rows.divided, notes }
}

function rolesOf({ train, validationRows, test }: Rows): readonly ObservedRole[] {
  const named = { train, validation: validationRows, test }
  return (['train', 'validation', 'test'] as const).flatMap((role) => {
    const observed = named[role]
    return observed === undefined ? [] : [{ role, observed }]
  })
}

/** `mlgate.yml`'s own words for a model's name. */
function wrongName(name: string): string | undefined {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(name)
    ? undefined
    : 'must be 1 to 100 letters, digits, hyphens, underscores and dots, no dot or hyphen first.'
}
