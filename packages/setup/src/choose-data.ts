import { type Choice, sure, unsure } from './choice.ts'

/** The files of rows, by what they are for. */
export interface ChosenData {
  readonly train: Choice<string> | undefined
  readonly validation: Choice<string> | undefined
  readonly test: Choice<string> | undefined
}

type Role = 'train' | 'validation' | 'test'

/** How people call them, as a word of the file's name or its folder's. */
const words: Readonly<Record<Role, readonly string[]>> = {
  train: ['train', 'training', 'fit'],
  validation: ['validation', 'valid', 'val', 'dev'],
  test: ['test', 'testing', 'holdout', 'eval', 'evaluation'],
}

/**
 * Which files are to train on, to choose by and to judge on, by their names: `train.csv` and `test.csv` of one folder
 * before others. One file is never two of them.
 *
 * @param hinted files that another tool's training reads
 */
export function chooseData(files: readonly string[], hinted: readonly string[] = []): ChosenData {
  const byRole = (role: Role): readonly string[] => files.filter((file) => roleOf(file) === role)
  const [trains, tests] = [byRole('train'), byRole('test')]
  const pair = pairOf(trains, tests)
  const train = pair?.train ?? trains[0]
  const test = pair?.test ?? tests[0]
  const only = files.length === 1 ? files[0] : files.find((file) => hinted.includes(file))
  const validation = byRole('validation').find((file) => train === undefined || folderOf(file) === folderOf(train))
  const lone = train ?? (only === test ? undefined : only)
  return {
    train:
      lone === undefined
        ? undefined
        : chosen(lone, trains, train === undefined ? 'the file of rows that is here' : 'chosen by its name'),
    validation: validation === undefined ? undefined : sure(validation, 'chosen by its name'),
    test: test === undefined ? undefined : chosen(test, tests, 'chosen by its name'),
  }
}

function chosen(file: string, alike: readonly string[], because: string): Choice<string> {
  const others = alike.filter((other) => other !== file)
  if (others.length === 0) return sure(file, because)
  return unsure(file, `${others.length + 1} files have such names: ${[file, ...others.slice(0, 4)].join(', ')}`)
}

/** Two that differ in the one word alone. Undefined unless there is one such pair. */
function pairOf(
  trains: readonly string[],
  tests: readonly string[],
): { readonly train: string; readonly test: string } | undefined {
  const pairs = trains.flatMap((train) =>
    tests.filter((test) => stemOf(train) === stemOf(test)).map((test) => ({ train, test })),
  )
  return pairs[0]
}

function wordsOf(file: string): readonly string[] {
  return file
    .replace(/\.[^./]+$/, '')
    .toLowerCase()
    .split(/[^a-z]+/)
}

function roleOf(file: string): Role | undefined {
  // The last word that tells: data/test/training-2024.csv is for training.
  for (const word of wordsOf(file).toReversed()) {
    const role = (['train', 'validation', 'test'] as const).find((one) => words[one].includes(word))
    if (role !== undefined) return role
  }
  return undefined
}

function stemOf(file: string): string {
  const telling = new Set(Object.values(words).flat())
  return `${file
    .toLowerCase()
    .split(/([^a-z]+)/)
    .map((part) => (telling.has(part) ? '*' : part))
    .join('')}`
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1)
}
