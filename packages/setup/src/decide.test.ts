import type { ObservedColumn, ObservedFile } from '@mlgate/contracts'
import { describe, expect, test } from 'vitest'
import { type Answers, type Asker, type DataReader, decide, type SeenFiles, settle, sure, unsure } from './index.ts'

function column(name: string, over: Partial<ObservedColumn> = {}): ObservedColumn {
  const values = new Map([
    ['a', 60],
    ['b', 40],
  ])
  return {
    name,
    types: ['string'],
    rows: 100,
    present: 100,
    distinct: 2,
    unique: false,
    range: undefined,
    values,
    ...over,
  }
}

const observed = (file: string): ObservedFile => ({
  file,
  rows: 100,
  columns: [column('first', { unique: true, values: undefined, distinct: 100 }), column('kind'), column('last')],
})

const data: DataReader = {
  reading: undefined,
  isSet: async (path) => path.includes('*'),
  infer: async () => ({ yaml: '', broken: [] }),
  observe: async (path) => observed(path),
  isSame: async (a, b) => a === b,
  split: async (path) => ({
    from: path,
    train: { path: 'rows-train.csv', temporary: '/t', observed: observed('rows-train.csv') },
    test: { path: 'rows-test.csv', temporary: '/u', observed: observed('rows-test.csv') },
  }),
}

function around(files: readonly string[]) {
  const seen: SeenFiles = { data: files, scripts: new Map(), notebooks: [], onnx: [], texts: new Map(), passedOver: [] }
  return { folder: 'f', seen, data, remote: undefined, branch: 'main', isRoot: true }
}

/** Answers what is typed for a question that begins so, else what is proposed; keeps the questions. */
function somebody(typed: Readonly<Record<string, string | boolean>> = {}) {
  const questions: string[] = []
  const answer = (text: string) => {
    questions.push(text)
    return Object.entries(typed).find(([start]) => text.includes(start))?.[1]
  }
  const asker: Asker = {
    select: async ({ text, initial }) => String(answer(text) ?? initial ?? ''),
    text: async ({ text, initial }) => String(answer(text) ?? initial ?? ''),
    confirm: async ({ text, initial }) => (answer(text) ?? initial) === true,
  }
  return { asker, questions }
}

const pair = around(['train.csv', 'test.csv'])
const decided = (answers: Answers, asker?: Asker, where = pair) => decide(where, answers, asker)

describe('somebody who is asked', () => {
  test('sees what is guessed and why, and may say otherwise', async () => {
    const { asker, questions } = somebody({ 'Which column is predicted': 'kind', 'identify a row': true })
    const { project } = await decided({}, asker)
    expect(questions.find((question) => question.includes('predicted?'))).toContain('the last column; no name tells')
    expect(project.label).toMatchObject({ value: 'kind', because: 'as you answered' })
    expect(project.id?.value).toBe('first')
  })

  test('is not asked what a flag says', async () => {
    const { asker, questions } = somebody()
    await decided({ label: 'kind', forge: 'none', model: 'm', task: 'classification' }, asker)
    expect(questions.filter((question) => /predicted|called|steps run/.test(question))).toEqual([])
  })

  test('is offered to divide a lone file', async () => {
    const { asker } = somebody({ 'only file': true })
    const { project, divided } = await decided({ label: 'kind' }, asker, around(['rows.csv']))
    expect([project.train?.value, project.test.value, divided?.from]).toEqual([
      'rows-train.csv',
      'rows-test.csv',
      'rows.csv',
    ])
    expect(project.train?.because).toBe("divided from rows.csv by a hash of each row's number")
  })

  test('is asked about pull requests from forks where the steps run on GitHub, and nowhere else', async () => {
    const { asker, questions } = somebody({ 'from forks': true })
    expect((await decided({ label: 'kind', forge: 'github' }, asker)).forks).toBe(true)
    expect((await decided({ label: 'kind', forge: 'gitlab' }, asker)).forks).toBe(false)
    expect(questions.filter((question) => question.includes('from forks'))).toHaveLength(1)
  })

  test('who leaves, leaves nothing decided', async () => {
    const { asker } = somebody()
    const leaving = { ...asker, select: () => Promise.reject(new Error('left')) }
    await expect(decided({}, leaving)).rejects.toThrow('left')
  })
})

describe('with nobody to ask', () => {
  test('a guess is not used, and the flag is named', async () => {
    await expect(decided({})).rejects.toThrow(
      'A guess is "last": the last column; no name tells what is predicted. Say it with --label.',
    )
  })

  test('an id that no name tells is left out', async () => {
    expect((await decided({ label: 'kind' })).project.id).toBeUndefined()
  })

  test.each([
    [{ label: 'kind', id: 'last' }, 'does not have a value of its own'],
    [{ label: 'kind', id: 'kind' }, 'is what is predicted'],
    [{ label: 'nothing' }, '--label "nothing": train.csv has no such column'],
    [{ label: 'kind', group: 'nothing' }, '--group "nothing"'],
    [{ label: 'kind', onnx: '../m.onnx' }, 'must be a path below this folder'],
    [{ label: 'kind', model: '../x' }, 'must be 1 to 100 letters'],
    [{ label: 'kind', 'train-command': 'a | b' }, 'is a line for a shell'],
    [{ label: 'kind', test: 'train.csv' }, 'is what the model is trained on, too'],
  ])('%j is refused', async (answers, message) => {
    await expect(decided(answers)).rejects.toThrow(message)
  })

  test('forks get their workflow by the flag alone, and the flag is named', async () => {
    const without = await decided({ label: 'kind', forge: 'github' })
    expect(without.forks).toBe(false)
    expect(without.notes.join()).toContain('--forks writes .github/workflows/mlgate-comment.yml')
    const { forks, notes } = await decided({ label: 'kind', forge: 'github', forks: true })
    expect(forks).toBe(true)
    expect(notes.join()).not.toContain('--forks')
    const texts = new Map([['.github/workflows/mlgate-comment.yml', '']])
    const present = { ...pair, seen: { ...pair.seen, texts } }
    const again = await decided({ label: 'kind', forge: 'github' }, undefined, present)
    expect([again.forks, again.notes.join()]).toEqual([false, ''])
  })

  test('below the root of a repository no workflow is written, and it is said why', async () => {
    const { forge, notes } = await decided({ label: 'kind' }, undefined, { ...pair, isRoot: false })
    expect(forge).toBe('none')
    expect(notes.join()).toContain('root of the repository')
  })
})

test('what is sure needs nobody, and what is given is checked', async () => {
  const wanted = { flag: 'x', question: 'What?', given: undefined, proposed: sure('a', 'seen'), check: () => undefined }
  expect(await settle(wanted, undefined)).toEqual({ value: 'a', sure: true, because: 'seen' })
  await expect(settle({ ...wanted, proposed: unsure('a', 'guessed') }, undefined)).rejects.toThrow('--x')
  await expect(settle({ ...wanted, given: 'b', check: () => 'is wrong.' }, undefined)).rejects.toThrow(
    '--x "b": is wrong.',
  )
})
