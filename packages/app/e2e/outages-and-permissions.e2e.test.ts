import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { jobOf, logsOf } from './testing/act-run.ts'
import { FlightsOnGitHub, type NumberedRun } from './testing/flights-on-github.ts'

// A pull request that passed; each test lets its gate run again while something is wrong around it.
let github: FlightsOnGitHub
let main: NumberedRun
let passed: NumberedRun

beforeAll(async () => {
  github = await FlightsOnGitHub.start(inject('prepared'))
  main = await github.push()
  await github.repository.switchTo('hour-of-day', 'main')
  await github.repository.replace('mlgate.yml', 'hour, distance', 'hour_of_day, distance')
  await github.repository.commit('Use the hour as a category')
  passed = await github.pullRequest()
  expect(jobOf(passed, 'gate').outputs.verdict).toBe('pass')
})

afterAll(async () => {
  expect(github?.server.state.unexpected).toEqual([])
  await github?.stop()
})

const full = { contents: 'write', 'pull-requests': 'write', actions: 'write' } as const

afterEach(() => {
  github.server.state.permissions = { ...full }
})

const trained = (run: NumberedRun) => github.artifact(jobOf(run, 'train').outputs['artifact-id'])

/** While the store serves one artifact's bytes under another's id. */
async function served<T>(run: NumberedRun, inPlaceOf: NumberedRun, body: () => Promise<T>): Promise<T> {
  const artifact = trained(inPlaceOf)
  const { bytes } = artifact
  artifact.bytes = trained(run).bytes
  try {
    return await body()
  } finally {
    artifact.bytes = bytes
  }
}

describe('an outage is no verdict', () => {
  it('when the store serves another model than the one that was handed over', async () => {
    const run = await served(main, passed, () => github.gateAgain(passed))
    const gate = jobOf(run, 'gate')
    expect(gate).toMatchObject({ result: 'failure', exitCode: 3, outputs: { verdict: 'error', passed: 'false' } })
    const id = jobOf(passed, 'train').outputs['artifact-id']
    const sentence = `The artifact ${id} is not the one that was handed over`
    expect(gate.annotations).toMatchObject([{ level: 'error', message: expect.stringContaining(sentence) }])
    expect(gate.summary).toContain(sentence)
    expect(github.comment?.body).toContain(sentence)
    expect(github.comment?.body).not.toMatch(/gates? pass/)
  })

  it('when the store serves another baseline than the one that main uploaded', async () => {
    const run = await served(passed, main, () => github.gateAgain(passed))
    const gate = jobOf(run, 'gate')
    expect(gate).toMatchObject({ result: 'failure', exitCode: 3, outputs: { verdict: 'error' } })
    const id = jobOf(main, 'train').outputs['artifact-id']
    expect(gate.summary).toContain(`The artifact ${id} is not the one that was handed over`)
  })

  it('when the token may not look for the baseline, and the message names what it needs', async () => {
    github.server.state.permissions = { ...full, actions: 'none' }
    const run = await github.gateAgain(passed)
    const gate = jobOf(run, 'gate')
    expect(gate).toMatchObject({ result: 'failure', exitCode: 3, outputs: { verdict: 'error' } })
    expect(gate.annotations).toMatchObject([{ level: 'error', message: expect.stringContaining('`actions: read`') }])
  })
})

describe('a comment that may not be written changes no verdict', () => {
  it('with a token that can only read; the log names the permission', async () => {
    github.server.state.permissions = { ...full, 'pull-requests': 'read' }
    const before = github.comment?.body
    const run = await github.gateAgain(passed)
    const gate = jobOf(run, 'gate')
    expect(run.exitCode, logsOf(run)).toBe(0)
    expect(gate.outputs).toMatchObject({ verdict: 'pass', 'comment-url': '' })
    expect(gate.log).toContain('No comment was written: The job needs the permission `pull-requests: write`.')
    expect(gate.summary).toContain('**All 12 gates pass**')
    expect(github.comment?.body).toBe(before)
  })

  it('from a fork; the log says what a fork can do about it', async () => {
    github.server.state.permissions = { contents: 'read', 'pull-requests': 'read', actions: 'read' }
    const run = await github.gateAgain(passed, { fromFork: true })
    const gate = jobOf(run, 'gate')
    expect(run.exitCode, logsOf(run)).toBe(0)
    expect(gate.outputs).toMatchObject({ verdict: 'pass', 'comment-url': '' })
    expect(gate.log).toContain('The token of a pull request from a fork can only read')
  })
})
