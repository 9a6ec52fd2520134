import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filesBelow } from '@mlgate/core'
import { detectHost } from '@mlgate/hosts'
import {
  makeRun,
  recordEffects,
  startGitHubServer,
  startGitLabServer,
  storeArtifact,
  zipArchive,
} from '@mlgate/hosts/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cli, cliProject } from '../testing/cli-project.ts'
import { type ReplayEffects, replay } from './replay.ts'
import { runProgram } from './run-program.ts'

const rows = Array.from({ length: 120 }, (_, row) => ({ id: row, y: row % 2 ? 'yes' : 'no', part: row % 3 }))
const said = (wrong: number) =>
  `id,prediction\n${rows.map(({ id, y }) => `${id},${id % wrong === 0 ? 'no' : y}\n`).join('')}`
const project = `model: m
task: classification
candidate: {predictions: scores.csv}
data: {test: test.csv, label: y, positive: 'yes', id: id}
gate:
  baseline: {from: ['file:before.csv']}
  metrics: {accuracy: {min: 0.5, max_regression: 0.4, slices: [part], min_rows: 10}}
`
const folder = '.mlgate/m/evaluate-gate'
const request = { model: undefined, repository: undefined, project: 'mlgate.yml', rescore: undefined }

let original: string

beforeAll(() => {
  original = mkdtempSync(join(tmpdir(), 'mlgate-judged-'))
  writeFileSync(join(original, 'mlgate.yml'), project)
  writeFileSync(
    join(original, 'test.csv'),
    `id,y,part\n${rows.map(({ id, y, part }) => `${id},${y},${part}\n`).join('')}`,
  )
  writeFileSync(join(original, 'scores.csv'), said(9))
  writeFileSync(join(original, 'before.csv'), said(15))
  const { status } = spawnSync(process.execPath, [cli, 'evaluate-gate'], {
    cwd: original,
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  })
  expect(status).toBe(0)
})

afterAll(() => rmSync(original, { recursive: true, force: true }))

/** A project whose candidate was judged on this machine. */
function judgedProject() {
  const made = cliProject({})
  cpSync(original, made.folder, { recursive: true })
  return made
}

const archiveOf = (directory: string) =>
  zipArchive(readdirSync(directory).map((name) => ({ name, content: readFileSync(join(directory, name)) })))

const quiet = () => undefined
const effectsIn = (cwd: string, env: ReplayEffects['env']): ReplayEffects => ({
  cwd,
  env,
  fetch: globalThis.fetch,
  exec: runProgram,
  log: recordEffects().deps.log,
  progress: { start: quiet, advance: quiet, stop: quiet },
  version: '1.2.3',
})

describe('mlgate replay', () => {
  it('says that a folder gives the same verdict, by the command that the report shows', () => {
    const { mlgate, read } = judgedProject()
    const command = /mlgate (replay \S+)/.exec(read(`${folder}/report.md`))?.[1] ?? ''
    expect(command).toBe(`replay ${folder}`)
    const { status, stdout, stderr } = mlgate(command.split(' '))
    expect(stderr).toBe('')
    expect(stdout).toContain('m: pass, the same, byte for byte\n')
    expect(stdout).toContain('The record is not signed')
    expect(status).toBe(0)
  })

  it('says what differs first in a folder that was changed, and ends with 1', () => {
    const { mlgate, read, write } = judgedProject()
    const record = `${folder}/record.unsigned.json`
    write(record, read(record).replace(/"candidate": 0\.\d+/, '"candidate": 0.999'))
    const { status, stdout } = mlgate(['replay', folder])
    expect(stdout).toMatch(
      /^m: pass as recorded, and not the same when replayed\n {2}gates\[0\]\.candidate is 0\.\d+, and the record says 0\.999\.\n/,
    )
    expect(status).toBe(1)
  })

  it('scores again from the files that were judged, and refuses others', () => {
    const { mlgate, write } = judgedProject()
    const again = ['replay', folder, '--rescore', '--candidate', 'scores.csv', '--baseline', 'before.csv']
    const same = mlgate([...again, '--test', 'test.csv'])
    expect(same.stdout).toContain(
      'Scored again: scores are the same, within the 1e-5 of single precision; the verdict is pass, the same.',
    )
    expect(same.status).toBe(0)
    expect(mlgate([...again, '--test', 'before.csv'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/--test .*before\.csv: is sha256:.*the verdict is about sha256:/),
    })
    write('scores.csv', said(2))
    expect(mlgate([...again, '--test', 'test.csv'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/--candidate .*: scores\.csv is sha256:/),
    })
    expect(mlgate(['replay', folder, '--rescore']).status).toBe(2)
  })

  it('reads the rows that are scored again as the policy of the time says', () => {
    const { mlgate, read, write } = judgedProject()
    write('test.csv', `# exported\n${read('test.csv')}`)
    write('mlgate.yml', project.replace('data: {', "data: {reading: {comment: '#'}, "))
    expect(mlgate(['evaluate-gate']).status).toBe(0)
    write('mlgate.yml', project)
    const files = ['--candidate', 'scores.csv', '--baseline', 'before.csv', '--test', 'test.csv']
    const { status, stdout } = mlgate(['replay', folder, '--rescore', ...files])
    expect(stdout).toContain('Scored again: scores are the same')
    expect(status).toBe(0)
  })

  it('reads an artifact that somebody downloaded, and says what is none', async () => {
    const { write, folder: root } = judgedProject()
    write('artifact.zip', archiveOf(join(root, folder)))
    const replayed = (what: string, model?: string) => replay({ ...request, what, model }, effectsIn(root, {}))
    expect(await replayed('artifact.zip')).toMatchObject({ isSame: true, text: expect.stringContaining('the same') })
    await expect(replayed('test.csv')).rejects.toThrow('no zip archive')
    await expect(replayed('elsewhere')).rejects.toThrow('no id of a run')
    await expect(replayed('artifact.zip', 'other')).rejects.toThrow('holds the verdict on m, not on other')
  })

  it('brings what a run on GitHub left, in its newest attempt, and holds it to the digest that GitHub knows', async () => {
    const { folder: root } = judgedProject()
    const server = await startGitHubServer({ repository: 'acme/flights' })
    const { state } = server
    state.runs.push(makeRun(state, { id: 50 }))
    const bytes = archiveOf(join(root, folder))
    storeArtifact(state, { run: 50, name: 'mlgate-m-evaluate-gate', bytes: zipArchive([]) })
    const newest = storeArtifact(state, { run: 50, name: 'mlgate-m-evaluate-gate-attempt-2', bytes })
    storeArtifact(state, { run: 50, name: 'mlgate-m-train-model', bytes: zipArchive([]) })
    const env = {
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: server.url,
      GITHUB_REPOSITORY: 'acme/flights',
      GITHUB_TOKEN: state.token,
    }
    const elsewhere = cliProject({}).folder
    const outcome = await replay({ ...request, what: '50' }, effectsIn(elsewhere, env))
    expect(outcome).toMatchObject({ isSame: true, text: expect.stringContaining('m: pass, the same, byte for byte') })
    expect(state.requests.filter(({ path }) => path.endsWith('/zip'))).toHaveLength(1)
    await expect(replay({ ...request, what: '50', model: 'other' }, effectsIn(elsewhere, env))).rejects.toThrow(
      'Run 50 of acme/flights has no artifact of evaluate-gate for other',
    )
    state.artifacts.splice(state.artifacts.indexOf(newest), 1, { ...newest, bytes: zipArchive([]) })
    await expect(replay({ ...request, what: '50' }, effectsIn(elsewhere, env))).rejects.toThrow(
      /is sha256:.*but GitHub says/,
    )
    expect(state.unexpected).toEqual([])
  })

  it('brings what the jobs of a pipeline on GitLab left', async () => {
    const { folder: root } = judgedProject()
    const server = await startGitLabServer()
    const job = cliProject({}).folder
    const inJob = {
      GITLAB_CI: 'true',
      CI_PROJECT_DIR: job,
      CI_JOB_NAME: 'judge',
      CI_JOB_ID: '401',
      CI_PIPELINE_ID: '40',
    }
    cpSync(join(root, folder), join(job, folder), { recursive: true })
    await detectHost(inJob, recordEffects().deps).uploadArtifact('mlgate-m-evaluate-gate', join(job, folder))
    const left = (await filesBelow(job)).filter((path) => path.startsWith('.mlgate/.jobs/'))
    const files = Object.fromEntries(left.map((path) => [path, readFileSync(join(job, path))]))
    const sha = (await server.state.git.tip('main')) ?? ''
    server.state.pipelines.push({ id: 40, sha, ref: 'main', status: 'success', source: 'push', tag: false })
    server.state.jobs.push({ id: 401, name: 'judge', pipeline: 40, files })
    const env = {
      CI_SERVER_URL: 'https://gitlab.example',
      CI_API_V4_URL: server.apiUrl,
      CI_PROJECT_PATH: 'ml/flights',
      GITLAB_TOKEN: server.state.token,
    }
    writeFileSync(join(job, 'mlgate.yml'), project)
    // The tests' GitLab knows its project by number alone.
    const byNumber: typeof fetch = (address, init) =>
      fetch(String(address).replace('/projects/ml%2Fflights/', `/projects/${server.state.projectId}/`), init)
    const outcome = await replay({ ...request, what: '40' }, { ...effectsIn(job, env), fetch: byNumber })
    expect(outcome).toMatchObject({ isSame: true, text: expect.stringContaining('m: pass, the same, byte for byte') })
    await expect(replay({ ...request, what: '40' }, effectsIn(cliProject({}).folder, env))).rejects.toThrow(
      'Name the model',
    )
  })
})
