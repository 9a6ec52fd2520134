import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { commentTitles, sectionsOf } from './testing/comment-titles.ts'
import { FlightsOnGitLab } from './testing/flights-on-gitlab.ts'
import { outputsOfJob, type Pipeline, pipelineJob } from './testing/gitlab-ci-local.ts'
import { writeModels } from './testing/small-models.ts'

const models = { tidy: 'keeps', untidy: 'breaks', fare: 'keeps', noise: 'keeps' } as const
const names = Object.keys(models)

const jobOf = (model: string, comment: 'auto' | 'section') => `
  - component: $CI_SERVER_FQDN/mlgate/mlgate/validate-data@0.1.0
    inputs: {job-name: validate-${model}, model: ${model}, comment: ${comment}}
`
const oneWriter = `
include:${jobOf('tidy', 'section')}${jobOf('untidy', 'section')}
  - component: $CI_SERVER_FQDN/mlgate/mlgate/publish-report@0.1.0
    inputs:
      needs: [validate-tidy, validate-untidy]
      expect: tidy/validate-data untidy/validate-data
`
const manyWriters = `include:${names.map((model) => jobOf(model, 'auto')).join('')}`

let gitlab: FlightsOnGitLab
let pipeline: Pipeline

beforeAll(async () => {
  gitlab = await FlightsOnGitLab.start(inject('prepared'))
  const { repository } = gitlab
  await writeModels(repository, models)
  await repository.write('one.gitlab-ci.yml', oneWriter)
  await repository.write('many.gitlab-ci.yml', manyWriters)
  await repository.commit('Four models')
  await repository.switchTo('topic', 'main')
  await repository.write('README.md', 'A change.\n')
  await repository.commit('A change')
  pipeline = await gitlab.mergeRequest({ file: 'one.gitlab-ci.yml' })
})

afterAll(async () => {
  await gitlab?.stop()
})

const notes = () => gitlab.server.state.notes.map(({ body }) => body)

describe('two models in jobs of their own, of which one fails', () => {
  it('get one note with both sections, the red one first', () => {
    expect(notes(), pipeline.printed).toHaveLength(1)
    expect(commentTitles(notes()[0])).toEqual(['untidy: data breaks its contract', 'tidy: data holds'])
  })

  it('fail by the job that failed, and the job that reports says what it published', () => {
    expect(pipelineJob(pipeline, 'validate-untidy').exitCode).toBe(1)
    expect(pipelineJob(pipeline, 'publish-report').result, pipeline.printed).toBe('PASS')
    expect(outputsOfJob(pipeline, 'publish-report')).toMatchObject({ 'worst-verdict': 'fail', sections: '2' })
  })
})

describe('four jobs that write the note themselves, side by side', () => {
  it('leave one note with the section of each, the red one first', async () => {
    const before = gitlab.server.state.notes[0]
    const race = await gitlab.mergeRequest({ file: 'many.gitlab-ci.yml' })
    for (const name of names)
      expect(pipelineJob(race, `validate-${name}`).exitCode).toBe(name === 'untidy' ? 1 : undefined)
    expect(notes(), race.printed).toHaveLength(1)
    expect(gitlab.server.state.notes[0]?.id).toBe(before?.id)
    expect([...sectionsOf(notes()[0]).keys()].sort()).toEqual(names.map((name) => `${name}%2Fvalidate-data`).sort())
    expect(commentTitles(notes()[0])).toEqual([
      'untidy: data breaks its contract',
      'fare: data holds',
      'noise: data holds',
      'tidy: data holds',
    ])
  })
})

it('nothing was asked of GitLab that it does not know', () => {
  expect(gitlab.server.state.unexpected).toEqual([])
})
