import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { logsOf } from './testing/act-run.ts'
import { commentTitles, sectionsOf } from './testing/comment-titles.ts'
import { FlightsOnGitHub } from './testing/flights-on-github.ts'
import { writeModels } from './testing/small-models.ts'

// Legs of a matrix that each write their own section of the one comment, at the same time.

const models = { delay: 'keeps', fare: 'breaks', noise: 'keeps', seats: 'keeps', weather: 'keeps' } as const
const workflowFile = '.github/workflows/matrix.yml'

let github: FlightsOnGitHub
let starts: string

/** No leg goes on before all have begun: otherwise there would be no race. */
const workflow = (names: readonly string[], start: string) => `
on: pull_request
permissions: {}
jobs:
  validate:
    strategy:
      fail-fast: false
      max-parallel: ${names.length}
      matrix: {model: [${names.join(', ')}]}
    runs-on: ubuntu-24.04
    permissions: {contents: read, pull-requests: write}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1
      - run: |
          touch "${start}/\${{ matrix.model }}"
          for _ in $(seq 300); do
            [ "$(ls "${start}" | wc -l)" -eq ${names.length} ] && exit 0
            sleep 0.1
          done
          exit 1
      - uses: mlgate/mlgate/actions/validate-data@v1
        with: {model: '\${{ matrix.model }}'}
`

beforeAll(async () => {
  starts = await mkdtemp(join(tmpdir(), 'mlgate-e2e-starts-'))
  github = await FlightsOnGitHub.start(inject('prepared'), { comments: 40 })
  await writeModels(github.repository, models)
  await github.repository.commit('Five models')
  await github.repository.switchTo('topic', 'main')
})

afterAll(async () => {
  await github?.stop()
  await rm(starts, { recursive: true, force: true })
})

async function race(names: readonly string[], message: string) {
  const start = join(starts, message.replaceAll(' ', '-'))
  await mkdir(start)
  await github.repository.write(workflowFile, workflow(names, start))
  await github.repository.commit(message)
  return github.pullRequest({ workflow: workflowFile })
}

const keysOf = (names: readonly string[]) => names.map((name) => `${name}%2Fvalidate-data`).sort()

describe('five legs that comment at the same time', () => {
  it('make one comment with the section of each, the red one first', async () => {
    const run = await race(Object.keys(models), 'A change')
    expect(run.exitCode, logsOf(run)).toBe(1)
    expect(github.comments).toHaveLength(41)
    const sections = sectionsOf(github.comment?.body)
    expect([...sections.keys()].sort()).toEqual(keysOf(Object.keys(models)))
    expect(commentTitles(github.comment?.body)).toEqual([
      'fare: data breaks its contract',
      'delay: data holds',
      'noise: data holds',
      'seats: data holds',
      'weather: data holds',
    ])
  })
})

describe('a commit that renames a model', () => {
  it('updates the sections of the others, brings its own, and leaves none of its old name', async () => {
    const [before, earlier] = [github.comment, Object.keys(models)]
    const { noise: _, ...others } = models
    const renamed = { ...others, quiet: 'keeps' } as const
    await writeModels(github.repository, renamed)
    const run = await race(Object.keys(renamed), 'Rename a model')
    expect(run.exitCode, logsOf(run)).toBe(1)
    expect(github.comments).toHaveLength(41)
    expect(github.comment).toMatchObject({ id: before?.id, created_at: before?.created_at })
    const sections = sectionsOf(github.comment?.body)
    expect([...sections.keys()].sort()).toEqual(keysOf([...earlier.filter((name) => name !== 'noise'), 'quiet']))
    for (const text of sections.values()) expect(text).toContain(`/actions/runs/${run.runId}/`)
  })
})

it('nothing was asked of GitHub that it does not know', () => {
  expect(github.server.state.unexpected).toEqual([])
})
