import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError, InfrastructureError } from '@mlgate/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordEffects } from '../testing/index.ts'
import { detectHost } from './detect-host.ts'
import type { Environment, HostDependencies } from './host-dependencies.ts'

function host(env: Environment, more: Partial<HostDependencies> & { name?: 'github' | 'gitlab' | 'generic' } = {}) {
  return detectHost(env, { ...recordEffects().deps, ...more })
}

describe('the host', () => {
  test('is recognised by its environment', () => {
    expect(host({ GITHUB_ACTIONS: 'true' }).name).toBe('github')
    expect(host({ GITLAB_CI: 'true' }).name).toBe('gitlab')
    expect(host({ CI: 'true' }).name).toBe('generic')
    expect(host({}).name).toBe('generic')
  })

  test('can be named', () => {
    expect(host({ GITHUB_ACTIONS: 'true' }, { name: 'generic' }).name).toBe('generic')
    expect(host({}, { name: 'gitlab' }).name).toBe('gitlab')
  })

  test('named where it is not says which variable is missing', async () => {
    await expect(host({}, { name: 'github' }).setOutputs({ a: 'b' })).rejects.toThrow(/GITHUB_OUTPUT is not set/)
    await expect(host({}, { name: 'gitlab' }).setOutputs({ a: 'b' })).rejects.toThrow(/CI_PROJECT_DIR is not set/)
  })

  test('refuses a token that was pasted with a line break, without showing it', () => {
    expect(() => host({ GITHUB_ACTIONS: 'true', GITHUB_TOKEN: 'ghs_a\nghs_b' })).toThrow(ConfigurationError)
    expect(() => host({ GITHUB_ACTIONS: 'true', GITHUB_TOKEN: 'ghs_a\nghs_b' })).not.toThrow(/ghs_/)
  })

  test('does not show its token when printed', () => {
    const printed = Object.values(host({ GITHUB_ACTIONS: 'true', GITHUB_TOKEN: 'ghs_secret' }))
    expect(JSON.stringify(printed)).not.toContain('ghs_secret')
  })
})

describe('an input', () => {
  test('on GitHub is named as the runner makes it: upper case, hyphens kept, spaces as underscores', () => {
    const env = { GITHUB_ACTIONS: 'true', 'INPUT_TRAINING-ARTIFACT-ID': ' 5 ', INPUT_A_B: 'c', INPUT_EMPTY: ' ' }
    expect(host(env).input('training-artifact-id')).toBe('5')
    expect(host(env).input('a b')).toBe('c')
    expect(host(env).input('empty')).toBeUndefined()
    expect(host(env).input('none')).toBeUndefined()
  })

  test('on GitLab is a variable MLGATE_INPUT_…', () => {
    const env = { GITLAB_CI: 'true', MLGATE_INPUT_TRAINING_ARTIFACT_ID: '.mlgate/x' }
    expect(host(env).input('training-artifact-id')).toBe('.mlgate/x')
  })

  test.each(['github', 'gitlab', 'generic'] as const)('of the command line comes first on %s', (name) => {
    const env = { INPUT_MODEL: 'env', MLGATE_INPUT_MODEL: 'env' }
    const given = host(env, { name, inputs: { model: 'flag' } })
    expect(given.input('model')).toBe('flag')
    expect(given.input('toString')).toBeUndefined()
  })
})

describe('the run', () => {
  test('on GitHub is told by its commit, event and attempt', () => {
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'acme/flights',
      GITHUB_SHA: 'a'.repeat(40),
      GITHUB_REF: 'refs/pull/5/merge',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_RUN_ID: '77',
      GITHUB_RUN_ATTEMPT: '2',
      GITHUB_SERVER_URL: 'https://github.example/',
    }
    expect(host(env).run).toEqual({
      repository: 'acme/flights',
      commit: 'a'.repeat(40),
      ref: 'refs/pull/5/merge',
      event: 'pull_request',
      runUrl: 'https://github.example/acme/flights/actions/runs/77',
      runId: '77-2',
    })
  })

  test('on GitHub leads to its artifacts, which have the attempt in their names', () => {
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'acme/flights',
      GITHUB_RUN_ID: '77',
      GITHUB_RUN_ATTEMPT: '2',
      GITHUB_SERVER_URL: 'https://github.com',
    }
    const name = 'mlgate-m-validate-data'
    const address = 'https://github.com/acme/flights/actions/runs/77#artifacts'
    expect(host(env).artifactPlace(name)).toEqual({ name: `${name}-attempt-2`, address })
    expect(host({ ...env, GITHUB_RUN_ATTEMPT: '1' }).artifactPlace(name)).toEqual({ name, address })
    expect(host({}).artifactPlace(name)).toBeUndefined()
  })

  test('on GitLab names a merge request pipeline as a pull request', () => {
    const env = { GITLAB_CI: 'true', CI_PIPELINE_SOURCE: 'merge_request_event', CI_PIPELINE_ID: '1', CI_JOB_ID: '2' }
    expect(host(env).run).toMatchObject({ event: 'pull_request', runId: '1-2', ref: undefined })
    expect(host({ GITLAB_CI: 'true', CI_COMMIT_BRANCH: 'main' }).run.ref).toBe('refs/heads/main')
    expect(host({ GITLAB_CI: 'true', CI_COMMIT_TAG: 'v1' }).run.ref).toBe('refs/tags/v1')
  })

  test('elsewhere is local, or named after the CI system', () => {
    expect(host({}).run.event).toBe('local')
    expect(host({ CI: 'false' }).run.event).toBe('local')
    expect(host({ CI: 'true', JENKINS_URL: 'https://ci.example' }).run.event).toBe('jenkins')
    expect(host({ CI: '1' }).run.event).toBe('ci')
  })
})

describe('a merge request', () => {
  const env = {
    GITLAB_CI: 'true',
    CI_PROJECT_ID: '7',
    CI_COMMIT_SHA: 'a'.repeat(40),
    CI_MERGE_REQUEST_IID: '12',
    CI_MERGE_REQUEST_PROJECT_ID: '7',
    CI_MERGE_REQUEST_PROJECT_URL: 'https://gitlab.example/acme/flights',
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '7',
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
  }

  test('is read from the variables of its pipeline', async () => {
    expect(await host({ ...env, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: 'b'.repeat(40) }).change()).toEqual({
      number: 12,
      url: 'https://gitlab.example/acme/flights/-/merge_requests/12',
      targetBranch: 'main',
      headCommit: 'b'.repeat(40),
      fromFork: false,
    })
    expect(await host({ GITLAB_CI: 'true' }).change()).toBeUndefined()
  })

  test.each([
    ['run in the parent', { CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '8' }],
    ['run in the fork', { CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '8', CI_PROJECT_ID: '8' }],
    ['of unknown origin', { CI_MERGE_REQUEST_SOURCE_PROJECT_ID: undefined }],
  ])('from a fork, %s, counts as such', async (_, more) => {
    expect(await host({ ...env, ...more }).change()).toMatchObject({ fromFork: true })
  })

  test.each([
    ['CI_MERGE_REQUEST_IID', '1/../2'],
    ['CI_MERGE_REQUEST_TARGET_BRANCH_NAME', '--exec=x'],
    ['CI_COMMIT_SHA', 'HEAD'],
  ])('with a hostile %s is refused', async (name, value) => {
    await expect(host({ ...env, [name]: value }).change()).rejects.toThrow(name)
  })
})

describe('artifacts on GitHub', () => {
  test.each([
    [{}, /ACTIONS_RUNTIME_TOKEN is not set.*uses:/],
    [{ ACTIONS_RUNTIME_TOKEN: 'x' }, /ACTIONS_RESULTS_URL is not set/],
  ])('in a job with %j say why they cannot be handed over', async (env, message) => {
    const reference = { id: '5', digest: `sha256:${'0'.repeat(64)}` } as const
    await expect(host({ GITHUB_ACTIONS: 'true', ...env }).downloadArtifact(reference, '/nowhere')).rejects.toThrow(
      message,
    )
  })
})

test('an artifact that GitHub\u2019s client cannot unpack is explained, since the client only counts its attempts', async () => {
  const artifactClient = async () => ({
    uploadArtifact: async () => ({}),
    downloadArtifact: async () => {
      throw new Error('Unable to download and extract artifact: Artifact download failed after 5 retries.')
    },
  })
  const env = { GITHUB_ACTIONS: 'true', ACTIONS_RUNTIME_TOKEN: 'x', ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/' }
  const reference = { id: '5', digest: `sha256:${'0'.repeat(64)}` } as const
  const into = join(tmpdir(), 'mlgate-nothing')
  const download = host(env, { artifactClient }).downloadArtifact(reference, into)
  await expect(download).rejects.toThrow(/downloading the artifact 5 failed: none of 5 attempts brought a zip archive/)
})

describe('a terminal', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mlgate-generic-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  test('hands a folder over by its path and checks its tree', async () => {
    await writeFile(join(folder, 'model.onnx'), 'bytes')
    const reference = await host({}).uploadArtifact('any', folder)
    expect(reference.id).toBe(folder)
    await host({}).downloadArtifact(reference, `${folder}-in`)
    expect(await readFile(join(`${folder}-in`, 'model.onnx'), 'utf8')).toBe('bytes')
    await rm(`${folder}-in`, { recursive: true })
    await writeFile(join(folder, 'model.onnx'), 'other')
    await expect(host({}).downloadArtifact(reference, `${folder}-in`)).rejects.toThrow(InfrastructureError)
  })

  test('hands over nothing that is empty or missing', async () => {
    await expect(host({}).uploadArtifact('any', folder)).rejects.toThrow(/holds no file/)
    await expect(host({}).uploadArtifact('any', join(folder, 'none'))).rejects.toThrow(ConfigurationError)
  })

  test('does not mix an artifact with what is there', async () => {
    await writeFile(join(folder, 'model.onnx'), 'bytes')
    const reference = await host({}).uploadArtifact('any', folder)
    await expect(host({}).downloadArtifact(reference, folder)).rejects.toThrow(/is not empty/)
  })

  test('has no change, no policy but the working tree, and writes no comment', async () => {
    expect(await host({}).change()).toBeUndefined()
    expect(await host({}).policyTip()).toBeUndefined()
    expect(await host({}).upsertComment('m', () => 'm')).toMatchObject({ written: false })
  })
})

describe('log groups', () => {
  test('on GitHub end even when the work in them fails, and hide no command in their title', async () => {
    const effects = recordEffects()
    const github = detectHost({ GITHUB_ACTIONS: 'true' }, effects.deps)
    const failing = github.group('scan\n::error::x', async () => {
      throw new Error('broken')
    })
    await expect(failing).rejects.toThrow('broken')
    expect(effects.written()).toBe('::group::scan ::error::x\n::endgroup::\n')
  })

  test('on GitLab are sections with names of their own', async () => {
    const effects = recordEffects({ now: () => new Date(5000) })
    const gitlab = detectHost({ GITLAB_CI: 'true' }, effects.deps)
    expect(await gitlab.group('Scan [x]\r\u001b[0Ksection_end:5:y', async () => 1)).toBe(1)
    expect(effects.written()).toBe(
      '\u001b[0Ksection_start:5:mlgate_1_scan_x_0ksection_end_5_y[collapsed=true]\r\u001b[0KScan [x] [0Ksection_end:5:y\n' +
        '\u001b[0Ksection_end:5:mlgate_1_scan_x_0ksection_end_5_y\r\u001b[0K\n',
    )
  })
})
