import { execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import type { Exec, ExecRequest } from '@mlgate/core'
import { InfrastructureError } from '@mlgate/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { GitRepository } from '../testing/index.ts'
import { fetchPolicyTip } from './fetched-policy-tip.ts'
import { basicCredential } from './policy-clone.ts'

let repository: GitRepository
let seen: ExecRequest[]
let atExit: (() => void)[]

const onExit = (work: () => void) => void atExit.push(work)

beforeEach(async () => {
  repository = await GitRepository.make()
  seen = []
  atExit = []
})
afterEach(async () => {
  for (const work of atExit) work()
  await repository.remove()
})

const run: Exec = (request) => {
  seen.push(request)
  const [program, ...args] = request.argv
  const options = { cwd: request.cwd, env: { PATH: process.env.PATH, ...request.env }, encoding: 'buffer' } as const
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      if (request.stdoutFile !== undefined) writeFileSync(request.stdoutFile, stdout)
      const exitCode = error === null ? 0 : 1
      resolve({ exitCode, signal: undefined, timedOut: false, stdout: String(stdout), stderrTail: String(stderr) })
    })
  })
}

test('the policy is fetched by git at the tip of the branch, byte for byte', async () => {
  const bytes = new Uint8Array([0xff, 0, 0xc3, 0x28, 10])
  const files = { 'mlgate.yml': 'model: a\n', 'd/ä b.bin': bytes, link: { symlink: 'mlgate.yml' } }
  const commit = await repository.commitFiles('release/1', files)
  const tip = await fetchPolicyTip(
    { exec: run, onExit },
    { url: `file://${repository.directory}`, credential: undefined, advice: '' },
    'release/1',
  )
  expect(tip).toMatchObject({ branch: 'release/1', commit })
  expect(new Uint8Array((await tip.readFile('d/ä b.bin')) ?? [])).toEqual(bytes)
  expect(await tip.readFile('d/none')).toBeUndefined()
  await expect(tip.readFile('link')).rejects.toThrow(/symbolic link/)
})

test('without a branch, it is the default branch of now', async () => {
  await repository.commitFiles('main', { a: 'b' })
  await run({ argv: ['git', 'symbolic-ref', 'HEAD', 'refs/heads/main'], cwd: repository.directory, env: {} })
  const tip = await fetchPolicyTip(
    { exec: run, onExit },
    { url: `file://${repository.directory}`, credential: undefined, advice: '' },
    undefined,
  )
  expect(tip.branch).toBe('main')
})

test('a token is in no argument and in no error', async () => {
  const remote = {
    url: `file://${repository.directory}`,
    credential: basicCredential('gitlab-ci-token', 'glcbt-secret'),
    advice: 'Ask the project.',
  }
  const error: unknown = await fetchPolicyTip({ exec: run, onExit }, remote, 'missing').catch(
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(InfrastructureError)
  expect(String(error)).toMatch(/Ask the project/)
  expect(String(error) + seen.flatMap(({ argv }) => argv).join(' ')).not.toContain('glcbt-secret')
  const basic = Buffer.from('gitlab-ci-token:glcbt-secret').toString('base64')
  expect(seen[0]?.env.GIT_CONFIG_VALUE_0).toBe(`Authorization: Basic ${basic}`)
})

test('what was fetched is gone when the process ends, or at once when it fails', async () => {
  await repository.commitFiles('main', { a: 'b' })
  const remote = { url: `file://${repository.directory}`, credential: undefined, advice: '' }
  await fetchPolicyTip({ exec: run, onExit }, remote, 'main')
  await fetchPolicyTip({ exec: run, onExit }, remote, 'missing').catch(() => undefined)
  const [kept, failed] = [...new Set(seen.map(({ cwd }) => cwd))]
  expect([existsSync(kept ?? ''), existsSync(failed ?? '')]).toEqual([true, false])
  for (const work of atExit) work()
  expect(existsSync(kept ?? '')).toBe(false)
})
