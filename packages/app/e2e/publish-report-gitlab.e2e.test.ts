import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { commentTitles } from './testing/comment-titles.ts'
import { FlightsOnGitLab } from './testing/flights-on-gitlab.ts'
import { outputsOfJob, type Pipeline, pipelineJob } from './testing/gitlab-ci-local.ts'
import { writeTwoModels } from './testing/small-models.ts'

const jobOf = (model: string) => `
  - component: $CI_SERVER_FQDN/mlgate/mlgate/validate-data@0.1.0
    inputs: {job-name: validate-${model}, model: ${model}, comment: section}
`
const pipelineFile = `
include:${jobOf('tidy')}${jobOf('untidy')}
  - component: $CI_SERVER_FQDN/mlgate/mlgate/publish-report@0.1.0
    inputs:
      needs: [validate-tidy, validate-untidy]
      expect: tidy/validate-data untidy/validate-data
`

let gitlab: FlightsOnGitLab
let pipeline: Pipeline

beforeAll(async () => {
  gitlab = await FlightsOnGitLab.start(inject('prepared'))
  const { repository } = gitlab
  await writeTwoModels(repository)
  await repository.write('two.gitlab-ci.yml', pipelineFile)
  await repository.commit('Two models')
  await repository.switchTo('topic', 'main')
  await repository.write('README.md', 'A change.\n')
  await repository.commit('A change')
  pipeline = await gitlab.mergeRequest({ file: 'two.gitlab-ci.yml' })
})

afterAll(async () => {
  await gitlab?.stop()
})

describe('two models in jobs of their own, of which one fails', () => {
  it('get one note with both sections, the red one first', () => {
    const notes = gitlab.server.state.notes.map(({ body }) => body)
    expect(notes, pipeline.printed).toHaveLength(1)
    expect(commentTitles(notes[0])).toEqual(['untidy: data breaks its contract', 'tidy: data holds'])
  })

  it('fail by the job that failed, and the job that reports says what it published', () => {
    expect(pipelineJob(pipeline, 'validate-untidy').exitCode).toBe(1)
    expect(pipelineJob(pipeline, 'publish-report').result, pipeline.printed).toBe('PASS')
    expect(outputsOfJob(pipeline, 'publish-report')).toMatchObject({ 'worst-verdict': 'fail', sections: '2' })
    expect(gitlab.server.state.unexpected).toEqual([])
  })
})
