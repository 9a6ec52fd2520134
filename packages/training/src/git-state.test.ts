import { ConfigurationError, type Exec } from '@mlgate/core'
import { expect, test } from 'vitest'
import { gitState } from './git-state.ts'

const answer = (exitCode: number, stdout = '', stderrTail = '') =>
  ({ exitCode, signal: undefined, timedOut: false, stdout, stderrTail }) as const
const commit = '7fd1a60b01f91b314f59955a4e4d4e80d8edf11d'

function git(answers: Readonly<Record<string, ReturnType<typeof answer>>>): Exec {
  return async ({ argv }) => {
    const subcommand = argv.find((word) => word in answers)
    if (subcommand === undefined) throw new Error(`unexpected ${argv.join(' ')}`)
    return answers[subcommand]!
  }
}

test('a clean tree is its commit', async () => {
  const exec = git({ 'rev-parse': answer(0, `${commit}\n`), status: answer(0) })
  expect(await gitState('/project', exec)).toEqual({ commit, dirty: false })
})

test('a changed tracked file makes it dirty', async () => {
  const exec = git({ 'rev-parse': answer(0, `${commit}\n`), status: answer(0, ' M train.py\0') })
  expect(await gitState('/project', exec)).toEqual({ commit, dirty: true })
})

test.each([
  ['outside a repository', 'fatal: not a git repository (or any of the parent directories): .git'],
  ['before the first commit', 'fatal: Needed a single revision'],
])('%s there is no commit', async (_when, complaint) => {
  expect(await gitState('/project', git({ 'rev-parse': answer(128, '', complaint) }))).toBeUndefined()
})

test('without git there is no commit', async () => {
  const exec: Exec = () => Promise.reject(new ConfigurationError('git: no such program'))
  expect(await gitState('/project', exec)).toBeUndefined()
})

test('a git that refuses to tell is no missing repository', async () => {
  const owner = "fatal: detected dubious ownership in repository at '/project'"
  await expect(gitState('/project', git({ 'rev-parse': answer(128, '', owner) }))).rejects.toThrow(
    /dubious ownership.*safe\.directory/,
  )
  const broken = git({ 'rev-parse': answer(0, commit), status: answer(128, '', 'fatal: index file corrupt') })
  await expect(gitState('/project', broken)).rejects.toThrow('index file corrupt')
})

test('programs that the repository configures are not started', async () => {
  const seen: (readonly string[])[] = []
  const exec: Exec = async ({ argv }) => {
    seen.push(argv)
    return answer(0, commit)
  }
  await gitState('/project', exec)
  for (const argv of seen) expect(argv.slice(0, 3)).toEqual(['git', '-c', 'core.fsmonitor=false'])
})
