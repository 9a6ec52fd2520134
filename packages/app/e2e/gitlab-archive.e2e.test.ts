import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { version } from '../src/version.ts'
import { FlightsOnGitLab } from './testing/flights-on-gitlab.ts'
import { outputsOfJob, pipelineJob } from './testing/gitlab-ci-local.ts'
import { outputOf } from './testing/run-program.ts'

// Training in an image with neither Node.js nor npm nor git, on a runner that reaches no package registry.
const programsOfImage = ['sh', 'bash', 'mktemp', 'rm', 'cp', 'sha256sum', 'tar', 'gzip']

let gitlab: FlightsOnGitLab
let folder: string
let archive: string
let sha256: string

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'mlgate-e2e-archive-')))
  const root = join(import.meta.dirname, '../../..')
  const dist = join(inject('prepared').actions, 'dist')
  const argv = [process.execPath, 'scripts/archive.ts', '--dist', dist, '--out', folder] as const
  archive = (await outputOf(argv, { cwd: root })).trim()
  sha256 = (await readFile(join(folder, 'SHA256SUMS'), 'utf8')).slice(0, 64)
  await mkdir(join(folder, 'image'))
  for (const name of programsOfImage) await symlink(await programHere(name), join(folder, 'image', name))

  gitlab = await FlightsOnGitLab.start(inject('prepared'))
  for (const name of ['node', 'npm', 'tar', 'sha256sum']) {
    const planted = `node_modules/.bin/${name}`
    await gitlab.repository.write(planted, `#!/bin/sh\n: > ${folder}/hijacked\n`)
    await chmod(join(gitlab.repository.folder, planted), 0o755)
  }
})

afterAll(async () => {
  await gitlab?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function programHere(name: string): Promise<string> {
  const places = (process.env.PATH ?? '').split(delimiter).map((place) => join(place, name))
  const found = places.find((file) => existsSync(file))
  if (found === undefined) throw new Error(`This test needs ${name}.`)
  return realpath(found)
}

/** A pipeline that trains in that image, with these inputs of the component. */
async function train(inputs: Readonly<Record<string, string>>) {
  const path = `node_modules/.bin:${join(folder, 'image')}`
  const pipeline = {
    include: [{ component: `$CI_SERVER_FQDN/mlgate/mlgate/train-model@${version}`, inputs }],
    'train-model': {
      before_script: [
        `export PATH='${path}' XDG_CACHE_HOME='${join(folder, 'cache')}' npm_config_registry=http://127.0.0.1:9/`,
      ],
    },
  }
  await writeFile(join(gitlab.repository.folder, 'archive.gitlab-ci.yml'), JSON.stringify(pipeline))
  return gitlab.mergeRequest({ file: 'archive.gitlab-ci.yml' })
}

it('a job whose image has no Node.js trains with the archive, and nothing that the change planted is run', async () => {
  const pipeline = await train({ archive, 'archive-sha256': sha256 })
  expect(pipelineJob(pipeline, 'train-model').result, pipeline.printed).toBe('PASS')
  expect(outputsOfJob(pipeline, 'train-model')).toMatchObject({ 'model-digest': expect.stringMatching(/^sha256:/) })
  expect(existsSync(join(folder, 'hijacked'))).toBe(false)
  expect(existsSync(join(folder, 'cache/mlgate'))).toBe(false)
})

it('an archive with another sha256 ends the job with 3, and nothing of it is run', async () => {
  const pipeline = await train({ archive, 'archive-sha256': '0'.repeat(64) })
  const { exitCode, log, artifacts } = pipelineJob(pipeline, 'train-model')
  expect(exitCode, pipeline.printed).toBe(3)
  expect(log).toContain('mlgate: The archive is not the one that archive-sha256 names; nothing of it was run.')
  expect([...artifacts.keys()]).toEqual([])
})

it('an archive without its sha256 is refused', async () => {
  const pipeline = await train({ archive })
  const { exitCode, log } = pipelineJob(pipeline, 'train-model')
  expect(exitCode, pipeline.printed).toBe(3)
  expect(log).toContain('mlgate: The input archive-sha256 must be the 64 digits')
})
