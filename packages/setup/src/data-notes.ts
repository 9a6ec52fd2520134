import type { Choice } from './choice.ts'
import { groupHint, timeColumns } from './choose-columns.ts'
import type { Training } from './choose-training.ts'
import type { Rows } from './decide-rows.ts'
import type { SeenFiles } from './look-at-files.ts'

/** What should be known of the rows, a sentence each. */
export function dataNotes(
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
