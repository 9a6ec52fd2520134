import { rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { digestOfBytes } from '@mlgate/core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { replay } from '../src/replay.ts'
import { runProgram } from '../src/run-program.ts'
import { jobOf, logsOf } from './testing/act-run.ts'
import { commentTitles, sectionsOf } from './testing/comment-titles.ts'
import { FlightsOnGitHub, type NumberedRun } from './testing/flights-on-github.ts'
import { storedTexts, zipEntries } from './testing/zip-entries.ts'

/** Leaves out the flights of January and those from one airport. */
async function changeTrainingData(file: string): Promise<void> {
  const changed = `${file}.changed`
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const kept = `select * from read_parquet('${file}') where date >= '2001-02-01' and origin <> 'SAN'`
  await connection.run(`copy (${kept}) to '${changed}' (format parquet)`)
  connection.closeSync()
  instance.closeSync()
  await rename(changed, file)
}

// One repository's story: a first run on main, then a pull request that becomes better, worse, and tricky.
let github: FlightsOnGitHub
let main: { readonly run: NumberedRun; readonly commit: string }

beforeAll(async () => {
  github = await FlightsOnGitHub.start(inject('prepared'), { comments: 120 })
  main = { commit: await github.repository.head(), run: await github.push() }
})

afterAll(async () => {
  await github?.stop()
})

/** Without the zero-width spaces that keep prose from being a reference. */
const plain = (text = '') => text.replaceAll('\u200b', '')

/** Requests that made, changed or deleted a comment. */
const commentWrites = () =>
  github.server.state.requests.filter(({ method, path }) => method !== 'GET' && path.includes('/comments')).length

describe('the first run on main', () => {
  it('validates, trains, and judges the model by itself, since there is no other yet', () => {
    expect(main.run.exitCode, logsOf(main.run)).toBe(0)
    const gate = jobOf(main.run, 'gate')
    expect(gate.outputs).toMatchObject({ verdict: 'pass', passed: 'true', 'baseline-digest': '', 'comment-url': '' })
    expect(gate.log).toContain('No baseline from branch:main: This workflow has no successful push run on main.')
    expect(gate.log).not.toContain('DeprecationWarning')
    expect(gate.summary).toContain('comparisons were not judged: no baseline')
  })

  it('writes no comment anywhere', () => {
    expect(github.comments.filter(({ user }) => user.login !== 'octocat')).toEqual([])
  })
})

describe('a pull request with a better model', () => {
  let run: NumberedRun

  beforeAll(async () => {
    await github.repository.switchTo('hour-of-day', 'main')
    await github.repository.replace('mlgate.yml', 'hour, distance', 'hour_of_day, distance')
    await github.repository.commit('Use the hour as a category')
    run = await github.pullRequest()
  })

  it('passes', () => {
    expect(run.exitCode, logsOf(run)).toBe(0)
    expect([...run.jobs].map(([name, { result }]) => `${name}: ${result}`)).toEqual([
      'validate: success',
      'train: success',
      'gate: success',
    ])
    expect(jobOf(run, 'gate').outputs).toMatchObject({ verdict: 'pass', passed: 'true' })
  })

  it('hands the model over by the id and digest of its artifact, down to the bytes that were judged', () => {
    const { outputs } = jobOf(run, 'train')
    const artifact = github.artifact(outputs['artifact-id'])
    expect(artifact.name).toBe('mlgate-flight-delay-train-model')
    expect(outputs['artifact-digest']).toBe(digestOfBytes(artifact.bytes))
    const model = zipEntries(artifact.bytes).get('model/model.onnx')
    expect(model && digestOfBytes(model)).toBe(outputs['model-digest'])
    expect(jobOf(run, 'gate').outputs['candidate-digest']).toBe(outputs['model-digest'])
  })

  it('is compared with the model that main trained', () => {
    const trained = jobOf(main.run, 'train').outputs['model-digest']
    expect(trained).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(jobOf(run, 'gate').outputs['baseline-digest']).toBe(trained)
    expect(jobOf(run, 'gate').log).toContain(`Baseline: main@${main.commit.slice(0, 7)}, ${trained}`)
  })

  it('can be replayed from what its run left, by the command that the comment shows', async () => {
    const what = String(run.runId)
    expect(github.comment?.body).toContain(`mlgate replay ${what}`)
    const { url, state } = github.server
    const env = {
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: url,
      GITHUB_REPOSITORY: state.repository,
      GITHUB_TOKEN: state.token,
    }
    const quiet = () => undefined
    const outcome = await replay(
      { what, model: undefined, repository: undefined, project: 'mlgate.yml', rescore: undefined },
      {
        cwd: tmpdir(),
        env,
        fetch: globalThis.fetch,
        exec: runProgram,
        log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
        progress: { start: quiet, advance: quiet, stop: quiet },
        version: '1.2.3',
      },
    )
    expect(outcome.text).toContain('flight-delay: pass, the same, byte for byte\n')
    expect(outcome.isSame).toBe(true)
  })

  it('gets one comment among 120 others that says what both steps found, with the numbers', () => {
    expect(github.comments).toHaveLength(121)
    const body = github.comment?.body ?? ''
    expect(commentTitles(body)).toEqual(['flight-delay: data holds', 'flight-delay: passes'])
    expect(body).toContain('90 of 90 checks hold on 200,000 rows of train, test.')
    expect(body).toMatch(/\*\*All 12 gates pass\*\*: roc_auc rose from 0\.64\d* to 0\.65\d* \(Δ \+0\.01\d*, interval/)
    expect(jobOf(run, 'validate').outputs['comment-url']).toBe(github.comment?.html_url)
    expect(jobOf(run, 'gate').outputs['comment-url']).toBe(github.comment?.html_url)
  })

  it('shows the same on the pages of the run', () => {
    expect(jobOf(run, 'validate').summary).toContain('90 of 90 checks hold on 200,000 rows of train, test.')
    expect(jobOf(run, 'train').summary).toContain(jobOf(run, 'train').outputs['model-digest']?.slice(0, 19))
    expect(jobOf(run, 'gate').summary).toContain('**All 12 gates pass**: roc_auc rose from')
    expect(jobOf(run, 'gate').annotations).toEqual([])
  })

  it('keeps record and reports of each step in its artifact', () => {
    for (const step of ['validate', 'train', 'gate']) {
      const { bytes } = github.artifact(jobOf(run, step).outputs['artifact-id'])
      const forPeople = ['report.html', 'report.md']
      const forMachines = [
        'junit.xml',
        'openmetrics.txt',
        'codequality.json',
        'report.sarif',
        'report.json',
        'result.json',
      ]
      const files = ['record.unsigned.json', ...forPeople, ...forMachines]
      expect([...zipEntries(bytes).keys()]).toEqual(expect.arrayContaining(files))
    }
    const filesOf = (job: string) => [
      ...zipEntries(github.artifact(jobOf(run, job).outputs['artifact-id']).bytes).keys(),
    ]
    expect(filesOf('validate')).toContain('profile.json')
    expect(filesOf('gate')).toContain('answers.parquet')
  })

  it('links each section to a page of its own, which opens in the browser and is the report of the artifact', () => {
    const sections = [...sectionsOf(github.comment?.body)]
    expect(sections.map(([name]) => name)).toEqual(['flight-delay%2Fvalidate-data', 'flight-delay%2Fevaluate-gate'])
    for (const [name, text] of sections) {
      const [model, step] = decodeURIComponent(name).split('/')
      const link =
        /\[Full report\]\(https:\/\/github\.com\/acme\/flights\/actions\/runs\/(\d+)\/artifacts\/(\d+)\)/.exec(text)
      expect(link?.[1], text).toBe(String(run.runId))
      const page = github.artifact(link?.[2])
      expect(page).toMatchObject({
        name: `report-${model}-${step}.html`,
        contentType: 'text/html',
        runBackendId: String(run.runId),
      })
      const job = step === 'evaluate-gate' ? 'gate' : 'validate'
      const archive = github.artifact(jobOf(run, job).outputs['artifact-id'])
      expect(Buffer.from(page.bytes)).toEqual(Buffer.from(zipEntries(archive.bytes).get('report.html') ?? []))
      expect(storedTexts([page])[0]).toMatch(/^<!doctype html>/i)
    }
  })

  it('is told that its data are those of main', () => {
    expect(plain(github.comment?.body)).toContain(`Data: no changes against main@${main.commit.slice(0, 7)}</summary>`)
  })

  it('has nothing written again when its gate is run again and says the same', async () => {
    const [before, written] = [github.comment, commentWrites()]
    expect(written).toBeGreaterThan(1)
    const again = await github.gateAgain(run)
    expect(jobOf(again, 'gate').outputs, logsOf(again)).toMatchObject({
      verdict: 'pass',
      'comment-url': before?.html_url,
    })
    expect(github.comment).toEqual(before)
    expect(commentWrites()).toBe(written)
  })
})

describe('a second commit, which is better over all and worse for a slice', () => {
  let run: NumberedRun
  let before: typeof github.comment

  beforeAll(async () => {
    before = github.comment
    await github.repository.replace('mlgate.yml', 'distance, origin,', 'distance,')
    await github.repository.commit('Drop the origin')
    const { state } = github.server
    const { permissions } = state
    state.permissions = { ...permissions, checks: 'write' }
    // With checks of their own, as branch rules demand them.
    const workflow = await github.variant('with-checks.yml', [
      [
        '        uses: mlgate/mlgate/actions/validate-data@v1\n        with:\n',
        '        uses: mlgate/mlgate/actions/validate-data@v1\n        with:\n          check: true\n',
      ],
      [
        '        uses: mlgate/mlgate/actions/evaluate-gate@v1\n        with:\n',
        '        uses: mlgate/mlgate/actions/evaluate-gate@v1\n        with:\n          check: true\n',
      ],
      ['      pull-requests: write', '      checks: write\n      pull-requests: write'],
    ])
    run = await github.pullRequest({ workflow })
    state.permissions = permissions
  })

  it('updates the comment that is there; there are still 121', () => {
    expect(github.comments).toHaveLength(121)
    expect(github.comment).toMatchObject({ id: before?.id, created_at: before?.created_at })
    expect(github.comment?.body).not.toBe(before?.body)
  })

  it('is blocked, and the comment says so first, with the numbers', () => {
    const body = github.comment?.body ?? ''
    expect(commentTitles(body)).toEqual(['flight-delay: blocked', 'flight-delay: data holds'])
    expect(body).toMatch(
      /\*\*recall on `hub = PHX` fell from 0\.78 to 0\.62\*\* \(Δ −0\.16, interval −0\.\d+ to −0\.\d+\)/,
    )
    expect(body).toContain('allowed −0.05')
    expect(body).toMatch(/❌ \| recall · `hub = ORD` \|/)
    expect(body).toMatch(/✅ \| roc_auc \|/)
  })

  it('fails the job of the gate alone, after everything was published', () => {
    expect(run.exitCode, logsOf(run)).toBe(1)
    expect([...run.jobs].map(([name, { result }]) => `${name}: ${result}`)).toEqual([
      'validate: success',
      'train: success',
      'gate: failure',
    ])
    const gate = jobOf(run, 'gate')
    expect(gate.exitCode).toBe(1)
    expect(gate.summary).toContain('### flight-delay: blocked')
    expect(gate.annotations.map(({ level, message }) => `${level}: ${message.split(' (')[0]}`)).toEqual([
      'error: recall on hub = PHX fell from 0.78 to 0.62',
      'error: recall on hub = ORD fell from 0.78 to 0.69',
    ])
    expect(gate.outputs).toMatchObject({ verdict: 'fail', passed: 'false', 'comment-url': github.comment?.html_url })
    const artifact = github.artifact(gate.outputs['artifact-id'])
    expect(gate.outputs['artifact-digest']).toBe(digestOfBytes(artifact.bytes))
    expect(String(zipEntries(artifact.bytes).get('report.md'))).toContain('### flight-delay: blocked')
  })

  it('has checks that end as the jobs do, on the commit of the pull request', async () => {
    const head = await github.repository.head()
    expect(github.server.state.checkRuns).toMatchObject([
      { name: 'mlgate / flight-delay / validate-data', conclusion: 'success', head_sha: head },
      { name: 'mlgate / flight-delay / evaluate-gate', conclusion: 'failure', head_sha: head, title: 'blocked' },
    ])
    const [validated, judged] = github.server.state.checkRuns
    expect(validated?.annotations).toEqual([])
    expect(judged?.annotations).toMatchObject([
      { annotation_level: 'failure', message: expect.stringContaining('recall on hub = PHX fell from 0.78 to 0.62') },
      { annotation_level: 'failure', message: expect.stringContaining('recall on hub = ORD fell from 0.78 to 0.69') },
    ])
    expect(judged?.summary).toContain('fell from 0.78 to 0.62')
  })
})

describe('a commit that allows itself more', () => {
  let run: NumberedRun

  beforeAll(async () => {
    await github.repository.replace('mlgate.yml', 'max_regression: 0.05,', 'max_regression: 0.5,')
    await github.repository.commit('Allow recall to fall')
    run = await github.pullRequest()
  })

  it('is judged by the policy of main, and blocked', () => {
    expect(run.exitCode, logsOf(run)).toBe(1)
    expect(jobOf(run, 'gate')).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail' } })
    expect(jobOf(run, 'gate').log).toContain(`Policy: mlgate.yml at main@${main.commit.slice(0, 7)}`)
    expect(github.comment?.body).toMatch(/fell from 0\.78 to 0\.62\*\*.+allowed −0\.05\./)
  })

  it('is told in the comment what it would alter', () => {
    const sentence =
      '**This change alters the policy** (1 setting, 1 loosened); it was judged by the one in force. ' +
      'Loosened: `max_regression` of `recall` `0.05` → `0.5`.'
    expect(github.comment?.body.split(sentence)).toHaveLength(2)
    expect(jobOf(run, 'gate').log).toContain('What it would alter in the policy in force')
    expect(github.comment?.body).toMatch(
      /\| `gate\.metrics\.recall\.max_regression` \| `0\.05` \| `0\.5` \| \*\*loosened\*\* \|/,
    )
  })
})

describe('a commit that brings other data to train on', () => {
  let run: NumberedRun

  beforeAll(async () => {
    await changeTrainingData(join(github.repository.folder, 'data/train.parquet'))
    await github.repository.commit('Train on later flights')
    run = await github.pullRequest({ job: 'validate' })
  })

  it('is told in the section what the data hold otherwise than on main, and what the contract says of it', async () => {
    expect(run.exitCode, logsOf(run)).toBe(0)
    const section = plain(sectionsOf(github.comment?.body).get('flight-delay%2Fvalidate-data'))
    expect(section).toContain('data holds.** 90 of 90 checks hold on 164,717 rows of train, test.')
    const fold = section
      .split(`Data: 3 changes against main@${main.commit.slice(0, 7)}</summary>`)[1]
      ?.split('</details>')[0]
    expect(fold?.match(/^\| train .+$/gm)).toEqual([
      expect.stringMatching(/^\| train \| `date` \| lost 31 values: (`2001-01-\d\d`(, )?){5} \| holds: 3 checks \|$/),
      expect.stringMatching(/^\| train \| `origin` \| lost 1 value: `SAN` \| holds: \d checks \|$/),
      '| train | — | has 96,986 rows, 35,283 fewer (−27 %) | holds |',
    ])
    expect(fold).not.toContain('test')
  })
})

describe('over all these runs', () => {
  it('nothing was asked of GitHub that it does not know', () => {
    expect(github.server.state.unexpected).toEqual([])
  })

  it('the token is in no log, comment, or artifact', () => {
    const published = [
      ...github.runs.map(({ printed }) => printed),
      ...github.comments.map(({ body }) => body),
      ...storedTexts(github.server.state.artifacts),
    ]
    expect(published.length).toBeGreaterThan(120 + 4 * 3 * 6)
    const lines = published.flatMap((text) => text.split('\n'))
    // The command that has the runner hide the token must name it; act writes it out as a command of its own.
    const told = lines.filter((line) => !line.includes('"command":"add-mask"'))
    expect(told.filter((line) => line.includes(github.token))).toEqual([])
  })
})
