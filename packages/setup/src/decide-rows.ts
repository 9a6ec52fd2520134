import type { ObservedFile } from '@mlgate/contracts'
import { ConfigurationError } from '@mlgate/core'
import { type Asker, settle } from './asker.ts'
import { type Choice, sure } from './choice.ts'
import { chooseData } from './choose-data.ts'
import type { SeenTools } from './existing-tools.ts'
import type { DataReader, DividedFile } from './observe-data.ts'
import type { Answers, Surroundings } from './surroundings.ts'

/** The files of rows that were decided on, looked at. */
export interface Rows {
  readonly train: ObservedFile | undefined
  readonly test: ObservedFile
  readonly trainChoice: Choice<string> | undefined
  readonly testChoice: Choice<string>
  readonly validation: Choice<string> | undefined
  readonly validationRows: ObservedFile | undefined
  readonly divided: DividedFile | undefined
}

const noData = `No file of rows was found here (.csv, .tsv, .jsonl, .ndjson, also with .gz or .zst; .parquet, .arrow, .feather, .duckdb). mlgate checks a table to train on and a table
that the gate alone judges on: put them here, or name them with --train and --test. docs/getting-started.md writes the
files one by one.`

/** Which rows are trained on and which are judged on; one file is never both. */
export async function decideRows(
  { seen, data }: Surroundings,
  tools: SeenTools,
  answers: Answers,
  asker: Asker | undefined,
): Promise<Rows> {
  const chosen = chooseData(seen.data, tools.training?.inputs)
  if (seen.data.length === 0 && answers.train === undefined && answers.test === undefined) {
    const fetch = seen.texts.has('dvc.yaml') ? ' DVC is used here: dvc pull may bring them.' : ''
    throw new ConfigurationError(`${noData}${fetch}`)
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
    if (divides) return divided(await data.split(trainChoice.value, answers.group), answers.group)
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
  await refuseSet(data, 'test', testChoice.value, 'evaluate-gate')
  const train = trainChoice === undefined ? undefined : await data.observe(trainChoice.value)
  const test = await data.observe(testChoice.value)
  const validationRows = await validationOf(data, chosen.validation?.value, train ?? test)
  return {
    train,
    test,
    trainChoice,
    testChoice,
    validation: validationRows && chosen.validation,
    validationRows,
    divided: undefined,
  }
}

/** Throws ConfigurationError for several files, or a table of a database, where a step needs one file. */
export async function refuseSet(data: DataReader, flag: 'train' | 'test', path: string, step: string): Promise<void> {
  if (!(await data.isSet(path))) return
  throw new ConfigurationError(
    `${path}: stands for several files or a table of a database, which validate-data alone reads. ${step} needs one file: write the rows into one, and name it with --${flag}.`,
  )
}

/** The rows to choose by. A file that only is called so, and has other columns, is none. */
async function validationOf(
  data: DataReader,
  path: string | undefined,
  { columns }: ObservedFile,
): Promise<ObservedFile | undefined> {
  if (path === undefined || (await data.isSet(path))) return undefined
  const observed = await data.observe(path)
  const present = new Set(observed.columns.map(({ name }) => name))
  return columns.every(({ name }) => present.has(name)) ? observed : undefined
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

function divided(parts: DividedFile, group: string | undefined): Rows {
  const because = `divided from ${parts.from} by a hash of each row's ${group === undefined ? 'number' : JSON.stringify(group)}`
  return {
    train: parts.train.observed,
    test: parts.test.observed,
    trainChoice: sure(parts.train.path, because),
    testChoice: sure(parts.test.path, `${because}; training must not read ${parts.from}`),
    validation: undefined,
    validationRows: undefined,
    divided: parts,
  }
}
