import type { ObservedColumn, ObservedFile } from '@mlgate/contracts'
import { ConfigurationError } from '@mlgate/core'
import { type Asker, settle } from './asker.ts'
import { type Choice, sure } from './choice.ts'
import {
  chooseId,
  chooseLabel,
  choosePositive,
  chooseTask,
  featuresInScripts,
  groupHint,
  type ProposedTask,
  timeColumns,
} from './choose-columns.ts'
import { chooseData } from './choose-data.ts'
import { type Candidate, chooseCandidate, chooseTraining, inputsOf, type Training } from './choose-training.ts'
import { readTools, type SeenTools, wordsOf } from './existing-tools.ts'
import { chooseForge, type Forge } from './forge.ts'
import type { SeenFiles } from './look-at-files.ts'
import type { DataReader, DividedFile } from './observe-data.ts'
import { modelName, type ProposedProject } from './project-file.ts'
import { proposeGate } from './propose-gate.ts'

/** What was given by flags. */
export interface Answers {
  readonly model?: string | undefined
  readonly task?: string | undefined
  readonly label?: string | undefined
  readonly id?: string | undefined
  readonly group?: string | undefined
  readonly train?: string | undefined
  readonly test?: string | undefined
  readonly onnx?: string | undefined
  readonly 'train-command'?: string | undefined
  readonly forge?: string | undefined
  /** Whether a lone file of rows may be divided. */
  readonly split?: boolean | undefined
}

export interface Surroundings {
  /** Name of the folder, which names the model. */
  readonly folder: string
  readonly seen: SeenFiles
  readonly data: DataReader
  /** Address of the remote `origin`; undefined when there is none. */
  readonly remote: string | undefined
  /** The default branch. */
  readonly branch: string
  /** Whether this is the root of the repository, where forges look for their files. */
  readonly isRoot: boolean
}

/** All that was decided; nothing is written yet. */
export interface Decision {
  readonly project: ProposedProject
  readonly forge: Forge
  /** The files that a contract is inferred from. */
  readonly observed: readonly ObservedFile[]
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
  const rows = await decideData(around, tools, answers, asker)
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
  const candidate = await decideCandidate(seen, tools, training.value, id, answers, asker)
  const group = checkedGroup(answers.group, files)
  const scripts = training.value.by === 'command' ? scriptsOf(training.value.argv, seen) : []
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
  notes.push(...dataNotes(rows, label.value, group, id, training.value, seen))
  const project: ProposedProject = {
    model: model.value,
    task,
    candidate,
    features: rows.train === undefined ? undefined : featuresInScripts(rows.train, label.value, scripts),
    contract: `contracts/${model.value}.odcs.yaml`,
    train: rows.trainChoice,
    validation: rows.validation,
    test: rows.testChoice,
    label,
    positive: task.value === 'classification' ? choosePositive(testLabel) : undefined,
    id,
    group,
    training,
    branch: around.branch,
    metrics: proposeGate(task.value, testLabel),
  }
  return { project, forge, observed: files, testLabel, divided: rows.divided, notes }
}

interface Rows {
  readonly train: ObservedFile | undefined
  readonly test: ObservedFile
  readonly trainChoice: Choice<string> | undefined
  readonly testChoice: Choice<string>
  readonly validation: Choice<string> | undefined
  readonly divided: DividedFile | undefined
}

const noData = `No file of rows was found here (.csv, .tsv, .parquet, .jsonl, .ndjson). mlgate checks a table to train on and a table
that the gate alone judges on: put them here, or name them with --train and --test. docs/getting-started.md writes the
files one by one.`

async function decideData(
  { seen, data }: Surroundings,
  tools: SeenTools,
  answers: Answers,
  asker: Asker | undefined,
): Promise<Rows> {
  const chosen = chooseData(seen.data, tools.training?.inputs)
  if (seen.data.length === 0 && answers.train === undefined && answers.test === undefined) {
    throw new ConfigurationError(noData)
  }
  const options = seen.data.map((value) => ({ value }))
  const check = (answer: string): string | undefined => (answer.trim() === '' ? 'is empty.' : undefined)
  const wantsTrain =
    answers.train !== undefined || chosen.train !== undefined || asker !== undefined || chosen.test === undefined
  const trainChoice = wantsTrain
    ? await settle(
        {
          flag: 'train',
          question: 'Which rows is the model trained on?',
          given: answers.train,
          proposed: chosen.train,
          check,
          options,
        },
        asker,
      )
    : undefined
  const others = options.filter(({ value }) => value !== trainChoice?.value)
  const proposedTest = chosen.test?.value === trainChoice?.value ? undefined : chosen.test
  if (answers.test === undefined && proposedTest === undefined && trainChoice !== undefined) {
    const divides = answers.split === true || (await offersToDivide(trainChoice.value, others.length, asker))
    if (divides) return divided(await data.split(trainChoice.value, answers.group))
    if (asker === undefined) throw noTest(trainChoice.value)
  }
  const testChoice = await settle(
    {
      flag: 'test',
      question: 'Which rows does the gate judge on?',
      given: answers.test,
      proposed: proposedTest,
      check,
      options: others,
    },
    asker,
  )
  if (trainChoice !== undefined && (await data.isSame(trainChoice.value, testChoice.value))) {
    throw new ConfigurationError(
      `${testChoice.value}: is what the model is trained on, too. Rows that were learned by heart say nothing about a model: name others with --test.`,
    )
  }
  return {
    train: trainChoice === undefined ? undefined : await data.observe(trainChoice.value),
    test: await data.observe(testChoice.value),
    trainChoice,
    testChoice,
    validation: chosen.validation,
    divided: undefined,
  }
}

async function offersToDivide(file: string, others: number, asker: Asker | undefined): Promise<boolean> {
  if (asker === undefined || others > 0) return false
  return asker.confirm({
    text: `${file} is the only file. Divide its rows into a file to train on and a file to judge on?`,
    initial: true,
  })
}

function noTest(train: string): ConfigurationError {
  return new ConfigurationError(
    `There are no rows that training never sees, and the gate judges on no others. Name them with --test, or let --split divide ${train} into two files, one row in five for the gate.`,
  )
}

function divided(parts: DividedFile): Rows {
  const because = `divided from ${parts.from} by a hash of each row's number or group`
  return {
    train: parts.train.observed,
    test: parts.test.observed,
    trainChoice: sure(parts.train.path, because),
    testChoice: sure(parts.test.path, `${because}; training must not read ${parts.from}`),
    validation: undefined,
    divided: parts,
  }
}

async function decideLabel(
  rows: Rows,
  seen: SeenFiles,
  answers: Answers,
  asker: Asker | undefined,
): Promise<Choice<string>> {
  const file = rows.train ?? rows.test
  const names = file.columns.map(({ name }) => name)
  return settle(
    {
      flag: 'label',
      question: 'Which column is predicted?',
      given: answers.label,
      proposed: chooseLabel(file, [...seen.scripts.values()]),
      check: (answer) => missingColumn(answer, [file, rows.test]),
      options: names.map((value) => ({ value })),
    },
    asker,
  ).then((label) => {
    const missing = missingColumn(label.value, [file, rows.test])
    if (missing !== undefined) throw new ConfigurationError(`${JSON.stringify(label.value)}: ${missing}`)
    return label
  })
}

function missingColumn(name: string, files: readonly ObservedFile[]): string | undefined {
  for (const { file, columns } of files) {
    if (columns.some((column) => column.name === name)) continue
    const known = columns.map((column) => JSON.stringify(column.name))
    const shown = known.length > 20 ? [...known.slice(0, 20), `… (${known.length})`] : known
    return `${file} has no such column. It has ${shown.join(', ')}.`
  }
  return undefined
}

function columnOf({ columns, file }: ObservedFile, name: string): ObservedColumn {
  const column = columns.find((one) => one.name === name)
  if (column === undefined) throw new RangeError(`${file} has no column ${name}`)
  if (column.present === 0)
    throw new ConfigurationError(`${file}: the label ${JSON.stringify(name)} has no value in any row.`)
  return column
}

async function decideTask(
  label: ObservedColumn,
  file: string,
  answers: Answers,
  asker: Asker | undefined,
): Promise<Choice<ProposedTask>> {
  const tasks = ['classification', 'regression'] as const
  const settled = await settle(
    {
      flag: 'task',
      question: 'Is a class predicted, or a number?',
      given: answers.task,
      proposed: chooseTask(label, file),
      check: (answer) =>
        tasks.some((task) => task === answer)
          ? undefined
          : 'init proposes classification and regression; for ranking and forecast see docs/project-file.md.',
      options: tasks.map((value) => ({ value })),
    },
    asker,
  )
  return { ...settled, value: settled.value === 'regression' ? 'regression' : 'classification' }
}

async function decideId(
  files: readonly ObservedFile[],
  label: string,
  answers: Answers,
  asker: Asker | undefined,
): Promise<Choice<string> | undefined> {
  const proposed = chooseId(files, label)
  if (answers.id === undefined && proposed?.sure !== true) {
    if (asker === undefined || proposed === undefined) return undefined
    const uses = await asker.confirm({
      text: `Does ${JSON.stringify(proposed.value)} identify a row? (${proposed.because})`,
      initial: false,
    })
    return uses ? { ...proposed, sure: true } : undefined
  }
  const check = (answer: string): string | undefined =>
    answer === label
      ? 'is what is predicted.'
      : (missingColumn(answer, files) ??
        (files.every(({ columns }) => columns.some(({ name, unique }) => name === answer && unique))
          ? undefined
          : 'does not have a value of its own in every row, so it identifies none.'))
  return settle(
    { flag: 'id', question: 'Which column identifies a row?', given: answers.id, proposed, check },
    undefined,
  )
}

async function decideTraining(
  { seen }: Surroundings,
  tools: SeenTools,
  task: ProposedTask,
  answers: Answers,
  asker: Asker | undefined,
): Promise<Choice<Training>> {
  const proposed = chooseTraining(seen, tools, task)
  if (
    answers['train-command'] === undefined &&
    (proposed.value.by !== 'command' || (asker === undefined && proposed.sure))
  ) {
    return proposed
  }
  const words = proposed.value.by === 'command' ? proposed.value.argv : undefined
  const settled = await settle(
    {
      flag: 'train-command',
      question: 'Which command trains the model?',
      given: answers['train-command'],
      proposed: words === undefined ? undefined : { ...proposed, value: lineOf(words) },
      check: (answer) =>
        wordsOf(answer) === undefined
          ? 'is a line for a shell, which is not used. Write a script, and name its program and arguments.'
          : undefined,
    },
    asker,
  )
  const argv = wordsOf(settled.value)
  if (argv === undefined || settled.value === (words && lineOf(words))) return { ...proposed, sure: true }
  return sure({ by: 'command', argv, inputs: inputsOf(argv, seen, []) }, settled.because)
}

function lineOf(words: readonly string[]): string {
  return words.map((word) => (/^[\w./=:@%+,-]+$/.test(word) ? word : `'${word}'`)).join(' ')
}

async function decideCandidate(
  seen: SeenFiles,
  tools: SeenTools,
  training: Training,
  id: Choice<string> | undefined,
  answers: Answers,
  asker: Asker | undefined,
): Promise<Choice<Candidate>> {
  const proposed = chooseCandidate(seen, tools, training)
  if (answers.onnx === undefined && proposed.value.kind === 'predictions') {
    if (id !== undefined) return proposed
    throw new ConfigurationError(
      `${proposed.value.path}: a table of predictions is paired with the rows by a column that identifies them. Name it with --id, or a model with --onnx.`,
    )
  }
  const settled = await settle(
    {
      flag: 'onnx',
      question: 'Which file is the model (ONNX)?',
      given: answers.onnx,
      proposed: { ...proposed, value: proposed.value.path },
      check: wrongModelPath,
    },
    asker,
  )
  return { ...settled, value: { kind: 'onnx', path: settled.value } }
}

function wrongModelPath(path: string): string | undefined {
  return /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\p{Cc}\\]+$/u.test(path.trim())
    ? undefined
    : 'must be a path below this folder, such as out/model.onnx.'
}

function checkedGroup(group: string | undefined, files: readonly ObservedFile[]): string | undefined {
  const missing = group === undefined ? undefined : missingColumn(group, files)
  if (missing !== undefined) throw new ConfigurationError(`--group ${JSON.stringify(group)}: ${missing}`)
  return group
}

function scriptsOf(argv: readonly string[], seen: SeenFiles): readonly string[] {
  return argv.flatMap((word) => seen.scripts.get(word) ?? [])
}

async function decideForge(
  { seen, remote, isRoot }: Surroundings,
  answers: Answers,
  asker: Asker | undefined,
  notes: string[],
): Promise<Forge> {
  const forges = ['github', 'gitlab', 'none'] as const
  if (!isRoot && answers.forge === undefined) {
    notes.push(
      'No workflow is written: forges look for it at the root of the repository, and this is a folder below it.',
    )
    return 'none'
  }
  const proposed = chooseForge(seen, remote)
  if (answers.forge === undefined && asker === undefined && !proposed.sure) {
    notes.push(
      `No workflow is written, since no forge was recognised (${proposed.because}): --forge github or --forge gitlab writes it.`,
    )
    return 'none'
  }
  const { value } = await settle(
    {
      flag: 'forge',
      question: 'Where do the steps run?',
      given: answers.forge,
      proposed,
      check: (answer) => (forges.some((forge) => forge === answer) ? undefined : `is none of ${forges.join(', ')}.`),
      options: [
        { value: 'github', hint: 'GitHub Actions' },
        { value: 'gitlab', hint: 'GitLab CI/CD' },
        { value: 'none', hint: 'no workflow is written' },
      ],
    },
    asker,
  )
  return forges.find((forge) => forge === value) ?? 'none'
}

/** `mlgate.yml`'s own words for a model's name. */
function wrongName(name: string): string | undefined {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(name)
    ? undefined
    : 'must be 1 to 100 letters, digits, hyphens, underscores and dots, no dot or hyphen first.'
}

function dataNotes(
  { train, test }: Rows,
  label: string,
  group: string | undefined,
  id: Choice<string> | undefined,
  training: Training,
  seen: SeenFiles,
): readonly string[] {
  const file = train ?? test
  const times = timeColumns(file)
  const unlabelled = test.rows - (test.columns.find(({ name }) => name === label)?.present ?? 0)
  const hint = group === undefined ? groupHint(file, [label, id?.value]) : undefined
  return [
    ...(times.length === 0
      ? []
      : [
          `${list(times)} ${times.length === 1 ? 'holds' : 'hold'} times. If the future of a series is predicted, write task: forecast (docs/gate.md), and judge on later rows than you train on.`,
        ]),
    ...(hint === undefined
      ? []
      : [
          `Several rows have the same ${JSON.stringify(hint)}. If they depend on each other, give --group ${JSON.stringify(hint)}; and no value of it should be in both files.`,
        ]),
    ...(unlabelled === 0
      ? []
      : [
          `${unlabelled} rows of ${test.file} have no ${JSON.stringify(label)}. The gate refuses rows without a label: label them, or take them out.`,
        ]),
    ...(test.rows < 100
      ? [`${test.file} has ${test.rows} rows: only large differences between models will be told from chance.`]
      : []),
    ...(training.by === 'builtin' && seen.notebooks.length > 0
      ? [
          `A notebook cannot be run as a step: move the training of ${seen.notebooks[0]} into a script, and name it with --train-command.`,
        ]
      : []),
  ]
}

function list(names: readonly string[]): string {
  return names
    .slice(0, 5)
    .map((name) => JSON.stringify(name))
    .join(', ')
}
