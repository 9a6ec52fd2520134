import { ConfigurationError } from '@mlgate/core'
import { type Asker, settle } from './asker.ts'
import { type Choice, sure } from './choice.ts'
import type { ProposedTask } from './choose-columns.ts'
import { type Candidate, chooseCandidate, chooseTraining, inputsOf, type Training } from './choose-training.ts'
import { type SeenTools, wordsOf } from './existing-tools.ts'
import type { SeenFiles } from './look-at-files.ts'
import type { Answers, Surroundings } from './surroundings.ts'

/** How the model is trained. */
export async function decideTraining(
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

/** What is judged. */
export async function decideCandidate(
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
