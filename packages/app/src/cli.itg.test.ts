import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cli, cliProject } from '../testing/cli-project.ts'

const rows = Array.from({ length: 200 }, (_, row) => ({ id: row, x: row % 20, y: row % 20 > 9 ? 'yes' : 'no' }))
const table = `id,x,y\n${rows.map(({ id, x, y }) => `${id},${x},${y}\n`).join('')}`

/** A "training" that predicts by a threshold from its parameters, and tells what it was given. */
const trainer = `
const fs = require('node:fs')
const parameters = JSON.parse(fs.readFileSync(process.env.MLGATE_PARAMETERS, 'utf8'))
const lines = fs.readFileSync(process.env.MLGATE_TRAIN_DATA, 'utf8').trim().split('\\n').slice(1)
fs.mkdirSync('out', { recursive: true })
fs.writeFileSync('out/predictions.csv', 'id,prediction,probability\\n' + lines.map((line) => {
  const [id, x] = line.split(',').map(Number)
  const p = x > parameters.cut ? 0.9 : 0.1
  return id + ',' + (p > 0.5 ? 'yes' : 'no') + ',' + p
}).join('\\n') + '\\n')
fs.writeFileSync(process.env.MLGATE_OUTPUT_DIR + '/metrics.json', '{"accuracy": 0.99, "bad": NaN}')
console.log('seed', process.env.MLGATE_SEED)
console.log('test data', Object.keys(process.env).some((name) => name.includes('TEST_DATA')))
console.log('::error::from the training')
`

const byCommand = (cut: number) => `model: threshold
task: classification
candidate: {predictions: out/predictions.csv, classes: ['no', 'yes']}
data: {train: rows.csv, test: rows.csv, label: y, positive: 'yes', id: id}
train: {command: [node, train.cjs], parameters: {cut: ${cut}}, inputs: [train.cjs], seed: 7}
gate:
  baseline: {from: ['file:baseline.csv'], if_missing: absolute-only}
  metrics:
    accuracy: {min: 0.9, max_regression: 0.01}
    roc_auc: {min: 0.9}
`

describe('training by a command', () => {
  it('is told its parameters and seed but not the test data, and leaves a provenance', () => {
    const { run, read } = cliProject({ 'mlgate.yml': byCommand(9), 'rows.csv': table, 'train.cjs': trainer })
    const trained = run('train-model')
    expect(trained.status).toBe(0)
    const folder = '.mlgate/threshold/train-model'
    expect(read(`${folder}/train.log`)).toBe('seed 7\ntest data false\n::error::from the training\n')
    expect(trained.stderr).not.toMatch(/^::error::/m)
    const { subject, predicate } = JSON.parse(read(`${folder}/record.unsigned.json`))
    expect(subject.map(({ name }: { name: string }) => name)).toEqual(['model/predictions.csv'])
    expect(predicate.buildDefinition.externalParameters.train).toMatchObject({ parameters: { cut: 9 }, seed: 7 })
    expect(predicate.buildDefinition.resolvedDependencies.map(({ name }: { name: string }) => name)).toEqual([
      'rows.csv',
      'train.cjs',
    ])
    expect(predicate.runDetails.mlgate_training.metrics).toEqual([
      { name: 'accuracy', value: 0.99 },
      { name: 'bad', value: 'NaN' },
    ])
  })

  it('beside a credential does not start', () => {
    const { run, has } = cliProject({ 'mlgate.yml': byCommand(9), 'rows.csv': table, 'train.cjs': trainer })
    const { status, result } = run('train-model', [], { AWS_SECRET_ACCESS_KEY: 'hush' })
    expect(status).toBe(2)
    expect(result.reason).toContain('will not run beside credentials, and this job has AWS_SECRET_ACCESS_KEY')
    expect(JSON.stringify(result)).not.toContain('hush')
    expect(has('out')).toBe(false)
  })

  it('that fails shows its last lines', () => {
    const script = 'console.log("epoch 1"); console.error("CUDA out of memory"); process.exit(3)'
    const { run, read } = cliProject({ 'mlgate.yml': byCommand(9), 'rows.csv': table, 'train.cjs': script })
    const { status, result } = run('train-model')
    expect(status).toBe(2)
    expect(result.reason).toContain('"node" failed with exit code 3')
    expect(read('.mlgate/threshold/train-model/report.md')).toContain('CUDA out of memory')
  })
})

describe('the gate on predictions', () => {
  it('compares with a baseline on the same rows, and says that the scores are declared', () => {
    const { run, read, write } = cliProject({ 'mlgate.yml': byCommand(9), 'rows.csv': table, 'train.cjs': trainer })
    expect(run('train-model').status).toBe(0)
    write('baseline.csv', read('out/predictions.csv'))
    expect(run('evaluate-gate')).toMatchObject({ status: 0, result: { verdict: 'pass' } })
    expect(read('.mlgate/threshold/evaluate-gate/report.md')).toContain('scores as declared by their file')

    write('mlgate.yml', byCommand(10))
    expect(run('train-model').status).toBe(0)
    const { status, result } = run('evaluate-gate')
    expect(status).toBe(1)
    expect(result.reason).toContain('accuracy fell from 1.00 to 0.95')
  })

  it('without a baseline judges what can be judged, and says what was not', () => {
    const { run, read } = cliProject({ 'mlgate.yml': byCommand(9), 'rows.csv': table, 'train.cjs': trainer })
    run('train-model')
    expect(run('evaluate-gate')).toMatchObject({ status: 0, result: { verdict: 'pass' } })
    const report = read('.mlgate/threshold/evaluate-gate/report.md')
    expect(report).toContain('1 comparison was not judged: no baseline')
    expect(report).toContain('there is no such file')
  })

  it('refuses predictions that do not pair with the rows', () => {
    const { run, write, read } = cliProject({ 'mlgate.yml': byCommand(9), 'rows.csv': table, 'train.cjs': trainer })
    run('train-model')
    write('out/predictions.csv', read('out/predictions.csv').replace('\n5,', '\n6,'))
    const { status, result } = run('evaluate-gate')
    expect(status).toBe(2)
    expect(result).toMatchObject({ verdict: 'error', passed: false })
    expect(result.reason).toMatch(/predictions\.csv: .*6/)
  })
})

describe('a regression', () => {
  const ridge = (l2: number) => `model: line
task: regression
candidate: {onnx: out/model.onnx}
data: {train: rows.csv, test: rows.csv, label: z}
train: {builtin: {algorithm: linear-regression, features: [x], l2: ${l2}}}
gate:
  baseline: {from: ['file:baseline.onnx'], if_missing: absolute-only}
  metrics:
    r2: {min: 0.9}
    rmse: {max_regression: 5%}
    mae: {max: 1}
`
  const line = `x,z\n${rows.map(({ id, x }) => `${x},${2 * x + (id % 3) - 1}\n`).join('')}`

  it('is trained, judged, and blocked when it gets worse', () => {
    const { run, write, folder } = cliProject({ 'mlgate.yml': ridge(0.1), 'rows.csv': line })
    expect(run('train-model').status).toBe(0)
    expect(run('evaluate-gate')).toMatchObject({ status: 0, result: { verdict: 'pass' } })
    write('baseline.onnx', readFileSync(join(folder, 'out/model.onnx')))
    write('mlgate.yml', ridge(30))
    expect(run('train-model').status).toBe(0)
    const { status, result } = run('evaluate-gate')
    expect(status).toBe(1)
    expect(result.reason).toContain('rmse rose from')
  })
})

describe('the next step', () => {
  const small = `model: line
task: regression
candidate: {onnx: out/model.onnx}
data: {train: rows.csv, test: rows.csv, label: z}
train: {builtin: {algorithm: linear-regression, features: [x], l2: 0.1}}
gate: {metrics: {r2: {min: 0.9}}}
`
  const line = `x,z\n${rows.map(({ id, x }) => `${x},${2 * x + (id % 3) - 1}\n`).join('')}`

  it('can be given an artifact’s id and digest from what any face of the last one says', () => {
    const { run, mlgate, read } = cliProject({ 'mlgate.yml': small, 'rows.csv': line })
    const { details } = run('train-model').result
    const { 'artifact-id': id, 'artifact-digest': digest } = details
    expect(JSON.parse(read('.mlgate/outputs.json'))).toMatchObject({ 'artifact-id': id, 'artifact-digest': digest })
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    const artifact = ['--training-artifact-id', id, '--training-artifact-digest', digest]
    const judged = mlgate(['evaluate-gate', ...artifact, '--verbose'])
    expect(judged.status).toBe(0)
    const own = JSON.parse(read('.mlgate/outputs.json'))
    expect(judged.stdout).toContain(
      `Artifact id      ${own['artifact-id']}\nArtifact digest  ${own['artifact-digest']}\n`,
    )
  })
})

describe('on a forge', () => {
  const github = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'push', GITHUB_REPOSITORY: 'acme/m' }

  it('a token with a line break is a mistake, told in one sentence without a stack', () => {
    const { run } = cliProject({ 'mlgate.yml': 'model: m\n' })
    const { status, result, stderr } = run('evaluate-gate', [], { ...github, GITHUB_TOKEN: 'a\nb' })
    expect(status).toBe(2)
    expect(result).toMatchObject({ verdict: 'error', reason: expect.stringMatching(/^GITHUB_TOKEN: the token holds/) })
    expect(stderr).not.toMatch(/^ +at /m)
  })

  it('JSON on standard output stays JSON: commands go to standard error', () => {
    const { run, mlgate } = cliProject({ 'mlgate.yml': 'model: m\n' })
    const { status, result, stderr } = run('evaluate-gate', [], github)
    expect(status).toBe(2)
    expect(result.verdict).toBe('error')
    expect(stderr).toMatch(/^::error title=mlgate%2C evaluate-gate|^::error /m)
    expect(mlgate(['evaluate-gate'], github).stdout).toMatch(/^::error /m)
  })
})

describe('a fault', () => {
  it.each([
    ['while a face is loaded', "await Promise.reject(new TypeError('oops'))"],
    ['after everything', "setTimeout(() => { throw new TypeError('oops') })"],
  ])('that nobody catches, %s, ends with 70: 1 would say that the gate failed', (_when, script) => {
    const lastResort = join(import.meta.dirname, 'last-resort.ts')
    const code = `import { endOnFault } from ${JSON.stringify(lastResort)}; endOnFault(process, console.error); ${script}`
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })
    expect(stderr).toMatch(/^A fault in mlgate: TypeError: oops\n/)
    expect(status).toBe(70)
  })
})

describe('a reader that stops', () => {
  it('does not change how the step ends', async () => {
    const { folder } = cliProject({})
    const child = spawn(process.execPath, [cli, 'validate-data'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.destroy()
    child.stderr.destroy()
    expect(await once(child, 'exit')).toEqual([2, null])
  })
})

describe('a broken installation', () => {
  it('ends with 70 as well', () => {
    const { folder } = cliProject({ 'package.json': '{"type": "module"}', 'bin/mlgate.js': readFileSync(cli, 'utf8') })
    const { status, stderr } = spawnSync(process.execPath, [join(folder, 'bin/mlgate.js')], { encoding: 'utf8' })
    expect(stderr).toMatch(/^A fault in mlgate: .*cli\.ts/)
    expect(status).toBe(70)
  })
})

describe('a mistake', () => {
  const predictions = `id,prediction,probability\n${rows.map(({ id, y }) => `${id},${y},${y === 'yes' ? 0.9 : 0.1}\n`).join('')}`

  it.each([
    [
      'a misspelt metric',
      byCommand(9).replace('roc_auc', 'roc_acu'),
      /mlgate\.yml:\d+:5 gate\.metrics\.roc_acu: no such metric.* Did you mean roc_auc\?/,
    ],
    ['no gate', byCommand(9).slice(0, byCommand(9).indexOf('gate:')), /gate is missing/],
    [
      'test data outside the repository',
      byCommand(9).replace('test: rows.csv', 'test: ../../../etc/passwd'),
      /leads outside the repository/,
    ],
    [
      'a test file that is not there',
      byCommand(9).replace('test: rows.csv', 'test: gone.csv'),
      /data\.test: "gone\.csv" is not there/,
    ],
    ['a label that is not there', byCommand(9).replace('label: y', 'label: why'), /no column "why"/],
  ])('such as %s ends with exit code 2 and says what to do', (_what, yaml, message) => {
    const { run } = cliProject({
      'mlgate.yml': yaml,
      'rows.csv': table,
      'train.cjs': trainer,
      'out/predictions.csv': predictions,
    })
    const { status, result } = run('evaluate-gate')
    expect(status).toBe(2)
    expect(result.reason).toMatch(message)
  })

  it('in the command line ends with exit code 2', () => {
    const { mlgate } = cliProject({})
    expect(mlgate(['evaluate-gte'])).toMatchObject({ status: 2 })
  })

  it('of serving where somebody listens, or of a key over a key, is told in one sentence', async () => {
    const { mlgate, write, read } = cliProject({ 'key.pem': 'the only copy' })
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const address = taken.address()
    const port = String(typeof address === 'object' ? address?.port : '')
    write('state.json', '{}')
    const forward = ['forward', '--state-file', 'state.json', '--process-file', 'process.json', '--port', port]
    expect(mlgate(forward)).toMatchObject({
      status: 2,
      stderr: `error: Another program listens on 127.0.0.1:${port}. End it, or choose another port.\n`,
    })
    await new Promise((resolve) => taken.close(resolve))
    expect(mlgate(['keygen', '--out', 'key.pem'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: 'error: key.pem: cannot be written, or is there already. Name another file with --out.\n',
    })
    expect(read('key.pem')).toBe('the only copy')
  })
})
