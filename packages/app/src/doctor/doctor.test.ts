import { ConfigurationError, type Host, InfrastructureError } from '@mlgate/core'
import { expect, test } from 'vitest'
import { recordingHost } from '../../testing/recording-host.ts'
import { checkForgeOf } from './check-all.ts'
import { checkPolicy, checkToken } from './check-forge.ts'
import { checkGit } from './check-git.ts'
import { checkMachine } from './check-machine.ts'
import { exitCodeOf, findingLines } from './finding.ts'

const machine = {
  nodeVersion: '24.1.0',
  cwd: import.meta.dirname,
  cache: `${import.meta.dirname}/none/below`,
  load: async () => ({}),
  loaded: () => ['/x/node_modules/@duckdb/duckdb.node'],
}

test('a machine with all that is needed is well', async () => {
  const findings = await checkMachine(machine)
  expect(findings.map(({ state }) => state)).toEqual(['well', 'well', 'well', 'well', 'well'])
  expect(findings[1]?.found).toBe('loads from /x/node_modules/@duckdb')
})

test('an old Node.js, and machine code that does not load, are told with what to do', async () => {
  const load = async () => {
    throw new ConfigurationError('does not run on this machine')
  }
  const findings = await checkMachine({ ...machine, nodeVersion: '20.1.0', load })
  expect(findings.slice(0, 3).map(({ state, remedy }) => [state, remedy !== undefined])).toEqual([
    ['wrong', true],
    ['wrong', true],
    ['wrong', true],
  ])
})

test('a registry that does not deliver is unreachable, not wrong', async () => {
  const load = async () => {
    throw new InfrastructureError('registry: 503', { retryable: true })
  }
  expect((await checkMachine({ ...machine, load }))[1]?.state).toBe('unreachable')
})

/** A git that knows these answers, by the first words of the command. */
function git(answers: Readonly<Record<string, string>>) {
  return async ({ argv }: { readonly argv: readonly string[] }) => {
    const stdout = Object.entries(answers).find(([words]) => argv.slice(1).join(' ').startsWith(words))?.[1]
    return {
      exitCode: stdout === undefined ? 1 : 0,
      signal: undefined,
      timedOut: false,
      stdout: stdout ?? '',
      stderrTail: '',
    }
  }
}

test('a shallow clone is enough, unless a baseline comes from git and there is nowhere to fetch it', async () => {
  const shallow = git({ '--version': 'git version 2.39.5', 'rev-parse --is-shallow': 'true\n' })
  expect((await checkGit('/', shallow, []))[1]).toMatchObject({ check: 'history', state: 'well' })
  expect((await checkGit('/', shallow, ['git:v1:m.onnx']))[1]).toMatchObject({ state: 'wrong' })
})

test('the password of a remote is not shown', async () => {
  const found = await checkGit(
    '/',
    git({ '--version': 'x', 'rev-parse': 'false', config: 'https://me:hush@example.org/x.git' }),
    [],
  )
  expect(JSON.stringify(found)).not.toContain('hush')
  expect(found[2]?.found).toBe('origin at example.org')
})

test('no git, and no repository, are told', async () => {
  const missing = async () => {
    throw new ConfigurationError('git: no such program')
  }
  expect(await checkGit('/', missing, [])).toMatchObject([{ check: 'git', state: 'wrong' }])
  expect((await checkGit('/', git({ '--version': 'x' }), []))[1]).toMatchObject({ check: 'repository', state: 'wrong' })
})

const examined = {
  forge: 'github',
  tokenFrom: 'GITHUB_TOKEN',
  rights: [],
  skewSeconds: 0,
  unreachable: undefined,
} as const

test('a clock that is off is wrong, since signatures are dated', () => {
  expect(checkToken({ ...examined, skewSeconds: -300 }).at(-1)).toMatchObject({
    check: 'clock',
    state: 'wrong',
    found: "300 s behind the forge's",
  })
})

test('a job without a token is told where it comes from', () => {
  expect(checkToken({ ...examined, tokenFrom: undefined })).toMatchObject([
    { state: 'wrong', found: 'GITHUB_TOKEN is not set' },
  ])
})

const hostWith = (policyTip: Host['policyTip']): Host => Object.assign(recordingHost().host, { policyTip })

test('the policy is read where it counts, and a forge that refuses is unreachable', async () => {
  const tip = { branch: 'main', commit: 'c', readFile: async () => new Uint8Array([1]) }
  expect(
    await checkPolicy(
      hostWith(async () => tip),
      'mlgate.yml',
    ),
  ).toMatchObject({ state: 'well', found: 'mlgate.yml at main' })
  const refused = hostWith(async () => {
    throw new InfrastructureError('403', { retryable: false })
  })
  expect(await checkPolicy(refused, 'mlgate.yml')).toMatchObject({ state: 'unreachable' })
})

test('an environment that makes no host is a finding', async () => {
  const makeHost = () => {
    throw new ConfigurationError('GITHUB_TOKEN: the token holds characters that no token has.')
  }
  expect(await checkForgeOf(makeHost, async () => examined, undefined)).toMatchObject([{ state: 'wrong' }])
})

test('the worst finding decides the exit code, and each remedy stands below its check', () => {
  const well = { check: 'a', state: 'well', found: 'x' } as const
  const wrong = { check: 'longer', state: 'wrong', found: 'y', remedy: 'do it' } as const
  const unreachable = { check: 'c', state: 'unreachable', found: 'z' } as const
  expect(exitCodeOf([well, { check: 'd', state: 'untold', found: '' }])).toBe(0)
  expect(exitCodeOf([well, unreachable])).toBe(3)
  expect(exitCodeOf([unreachable, wrong])).toBe(2)
  expect(findingLines([well, wrong])).toEqual(['✓ a       x', '✗ longer  y', '          → do it'])
  expect(findingLines([{ ...wrong, found: '3:1 p\n4:1 q' }]).slice(0, 2)).toEqual([
    '✗ longer  3:1 p',
    '          4:1 q',
  ])
})
