import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { memoryOf } from './process-tree.ts'
import { runProgram } from './run-program.ts'

const node = (script: string) => [process.execPath, '-e', script] as const
const base = { cwd: process.cwd(), env: {} }

describe('a program', () => {
  it('gets the environment it is given and nothing of ours', async () => {
    process.env.MLGATE_TEST_SECRET = 'hidden'
    const result = await runProgram({
      ...base,
      argv: [...node('console.log(JSON.stringify(process.env))')],
      env: { A: '1' },
    })
    delete process.env.MLGATE_TEST_SECRET
    expect(JSON.parse(result.stdout)).toEqual({ A: '1' })
  })

  it('takes over the variables that are named, where they are set', async () => {
    process.env.MLGATE_TEST_NAMED = 'seen'
    const result = await runProgram({
      ...base,
      argv: [...node('console.log(JSON.stringify(process.env))')],
      inherit: ['MLGATE_TEST_NAMED', 'MLGATE_TEST_ABSENT'],
    })
    delete process.env.MLGATE_TEST_NAMED
    expect(JSON.parse(result.stdout)).toEqual({ MLGATE_TEST_NAMED: 'seen' })
  })

  it.skipIf(process.platform !== 'linux')('is killed with what it has started beyond its memory', async () => {
    const greedy = 'const kept = []; setInterval(() => kept.push(Buffer.alloc(40e6, 1)), 20)'
    const parent = `const { spawn } = require('node:child_process')
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(greedy)}])
      console.log(child.pid)
      child.on('exit', () => setTimeout(() => {}, 60_000))`
    const result = await runProgram({ ...base, argv: [...node(parent)], memoryBytes: 6e8, timeoutSeconds: 30 })
    expect(result).toMatchObject({ memoryExceeded: true, timedOut: false, signal: 'SIGKILL' })
    // It may be left as a zombie, which holds none.
    expect(await memoryOf([Number(result.stdout)])).toBe(0)
  })

  it('keeps its memory to itself where it is within its limit', async () => {
    const result = await runProgram({ ...base, argv: [...node('console.log(1)')], memoryBytes: 6e8 })
    expect(result).toMatchObject({ memoryExceeded: false, exitCode: 0, stdout: '1\n' })
  })

  it('can write bytes that are no text straight into a file', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'mlgate-run-')), 'out.bin')
    const script = 'process.stdout.write(Buffer.from([0, 255, 10, 13]))'
    const result = await runProgram({ ...base, argv: [...node(script)], stdoutFile: file })
    expect([...(await readFile(file))]).toEqual([0, 255, 10, 13])
    expect(result.stdout).toBe('')
  })

  it('that fails leaves the end of what it complained about', async () => {
    const result = await runProgram({ ...base, argv: [...node('console.error("disk full"); process.exit(1)')] })
    expect(result).toMatchObject({ exitCode: 1, stderrTail: 'disk full\n' })
  })

  it('gets its arguments as they are, whatever a shell would make of them', async () => {
    const hostile = '$(touch /tmp/owned); `id` "x" | & \n'
    const result = await runProgram({ ...base, argv: [process.execPath, '-p', 'process.argv[1]', hostile] })
    expect(result.stdout).toBe(`${hostile}\n`)
  })

  it('hands its lines over while it runs, both streams', async () => {
    const lines: string[] = []
    const script = 'console.log("a"); setTimeout(() => console.error("b"), 50); setTimeout(() => process.exit(3), 100)'
    const result = await runProgram({ ...base, argv: [...node(script)], onLine: (line) => lines.push(line) })
    expect(lines).toEqual(['a', 'b'])
    expect(result).toMatchObject({ exitCode: 3, timedOut: false })
  })

  it('is ended at its time limit', async () => {
    const result = await runProgram({ ...base, argv: [...node('setInterval(() => {}, 1000)')], timeoutSeconds: 0.3 })
    expect(result).toMatchObject({ timedOut: true, exitCode: undefined })
  })

  it.each([
    ['pyton', 'pyton: no such program in any folder of PATH (ENOENT). Install it or correct its name.'],
    ['./train.sh', `./train.sh: no such program below ${process.cwd()} (ENOENT).`],
  ])('that does not exist (%s) is named, with where was looked and which key may name it', async (program, message) => {
    const running = runProgram({ ...base, argv: [program], inherit: ['PATH'] })
    await expect(running).rejects.toThrow(message)
    await expect(running).rejects.toThrow('correct train.command in mlgate.yml')
  })

  it('that is no program is told from one that is missing', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'mlgate-run-')), 'train.sh')
    await writeFile(file, '#!/bin/sh\n', { mode: 0o644 })
    await expect(runProgram({ ...base, argv: [file] })).rejects.toThrow('may not be run (EACCES). Is it executable?')
  })
})
