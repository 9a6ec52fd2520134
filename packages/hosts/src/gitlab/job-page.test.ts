import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filesBelow } from '@mlgate/core'
import { expect, onTestFinished, test } from 'vitest'
import { recordEffects } from '../../testing/index.ts'
import { detectHost } from '../detect-host.ts'

const projectUrl = 'https://gitlab.example/acme/flights'

async function job() {
  const folder = await mkdtemp(join(tmpdir(), 'mlgate-page-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const env = {
    GITLAB_CI: 'true',
    CI_PROJECT_DIR: folder,
    CI_PROJECT_ID: '7',
    CI_PROJECT_URL: projectUrl,
    CI_JOB_NAME: 'gate: [a b]',
    CI_JOB_URL: `${projectUrl}/-/jobs/12`,
  }
  await writeFile(join(folder, 'report.html'), '<!doctype html>')
  return { folder, host: detectHost(env, recordEffects().deps) }
}

test('a page is kept with what the job hands over, and has the address at which GitLab shows it', async () => {
  const { folder, host } = await job()
  const address = await host.publishPage('report-m-evaluate-gate', join(folder, 'report.html'))
  expect(address?.startsWith(`${projectUrl}/-/jobs/12/artifacts/file/.mlgate/.jobs/`)).toBe(true)
  const path = decodeURIComponent(address?.split('/artifacts/file/')[1] ?? '')
  expect(await readFile(join(folder, path), 'utf8')).toBe('<!doctype html>')
  expect(host.ownsPage(address ?? '')).toBe(true)
})

test('a page is no artifact that later jobs take for a hand-over', async () => {
  const { folder, host } = await job()
  await host.publishPage('report-m-evaluate-gate', join(folder, 'report.html'))
  expect(await host.readRunFiles({ prefix: 'mlgate-', file: 'report.json', limit: 1000 })).toEqual([])
})

test('what a job hands over has the address of its folder, which GitLab shows', async () => {
  const { folder, host } = await job()
  const place = host.artifactPlace('mlgate-m-validate-data')
  expect(place?.name).toBe('mlgate-m-validate-data')
  expect(place?.address.startsWith(`${projectUrl}/-/jobs/12/artifacts/browse/.mlgate/.jobs/`)).toBe(true)
  await mkdir(join(folder, 'left'))
  await writeFile(join(folder, 'left', 'rows.parquet'), 'rows')
  await host.uploadArtifact('mlgate-m-validate-data', join(folder, 'left'))
  const shown = decodeURIComponent(place?.address.split('/artifacts/browse/')[1] ?? '')
  expect(await filesBelow(join(folder, shown))).toContainEqual(expect.stringMatching(/rows\.parquet$/))
})

test.each([
  `${projectUrl}/-/jobs/12/artifacts/file/.mlgate/.jobs/a/../../../../x.html`,
  `${projectUrl}/-/jobs/12/artifacts/file/.mlgate/.jobs/a/x.html?y`,
  `${projectUrl}/-/jobs/12/artifacts/file/x.html`,
  `${projectUrl}.evil.example/-/jobs/12/artifacts/file/.mlgate/.jobs/a/x.html`,
  'https://evil.example/',
])('%s is no page of this project', async (address) => {
  const { host } = await job()
  expect(host.ownsPage(address)).toBe(false)
})
