import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Exec, ExecRequest } from '@mlgate/core'
import { InfrastructureError } from '@mlgate/core'
import { expect, onTestFinished, test } from 'vitest'
import { GitRepository, recordEffects } from '../../testing/index.ts'
import { GenericHost } from './generic-host.ts'

/** A clone as a CI system makes it, of an origin whose main and release have policies of their own. */
async function checkout(change: string) {
  const origin = await GitRepository.make()
  await origin.commitFiles('main', { 'mlgate.yml': 'policy of main' })
  await origin.commitFiles('release', { 'mlgate.yml': 'policy of release' })
  await origin.commitFiles('change', { 'mlgate.yml': change })
  execFileSync('git', ['-C', origin.directory, 'symbolic-ref', 'HEAD', 'refs/heads/main'])
  const clone = mkdtempSync(join(tmpdir(), 'mlgate-ci-'))
  execFileSync('git', ['clone', '--quiet', '--depth=1', '--branch=change', `file://${origin.directory}`, clone])
  onTestFinished(async () => {
    await origin.remove()
    rmSync(clone, { recursive: true, force: true })
  })
  return { origin, clone }
}

const atExit: (() => void)[] = []

function host(env: Record<string, string>, directory: string) {
  const requests: ExecRequest[] = []
  const exec: Exec = async (request) => {
    requests.push(request)
    return run(request)
  }
  const effects = recordEffects({ exec, onExit: (work) => void atExit.push(work) })
  onTestFinished(() => {
    for (const work of atExit.splice(0)) work()
  })
  return { host: new GenericHost(env, effects.deps, directory), effects, requests }
}

const policyOf = async (env: Record<string, string>, directory: string) => {
  const tip = await host(env, directory).host.policyTip()
  return { branch: tip?.branch, text: Buffer.from((await tip?.readFile('mlgate.yml')) ?? []).toString() }
}

const main = { branch: 'main', text: 'policy of main' }
const release = { branch: 'release', text: 'policy of release' }

test.each([
  ['Jenkins', { JENKINS_URL: 'x', CHANGE_ID: '5', CHANGE_TARGET: 'release' }],
  [
    'Azure Pipelines',
    { TF_BUILD: 'True', SYSTEM_PULLREQUEST_PULLREQUESTID: '5', SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/release' },
  ],
  ['Buildkite', { BUILDKITE: 'true', BUILDKITE_PULL_REQUEST: '5', BUILDKITE_PULL_REQUEST_BASE_BRANCH: 'release' }],
  ['Bitbucket', { BITBUCKET_BUILD_NUMBER: '1', BITBUCKET_PR_ID: '5', BITBUCKET_PR_DESTINATION_BRANCH: 'release' }],
  [
    'CircleCI, told by the pipeline',
    { CIRCLECI: 'true', CIRCLE_PULL_REQUEST: 'https://x.example/pull/5', MLGATE_TARGET_BRANCH: 'release' },
  ],
])('a change judged on %s has the policy of its target branch', async (_, env) => {
  const { clone } = await checkout('anything goes')
  expect(await policyOf(env, clone)).toEqual(release)
  expect(await host(env, clone).host.change()).toMatchObject({ number: 5, targetBranch: 'release' })
})

test('where the target is not told, and on other events, it is the default branch’s, and the log says so', async () => {
  const { clone } = await checkout('anything goes')
  expect(await policyOf({ JENKINS_URL: 'x', BRANCH_NAME: 'change' }, clone)).toEqual(main)
  expect(await policyOf({ CI: 'true' }, clone)).toEqual(main)
  const circle = host({ CIRCLECI: 'true', CIRCLE_PULL_REQUEST: 'https://x.example/pull/5' }, clone)
  expect(await circle.host.change()).toMatchObject({
    targetBranch: 'main',
    headCommit: expect.stringMatching(/^\w{40}$/),
  })
  expect(circle.effects.logged.join('\n')).toContain('circleci does not tell the target branch')
})

test('on a machine of one’s own the working tree is the policy', async () => {
  const { clone } = await checkout('anything goes')
  expect(await host({}, clone).host.policyTip()).toBeUndefined()
})

test('a policy that cannot be read is an outage with advice, never the change’s own', async () => {
  const { clone } = await checkout('anything goes')
  const gone = host({ JENKINS_URL: 'x', CHANGE_ID: '5', CHANGE_TARGET: 'nowhere' }, clone).host
  const error: unknown = await gone.policyTip().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(InfrastructureError)
  expect(String(error)).toContain('persistCredentials: true')
  const none = host({ JENKINS_URL: 'x' }, tmpdir()).host
  await expect(none.policyTip()).rejects.toThrow('is no git clone with a remote origin')
  await expect(none.policyTip()).rejects.toThrow(InfrastructureError)
})

test.each(['--upload-pack=touch x', 'a..b', 'a b'])('a target branch called %s is refused', async (name) => {
  const { clone } = await checkout('anything goes')
  const { host: jenkins } = host({ JENKINS_URL: 'x', CHANGE_ID: '5', CHANGE_TARGET: name }, clone)
  await expect(jenkins.policyTip()).rejects.toThrow('which is none')
})

test('credentials of the clone are used for its address alone, and are in no argument and no error', async () => {
  const { clone } = await checkout('anything goes')
  const address = 'http://ci:hunter2@127.0.0.1:9/acme/m.git'
  execFileSync('git', ['-C', clone, 'remote', 'set-url', 'origin', address])
  const inAddress = host({ JENKINS_URL: 'x' }, clone)
  const refused: unknown = await inAddress.host.policyTip().catch((thrown: unknown) => thrown)
  expect(String(refused)).toContain('http://127.0.0.1:9/acme/m.git')
  const shown = [String(refused), ...inAddress.requests.flatMap(({ argv }) => argv)].join('\n')
  expect(shown).not.toContain('hunter2')
  const value = `Authorization: Basic ${Buffer.from('ci:hunter2').toString('base64')}`
  expect(inAddress.requests.at(-1)?.env).toMatchObject({
    GIT_CONFIG_KEY_0: 'http.http://127.0.0.1:9/acme/m.git.extraHeader',
    GIT_CONFIG_VALUE_0: value,
  })
  // As checkout with persistCredentials leaves it.
  execFileSync('git', [
    '-C',
    clone,
    'config',
    'http.http://127.0.0.1:9/acme/m.git.extraheader',
    'AUTHORIZATION: bearer t0',
  ])
  execFileSync('git', ['-C', clone, 'remote', 'set-url', 'origin', 'http://127.0.0.1:9/acme/m.git'])
  const persisted = host({ TF_BUILD: 'True' }, clone)
  await expect(persisted.host.policyTip()).rejects.toThrow(InfrastructureError)
  expect(persisted.requests.at(-1)?.env).toMatchObject({ GIT_CONFIG_VALUE_0: 'AUTHORIZATION: bearer t0' })
})

test('an artifact may be named by a path from here, since another machine has another workspace', async () => {
  const { clone } = await checkout('anything goes')
  writeFileSync(join(clone, 'model.onnx'), 'bytes')
  const folder = mkdtempSync(join(clone, 'out-'))
  writeFileSync(join(folder, 'model.onnx'), 'bytes')
  const { host: generic } = host({}, clone)
  const { digest } = await generic.uploadArtifact('any', folder)
  await generic.downloadArtifact({ id: folder.slice(clone.length + 1), digest }, join(clone, 'in'))
})

async function run({ argv, cwd, env, inherit, stdoutFile }: ExecRequest) {
  const { execFile } = await import('node:child_process')
  const inherited = Object.fromEntries((inherit ?? []).map((name) => [name, process.env[name]]))
  const [program = '', ...args] = argv
  return new Promise<Awaited<ReturnType<Exec>>>((resolve) => {
    execFile(program, args, { cwd, env: { ...inherited, ...env }, encoding: 'buffer' }, (error, stdout, stderr) => {
      if (stdoutFile !== undefined) writeFileSync(stdoutFile, stdout)
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : 1
      resolve({
        exitCode,
        signal: undefined,
        timedOut: false,
        stdout: stdout.toString(),
        stderrTail: stderr.toString(),
      })
    })
  })
}
