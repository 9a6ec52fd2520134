import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestOfFile, filesBelow, hexOf } from '@mlgate/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import app from '../../packages/app/package.json' with { type: 'json' }
import { root } from '../repository.ts'

let folder: string
/** Where the archive is unpacked. */
let mlgate: string
let project: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-archived-'))
  await mkdir(join(folder, 'unpacked'))
  execFileSync('tar', ['-xzf', makeArchive('first'), '-C', join(folder, 'unpacked')])
  mlgate = join(folder, 'unpacked', `mlgate-${app.version}`)
  project = join(folder, 'project')
  await mkdir(project)
  const rows = Array.from({ length: 100 }, (_, row) => `${row % 20},${row % 20 > 9 ? 'yes' : 'no'}\n`)
  await writeFile(join(project, 'rows.csv'), `x,y\n${rows.join('')}`)
  await writeFile(
    join(project, 'mlgate.yml'),
    `model: m
task: classification
candidate: {onnx: m.onnx}
data: {train: rows.csv, test: rows.csv, label: y, positive: 'yes'}
train: {builtin: {algorithm: logistic-regression}}
gate: {metrics: {accuracy: {min: 0.9}}}
`,
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function makeArchive(name: string): string {
  const argv = ['scripts/archive.ts', '--out', join(folder, name)]
  return execFileSync(process.execPath, argv, { cwd: root, encoding: 'utf8' }).trim()
}

/** Starts a program with nothing on PATH, a broken NODE_OPTIONS, and no registry to download from. */
function start(program: string, args: readonly string[], cwd: string) {
  const env = {
    PATH: join(folder, 'nowhere'),
    HOME: join(folder, 'home'),
    NODE_OPTIONS: '--require ./planted.js',
    NODE_PATH: '/nowhere',
    npm_config_registry: 'http://127.0.0.1:9/',
  }
  return spawnSync(program, args, { cwd, encoding: 'utf8', env })
}

test('made again of the same sources, the archive has the same sha256, the one that SHA256SUMS has', async () => {
  makeArchive('second')
  const [first, second] = await Promise.all(
    ['first', 'second'].map((name) => readFile(join(folder, name, 'SHA256SUMS'), 'utf8')),
  )
  expect(second).toBe(first)
  const name = `mlgate-${app.version}-linux-x64.tar.gz`
  expect(first).toBe(`${hexOf(await digestOfFile(join(folder, 'second', name)))}  ${name}\n`)
})

test('it carries the terms of all that is in it', async () => {
  const files = await filesBelow(mlgate)
  const packages = [
    'node',
    ...new Set(files.flatMap((file) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [])),
  ]
  expect(packages).toContain('node_modules/@duckdb/node-bindings-linux-x64')
  expect(packages.filter((name) => !files.includes(`${name}/LICENSE`))).toEqual([])
  expect(files).toContain('node_modules/mlgate/dist/licenses.txt')
  expect(files).toContain('node_modules/onnxruntime-node/ThirdPartyNotices.txt')
})

test('it holds no machine code for other machines', async () => {
  const code = (await filesBelow(mlgate)).filter((file) => /\.(?:node|so|so\.\d+|dylib|dll)$/.test(file))
  expect(code.map((file) => file.replace(/^node_modules\//, ''))).toEqual([
    '@duckdb/node-bindings-linux-x64/duckdb.node',
    '@duckdb/node-bindings-linux-x64/libduckdb.so',
    'onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1',
    'onnxruntime-node/bin/napi-v6/linux/x64/onnxruntime_binding.node',
  ])
})

test('trains and judges a model on a machine without Node.js, git and network, and has nothing to download', () => {
  for (const step of ['train-model', 'evaluate-gate']) {
    const { status, stdout, stderr } = start(join(mlgate, 'bin/mlgate'), [step, '--host', 'generic'], project)
    expect(status, `${stdout}${stderr}`).toBe(0)
  }
  expect(existsSync(join(project, 'm.onnx'))).toBe(true)
  expect(existsSync(join(folder, 'home/.cache/mlgate'))).toBe(false)
})

test('starts from its own folder, by its name alone, and through links', async () => {
  await mkdir(join(folder, 'links'))
  await symlink('../unpacked', join(folder, 'links/place'))
  await symlink(`place/mlgate-${app.version}/bin/mlgate`, join(folder, 'links/relative'))
  await symlink(join(folder, 'links/relative'), join(folder, 'links/mlgate'))
  const version = `${app.version}\n`
  expect(start('./mlgate', ['--version'], join(mlgate, 'bin')).stdout).toBe(version)
  expect(start('/bin/sh', ['mlgate', '--version'], join(mlgate, 'bin')).stdout).toBe(version)
  const env = { PATH: `${join(folder, 'links')}:/usr/bin:/bin`, NODE_OPTIONS: '--require ./planted.js', CDPATH: '/tmp' }
  const printed = execFileSync('/bin/sh', ['-c', 'mlgate --version'], { cwd: '/', env, encoding: 'utf8' })
  expect(printed).toBe(version)
})

test('says what it needs where its Node.js cannot run, and ends as an outage', async () => {
  const node = join(mlgate, 'node/bin/node')
  await rm(node)
  await writeFile(node, '#!/lib/ld-of-another-system\n', { mode: 0o755 })
  const { status, stderr } = start(join(mlgate, 'bin/mlgate'), ['--version'], project)
  expect(stderr).toContain('mlgate: the Node.js of this archive needs Linux on x64 with glibc 2.28')
  expect(status).toBe(3)
})
