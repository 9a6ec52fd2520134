import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import type { Exec } from '@mlgate/core'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { GitRepository } from '../testing/index.ts'
import { fetchCommittedFile, siblingAddress } from './fetched-file.ts'

let repository: GitRepository
const atExit: (() => void)[] = []

beforeEach(async () => {
  repository = await GitRepository.make()
})
afterEach(async () => {
  for (const work of atExit.splice(0)) work()
  await repository.remove()
})

const exec: Exec = ({ argv: [program, ...args], cwd, env, stdoutFile }) =>
  new Promise((resolve) => {
    const options = { cwd, env: { PATH: process.env.PATH, ...env }, encoding: 'buffer' } as const
    execFile(program, args, options, (error, stdout, stderr) => {
      if (stdoutFile !== undefined) writeFileSync(stdoutFile, stdout)
      const exitCode = error === null ? 0 : Number(error.code ?? 1)
      resolve({ exitCode, signal: undefined, timedOut: false, stdout: String(stdout), stderrTail: String(stderr) })
    })
  })

const read = (commit: string, path: string) =>
  fetchCommittedFile(
    { exec, onExit: (work) => void atExit.push(work) },
    { url: `file://${repository.directory}`, credential: undefined, advice: 'Can this user fetch it?' },
    { repository: 'acme/policy', commit, path },
  )

describe('an organisation’s policy, with git', () => {
  beforeEach(async () => {
    await exec({ argv: ['git', 'symbolic-ref', 'HEAD', 'refs/heads/main'], cwd: repository.directory, env: {} })
  })

  it('is read at exactly that commit of the default branch', async () => {
    const old = await repository.commitFiles('main', { 'mlgate-policy.yml': 'gate: {}\n' })
    await repository.commitFiles('main', { 'mlgate-policy.yml': 'gate: {threshold: 1}\n' })
    expect(Buffer.from((await read(old, 'mlgate-policy.yml')) ?? []).toString()).toBe('gate: {}\n')
    expect(await read(old, 'none.yml')).toBeUndefined()
  })

  it('is not read at a commit that was not merged, or that there is not', async () => {
    await repository.commitFiles('main', { 'mlgate-policy.yml': 'gate: {}\n' })
    const aside = await repository.commitFiles('aside', { 'mlgate-policy.yml': '{}\n' })
    for (const commit of [aside, 'f'.repeat(40)]) {
      await expect(read(commit, 'mlgate-policy.yml')).rejects.toThrow(`extends: ${commit} is not a commit of main`)
    }
  })

  it('of a repository that is not there is an outage that says what to look at', async () => {
    await repository.commitFiles('main', { a: 'b' })
    const gone = fetchCommittedFile(
      { exec, onExit: (work) => void atExit.push(work) },
      { url: 'file:///nowhere/policy.git', credential: undefined, advice: 'Can this user fetch it?' },
      { repository: 'acme/policy', commit: 'a'.repeat(40), path: 'p.yml' },
    )
    await expect(gone).rejects.toMatchObject({
      name: 'InfrastructureError',
      message: expect.stringContaining('Can this user'),
    })
  })
})

test.each([
  ['git@github.com:acme/flights.git', 'git@github.com:acme/policy.git'],
  ['https://github.com/acme/flights', 'https://github.com/acme/policy.git'],
  ['https://ada:secret@gitlab.example:8443/group/sub/flights.git\n', 'https://gitlab.example:8443/acme/policy.git'],
  ['ssh://git@gitlab.example:2222/acme/flights.git', 'ssh://git@gitlab.example:2222/acme/policy.git'],
  ['/srv/git/flights.git', undefined],
  ['ext::sh -c id', undefined],
  ['', undefined],
])('beside %s lies %s', (origin, address) => {
  expect(siblingAddress(origin, 'acme/policy')).toBe(address)
})
