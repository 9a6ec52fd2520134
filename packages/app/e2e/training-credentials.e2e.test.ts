import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { jobOf, logsOf } from './testing/act-run.ts'
import { FlightsOnGitHub } from './testing/flights-on-github.ts'

/** Looks for secrets the way a hostile pull request would: in its own variables and in those of its parent. */
const nosyTraining = `import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
const parent = readFileSync('/proc/' + process.ppid + '/environ', 'utf8').split('\\0')
console.log('own variables:', Object.keys(process.env).sort().join(' '))
console.log('parent variables:', parent.map((line) => line.split('=')[0]).sort().join(' '))
console.log('parent values:', parent.join(' '))
mkdirSync('out', { recursive: true })
writeFileSync('out/predictions.csv', 'flight_id,prediction\\n1,yes\\n')
`

const builtin = `train:
  builtin:
    algorithm: logistic-regression
    features: [weekday, hour, distance, origin, destination]
`

/** The job without the one before it. */
const alone = [
  ['    needs: validate\n', ''],
  ['${{ needs.validate.outputs.artifact-id }}', "''"],
  ['${{ needs.validate.outputs.artifact-digest }}', "''"],
] as const

const secret = 'kR7-this-signs-models'
let github: FlightsOnGitHub

beforeAll(async () => {
  github = await FlightsOnGitHub.start(inject('prepared'))
  const { repository } = github
  await repository.replace('mlgate.yml', 'onnx: out/model.onnx', 'predictions: out/predictions.csv')
  await repository.replace('mlgate.yml', builtin, 'train:\n  command: [node, train.mjs]\n')
  await repository.write('train.mjs', nosyTraining)
  await repository.commit('Train by a command')
})

afterAll(async () => {
  await github?.stop()
})

describe.runIf(existsSync('/proc/self/environ'))('a training command', () => {
  it('runs in the example’s job, finds no token around it, and GitHub is asked for no more than a place to store', async () => {
    const workflow = await github.variant('training.yml', alone)
    const run = await github.push({ workflow, job: 'train' })
    const { log, outputs } = jobOf(run, 'train')
    expect(run.exitCode, logsOf(run)).toBe(0)
    expect(outputs.verdict).toBe('pass')
    expect(log).toMatch(/^own variables: .*\bMLGATE_/m)
    expect(log).toMatch(/^parent variables: .*\bGITHUB_REPOSITORY\b/m)
    expect(run.printed).not.toContain(github.token)
    expect(run.requested.length).toBeGreaterThan(2)
    expect(run.requested.filter((path) => !/^\/(?:twirp|devstoreaccount1)\//.test(path))).toEqual([])
  })

  it('is refused in a job that holds a secret, before it starts', async () => {
    const workflow = await github.variant('secret-beside-training.yml', [
      ['  train:\n', '  train:\n    env:\n      SIGNING_KEY: ${{ secrets.SIGNING_KEY }}\n'],
      ...alone,
    ])
    const run = await github.push({ job: 'train', workflow, secrets: { SIGNING_KEY: secret } })
    const { exitCode, log, annotations, outputs } = jobOf(run, 'train')
    expect(exitCode).toBe(2)
    expect(outputs.verdict).toBe('error')
    expect(annotations).toMatchObject([
      { message: expect.stringContaining('will not run beside credentials, and this job has SIGNING_KEY.') },
    ])
    expect(log).not.toContain('own variables:')
    expect(run.printed).not.toContain(secret)
  })
})
