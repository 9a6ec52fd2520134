import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Host } from '@mlgate/core'
import { parseDigest } from '@mlgate/core'
import { afterEach, describe, expect, test } from 'vitest'
import type { GitLabServer, GitLabServerOptions, RecordedEffects } from '../../testing/index.ts'
import { addNote, recordEffects, startGitLabServer } from '../../testing/index.ts'
import { detectHost } from '../detect-host.ts'

const marker = '<!-- mlgate -->'
const folders: string[] = []

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

interface Started {
  readonly host: Host
  readonly server: GitLabServer
  readonly folder: string
  readonly effects: RecordedEffects
}

async function start(
  options: GitLabServerOptions = {},
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Started> {
  const server = await startGitLabServer(options)
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-gitlab-'))
  folders.push(folder)
  const effects = recordEffects()
  const variables = {
    GITLAB_CI: 'true',
    CI_API_V4_URL: server.apiUrl,
    CI_PROJECT_ID: '7',
    CI_PROJECT_DIR: folder,
    CI_PROJECT_PATH: 'acme/flights',
    CI_PROJECT_URL: 'https://gitlab.example/acme/flights',
    CI_PIPELINE_ID: '50',
    CI_JOB_NAME: 'train-model',
    CI_COMMIT_SHA: 'c'.repeat(40),
    CI_MERGE_REQUEST_IID: '1',
    CI_MERGE_REQUEST_PROJECT_ID: '7',
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '7',
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    GITLAB_TOKEN: server.state.token,
    ...env,
  }
  return { host: detectHost(variables, effects.deps), server, folder, effects }
}

describe('the one note', () => {
  test('is found behind 120 others and updated, not duplicated', async () => {
    const { host, server } = await start({ notes: 120 })
    const first = addNote(server.state, server.state.user, `${marker}\nold`)
    const result = await host.upsertComment(marker, (present) => `${present?.split('\n')[0]}\nnew`)
    const url = `https://gitlab.example/acme/flights/-/merge_requests/1#note_${first.id}`
    expect(result).toEqual({ written: true, url })
    expect(server.state.notes).toHaveLength(121)
    expect(server.state.notes.at(-1)?.body).toBe(`${marker}\nnew`)
  })

  test('of a fork’s pipeline is none without a token: what else there is is said', async () => {
    const fork = { CI_PROJECT_ID: '9', CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '9', GITLAB_TOKEN: undefined }
    const { host, server } = await start({}, { ...fork, CI_JOB_TOKEN: 'job' })
    const result = await host.upsertComment(marker, () => marker)
    expect(result).toMatchObject({ written: false, reason: expect.stringContaining('#pull-requests-from-forks') })
    expect(server.state.notes).toEqual([])
  })

  test('is created once, and a copied marker of somebody else is left alone', async () => {
    const { host, server } = await start()
    addNote(server.state, { id: 5, username: 'mallory' }, `${marker}\nmine`)
    await host.upsertComment(marker, (present) => present ?? `${marker}\nours`)
    await host.upsertComment(marker, (present) => present ?? `${marker}\nours`)
    expect(server.state.notes.map(({ body }) => body)).toEqual([`${marker}\nmine`, `${marker}\nours`])
  })

  test('cannot be written with the job token alone; nothing is tried', async () => {
    const { host, server } = await start({}, { GITLAB_TOKEN: undefined, CI_JOB_TOKEN: 'glcbt-test' })
    const result = await host.upsertComment(marker, () => marker)
    expect(result).toMatchObject({ written: false, reason: expect.stringContaining('GITLAB_TOKEN') })
    expect(server.state.requests).toEqual([])
  })

  test.each([
    ['may only read', true, {}],
    ['is wrong', false, { GITLAB_TOKEN: 'glpat-other' }],
  ])('is not written when the token %s; the reason names the scope', async (_, readOnly, env) => {
    const { host, server } = await start({}, env)
    server.state.mayWrite = !readOnly
    const result = await host.upsertComment(marker, () => marker)
    expect(result).toMatchObject({ written: false, reason: expect.stringContaining('scope `api`') })
  })

  test('fails as an outage when the server is in trouble, after retries', async () => {
    const { host, server } = await start()
    server.state.fault = () => ({ status: 503 })
    await expect(host.upsertComment(marker, () => marker)).rejects.toMatchObject({ retryable: true, status: 503 })
    expect(server.state.requests).toHaveLength(3)
  })

  test.each(['hang', 'drop'] as const)('fails as an outage when connections %s', async (fault) => {
    const { host, server } = await start()
    server.state.fault = () => fault
    await expect(host.upsertComment(marker, () => marker)).rejects.toThrow(/no answer/)
  })
})

describe('the policy through the API', () => {
  const files = { 'mlgate.yml': 'model: a\n', 'deep/er/ä b.yml': 'x\n', link: { symlink: 'mlgate.yml' } }

  test('is read at the tip of the target branch', async () => {
    const { host, server } = await start({ files })
    const tip = await host.policyTip()
    expect(tip).toMatchObject({ branch: 'main', commit: await server.state.git.tip('main') })
    expect(Buffer.from((await tip?.readFile('mlgate.yml')) ?? []).toString()).toBe('model: a\n')
    expect(Buffer.from((await tip?.readFile('deep/er/ä b.yml')) ?? []).toString()).toBe('x\n')
    expect(await tip?.readFile('deep/none.yml')).toBeUndefined()
    await expect(tip?.readFile('link')).rejects.toThrow(/symbolic link/)
  })

  test('is that of the default branch outside merge requests', async () => {
    const { host } = await start({ files, defaultBranch: 'release/1' }, { CI_MERGE_REQUEST_IID: undefined })
    expect(await host.policyTip()).toMatchObject({ branch: 'release/1' })
  })

  test('behind a wrong token is an error that does not show the token', async () => {
    const { host } = await start({ files }, { GITLAB_TOKEN: 'glpat-other' })
    const error: unknown = await host.policyTip().catch((thrown: unknown) => thrown)
    expect(String(error)).toMatch(/InfrastructureError.*token is wrong/)
    expect(String(error)).not.toContain('glpat-other')
  })
})

describe('artifacts', () => {
  async function withFolder(started: Started): Promise<string> {
    const out = join(started.folder, 'out')
    await mkdir(join(out, 'deep'), { recursive: true })
    await writeFile(join(out, 'model.onnx'), new Uint8Array([0, 255, 10]))
    await writeFile(join(out, 'deep', 'record.json'), '{}')
    return out
  }

  test('go to later jobs as a folder among the job’s artifacts', async () => {
    const started = await start()
    const reference = await started.host.uploadArtifact('flights/train', await withFolder(started))
    expect(reference.id).toMatch(/^\.mlgate\/\.jobs\/train-model\/aflights_train-[0-9a-f]{8}\/[0-9a-f]{64}$/)
    await started.host.downloadArtifact(reference, join(started.folder, 'in'))
    expect(await readFile(join(started.folder, 'in/deep/record.json'), 'utf8')).toBe('{}')
  })

  test('that were changed on the way are refused', async () => {
    const started = await start()
    const reference = await started.host.uploadArtifact('train', await withFolder(started))
    await writeFile(join(started.folder, reference.id, 'model.onnx'), 'other')
    await expect(started.host.downloadArtifact(reference, join(started.folder, 'in'))).rejects.toThrow(/not the one/)
    await expect(readFile(join(started.folder, 'in/model.onnx'))).rejects.toThrow(/ENOENT/)
  })

  test('are brought only after git was asked whether a checkout laid them down', async () => {
    const started = await start()
    const reference = await started.host.uploadArtifact('train', await withFolder(started))
    await mkdir(join(started.folder, '.git'))
    await expect(started.host.downloadArtifact(reference, join(started.folder, 'in'))).rejects.toThrow(
      /was to be executed.* ls-files -z -- \.mlgate$/,
    )
  })

  test.each(['../../etc', '/etc', '.mlgate/.jobs/../../..'])('named %s are refused', async (id) => {
    const { host, folder } = await start()
    const digest = `sha256:${'0'.repeat(64)}` as const
    await expect(host.downloadArtifact({ id, digest }, join(folder, 'in'))).rejects.toThrow(/no path inside/)
  })

  describe('named by the job that made them', () => {
    async function handedOver(...names: string[]): Promise<Started & { readonly next: Host }> {
      const started = await start()
      for (const name of names) await started.host.uploadArtifact(name, await withFolder(started))
      await started.host.setOutputs({ verdict: 'pass' })
      const env = {
        GITLAB_CI: 'true',
        CI_PROJECT_DIR: started.folder,
        CI_PROJECT_ID: '7',
        CI_JOB_NAME: 'evaluate-gate',
      }
      const given = { ...env, MLGATE_INPUT_TRAINING_JOB: 'train-model' }
      return { ...started, next: detectHost(given, recordEffects().deps) }
    }

    test('are found with the digest of their index, and brought', async () => {
      const { next, folder } = await handedOver('mlgate-flights-train-model')
      const [id, digest] = [next.input('training-artifact-id'), next.input('training-artifact-digest')]
      expect(id).toBe(`.mlgate/.jobs/train-model/mlgate-flights-train-model/${digest?.slice('sha256:'.length)}`)
      await next.downloadArtifact({ id: id ?? '', digest: parseDigest(digest ?? '', 'test') }, join(folder, 'in'))
      expect(await readFile(join(folder, 'in/deep/record.json'), 'utf8')).toBe('{}')
    })

    test('that are several are not chosen among', async () => {
      const { next } = await handedOver('one', 'two')
      expect(() => next.input('training-artifact-id')).toThrow(/left 2 artifacts, not one/)
    })

    test('are an error when the job left nothing: no other model is judged in their place', async () => {
      expect(() => detectGate({ MLGATE_INPUT_TRAINING_JOB: 'train' }).input('training-artifact-id')).toThrow(/need/)
    })

    test('do not complete an id that was given by itself', () => {
      const host = detectGate({ MLGATE_INPUT_TRAINING_JOB: 'train', MLGATE_INPUT_TRAINING_ARTIFACT_ID: 'x' })
      expect(host.input('training-artifact-id')).toBe('x')
      expect(host.input('training-artifact-digest')).toBeUndefined()
    })

    test('are refused when the index names a place elsewhere', async () => {
      const { next, folder } = await handedOver('train')
      const index = { id: '.mlgate/.jobs/other/x', digest: `sha256:${'0'.repeat(64)}`, files: [] }
      await writeFile(join(folder, '.mlgate/.jobs/train-model/train/index.json'), JSON.stringify(index))
      expect(() => next.input('training-artifact-digest')).toThrow(/is no index/)
    })

    function detectGate(env: Readonly<Record<string, string>>): Host {
      return detectHost({ GITLAB_CI: 'true', CI_PROJECT_DIR: '/nowhere', ...env }, recordEffects().deps)
    }
  })

  describe('in a checkout with planted links', () => {
    test.each([
      ['.mlgate', []],
      ['.mlgate/.jobs', ['.mlgate']],
      ['.mlgate/.jobs/train-model', ['.mlgate/.jobs']],
      ['.mlgate/.jobs/train-model/train', ['.mlgate/.jobs/train-model']],
    ])('are not written through %s', async (link, folders) => {
      const started = await start()
      const out = await withFolder(started)
      const outside = join(started.folder, 'outside')
      await mkdir(outside)
      for (const folder of folders) await mkdir(join(started.folder, folder), { recursive: true })
      await symlink(outside, join(started.folder, link))
      await expect(started.host.uploadArtifact('train', out)).rejects.toThrow(/is a symbolic link/)
      if (link !== '.mlgate/.jobs/train-model/train') {
        await expect(started.host.setOutputs({ a: 'b' })).rejects.toThrow(/is a symbolic link/)
      }
      expect(await readdir(outside)).toEqual([])
    })

    test('are not read through them', async () => {
      const started = await start()
      const reference = await started.host.uploadArtifact('train', await withFolder(started))
      await rename(join(started.folder, '.mlgate'), join(started.folder, 'elsewhere'))
      await symlink(join(started.folder, 'elsewhere'), join(started.folder, '.mlgate'))
      await expect(started.host.downloadArtifact(reference, join(started.folder, 'in'))).rejects.toThrow(
        /symbolic link/,
      )
    })
  })

  /** A finished pipeline whose second job made the artifact. */
  async function published(started: Started): Promise<void> {
    const reference = await started.host.uploadArtifact('train', await withFolder(started))
    const paths = [
      `${reference.id}/model.onnx`,
      `${reference.id}/deep/record.json`,
      '.mlgate/.jobs/train-model/train/index.json',
    ]
    const entries = await Promise.all(paths.map(async (path) => [path, await readFile(join(started.folder, path))]))
    const { state } = started.server
    const push = { ref: 'main', status: 'success', source: 'push', tag: false }
    const sha = (await state.git.tip('main')) ?? ''
    const ahead = await state.git.commitFiles('topic', { 'evil.txt': 'x' }, sha)
    const unrelated = await state.git.commitFiles('unrelated', { 'evil.txt': 'x' })
    await state.git.commitFiles('main', { 'newer.txt': 'x' })
    state.pipelines.push({ ...push, id: 40, sha })
    state.pipelines.push({ ...push, id: 41, sha, source: 'web' })
    state.pipelines.push({ ...push, id: 42, sha, tag: true })
    state.pipelines.push({ ...push, id: 43, sha: ahead })
    state.pipelines.push({ ...push, id: 44, sha: unrelated })
    const files = Object.fromEntries(entries)
    state.jobs.push({ id: 400, name: 'a', pipeline: 40, files: undefined })
    state.jobs.push({ id: 401, name: 'b', pipeline: 40, files: { 'other.txt': 'x' } })
    state.jobs.push({ id: 402, name: 'train-model', pipeline: 40, files })
    for (const pipeline of [41, 42, 43, 44])
      state.jobs.push({ id: pipeline * 10, name: 'train-model', pipeline, files })
    await rm(join(started.folder, '.mlgate'), { recursive: true })
  }

  test('of the branch\u2019s newest successful push pipeline are found and brought; a tag of its name has no say', async () => {
    const started = await start()
    await published(started)
    const found = await started.host.findBranchArtifact('main', 'train')
    expect(found).toMatchObject({
      found: true,
      commit: started.server.state.pipelines[0]?.sha,
      runUrl: expect.stringMatching(/pipelines\/40$/),
    })
    if (!found.found) return
    await started.host.downloadArtifact(found.artifact, join(started.folder, 'in'))
    expect(new Uint8Array(await readFile(join(started.folder, 'in/model.onnx')))).toEqual(new Uint8Array([0, 255, 10]))
  })

  test('are proven absent when no job of that pipeline left them', async () => {
    const started = await start()
    await published(started)
    expect(await started.host.findBranchArtifact('main', 'other')).toMatchObject({ found: false })
    expect(await started.host.findBranchArtifact('topic', 'train')).toMatchObject({ found: false })
  })

  test('that may have expired are an error, not absence', async () => {
    const started = await start()
    await published(started)
    started.server.state.jobs.push({
      id: 403,
      name: 'c',
      pipeline: 40,
      files: undefined,
      expiredAt: '2026-01-01T00:00:00Z',
    })
    await expect(started.host.findBranchArtifact('main', 'other')).rejects.toThrow(/have expired/)
  })

  test('are an error without a token', async () => {
    const started = await start({}, { GITLAB_TOKEN: undefined })
    await expect(started.host.findBranchArtifact('main', 'train')).rejects.toThrow(/No token was given.*read_api/)
  })
})

test('the token stays with GitLab when an artifact lies in an object store', async () => {
  const started = await start()
  const store = await startGitLabServer()
  const location = `${store.apiUrl}/elsewhere`
  const sha = (await started.server.state.git.tip('main')) ?? ''
  const pipeline = { id: 40, sha, ref: 'main', status: 'success', source: 'push', tag: false }
  started.server.state.pipelines.push(pipeline)
  started.server.state.jobs.push({ id: 402, name: 'train', pipeline: 40, files: {} })
  started.server.state.fault = ({ path }) =>
    path.includes('/artifacts/') ? { status: 302, headers: { location } } : undefined
  expect(await started.host.findBranchArtifact('main', 'train')).toMatchObject({ found: false })
  expect(store.state.requests.map(({ path }) => path)).toEqual(['/api/v4/elsewhere'])
  expect(store.state.requests[0]?.headers).not.toHaveProperty('private-token')
  store.state.unexpected.length = 0
})

test('outputs are a JSON file of the job, and variables only for who asks GitLab to read them', async () => {
  const { host, folder } = await start()
  await host.setOutputs({ verdict: 'pass', result: '{"a": 1}\n' })
  await host.setOutputs({ passed: 'true' })
  expect(await readdir(join(folder, '.mlgate/.jobs/train-model'))).toEqual(['mlgate.env', 'outputs.json'])
  expect(await readFile(join(folder, '.mlgate/.jobs/train-model/mlgate.env'), 'utf8')).toBe(
    'MLGATE_OUTPUT_VERDICT=pass\nMLGATE_OUTPUT_PASSED=true\n',
  )
  expect(JSON.parse(await readFile(join(folder, '.mlgate/.jobs/train-model/outputs.json'), 'utf8'))).toEqual({
    verdict: 'pass',
    result: '{"a": 1}\n',
    passed: 'true',
  })
})
