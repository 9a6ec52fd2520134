import type { ObservedColumn, ObservedFile } from '@mlgate/contracts'
import { ConfigurationError } from '@mlgate/core'
import { type Asker, settle } from './asker.ts'
import type { Choice } from './choice.ts'
import { chooseId, chooseLabel, chooseTask, type ProposedTask } from './choose-columns.ts'
import type { Rows } from './decide-rows.ts'
import type { SeenFiles } from './look-at-files.ts'
import type { Answers } from './surroundings.ts'

/** The column that is predicted; it is in both files. */
export async function decideLabel(
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

/** The column of that name, which holds a value. */
export function columnOf({ columns, file }: ObservedFile, name: string): ObservedColumn {
  const column = columns.find((one) => one.name === name)
  if (column === undefined) throw new RangeError(`${file} has no column ${name}`)
  if (column.present === 0)
    throw new ConfigurationError(`${file}: the label ${JSON.stringify(name)} has no value in any row.`)
  return column
}

/** Whether a class is predicted, or a number. */
export async function decideTask(
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

/** The column that identifies a row; undefined when none does for sure. */
export async function decideId(
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

/** The column whose rows depend on each other, when a flag names one that is there. */
export function checkedGroup(group: string | undefined, files: readonly ObservedFile[]): string | undefined {
  const missing = group === undefined ? undefined : missingColumn(group, files)
  if (missing !== undefined) throw new ConfigurationError(`--group ${JSON.stringify(group)}: ${missing}`)
  return group
}
