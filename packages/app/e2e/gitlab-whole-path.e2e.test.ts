import { existsSync } from 'node:fs'
import { readdir, readFile, readlink, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { digestOfTree, hexOf } from '@mlgate/core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { FlightsOnGitLab } from './testing/flights-on-gitlab.ts'
import { outputsOfJob, type Pipeline, pipelineJob } from './testing/gitlab-ci-local.ts'

// One project's story on the machine that keeps and serves its models: a first model, a change that is blocked, a change
// that is served instead, a later month, hand-overs that prove nothing, a second environment.
let gitlab: FlightsOnGitLab
let first: Pipeline
let blocked: Pipeline
let second: Pipeline

beforeAll(async () => {
  gitlab = await FlightsOnGitLab.start(inject('prepared'))
  first = await gitlab.push()
})

afterAll(async () => {
  await gitlab?.stop()
})

const flight = { weekday: 'Fri', hour: 18, hour_of_day: '18h', distance: 599, origin: 'ORD', destination: 'ATL' }
const predict = () => gitlab.machine.ask('/predict', { rows: [flight] })
const answer = (version: string) => ({ version, predictions: [{ label: expect.stringMatching(/^(yes|no)$/) }] })
const resultsOf = (pipeline: Pipeline) => [...pipeline.jobs].map(([name, { result }]) => `${name}: ${result}`)
const passed = (...names: string[]) => names.map((name) => `${name}: PASS`)

/** Names of the records that a job left: they say whether it signed. */
function recordsOf(pipeline: Pipeline, job: string): readonly string[] {
  const names = [...pipelineJob(pipeline, job).artifacts.keys()].map((path) => path.split('/').at(-1) ?? '')
  return names.filter((name) => name.startsWith('record.'))
}

/**
 * The process group that a process belongs to. GitLab's runner signals the group of a job's shell when it ends the job
 * early, and waits until nobody has the shell's output open (executors/shell/shell.go).
 */
async function leaderOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2])
}

describe('the first pipeline on main', () => {
  it('goes the whole path, and leaves version 1 serving', async () => {
    expect(first.exitCode, first.printed).toBe(0)
    const path = ['validate-data', 'train-model', 'evaluate-gate', 'register-model', 'deploy-model']
    expect(resultsOf(first)).toEqual(passed(...path))
    const digest = outputsOfJob(first, 'train-model')['model-digest']
    expect(outputsOfJob(first, 'register-model')).toMatchObject({ version: '1', created: 'true', digest })
    expect(outputsOfJob(first, 'deploy-model')).toMatchObject({ version: '1', outcome: 'deployed' })
    expect(await predict()).toMatchObject(answer('1'))
  })

  it('signs what it found out, and gives the key to no job that trains or deploys', () => {
    for (const job of ['validate-data', 'evaluate-gate', 'register-model']) {
      expect(recordsOf(first, job)).toEqual(['record.sigstore.json'])
    }
    for (const job of ['train-model', 'deploy-model']) {
      expect(recordsOf(first, job)).toEqual(['record.unsigned.json'])
    }
  })

  it('serves on when the job’s shell is gone, and mlgate’s folder with it', async () => {
    const processes = await gitlab.machine.processes()
    expect(processes.size).toBe(2)
    for (const [pid, command] of processes) {
      const program = command.split(' ').find((word) => word.endsWith('.js'))
      expect(program).toMatch(/^\/tmp\/mlgate\.\w{6}\//)
      expect(existsSync(program ?? '')).toBe(false)
      expect(await leaderOf(pid)).toBe(pid)
      expect(await readlink(`/proc/${pid}/fd/1`)).toContain(gitlab.machine.folder)
    }
    expect(await gitlab.machine.ask('/v2/models/flight-delay')).toMatchObject({ versions: ['1'] })
    expect(await gitlab.machine.ask('/metrics')).toContain('flight-delay')
  })
})

describe('a merge request that is worse for a slice', () => {
  it('ends at the gate: nothing is registered, and version 1 serves', async () => {
    await gitlab.repository.switchTo('no-origin', 'main')
    await gitlab.repository.replace('mlgate.yml', 'hour, distance, origin,', 'hour_of_day, distance,')
    await gitlab.repository.commit('Drop the origin')
    blocked = await gitlab.mergeRequest()
    expect(resultsOf(blocked)).toEqual([...passed('validate-data', 'train-model'), 'evaluate-gate: FAIL'])
    expect(pipelineJob(blocked, 'evaluate-gate').exitCode).toBe(1)
    expect(recordsOf(blocked, 'evaluate-gate')).toEqual(['record.unsigned.json'])
    expect(await gitlab.machine.versions()).toEqual([1])
    expect(await predict()).toMatchObject(answer('1'))
  })
})

describe('a better change that reaches main', () => {
  it('is compared with the first model, registered as version 2, and served instead', async () => {
    await gitlab.repository.switchTo('main')
    await gitlab.repository.replace('mlgate.yml', 'hour, distance', 'hour_of_day, distance')
    await gitlab.repository.commit('Use the hour as a category')
    second = await gitlab.push()
    expect(second.exitCode, second.printed).toBe(0)
    const baseline = outputsOfJob(second, 'evaluate-gate')['baseline-digest']
    expect(baseline).toBe(outputsOfJob(first, 'train-model')['model-digest'])
    expect(outputsOfJob(second, 'register-model')).toMatchObject({ version: '2', created: 'true' })
    expect(outputsOfJob(second, 'deploy-model')).toMatchObject({ version: '2', outcome: 'deployed' })
    expect(await predict()).toMatchObject(answer('2'))
  })
})

describe('the schedule', () => {
  it('reports drift, and nothing else', async () => {
    const pipeline = await gitlab.onMain('schedule')
    expect(pipeline.exitCode, pipeline.printed).toBe(0)
    expect(resultsOf(pipeline)).toEqual(passed('drift-report'))
    expect(outputsOfJob(pipeline, 'drift-report')).toMatchObject({ drifted: 'false', verdict: 'pass' })
  })
})

// A job that anybody could add leaves what it likes in the folders of others.
const registerForged = `
include:
  - component: $CI_SERVER_FQDN/mlgate/mlgate/register-model@0.1.0
    inputs:
      needs: [forger]
      validation-job: validate-data
      training-job: train-model
      verdict-job: evaluate-gate

forger:
  script: [cp -R forged/.mlgate .]
  artifacts: {paths: [.mlgate/.jobs/]}
`
const registerCommitted = registerForged.replace('needs: [forger]', 'needs: []')

describe('a hand-over that proves nothing registers nothing', () => {
  afterEach(async () => {
    await gitlab.repository.git('rm', '-r', '--quiet', '--ignore-unmatch', '.mlgate', 'forged', 'register.yml')
    await gitlab.repository.commit('Take it back')
    expect(await gitlab.machine.versions()).toEqual([1, 2])
  })

  /** Writes what a job of a pipeline handed over below a folder of the repository. */
  async function layDown(pipeline: Pipeline, job: string, below: string): Promise<void> {
    for (const [path, bytes] of pipelineJob(pipeline, job).artifacts) {
      if (path.startsWith('.mlgate/')) await gitlab.repository.write(join(below, path), bytes)
    }
  }

  /** Runs register-model on main. */
  async function registration(file: string) {
    await gitlab.repository.write('register.yml', file)
    await gitlab.repository.commit('Hand over')
    return pipelineJob(await gitlab.onMain('web', 'register.yml'), 'register-model')
  }

  it('not folders of jobs that are committed, even what passed', async () => {
    for (const job of ['validate-data', 'train-model', 'evaluate-gate']) await layDown(second, job, '.')
    const { exitCode, log } = await registration(registerCommitted)
    expect(exitCode, log).toBe(2)
    expect(log).toMatch(/"\.mlgate\/\.jobs\/\S+" is committed/)
  })

  it('not the passing verdict about another model', async () => {
    await layDown(second, 'validate-data', 'forged')
    await layDown(second, 'evaluate-gate', 'forged')
    await layDown(blocked, 'train-model', 'forged')
    const { exitCode, log } = await registration(registerForged)
    expect(exitCode, log).toBe(2)
    expect(log).toContain('Nothing was registered. The verdict is about ')
  })

  it('not a verdict that was rewritten, with its digest and all', async () => {
    for (const job of ['validate-data', 'train-model', 'evaluate-gate']) await layDown(blocked, job, 'forged')
    const handedOver = '.mlgate/.jobs/evaluate-gate/mlgate-flight-delay-evaluate-gate'
    const folder = join(gitlab.repository.folder, 'forged', handedOver)
    const index: { id: string } = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8'))
    const before = join(gitlab.repository.folder, 'forged', index.id)
    const file = join(before, 'record.unsigned.json')
    const statement = JSON.parse(await readFile(file, 'utf8'))
    expect(statement.predicate).toMatchObject({ verificationResult: 'FAILED', mlgate_evaluation: { verdict: 'fail' } })
    statement.predicate.verificationResult = 'PASSED'
    statement.predicate.mlgate_evaluation.verdict = 'pass'
    await writeFile(file, JSON.stringify(statement))
    const digest = await digestOfTree(before)
    await rename(before, join(folder, hexOf(digest)))
    await writeFile(
      join(folder, 'index.json'),
      JSON.stringify({ ...index, id: `${handedOver}/${hexOf(digest)}`, digest }),
    )
    const { exitCode, log } = await registration(registerForged)
    expect(exitCode, log).toBe(2)
    expect(log).toContain('Nothing was registered. The verdict is not signed')
  })
})

const deployTwice = (state: string) => `
include:
  - component: $CI_SERVER_FQDN/mlgate/mlgate/deploy-model@0.1.0
    inputs: {job-name: deploy-staging, environment: staging, registered: staging, state-directory: ${state}}
  - component: $CI_SERVER_FQDN/mlgate/mlgate/deploy-model@0.1.0
    inputs: {job-name: deploy-preview, environment: preview, registered: '2', state-directory: ${state}}
`
const hostile = '$(touch hacked) ${GITLAB_TOKEN} `touch hacked` "; touch hacked #'
const hostileInputs = `
include:
  - component: $CI_SERVER_FQDN/mlgate/mlgate/register-model@0.1.0
    inputs: {verdict-job: '${hostile}', alias: '${hostile}'}
  - component: $CI_SERVER_FQDN/mlgate/mlgate/deploy-model@0.1.0
    inputs: {environment: staging, registered: '${hostile}', state-directory: '${hostile}', url: '${hostile}'}
  - component: $CI_SERVER_FQDN/mlgate/mlgate/drift-report@0.1.0
    inputs: {project: '${hostile}', rules: [{when: on_success}]}
`

describe('deploy-model included twice', () => {
  it('serves in two environments on two ports; what served already is left alone', async () => {
    await gitlab.repository.write('twice.yml', deployTwice(join(gitlab.machine.folder, 'deployments')))
    await gitlab.repository.commit('Deploy to both')
    const before = [...(await gitlab.machine.processes()).keys()]
    const pipeline = await gitlab.onMain('web', 'twice.yml')
    expect(pipeline.exitCode, pipeline.printed).toBe(0)
    expect(outputsOfJob(pipeline, 'deploy-staging')).toMatchObject({ version: '2', outcome: 'unchanged' })
    expect(outputsOfJob(pipeline, 'deploy-preview')).toMatchObject({ version: '2', outcome: 'deployed' })
    const after = [...(await gitlab.machine.processes()).keys()]
    expect(after).toEqual(expect.arrayContaining(before))
    expect(after).toHaveLength(before.length + 2)
    const body = JSON.stringify({ rows: [flight] })
    const asked = await fetch(`http://127.0.0.1:${gitlab.previewPort}/predict`, { method: 'POST', body })
    expect(await asked.json()).toMatchObject(answer('2'))
  })
})

describe('inputs of the later components', () => {
  it('never become a command', async () => {
    await gitlab.repository.write('hostile.yml', hostileInputs)
    await gitlab.repository.commit('Try')
    const pipeline = await gitlab.onMain('web', 'hostile.yml')
    for (const job of ['register-model', 'deploy-model', 'drift-report']) {
      expect(pipelineJob(pipeline, job).exitCode, pipeline.printed).toBe(2)
      expect(pipelineJob(pipeline, job).log).toContain('$(touch hacked) ${GITLAB_TOKEN} `touch hacked`')
    }
    const files = await readdir(gitlab.repository.folder, { recursive: true })
    expect(files.filter((path) => path.endsWith('hacked'))).toEqual([])
  })
})

describe('over all these pipelines', () => {
  it('nothing was asked of GitLab that it does not know', () => {
    expect(gitlab.server.state.unexpected).toEqual([])
    expect(gitlab.registry.unexpected).toEqual([])
  })

  it('neither token nor key is in a log or in what the jobs left', () => {
    const { privateKey } = gitlab.machine.keys
    const secrets = [gitlab.token, gitlab.signingKey, privateKey.split('\n')[1] ?? '']
    for (const { printed, jobs } of [first, blocked, second]) {
      const left = [...jobs.values()].flatMap(({ artifacts }) => [...artifacts.values()].map(String))
      for (const secret of secrets) expect([printed, ...left].some((text) => text.includes(secret))).toBe(false)
    }
  })

  it('a person can end what serves', async () => {
    await gitlab.machine.stop(gitlab.repository)
    await expect(predict()).rejects.toThrow()
  })
})
