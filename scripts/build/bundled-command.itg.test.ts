import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../repository.ts'

// In the repository, so that the native packages installed here are found without a download.
const parent = join(root, 'build')
let out: string
const project = mkdtempSync(join(tmpdir(), 'mlgate-bundled-'))
const port = 20_000 + (process.pid % 20_000)

beforeAll(() => {
  mkdirSync(parent, { recursive: true })
  out = mkdtempSync(join(parent, 'bundled-'))
  execFileSync(process.execPath, ['scripts/build.ts', '--out', out], { cwd: root })
})
afterAll(() => {
  run('undeploy', '--environment', 'staging')
  rmSync(out, { recursive: true })
})

/** The command as users have it: the bundle, not the sources. */
function run(...args: string[]) {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...signing }
  const all = [join(out, 'mlgate.js'), ...args, ...(args[0] === 'keygen' ? [] : ['--host', 'generic'])]
  return spawnSync(process.execPath, all, { cwd: project, encoding: 'utf8', env })
}
let signing: Readonly<Record<string, string>> = {}

it('the bundled command signs, verifies, registers and serves, with what it loads only then', async () => {
  const rows = Array.from({ length: 100 }, (_, row) => `${row % 20},${row % 20 > 9 ? 'yes' : 'no'}\n`)
  writeFileSync(join(project, 'rows.csv'), `x,y\n${rows.join('')}`)
  const keys = run('keygen', '--out', 'key.pem')
  expect(keys).toMatchObject({ status: 0 })
  writeFileSync(
    join(project, 'mlgate.yml'),
    `model: m
task: classification
candidate: {onnx: m.onnx}
data: {train: rows.csv, test: rows.csv, label: y, positive: 'yes'}
train: {builtin: {algorithm: logistic-regression}}
gate: {metrics: {accuracy: {min: 0.9}}}
registry: {type: directory, path: registry}
deploy: {staging: {target: local, port: ${port}}}
${keys.stdout}`,
  )
  expect(run('train-model')).toMatchObject({ status: 0 })
  signing = { MLGATE_SIGNING_KEY: readFileSync(join(project, 'key.pem'), 'utf8') }
  for (const args of [
    ['evaluate-gate'],
    ['register-model', '--alias', 'production'],
    ['verify', '--registered', 'production'],
    ['deploy-model', '--environment', 'staging'],
  ]) {
    const { status, stderr, stdout } = run(...args)
    expect(status, `${args[0]}: ${stdout}${stderr}`).toBe(0)
  }
  expect(readdirSync(join(project, '.mlgate/m/evaluate-gate'))).toContain('record.sigstore.json')
  const answer = await fetch(`http://127.0.0.1:${port}/predict`, { method: 'POST', body: '{"rows": [{"x": 15}]}' })
  expect(await answer.json()).toMatchObject({ version: '1', predictions: [{ label: 'yes' }] })
  const metrics = await fetch(`http://127.0.0.1:${port}/metrics`)
  expect(await metrics.text()).toContain('mlgate_server_requests_total')
})
