import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { loadProject } from '@mlgate/project'
import { writeParquet } from '@mlgate/tables'
import { describe, expect, it } from 'vitest'
import { cliProject } from '../testing/cli-project.ts'
import { initHere } from '../testing/init-here.ts'

/** Rows of two classes by `x`, one in eleven of the other class; every fifth is lacking its `z`. */
function classes(from: number, to: number): string {
  const lines = Array.from({ length: to - from }, (_, index) => {
    const row = from + index
    return `${row},${(row * 7) % 20},${row % 5 === 0 ? '' : row % 3},${((row * 7) % 20 > 9) === (row % 11 > 0) ? 'yes' : 'no'}\n`
  })
  return `row_id,x,z,label\n${lines.join('')}`
}

const pair = { 'data/train.csv': classes(0, 300), 'data/test.csv': classes(300, 450) }

/** A training without any package: predicts by the label that it was given, with a few mistakes. */
const script = `
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs')
mkdirSync('out', { recursive: true })
const rows = readFileSync('data/test.csv', 'utf8').trim().split('\\n').slice(1).map((line) => line.split(','))
writeFileSync('out/predictions.csv', 'row_id,prediction,probability\\n' + rows.map(([id, x]) => {
  const yes = Number(x) > 8
  return id + ',' + (yes ? 'yes' : 'no') + ',' + (yes ? 0.9 : 0.1)
}).join('\\n') + '\\n')
`

function git(folder: string, ...args: string[]): void {
  execFileSync('git', args, { cwd: folder, stdio: 'ignore' })
}

/** Steps of the three that `init` leads to. */
function runSteps({ run }: ReturnType<typeof cliProject>, ...steps: readonly string[]): readonly (number | null)[] {
  return steps.map((step) => run(step, ['--host', 'generic']).status)
}

describe('in a folder with a table to train on and one to judge on', () => {
  it('writes files with which the three steps run at once, simulates margins when there is a model, and judges one that git keeps', async () => {
    const project = cliProject(pair)
    const { status, stdout, stderr } = project.mlgate(['init', '--yes', '--forge', 'github', '--model', 'parity'])
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(stdout).toContain('Written  mlgate.yml')
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      'Next: mlgate validate-data && mlgate train-model && mlgate evaluate-gate',
    )
    expect(project.has('.github/workflows/mlgate-comment.yml')).toBe(false)
    expect(project.read('mlgate.yml')).toContain('# 2 values in 300 rows of data/train.csv\ntask: classification')
    const body = loadProject(project.read('mlgate.yml'), 'mlgate.yml').models.get('parity')
    expect(body).toMatchObject({
      data: { label: 'label', positive: 'yes', id: 'row_id', train: 'data/train.csv', test: 'data/test.csv' },
      train: { builtin: { algorithm: 'logistic-regression' } },
    })
    expect(project.read('.gitignore')).toBe('.mlgate/\n/out/model.onnx\n')
    expect(runSteps(project, 'validate-data', 'train-model', 'evaluate-gate')).toEqual([0, 0, 0])

    project.write('.gitignore', '.mlgate/\n')
    git(project.folder, 'init', '--quiet', '--initial-branch=main')
    git(project.folder, 'add', '.')
    git(project.folder, '-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '--quiet', '--message=model')
    const before = project.read('mlgate.yml')
    const again = project.mlgate(['init', '--yes', '--forge', 'none', '--model', 'parity'])
    expect(again.status).toBe(2)
    expect(again.stderr).toContain('mlgate.yml: is there and would change')
    expect(project.read('mlgate.yml')).toBe(before)

    const forced = await initHere(project.folder, ['--yes', '--force', '--forge', 'github', '--forks'])
    expect(forced.status).toBe(0)
    expect(forced.stdout).toMatch(/\nNext: mlgate validate-data && mlgate evaluate-gate\n$/)
    expect(project.read('mlgate.yml')).toContain('as good as out/model.onnx keeps in four of five simulated runs')
    expect(project.read('mlgate.yml')).toContain('from: [ git:main:out/model.onnx ]')
    expect(project.read('.github/workflows/mlgate.yml')).not.toContain('train')
    expect(project.read('.github/workflows/mlgate-comment.yml')).toContain('workflows: [mlgate]')
    const { status: judged, result } = project.run('evaluate-gate')
    expect(judged).toBe(0)
    expect(result.verdict).toBe('pass')
  })

  it('shows what it would write, and writes nothing', async () => {
    const project = cliProject({ ...pair, 'mlgate.yml': 'model: mine\n' })
    const { status, stdout } = await initHere(project.folder, ['--dry-run'])
    expect(status).toBe(0)
    expect(stdout).toContain('--- a/mlgate.yml\n+++ b/mlgate.yml')
    expect(stdout).toContain('-model: mine')
    expect(stdout).toContain('--- /dev/null\n+++ b/contracts/')
    expect(stdout).toMatch(/\nNext: the same without --dry-run\n$/)
    expect(project.read('mlgate.yml')).toBe('model: mine\n')
    expect(project.has('contracts')).toBe(false)
  })

  it('without a terminal and without --yes says so', async () => {
    const { status, stderr } = await initHere(cliProject(pair).folder, [])
    expect(status).toBe(2)
    expect(stderr).toContain('Give --yes')
  })
})

it('a number in typed files is predicted by regression', async () => {
  const project = cliProject({})
  mkdirSync(join(project.folder, 'data'))
  const write = (name: string, rows: number, seed: number) => {
    const x = Float64Array.from({ length: rows }, (_, row) => Math.sin(row * seed))
    const price = x.map((value, row) => value * 100 + Math.cos(row))
    return writeParquet(join(project.folder, name), {
      rows,
      columns: new Map([
        ['x', { kind: 'number', values: x }],
        ['note', { kind: 'string', values: Array.from(x, (value) => `seen ${value}`) }],
        ['price', { kind: 'number', values: price }],
      ] as const),
    })
  }
  await write('data/train.parquet', 200, 1.3)
  await write('data/test.parquet', 100, 2.1)
  expect((await initHere(project.folder, ['--yes', '--label', 'price'])).status).toBe(0)
  const body = [...loadProject(project.read('mlgate.yml'), 'mlgate.yml').models.values()][0]
  expect(body).toMatchObject({
    task: 'regression',
    train: { builtin: { features: ['x'] } },
    gate: { metrics: { r2: { min: 0 } } },
  })
  expect(runSteps(project, 'validate-data', 'train-model', 'evaluate-gate')).toEqual([0, 0, 0])
})

it('what a DVC stage runs is the training, and what it writes is judged', async () => {
  const dvc =
    'stages:\n  train:\n    cmd: node train.cjs\n    deps: [train.cjs, data/train.csv]\n    outs: [out/predictions.csv]\n'
  const project = cliProject({ ...pair, 'train.cjs': script, 'dvc.yaml': dvc })
  const { status, stdout } = await initHere(project.folder, ['--yes'])
  expect(status).toBe(0)
  expect(stdout).toContain('trained by node train.cjs (stage train of dvc.yaml)')
  expect(project.read('mlgate.yml')).toContain('# stage train of dvc.yaml\n  command: [ node, train.cjs ]')
  expect(project.read('mlgate.yml')).toContain('predictions: out/predictions.csv')
  expect(runSteps(project, 'train-model', 'evaluate-gate')).toEqual([0, 0])
})

describe('with one file alone', () => {
  const alone = { 'data/rows.csv': classes(0, 400) }

  it('judges on no row that was learned from, and says what to do', async () => {
    const project = cliProject(alone)
    const { status, stderr } = await initHere(project.folder, ['--yes'])
    expect(status).toBe(2)
    expect(stderr).toContain('let --split divide data/rows.csv')
    expect(project.has('mlgate.yml')).toBe(false)
    const twice = await initHere(project.folder, ['--yes', '--test', 'data/rows.csv'])
    expect(twice.status).toBe(2)
    expect(twice.stderr).toContain('is what the model is trained on, too')
  })

  it('divides it when asked to', async () => {
    const project = cliProject(alone)
    expect((await initHere(project.folder, ['--yes', '--split', '--dry-run'])).status).toBe(0)
    expect(project.has('data/rows-train.csv')).toBe(false)
    expect((await initHere(project.folder, ['--yes', '--split'])).status).toBe(0)
    const lines = (name: string) => project.read(name).trim().split('\n').slice(1)
    const [train, test] = [lines('data/rows-train.csv'), lines('data/rows-test.csv')]
    expect([...train, ...test].sort()).toEqual(classes(0, 400).trim().split('\n').slice(1).sort())
    expect(test.length).toBeGreaterThan(50)
    expect(runSteps(project, 'validate-data')).toEqual([0])
  })
})

it.each([
  [{}, 'No file of rows was found'],
  [{ 'train.csv': 'a,b\n1,2\n', 'test.csv': 'a,b\n1,3\n' }, 'Say it with --label'],
  [{ 'train.csv': 'a,y\n1,2\n', 'test.csv': 'a\n1\n' }, 'test.csv has no such column'],
  [{ 'train.csv': 'a,y\n', 'test.csv': 'a,y\n1,2\n' }, 'has no rows'],
])('with %j says what is missing', async (files, message) => {
  const project = cliProject(files)
  const { status, stderr } = await initHere(project.folder, ['--yes'])
  expect(status).toBe(2)
  expect(stderr).toContain(message)
  expect(project.has('mlgate.yml')).toBe(false)
})

it('columns and files of any name are only names', async () => {
  const names = ['row_id', ': {', '-rf', '${{ github.token }}', '"quoted"', 'a\nb', "it's", '@everyone <b>', 'label']
  const quoted = (cells: readonly unknown[]) =>
    `${cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')}\n`
  const body = (from: number) =>
    Array.from({ length: 200 }, (_, index) => {
      const row = from + index
      return quoted([
        row,
        row % 9,
        row % 7,
        row % 5,
        '`id`',
        row % 3,
        '$(id)',
        row % 2,
        row % 9 > 4 ? '- x: {' : '# no',
      ])
    }).join('')
  const [train, test] = ['data/a: {b} ${{ x }} train.csv', 'data/a: {b} ${{ x }} test.csv']
  const project = cliProject({ [train]: quoted(names) + body(0), [test]: quoted(names) + body(200) })
  const made = await initHere(project.folder, ['--yes', '--forge', 'github'])
  expect(made.stderr).toBe('')
  expect(made.status).toBe(0)
  expect(made.stdout).not.toMatch(/^::/m)
  const body_ = [...loadProject(project.read('mlgate.yml'), 'mlgate.yml').models.values()][0]
  expect(body_?.data).toMatchObject({ train, test, label: 'label', id: 'row_id' })
  expect(project.read('.github/workflows/mlgate.yml')).not.toContain('x }}')
  expect(project.run('validate-data').status).toBe(0)
})

it('a remote at a GitLab gets its pipeline, and one that is there is left as it is', async () => {
  const fresh = cliProject(pair)
  git(fresh.folder, 'init', '--quiet', '--initial-branch=trunk')
  git(fresh.folder, 'remote', 'add', 'origin', 'https://someone:hush@gitlab.example.org/a/b.git')
  const made = await initHere(fresh.folder, ['--yes'])
  expect(made.status).toBe(0)
  expect(made.stdout + made.stderr).not.toContain('hush')
  expect(fresh.read('.gitlab-ci.yml')).toContain('evaluate-gate@')
  expect(fresh.read('mlgate.yml')).toContain('from: [ branch:trunk ]')
  expect((await initHere(fresh.folder, ['--yes'])).status).toBe(0)

  const present = cliProject({ ...pair, '.gitlab-ci.yml': 'stages: [build]\n' })
  const included = await initHere(present.folder, ['--yes'])
  expect(included.stdout).toContain('- local: .gitlab/mlgate.yml')
  expect(present.read('.gitlab-ci.yml')).toBe('stages: [build]\n')
  expect(present.read('.gitlab/mlgate.yml')).not.toContain('workflow:')
})

it('does not write through links, and does not read data that lie elsewhere', async () => {
  const elsewhere = cliProject({ 'secret.csv': pair['data/test.csv'] })
  const linked = cliProject({ 'data/train.csv': pair['data/train.csv'] })
  symlinkSync(join(elsewhere.folder, 'secret.csv'), join(linked.folder, 'data/test.csv'))
  expect((await initHere(linked.folder, ['--yes'])).status).toBe(2)
  const named = await initHere(linked.folder, ['--yes', '--test', 'data/test.csv'])
  expect(named.status).toBe(2)
  expect(named.stderr).toContain('outside the folders that may be read')

  const trap = cliProject(pair)
  symlinkSync(elsewhere.folder, join(trap.folder, 'contracts'))
  const refused = await initHere(trap.folder, ['--yes', '--model', 'm'])
  expect(refused.status).toBe(2)
  expect(refused.stderr).toContain('symbolic link')
  expect(elsewhere.has('m.odcs.yaml')).toBe(false)
  expect(trap.has('mlgate.yml')).toBe(false)
})
