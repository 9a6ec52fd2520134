import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { loadProject } from '@mlgate/project'
import { writeParquet } from '@mlgate/tables'
import { describe, expect, it } from 'vitest'
import { cliProject } from '../testing/cli-project.ts'

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

type Project = ReturnType<typeof cliProject>

/** The three commands that `init` leads to. */
function runSteps({ run }: Project): readonly (number | null)[] {
  return ['validate-data', 'train-model', 'evaluate-gate'].map((step) => run(step, ['--host', 'generic']).status)
}

describe('in a folder with a table to train on and one to judge on', () => {
  it('writes files with which the three steps run at once', () => {
    const project = cliProject(pair)
    const { status, stdout, stderr } = project.mlgate(['init', '--yes', '--forge', 'github', '--model', 'parity'])
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(stdout).toContain('Written  mlgate.yml')
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('Next: npx mlgate validate-data')
    expect(project.read('mlgate.yml')).toContain('# 2 values in 300 rows of data/train.csv\ntask: classification')
    const body = loadProject(project.read('mlgate.yml'), 'mlgate.yml').models.get('parity')
    expect(body).toMatchObject({
      data: { label: 'label', positive: 'yes', id: 'row_id', train: 'data/train.csv', test: 'data/test.csv' },
      train: { builtin: { algorithm: 'logistic-regression' } },
    })
    expect(project.read('.gitignore')).toBe('.mlgate/\n/out/model.onnx\n')
    expect(runSteps(project)).toEqual([0, 0, 0])
  })

  it('simulates the margins once there is a model, and asks before it replaces a file', () => {
    const project = cliProject(pair)
    expect(project.mlgate(['init', '--yes']).status).toBe(0)
    expect(project.run('train-model').status).toBe(0)
    const before = project.read('mlgate.yml')
    const again = project.mlgate(['init', '--yes'])
    expect(again.status).toBe(2)
    expect(again.stderr).toContain('mlgate.yml: is there and would change')
    expect(project.read('mlgate.yml')).toBe(before)
    expect(project.mlgate(['init', '--yes', '--force']).status).toBe(0)
    expect(project.read('mlgate.yml')).toContain('as good as out/model.onnx keeps in four of five simulated runs')
  })

  it('shows what it would write, and writes nothing', () => {
    const project = cliProject({ ...pair, 'mlgate.yml': 'model: mine\n' })
    const { status, stdout } = project.mlgate(['init', '--dry-run'])
    expect(status).toBe(0)
    expect(stdout).toContain('--- a/mlgate.yml\n+++ b/mlgate.yml')
    expect(stdout).toContain('-model: mine')
    expect(stdout).toContain('--- /dev/null\n+++ b/contracts/')
    expect(project.read('mlgate.yml')).toBe('model: mine\n')
    expect(project.has('contracts')).toBe(false)
  })

  it('without a terminal and without --yes says so', () => {
    const { status, stderr } = cliProject(pair).mlgate(['init'])
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
        ['price', { kind: 'number', values: price }],
      ] as const),
    })
  }
  await write('data/train.parquet', 200, 1.3)
  await write('data/test.parquet', 100, 2.1)
  expect(project.mlgate(['init', '--yes']).status).toBe(0)
  const body = [...loadProject(project.read('mlgate.yml'), 'mlgate.yml').models.values()][0]
  expect(body).toMatchObject({ task: 'regression', gate: { metrics: { r2: { min: 0 } } } })
  expect(runSteps(project)).toEqual([0, 0, 0])
})

it('what a DVC stage runs is the training, and what it writes is judged', () => {
  const dvc =
    'stages:\n  train:\n    cmd: node train.cjs\n    deps: [train.cjs, data/train.csv]\n    outs: [out/predictions.csv]\n'
  const project = cliProject({ ...pair, 'train.cjs': script, 'dvc.yaml': dvc })
  const { status, stdout } = project.mlgate(['init', '--yes'])
  expect(status).toBe(0)
  expect(stdout).toContain('trained by node train.cjs (stage train of dvc.yaml)')
  expect(project.read('mlgate.yml')).toContain('# stage train of dvc.yaml\n  command: [ node, train.cjs ]')
  expect(project.read('mlgate.yml')).toContain('predictions: out/predictions.csv')
  expect(runSteps(project)).toEqual([0, 0, 0])
})

describe('with one file alone', () => {
  const alone = { 'data/rows.csv': classes(0, 400) }

  it('judges on no row that was learned from, and says what to do', () => {
    const project = cliProject(alone)
    const { status, stderr } = project.mlgate(['init', '--yes'])
    expect(status).toBe(2)
    expect(stderr).toContain('let --split divide data/rows.csv')
    expect(project.has('mlgate.yml')).toBe(false)
    const twice = project.mlgate(['init', '--yes', '--test', 'data/rows.csv'])
    expect(twice.status).toBe(2)
    expect(twice.stderr).toContain('is what the model is trained on, too')
  })

  it('divides it when asked to', () => {
    const project = cliProject(alone)
    expect(project.mlgate(['init', '--yes', '--split', '--dry-run']).status).toBe(0)
    expect(project.has('data/rows-train.csv')).toBe(false)
    expect(project.mlgate(['init', '--yes', '--split']).status).toBe(0)
    const lines = (name: string) => project.read(name).trim().split('\n').slice(1)
    const [train, test] = [lines('data/rows-train.csv'), lines('data/rows-test.csv')]
    expect([...train, ...test].sort()).toEqual(classes(0, 400).trim().split('\n').slice(1).sort())
    expect(test.length).toBeGreaterThan(50)
    expect(runSteps(project)).toEqual([0, 0, 0])
  })
})

it.each([
  [{}, 'No file of rows was found'],
  [{ 'train.csv': 'a,b\n1,2\n', 'test.csv': 'a,b\n1,3\n' }, 'Say it with --label'],
  [{ 'train.csv': 'a,y\n1,2\n', 'test.csv': 'a\n1\n' }, 'test.csv has no such column'],
  [{ 'train.csv': 'a,y\n', 'test.csv': 'a,y\n1,2\n' }, 'has no rows'],
])('with %j says what is missing', (files, message) => {
  const project = cliProject(files)
  const { status, stderr } = project.mlgate(['init', '--yes'])
  expect(status).toBe(2)
  expect(stderr).toContain(message)
  expect(project.has('mlgate.yml')).toBe(false)
})

it('columns and files of any name are only names', () => {
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
  const made = project.mlgate(['init', '--yes', '--forge', 'github'])
  expect(made.stderr).toBe('')
  expect(made.status).toBe(0)
  expect(made.stdout).not.toMatch(/^::/m)
  const body_ = [...loadProject(project.read('mlgate.yml'), 'mlgate.yml').models.values()][0]
  expect(body_?.data).toMatchObject({ train, test, label: 'label', id: 'row_id' })
  expect(project.read('.github/workflows/mlgate.yml')).not.toContain('x }}')
  expect(project.run('validate-data').status).toBe(0)
})

it('a remote at a GitLab gets its pipeline, and one that is there is left as it is', () => {
  const fresh = cliProject(pair)
  git(fresh.folder, 'init', '--quiet', '--initial-branch=trunk')
  git(fresh.folder, 'remote', 'add', 'origin', 'https://someone:hush@gitlab.example.org/a/b.git')
  const made = fresh.mlgate(['init', '--yes'])
  expect(made.status).toBe(0)
  expect(made.stdout + made.stderr).not.toContain('hush')
  expect(fresh.read('.gitlab-ci.yml')).toContain('evaluate-gate@')
  expect(fresh.read('mlgate.yml')).toContain('from: [ branch:trunk ]')
  expect(fresh.mlgate(['init', '--yes']).status).toBe(0)

  const present = cliProject({ ...pair, '.gitlab-ci.yml': 'stages: [build]\n' })
  const included = present.mlgate(['init', '--yes'])
  expect(included.stdout).toContain('- local: .gitlab/mlgate.yml')
  expect(present.read('.gitlab-ci.yml')).toBe('stages: [build]\n')
  expect(present.read('.gitlab/mlgate.yml')).not.toContain('workflow:')
})

it('does not write through links, and does not read data that lie elsewhere', () => {
  const elsewhere = cliProject({ 'secret.csv': pair['data/test.csv'] })
  const linked = cliProject({ 'data/train.csv': pair['data/train.csv'] })
  symlinkSync(join(elsewhere.folder, 'secret.csv'), join(linked.folder, 'data/test.csv'))
  expect(linked.mlgate(['init', '--yes']).status).toBe(2)
  const named = linked.mlgate(['init', '--yes', '--test', 'data/test.csv'])
  expect(named.status).toBe(2)
  expect(named.stderr).toContain('outside the folders that may be read')

  const trap = cliProject(pair)
  symlinkSync(elsewhere.folder, join(trap.folder, 'contracts'))
  const refused = trap.mlgate(['init', '--yes', '--model', 'm'])
  expect(refused.status).toBe(2)
  expect(refused.stderr).toContain('symbolic link')
  expect(elsewhere.has('m.odcs.yaml')).toBe(false)
  expect(trap.has('mlgate.yml')).toBe(false)
})

it('a model that git keeps is judged as it is, against the one on the branch', () => {
  const project = cliProject(pair)
  expect(project.mlgate(['init', '--yes']).status).toBe(0)
  expect(project.run('train-model').status).toBe(0)
  project.write('.gitignore', '.mlgate/\n')
  git(project.folder, 'init', '--quiet', '--initial-branch=main')
  git(project.folder, 'add', '.')
  git(project.folder, '-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '--quiet', '--message=model')
  expect(project.mlgate(['init', '--yes', '--force', '--forge', 'github']).status).toBe(0)
  expect(project.read('.github/workflows/mlgate.yml')).not.toContain('train')
  expect(project.read('mlgate.yml')).toContain('from: [ git:main:out/model.onnx ]')
  const { status, result } = project.run('evaluate-gate')
  expect(status).toBe(0)
  expect(result.verdict).toBe('pass')
})
