import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { jobOf, logsOf } from './testing/act-run.ts'
import { FlightsOnGitHub, type HandedOver, handedOver, type NumberedRun } from './testing/flights-on-github.ts'
import { storedTexts, zipEntries } from './testing/zip-entries.ts'

// One repository's story, with the machine that keeps and serves its models: a first model, a change that is blocked, a
// change that is served instead, evidence that proves nothing, a later month.
let github: FlightsOnGitHub
let key: { readonly MLGATE_SIGNING_KEY: string }
let first: NumberedRun
let blocked: NumberedRun
let second: NumberedRun

beforeAll(async () => {
  github = await FlightsOnGitHub.start(inject('prepared'), { machine: true })
  key = { MLGATE_SIGNING_KEY: github.machine.keys.privateKey }
  first = await github.push({ secrets: key })
})

afterAll(async () => {
  await github?.stop()
})

const flight = { weekday: 'Fri', hour: 18, hour_of_day: '18h', distance: 599, origin: 'ORD', destination: 'ATL' }
const predict = () => github.machine.ask('/predict', { rows: [flight] })
const resultsOf = (run: NumberedRun) => [...run.jobs].map(([name, { result }]) => `${name}: ${result}`)

describe('the first push to main', () => {
  it('goes through all five jobs, and deploys version 1', () => {
    expect(first.exitCode, logsOf(first)).toBe(0)
    const names = ['validate', 'train', 'gate', 'register', 'deploy']
    expect(resultsOf(first)).toEqual(names.map((name) => `${name}: success`))
    expect(jobOf(first, 'register').outputs).toMatchObject({
      version: '1',
      created: 'true',
      digest: jobOf(first, 'train').outputs['model-digest'],
    })
    expect(jobOf(first, 'deploy').outputs).toMatchObject({ outcome: 'deployed', version: '1' })
    expect(jobOf(first, 'register').summary).toContain('### flight-delay: registered as version 1')
    expect(jobOf(first, 'deploy').summary).toContain('### flight-delay: serves in staging')
  })

  it('signs what validates and judges, and nothing beside the code that trains', () => {
    const records = (job: string) =>
      [...zipEntries(github.artifact(jobOf(first, job).outputs['artifact-id']).bytes).keys()].filter((name) =>
        name.startsWith('record.'),
      )
    expect(records('validate')).toEqual(['record.sigstore.json'])
    expect(records('train')).toEqual(['record.unsigned.json'])
    expect(records('gate')).toEqual(['record.sigstore.json'])
  })

  it('serves on when the runner has ended what the job left running and removed its checkout and the actions', async () => {
    const processes = [...(await github.machine.processes()).values()]
    expect(processes).toHaveLength(2)
    for (const command of processes) {
      const program = command.split(' ').find((word) => word.endsWith('/mlgate.js'))
      expect(program && existsSync(program), command).toBe(false)
    }
    expect(await predict()).toMatchObject({
      version: '1',
      predictions: [{ label: expect.stringMatching(/^(yes|no)$/) }],
    })
    expect(await github.machine.ask('/v2/health/ready')).toBeTruthy()
    expect(await github.machine.ask('/metrics')).toContain('flight-delay')
  })
})

describe('a pull request that is worse for a slice', () => {
  beforeAll(async () => {
    await github.repository.switchTo('no-origin', 'main')
    await github.repository.replace('mlgate.yml', 'hour, distance, origin,', 'hour_of_day, distance,')
    await github.repository.commit('Drop the origin')
    blocked = await github.pullRequest()
  })

  it('is blocked, and neither registered nor deployed', async () => {
    expect(resultsOf(blocked)).toEqual(['validate: success', 'train: success', 'gate: failure'])
    expect(github.comment?.body).toContain('### flight-delay: blocked')
    expect(await github.machine.versions()).toEqual([1])
    expect(await predict()).toMatchObject({ version: '1' })
  })
})

describe('a better change that reaches main', () => {
  beforeAll(async () => {
    await github.repository.switchTo('main')
    await github.repository.replace('mlgate.yml', 'hour, distance', 'hour_of_day, distance')
    await github.repository.commit('Use the hour as a category')
    second = await github.push({ secrets: key })
  })

  it('is compared with the first model, registered as version 2, and served instead', async () => {
    expect(second.exitCode, logsOf(second)).toBe(0)
    expect(jobOf(second, 'gate').outputs['baseline-digest']).toBe(jobOf(first, 'register').outputs.digest)
    expect(jobOf(second, 'register').outputs).toMatchObject({ version: '2', created: 'true' })
    expect(jobOf(second, 'deploy').outputs).toMatchObject({ outcome: 'deployed', version: '2' })
    expect(await predict()).toMatchObject({ version: '2' })
  })

  it('is deployed once: the jobs may run again, with no more than the permissions that they have', async () => {
    const { permissions } = github.server.state
    github.server.state.permissions = { contents: 'read', 'pull-requests': 'none', actions: 'none' }
    try {
      const register = await github.jobAgain('register', handedOver(second), second)
      expect(jobOf(register, 'register').outputs, logsOf(register)).toMatchObject({ version: '2', created: 'false' })
      const before = await github.machine.processes()
      const deploy = await github.jobAgain('deploy', handedOver(second), second)
      expect(jobOf(deploy, 'deploy').outputs, logsOf(deploy)).toMatchObject({ outcome: 'unchanged', version: '2' })
      expect([...(await github.machine.processes()).keys()]).toEqual([...before.keys()])
    } finally {
      github.server.state.permissions = permissions
    }
  })
})

describe('a pull request', () => {
  it('runs neither of the jobs that register and deploy, whatever its gate says', async () => {
    for (const job of ['register', 'deploy']) {
      const run = await github.jobAgain(job, handedOver(second), second, 'pullRequest')
      expect(resultsOf(run)).toEqual([])
    }
  })
})

describe('evidence that proves nothing registers nothing', () => {
  /** Tries to register by these outputs of the earlier jobs. */
  async function refusal(before: HandedOver) {
    const run = await github.jobAgain('register', before, second)
    const { result, exitCode, annotations, outputs } = jobOf(run, 'register')
    expect(result, logsOf(run)).toBe('failure')
    expect(outputs.version ?? '').toBe('')
    return { exitCode, message: annotations.map(({ message }) => message).join('\n') }
  }

  it('not the verdict of the change that was blocked', async () => {
    const { exitCode, message } = await refusal(handedOver(blocked))
    expect(exitCode).toBe(2)
    expect(message).toContain('Nothing was registered. The verdict is not signed')
  })

  it('not a verdict that a pull request passed with, even when it is signed', async () => {
    const judged = await github.gateAgain(second, { secrets: key })
    expect(jobOf(judged, 'gate').outputs.verdict, logsOf(judged)).toBe('pass')
    const { exitCode, message } = await refusal({ ...handedOver(second), ...handedOver(judged) })
    expect(exitCode).toBe(2)
    expect(message).toContain('Nothing was registered. The verdict was made on pull_request')
  })

  it('not a verdict that was rewritten, signed or not', async () => {
    const verdict = (change: (text: string) => string, file: string) => {
      const id = jobOf(second, 'gate').outputs['artifact-id']
      return github.forged(id, (files) => {
        const text = Buffer.from(files.get('record.sigstore.json') ?? []).toString()
        files.delete('record.sigstore.json')
        files.set(file, Buffer.from(change(text)))
      })
    }
    const payloadOf = (bundle: string): string => JSON.parse(bundle).dsseEnvelope.payload
    const statementOf = (bundle: string): string => Buffer.from(payloadOf(bundle), 'base64').toString()
    const later = (statement: string) => statement.replace(/"timeVerified":"\d{4}/, '"timeVerified":"2020')
    const rewritten = verdict((bundle) => {
      const payload = Buffer.from(later(statementOf(bundle))).toString('base64')
      expect(payload).not.toBe(payloadOf(bundle))
      return bundle.replace(payloadOf(bundle), payload)
    }, 'record.sigstore.json')
    const bare = verdict(statementOf, 'record.unsigned.json')
    expect(await refusal({ ...handedOver(second), gate: rewritten })).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('Nothing was registered. The verdict '),
    })
    expect(await refusal({ ...handedOver(second), gate: bare })).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('Nothing was registered. The verdict is not signed'),
    })
  })

  it('not another artifact than the one that was handed over', async () => {
    const outputs = {
      ...jobOf(second, 'gate').outputs,
      'artifact-id': jobOf(first, 'gate').outputs['artifact-id'] ?? '',
    }
    const { exitCode, message } = await refusal({ ...handedOver(second), gate: outputs })
    expect(exitCode).toBe(3)
    expect(message).toContain('is not the one that was handed over')
  })

  it('and what is served stays', async () => {
    expect(await github.machine.versions()).toEqual([1, 2])
    expect(await predict()).toMatchObject({ version: '2' })
  })
})

describe('a later month', () => {
  it('that is as before passes', async () => {
    const run = await github.lookForDrift()
    expect(run.exitCode, logsOf(run)).toBe(0)
    expect(jobOf(run, 'drift').outputs).toMatchObject({ verdict: 'pass', drifted: 'false', 'drifted-columns': '0' })
    expect(jobOf(run, 'drift').summary).toContain('### flight-delay: no drift')
  })

  it('that is different fails the job, and the summary names the columns', async () => {
    const head = 'flight_id,date,weekday,hour,hour_of_day,distance,origin,hub,destination,delayed\n'
    const rows = Array.from({ length: 500 }, (_, row) => {
      const hour = 20 + (row % 3)
      return `${row},2001-07-0${1 + (row % 7)},Fri,${hour},${hour}h,${2000 + row},LAX,LAX,ATL,no\n`
    })
    await github.repository.write('data/july.csv', head + rows.join(''))
    await github.repository.replace('mlgate.yml', 'data/june.parquet', 'data/july.csv')
    await github.repository.commit('Look at July')
    const run = await github.lookForDrift()
    expect(run.exitCode, logsOf(run)).toBe(1)
    const drift = jobOf(run, 'drift')
    expect(drift).toMatchObject({ result: 'failure', exitCode: 1, outputs: { verdict: 'fail', drifted: 'true' } })
    expect(drift.summary).toContain('distance')
  })
})

describe('over all these runs', () => {
  it('nothing was asked of GitHub that it does not know', () => {
    expect(github.server.state.unexpected).toEqual([])
  })

  it('neither key nor token is in any log, artifact, or file of the machine', async () => {
    const secret = key.MLGATE_SIGNING_KEY.split('\n')[1] ?? ''
    expect(secret.length).toBeGreaterThan(40)
    const lines = github.runs.flatMap(({ printed }) => printed.split('\n'))
    // Commands that have the runner hide a secret must name it.
    const told = lines.filter((line) => !line.includes('add-mask')).join('\n')
    const stored = storedTexts(github.server.state.artifacts)
    for (const text of [told, ...stored]) {
      expect(text).not.toContain(secret)
      expect(text).not.toContain(github.token)
    }
  })

  it('a person can end what serves, and nothing is left running', async () => {
    await github.machine.stop(github.repository)
    expect(await github.machine.processes()).toEqual(new Map())
    await expect(predict()).rejects.toThrow()
    expect(existsSync(join(github.machine.folder, 'deployments'))).toBe(true)
  })
})
