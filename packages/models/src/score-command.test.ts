import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Block, Exec, ExecResult } from '@mlgate/core'
import { openTables, type Table, writeParquet } from '@mlgate/tables'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ScoreCommandOptions, scoreCommand } from './score-command.ts'

const rows: Table = {
  rows: 3,
  columns: new Map([
    ['id', { kind: 'number', values: Float64Array.of(1, 2, 3) }],
    ['x', { kind: 'number', values: Float64Array.of(0.5, Number.NaN, 2) }],
  ]),
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlgate-command-'))
})
afterEach(() => rm(folder, { recursive: true }))

const ended: ExecResult = { exitCode: 0, signal: undefined, timedOut: false, stdout: '', stderrTail: '' }

/** Runs a scoring program that is a function here, and ends as told. */
function run(
  program: (input: string, output: string, request: Parameters<Exec>[0]) => Promise<unknown>,
  more: Partial<ScoreCommandOptions> = {},
  result = ended,
) {
  const logged: string[] = []
  const kept: Block[] = []
  const exec: Exec = async (request) => {
    const [input, output] = request.argv.slice(-2)
    await program(input!, output!, request)
    return result
  }
  const quiet = () => undefined
  const scores = scoreCommand(
    {
      command: ['python', 'score.py'],
      rows,
      id: 'id',
      task: 'regression',
      projectDirectory: folder,
      workDirectory: join(folder, 'work'),
      credentialVariables: [],
      inherit: ['PATH'],
      ...more,
    },
    {
      exec,
      log: { debug: quiet, info: (line) => logged.push(line), warn: quiet, error: quiet },
      keep: (...blocks) => kept.push(...blocks),
    },
  )
  return { scores, logged, kept }
}

describe('a scoring command', () => {
  it('gets the rows as Parquet, writes predictions, and is told nothing else', async () => {
    const { scores } = run(async (input, output, request) => {
      const { argv, cwd, env, inherit, timeoutSeconds } = request
      expect({ argv, cwd, env, inherit, timeoutSeconds }).toEqual({
        argv: ['python', 'score.py', input, output],
        cwd: folder,
        env: { PYTHONUNBUFFERED: '1', MLGATE_INPUT: input, MLGATE_OUTPUT: output },
        inherit: ['PATH'],
        timeoutSeconds: 3600,
      })
      await using tables = await openTables({ allow: [input] })
      const given = await tables.read(input)
      expect(given).toEqual(rows)
      const reversed = { kind: 'number', values: Float64Array.of(3, 2, 1) } as const
      await writeParquet(output, {
        rows: 3,
        columns: new Map([
          ['id', reversed],
          ['prediction', reversed],
        ]),
      })
    })
    expect(await scores).toEqual({
      kind: 'regression',
      rows: 3,
      values: Float64Array.of(1, 2, 3),
      scoredBy: 'declared',
    })
  })

  it('may write CSV under the same name', async () => {
    const { scores } = run(
      (_, output) => writeFile(output, 'id,prediction,probability\n1,no,0.25\n2,yes,0.5\n3,yes,1\n'),
      { task: 'classification', classes: ['no', 'yes'] },
    )
    expect(await scores).toMatchObject({ classes: ['no', 'yes'], labels: Int32Array.of(0, 1, 1) })
  })

  it('never runs beside credentials', async () => {
    let ran = false
    const { scores } = run(
      async () => {
        ran = true
      },
      { credentialVariables: ['AWS_SECRET_ACCESS_KEY', 'MLGATE_ENDPOINT_TOKEN'] },
    )
    await expect(scores).rejects.toThrow(
      'candidate.command: will not run beside credentials, and this job has AWS_SECRET_ACCESS_KEY, MLGATE_ENDPOINT_TOKEN.',
    )
    expect(ran).toBe(false)
  })

  it('that fails shows its last lines, cut, and does not flood the log', async () => {
    const print = async (_input: string, _output: string, { onLine }: Parameters<Exec>[0]) => {
      for (let line = 0; line < 3000; line++) onLine?.(`line ${line} ${'x'.repeat(1000)}`)
    }
    const { scores, logged, kept } = run(print, {}, { ...ended, exitCode: 2 })
    await expect(scores).rejects.toThrow(
      'candidate.command: "python" failed with exit code 2. Its last lines are in the report.',
    )
    expect(logged).toHaveLength(1001)
    expect(Math.max(...logged.map((line) => line.length))).toBeLessThan(510)
    const [, block] = kept
    expect(block?.kind === 'code' && block.text.split('\n').map((line) => line.slice(0, 9))).toEqual(
      Array.from({ length: 20 }, (_, i) => `line ${2980 + i}`),
    )
  })

  it.each([
    [
      'takes too long',
      { ...ended, exitCode: undefined, timedOut: true },
      'was stopped after 0.5 minutes (candidate.timeout_minutes)',
    ],
    ['is killed', { ...ended, exitCode: undefined, signal: 'SIGKILL' }, 'was ended by SIGKILL'],
  ])('that %s is told so', async (_what, result, message) => {
    await expect(run(async () => undefined, { timeoutMinutes: 0.5 }, result).scores).rejects.toThrow(message)
  })

  it('must write predictions for exactly the rows, anew', async () => {
    const ids = { kind: 'number', values: Float64Array.of(1, 2, 3) } as const
    const good: Table = {
      rows: 3,
      columns: new Map([
        ['id', ids],
        ['prediction', ids],
      ]),
    }
    await run((_, output) => writeParquet(output, good)).scores
    await expect(run(async () => undefined).scores).rejects.toThrow('ended well but wrote no file there')
    await expect(run((_, output) => writeFile(output, '')).scores).rejects.toThrow('ended well but left it empty')
    await expect(run((_, output) => writeFile(output, 'id,prediction\n1,1\n')).scores).rejects.toThrow(
      'candidate.command: its predictions: 2 of 3 rows have no prediction',
    )
    await expect(run((_, output) => writeFile(output, 'PAR1 but no more')).scores).rejects.toThrow(
      'cannot be read as Parquet',
    )
  })

  it('may not hand in a link to what others wrote', async () => {
    const secret = join(folder, 'labels.csv')
    await writeFile(secret, 'id,prediction\n1,1\n2,2\n3,3\n')
    await expect(run((_, output) => symlink(secret, output)).scores).rejects.toThrow('made no regular file')
    expect(await readFile(secret, 'utf8')).toContain('prediction')
  })

  it('must be named', async () => {
    await expect(run(async () => undefined, { command: [' '] }).scores).rejects.toThrow('the program to run is empty')
  })
})
