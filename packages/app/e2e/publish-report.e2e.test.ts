import { storeArtifact, zipArchive } from '@mlgate/hosts/testing'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { jobOf, logsOf } from './testing/act-run.ts'
import { commentTitles } from './testing/comment-titles.ts'
import { FlightsOnGitHub, type NumberedRun } from './testing/flights-on-github.ts'
import { writeTwoModels } from './testing/small-models.ts'

// Two models in a matrix whose legs may not comment, and one job that writes for both.

const workflow = `
on: pull_request
permissions: {}
jobs:
  validate:
    strategy:
      fail-fast: false
      matrix: {model: [tidy, untidy]}
    runs-on: ubuntu-24.04
    permissions: {contents: read}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1
      - uses: mlgate/mlgate/actions/validate-data@v1
        with: {model: '\${{ matrix.model }}', comment: section}
  report:
    needs: validate
    if: always()
    runs-on: ubuntu-24.04
    permissions: {actions: read, pull-requests: write}
    steps:
      - uses: mlgate/mlgate/actions/publish-report@v1
        with: {expect: tidy/validate-data untidy/validate-data}
`

let github: FlightsOnGitHub
let workflowFile: string

beforeAll(async () => {
  github = await FlightsOnGitHub.start(inject('prepared'), { comments: 40 })
  const { repository } = github
  await writeTwoModels(repository)
  await repository.write('.github/workflows/matrix.yml', workflow)
  workflowFile = '.github/workflows/matrix.yml'
  await repository.commit('Two models')
  await repository.switchTo('topic', 'main')
  await repository.write('README.md', 'A change.\n')
  await repository.commit('A change')
})

afterAll(async () => {
  await github?.stop()
})

const titles = () => commentTitles(github.comment?.body)
const commentWrites = () =>
  github.server.state.requests.filter(({ method, path }) => method !== 'GET' && path.includes('/comments')).length

describe('a matrix of two models, of which one fails', () => {
  let run: NumberedRun

  beforeAll(async () => {
    run = await github.pullRequest({ workflow: workflowFile })
  })

  it('gets one comment with both sections, the red one first, written once', () => {
    expect(jobOf(run, 'report').exitCode, logsOf(run)).toBeUndefined()
    expect(titles()).toEqual(['untidy: data breaks its contract', 'tidy: data holds'])
    expect(github.comments).toHaveLength(41)
    expect(commentWrites()).toBe(1)
  })

  it('has everything in the summary of the one job, whose outputs name the worst verdict and the comment', () => {
    const { summary, outputs } = jobOf(run, 'report')
    expect(summary.match(/^### .+$/gm)).toEqual([
      '### mlgate: 2 reports published',
      '### untidy: data breaks its contract',
      '### tidy: data holds',
    ])
    expect(outputs).toMatchObject({
      verdict: 'pass',
      'worst-verdict': 'fail',
      sections: '2',
      'comment-url': github.comment?.html_url,
    })
  })

  it('fails by the leg that failed, not by the job that reports', () => {
    expect(run.exitCode).toBe(1)
    expect(jobOf(run, 'report').result).toBe('success')
  })

  it('writes nothing again when it is run again with the same result', async () => {
    const [before, writes] = [github.comment?.body, commentWrites()]
    await github.pullRequest({ workflow: workflowFile, again: run.runId })
    // The link to the run is the same, since it is the same run.
    expect(github.comment?.body).toBe(before)
    expect(commentWrites()).toBe(writes)
  })
})

describe('a run in which some job uploaded what it liked', () => {
  it('names what cannot be read, shows none of it, and keeps the honest sections', async () => {
    const evil = '{"model":"tidy","step":"evaluate-gate","verdict":"pass","html":"@everyone <script>alert(1)</script>"}'
    storeArtifact(github.server.state, {
      run: github.server.state.runs.length + 1,
      name: 'mlgate-tidy-evaluate-gate',
      bytes: zipArchive([
        { name: '../../../evil', content: 'x' },
        { name: 'report.json', content: evil },
      ]),
    })
    const run = await github.pullRequest({ workflow: workflowFile })
    const report = jobOf(run, 'report')
    expect(report.exitCode).toBe(2)
    expect(report.log).toContain('mlgate-tidy-evaluate-gate: its report is not of the schema of report.json.')
    expect(titles()).toEqual(['mlgate: 1 report not published', 'untidy: data breaks its contract', 'tidy: data holds'])
    expect(github.comment?.body).not.toMatch(/everyone|script/)
  })
})

describe('a commit that breaks mlgate.yml', () => {
  it('is reported all the same, and the honest sections of before stay', async () => {
    await github.repository.replace('mlgate.yml', 'task: classification', 'task: clasification')
    await github.repository.commit('Break the project file')
    const run = await github.pullRequest({ workflow: workflowFile })
    expect(jobOf(run, 'report').exitCode, logsOf(run)).toBe(2)
    expect(titles()[0]).toBe('mlgate: validate-data cannot run as configured')
    expect(github.comment?.body).toContain('There is no report of `tidy/validate-data`.')
  })

  it('and when it is mended, the comment is as it was at first', async () => {
    await github.repository.replace('mlgate.yml', 'task: clasification', 'task: classification')
    await github.repository.commit('Mend the project file')
    await github.pullRequest({ workflow: workflowFile })
    expect(titles()).toEqual(['untidy: data breaks its contract', 'tidy: data holds'])
  })
})

describe('a token that may not', () => {
  it('comment fails nothing: log and summary say which permission is missing', async () => {
    const { permissions } = github.server.state
    github.server.state.permissions = { ...permissions, 'pull-requests': 'read' }
    await github.repository.write('README.md', 'Another change.\n')
    await github.repository.commit('Another change')
    const report = jobOf(await github.pullRequest({ workflow: workflowFile }), 'report')
    github.server.state.permissions = permissions
    expect(report.exitCode).toBeUndefined()
    expect(report.outputs).toMatchObject({ verdict: 'pass', 'comment-url': '' })
    for (const text of [report.log, report.summary]) expect(text).toContain('pull-requests: write')
  })
})

it('nothing was asked of GitHub that it does not know', () => {
  expect(github.server.state.unexpected).toEqual([])
})
