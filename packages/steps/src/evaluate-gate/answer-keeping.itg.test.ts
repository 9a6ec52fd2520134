import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runForTest } from '../../testing/run-for-test.ts'
import { answerKeeping } from './answer-keeping.ts'

let repository: string

async function git(...args: readonly string[]): Promise<void> {
  const { exitCode, stderrTail } = await runForTest({
    argv: ['git', '-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args],
    cwd: repository,
    env: {},
    inherit: ['PATH', 'HOME'],
    timeoutSeconds: 60,
  })
  expect(stderrTail === '' || exitCode === 0, stderrTail).toBe(true)
}

beforeEach(async () => {
  repository = await mkdtemp(join(tmpdir(), 'mlgate-keeping-'))
  await git('init', '--quiet')
  await writeFile(join(repository, 'test.csv'), 'x,y\n1,0\n')
  await git('add', 'test.csv')
  await git('commit', '--quiet', '-m', 'rows')
})
afterEach(() => rm(repository, { recursive: true, force: true }))

/** Whether answers are kept on a forge; the policy is the target branch's, or the change's own. */
async function isKept(store_answers?: boolean, ownBecause?: string): Promise<boolean> {
  const policy = {
    body: { data: { test: 'test.csv' }, gate: { store_answers } },
    tip: { branch: 'main' },
    ownBecause,
    roots: [],
  } as unknown as Parameters<typeof answerKeeping>[0]
  const deps = {
    exec: runForTest,
    folder: { directory: repository, repositoryRoot: repository },
  } as unknown as Parameters<typeof answerKeeping>[1]
  return (await answerKeeping(policy, deps)).isWanted
}

test('answers are kept where git holds these very rows, and not where a job brought others over them', async () => {
  expect(await isKept()).toBe(true)
  await writeFile(join(repository, 'test.csv'), 'x,y\n2,1\n')
  expect(await isKept()).toBe(false)
  await git('add', 'test.csv')
  expect(await isKept()).toBe(false)
  expect(await isKept(true)).toBe(true)
})

test('a change that brings its own policy does not have answers kept', async () => {
  await git('rm', '--quiet', '--cached', 'test.csv')
  expect(await isKept(true)).toBe(true)
  expect(await isKept(true, 'main does not know the model yet')).toBe(false)
  expect(await isKept(false)).toBe(false)
})
