import { existsSync } from 'node:fs'
import { chmod, cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { commentTitles } from './testing/comment-titles.ts'
import { FlightsOnGitLab } from './testing/flights-on-gitlab.ts'
import { FlightsRepository } from './testing/flights-repository.ts'
import { listedJobs, outputsOfJob, type Pipeline, pipelineJob } from './testing/gitlab-ci-local.ts'

// One project's story: a first pipeline on main, then a merge request that becomes better, hostile, and worse.
let gitlab: FlightsOnGitLab
let main: Pipeline
let others: readonly string[]

/** Where components install mlgate. */
const programFolders = async () => (await readdir(tmpdir())).filter((name) => /^mlgate\.\w{6}$/.test(name))

beforeAll(async () => {
  others = await programFolders()
  gitlab = await FlightsOnGitLab.start(inject('prepared'))
  main = await gitlab.push()
})

afterAll(async () => {
  await gitlab?.stop()
})

const resultsOf = (pipeline: Pipeline) => [...pipeline.jobs].map(([name, { result }]) => `${name}: ${result}`)
const ourNotes = () => gitlab.server.state.notes.map(({ body }) => body)

describe('the first pipeline on main', () => {
  it('validates, trains, and judges the model by itself, since there is no other yet', () => {
    expect(main.exitCode, main.printed).toBe(0)
    expect(resultsOf(main).slice(0, 3)).toEqual(['validate-data: PASS', 'train-model: PASS', 'evaluate-gate: PASS'])
    const { log } = pipelineJob(main, 'evaluate-gate')
    expect(log).toContain('No baseline from branch:main: There is no successful push pipeline on main.')
    expect(ourNotes()).toEqual([])
  })

  it('hands over each job’s own folder, and no variables to the jobs that need it', () => {
    for (const name of main.jobs.keys()) {
      const kept = [...pipelineJob(main, name).artifacts.keys()]
      expect(kept).toContain(`.mlgate/.jobs/${name}/mlgate-flight-delay-${name}/index.json`)
      // A dotenv report would lie elsewhere; the file for who asks for one holds outputs alone.
      expect(kept.filter((path) => !path.startsWith(`.mlgate/.jobs/${name}/`))).toEqual([])
      expect(kept.filter((path) => path.endsWith('.env'))).toEqual([`.mlgate/.jobs/${name}/mlgate.env`])
      const variables = String(pipelineJob(main, name).artifacts.get(`.mlgate/.jobs/${name}/mlgate.env`))
      expect(variables).toMatch(/^(MLGATE_OUTPUT_[A-Z_]+=[^\n]*\n)+$/)
      expect(variables).toContain('MLGATE_OUTPUT_VERDICT=pass\n')
    }
  })
})

// Whatever a change may bring along to run beside the token, or to reach the jobs after training.
const hijack = '#!/bin/sh\necho "HIJACKED by $0 with $GITLAB_TOKEN"\nexit 1\n'
const planted: Readonly<Record<string, string>> = {
  'node_modules/mlgate/package.json': '{"name":"mlgate","version":"0.1.0","bin":"mlgate.js"}',
  'node_modules/mlgate/mlgate.js': 'console.log("HIJACKED", process.env.GITLAB_TOKEN)',
  'node_modules/.bin/git': hijack,
  'node_modules/.bin/npm': hijack,
  '.npmrc': 'registry=http://127.0.0.1:9/\nscript-shell=./hijack.sh\n//127.0.0.1/:_authToken=${GITLAB_TOKEN}\n',
  'package.json': '{"scripts":{"install":"./hijack.sh","preinstall":"./hijack.sh"}}',
  '.env': 'NODE_OPTIONS=--require ./hijack.cjs\n',
  'hijack.cjs': 'console.log("HIJACKED", process.env.GITLAB_TOKEN)',
  'hijack.sh': hijack,
}
const hostileTraining = `
train-model:
  before_script:
    - mkdir -p .mlgate
    - printf 'CI_API_V4_URL=http://127.0.0.1:9/\\nGITLAB_CI=no\\nNODE_OPTIONS=--require ./hijack.cjs\\n' > .mlgate/outputs.env
    - echo "the token here is \${GITLAB_TOKEN:-not set}"

default:
  before_script:
    - ./hijack.sh

variables:
  NODE_OPTIONS: --require ./hijack.cjs
`

describe('a merge request with a better model that also plants programs and variables', () => {
  let pipeline: Pipeline

  beforeAll(async () => {
    const { repository } = gitlab
    await repository.switchTo('hour-of-day', 'main')
    await repository.replace('mlgate.yml', 'hour, distance', 'hour_of_day, distance')
    for (const [path, text] of Object.entries(planted)) await repository.write(path, text)
    await repository.append('.gitlab-ci.yml', hostileTraining)
    for (const path of ['hijack.sh', 'node_modules/.bin/git', 'node_modules/.bin/npm']) {
      await chmod(join(repository.folder, path), 0o755)
    }
    await repository.commit('Use the hour as a category')
    pipeline = await gitlab.mergeRequest()
  })

  it('passes, compared with the model that main trained', () => {
    expect(pipeline.exitCode, pipeline.printed).toBe(0)
    const [trainedOnMain, trained] = [outputsOfJob(main, 'train-model'), outputsOfJob(pipeline, 'train-model')]
    const gate = outputsOfJob(pipeline, 'evaluate-gate')
    expect(gate).toMatchObject({
      verdict: 'pass',
      'baseline-digest': trainedOnMain['model-digest'],
      'candidate-digest': trained['model-digest'],
    })
    expect(trained['model-digest']).not.toBe(trainedOnMain['model-digest'])
  })

  it('is judged by the policy at the tip of main', async () => {
    const tip = await gitlab.server.state.git.tip('main')
    expect(pipelineJob(pipeline, 'evaluate-gate').log).toContain(`Policy: mlgate.yml at main@${tip?.slice(0, 7)}`)
  })

  it('gets one note that says what both steps found', () => {
    expect(ourNotes()).toHaveLength(1)
    expect(commentTitles(ourNotes()[0])).toEqual(['flight-delay: data holds', 'flight-delay: passes'])
  })

  it('runs nothing of what it planted, and its training sees no token', () => {
    expect(pipeline.printed).not.toContain('HIJACKED')
    expect(pipelineJob(pipeline, 'train-model').log).toContain('the token here is not set')
    expect(gitlab.registry.unexpected).toEqual([])
  })
})

// GitLab takes reports from where the component names them; this runner knows files alone.
const keepReports = `
evaluate-gate:
  artifacts:
    paths:
      - .mlgate/.jobs/evaluate-gate/
      - .mlgate/*/evaluate-gate/junit.xml
      - .mlgate/*/evaluate-gate/openmetrics.txt
      - .mlgate/*/evaluate-gate/codequality.json
`

describe('a merge request that is worse for a slice', () => {
  let pipeline: Pipeline

  it('fails the job of the gate alone, after the note was updated', async () => {
    await gitlab.repository.switchTo('no-origin', 'main')
    await gitlab.repository.replace('mlgate.yml', 'distance, origin,', 'distance,')
    await gitlab.repository.append('.gitlab-ci.yml', keepReports)
    await gitlab.repository.commit('Drop the origin')
    const before = gitlab.server.state.notes[0]
    pipeline = await gitlab.mergeRequest()
    expect(resultsOf(pipeline)).toEqual(['validate-data: PASS', 'train-model: PASS', 'evaluate-gate: FAIL'])
    expect(pipelineJob(pipeline, 'evaluate-gate').exitCode, pipeline.printed).toBe(1)
    expect(outputsOfJob(pipeline, 'evaluate-gate')).toMatchObject({ verdict: 'fail', passed: 'false' })
    expect(ourNotes()).toHaveLength(1)
    expect(gitlab.server.state.notes[0]?.id).toBe(before?.id)
    expect(commentTitles(ourNotes()[0])).toEqual(['flight-delay: blocked', 'flight-delay: data holds'])
  })

  it('is told what its data hold otherwise than those of main', async () => {
    const tip = await gitlab.server.state.git.tip('main')
    const note = ourNotes()[0]?.replaceAll('\u200b', '')
    expect(note).toContain(`Data: no changes against main@${tip?.slice(0, 7)}</summary>`)
  })

  it('leaves JUnit, metrics and code quality where the component names them', () => {
    const { artifacts } = pipelineJob(pipeline, 'evaluate-gate')
    const report = (name: string) => String(artifacts.get(`.mlgate/flight-delay/evaluate-gate/${name}`))
    expect(report('junit.xml').match(/<failure [^>]*/g)).toEqual([
      expect.stringContaining('recall on hub = PHX fell from 0.78 to 0.59'),
      expect.stringContaining('recall on hub = ORD fell from 0.78 to 0.67'),
      expect.stringContaining('recall on hub = ATL fell from 0.70 to 0.66'),
    ])
    expect(report('openmetrics.txt')).toMatch(/\n# EOF\n$/)
    const at = { path: 'mlgate.yml', lines: { begin: 26 } }
    expect(JSON.parse(report('codequality.json'))).toMatchObject([
      { description: expect.stringContaining('hub = PHX'), location: at },
      { description: expect.stringContaining('hub = ORD'), location: at },
      { description: expect.stringContaining('hub = ATL'), location: at },
    ])
  })
})

const twice = `
include:
  - component: $CI_SERVER_FQDN/mlgate/mlgate/validate-data@0.1.0
    inputs: {job-name: first, stage: build, comment: 'off', tags: [small]}
  - component: $CI_SERVER_FQDN/mlgate/mlgate/validate-data@0.1.0
    inputs:
      job-name: second
      needs: [first]
      rules: [{when: on_success}]
      project: 'a $(touch hacked) \${GITLAB_TOKEN} "; touch hacked #.yml'

after:
  needs: [{job: first}, {job: second, optional: true}]
  rules: [{when: always}]
  script: [find .mlgate]
`

describe('a component that is included twice', () => {
  it('makes two jobs whose variables and files do not meet, and no input becomes a command', async () => {
    await gitlab.repository.write('twice.gitlab-ci.yml', twice)
    const pipeline = await gitlab.mergeRequest({ file: 'twice.gitlab-ci.yml' })
    expect(pipelineJob(pipeline, 'first').result, pipeline.printed).toBe('PASS')
    const second = pipelineJob(pipeline, 'second')
    expect(second.exitCode).toBe(2)
    expect(second.log).toContain('a $(touch hacked) ${GITLAB_TOKEN} "; touch hacked #.yml: no such project file')
    expect([...second.artifacts.keys()].filter((path) => !path.startsWith('.mlgate/.jobs/second/'))).toEqual([])
    const after = pipelineJob(pipeline, 'after')
    expect(after.log).toContain('.mlgate/.jobs/first/mlgate-flight-delay-validate-data/index.json')
    expect(after.log).toContain('.mlgate/.jobs/second/outputs.json')
    expect(existsSync(join(gitlab.repository.folder, 'hacked'))).toBe(false)
  })
})

describe('the pipeline of mlgate itself', () => {
  it('tests every change, and releases the components for a tag alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mlgate-e2e-own-'))
    try {
      await cp(join(import.meta.dirname, '../../../.gitlab-ci.yml'), join(folder, 'source/.gitlab-ci.yml'))
      const { folder: project } = await FlightsRepository.make(join(folder, 'source'), join(folder, 'mlgate'))
      expect(await listedJobs(project, folder)).toEqual(['everything'])
      expect(await listedJobs(project, folder, '1.2.3')).toEqual([
        'everything',
        'version-is-published',
        'archive',
        'components',
      ])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

describe('over all these pipelines', () => {
  it('nothing was asked of GitLab that it does not know', () => {
    expect(gitlab.server.state.unexpected).toEqual([])
  })

  it('the token was printed nowhere, and nothing stays behind', async () => {
    expect(main.printed + ourNotes().join('\n')).not.toContain(gitlab.token)
    expect((await programFolders()).filter((name) => !others.includes(name))).toEqual([])
  })
})
