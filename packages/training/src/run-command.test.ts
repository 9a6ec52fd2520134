import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Block, ConfigurationError, digestOfBytes, type Exec } from '@mlgate/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type CommandRequest, runCommand } from './run-command.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-training-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A real child process, without a time limit's grace. */
const exec: Exec = (request) => {
  const [program, ...args] = request.argv
  const child = spawn(program, args, { cwd: request.cwd, env: { ...request.env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const limit = request.timeoutSeconds
  let timedOut = false
  const timer =
    limit === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true
          child.kill('SIGKILL')
        }, limit * 1000)
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', request.onLine ?? (() => {}))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode, signal) => {
      clearTimeout(timer)
      resolve({ exitCode: exitCode ?? undefined, signal: signal ?? undefined, timedOut, stdout: '', stderrTail: '' })
    })
  })
}

function run(script: string, changes: Partial<CommandRequest> = {}, runner = exec, timeoutSeconds?: number) {
  const kept: Block[] = []
  const lines: string[] = []
  let ms = 0
  const result = runCommand(
    {
      training: {
        kind: 'command',
        argv: [process.execPath, '-e', script],
        parameters: { rate: 0.1, name: '$(id)' },
        seed: 7,
        timeoutSeconds,
      },
      projectDirectory: folder,
      workDirectory: join(folder, 'work'),
      trainData: '/data/train.csv',
      validationData: undefined,
      produces: { key: 'candidate.onnx', name: 'model.onnx', path: join(folder, 'model.onnx') },
      credentialVariables: [],
      ...changes,
    },
    {
      exec: runner,
      clock: { now: () => new Date(ms), monotonicMs: () => (ms += 1500) },
      log: { debug() {}, info: (line) => lines.push(line), warn() {}, error() {} },
      keep: (...blocks) => kept.push(...blocks),
    },
  )
  return { result, kept, lines }
}

const save = `require('node:fs').writeFileSync('model.onnx', 'weights')`

test('a command that writes its model gives digests, log and metrics', async () => {
  const { result, kept, lines } = run(`${save}
    console.log('epoch 1'); console.log('::error::not a command of ours')
    require('node:fs').writeFileSync(process.env.MLGATE_OUTPUT_DIR + '/metrics.json', '{"auc": NaN}')`)
  const found = await result
  expect(found.produced.digest).toBe(digestOfBytes('weights'))
  expect(found.metrics?.metrics).toEqual([{ name: 'auc', value: Number.NaN }])
  expect(found.durationSeconds).toBe(1.5)
  expect(found.logTail).toEqual(['epoch 1', '::error::not a command of ours'])
  expect(await readFile(found.logFile.path, 'utf8')).toBe('epoch 1\n::error::not a command of ours\n')
  expect(lines).toEqual(found.logTail)
  expect(kept).toEqual([])
})

test('the command reads what it is asked for from a few variables, and finds no others', async () => {
  const { result } = run(`${save}
    console.log(JSON.stringify({ env: process.env, cwd: process.cwd() }))
    console.log(require('node:fs').readFileSync(process.env.MLGATE_PARAMETERS, 'utf8').replaceAll('\\n', ''))`)
  const { logTail } = await result
  expect(JSON.parse(logTail[0] ?? '')).toEqual({
    cwd: folder,
    env: {
      MLGATE_PARAMETERS: join(folder, 'work', 'parameters.json'),
      MLGATE_SEED: '7',
      MLGATE_OUTPUT_DIR: join(folder, 'work', 'output'),
      MLGATE_TRAIN_DATA: '/data/train.csv',
      PYTHONUNBUFFERED: '1',
    },
  })
  expect(JSON.parse(logTail[1] ?? '')).toEqual({ rate: 0.1, name: '$(id)' })
})

test('no variable that is handed on can hold a credential', async () => {
  let inherited: readonly string[] = []
  const { result } = run('', {}, async (request) => {
    inherited = request.inherit ?? []
    await writeFile(join(folder, 'model.onnx'), 'weights')
    return { exitCode: 0, signal: undefined, timedOut: false, stdout: '', stderrTail: '' }
  })
  await result
  expect(inherited).toContain('PATH')
  for (const name of inherited)
    expect(name).not.toMatch(/TOKEN|SECRET|PASSW|KEY|CREDENTIAL|AUTH|^(AWS|AZURE|ACTIONS|CI)_/)
})

describe('training fails', () => {
  test('beside credentials, before anything ran', async () => {
    const { result } = run(save, { credentialVariables: ['AWS_SECRET_ACCESS_KEY', 'NPM_TOKEN'] })
    await expect(result).rejects.toThrow(/AWS_SECRET_ACCESS_KEY, NPM_TOKEN.*job of its own/)
    await expect(readFile(join(folder, 'model.onnx'))).rejects.toThrow('ENOENT')
  })

  test('when the command does, and its last 20 lines are kept for the report', async () => {
    const { result, kept } = run(`for (let i = 1; i <= 50; i++) console.log('line ' + i); process.exit(3)`)
    await expect(result).rejects.toThrow(ConfigurationError)
    await expect(result).rejects.toThrow(/failed with exit code 3 after 1\.5 s/)
    const shown = kept.find((block) => block.kind === 'code')
    expect(shown?.text.split('\n')).toEqual(Array.from({ length: 20 }, (_, i) => `line ${i + 31}`))
    expect((await readFile(join(folder, 'work', 'train.log'), 'utf8')).split('\n')).toHaveLength(51)
  })

  test('when it takes too long', async () => {
    const { result, kept } = run('setInterval(() => {}, 1000)', {}, exec, 0.3)
    await expect(result).rejects.toThrow('train.timeout_minutes allows 0.005')
    expect(kept).toHaveLength(1)
  })

  test('when a signal ends it', async () => {
    const { result } = run(`process.kill(process.pid, 'SIGKILL')`)
    await expect(result).rejects.toThrow('was ended by SIGKILL')
  })

  test('when it writes no model', async () => {
    const { result, kept } = run(`console.log('saved elsewhere')`)
    await expect(result).rejects.toThrow('candidate.onnx: training ended well but wrote no model.onnx')
    expect(kept.at(-1)).toEqual({ kind: 'code', text: 'saved elsewhere' })
  })

  test('when the model is the one from before', async () => {
    await writeFile(join(folder, 'model.onnx'), 'weights')
    await expect(run('').result).rejects.toThrow('still the file from before')
  })

  test('when only the time of the old model was set back', async () => {
    await writeFile(join(folder, 'model.onnx'), 'weights')
    const { result } = run(`require('node:fs').utimesSync('model.onnx', 1, 1)`)
    await expect(result).rejects.toThrow('still the file from before')
  })

  test('when the model is empty or a folder', async () => {
    await expect(run(`require('node:fs').writeFileSync('model.onnx', '')`).result).rejects.toThrow('empty')
    await rm(join(folder, 'model.onnx'))
    await mkdir(join(folder, 'model.onnx'))
    await expect(run('').result).rejects.toThrow('candidate.onnx: model.onnx is not a file')
  })

  test('when its metrics cannot be read', async () => {
    const { result, kept } = run(
      `${save}; require('node:fs').writeFileSync(process.env.MLGATE_OUTPUT_DIR + '/metrics.json', 'auc: 1')`,
    )
    await expect(result).rejects.toThrow('is not JSON')
    expect(kept).not.toEqual([])
  })
})

test('the same bytes written again are a new model', async () => {
  const path = join(folder, 'model.onnx')
  await writeFile(path, 'weights')
  await utimes(path, 1000, 1000)
  expect((await run(save).result).produced.digest).toBe(digestOfBytes('weights'))
})

test('metrics of an earlier run are not taken for new ones', async () => {
  await mkdir(join(folder, 'work', 'output'), { recursive: true })
  await writeFile(join(folder, 'work', 'output', 'metrics.json'), '{"auc": 1}')
  expect((await run(save).result).metrics).toBeUndefined()
})
