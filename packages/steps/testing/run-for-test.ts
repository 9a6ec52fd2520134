import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import type { Exec } from '@mlgate/core'

/** Programs for tests, run by Node's own child_process. */
export const runForTest: Exec = ({ argv: [program, ...args], cwd, env, inherit = [], stdoutFile, timeoutSeconds }) =>
  new Promise((resolve, reject) => {
    const inherited = Object.fromEntries(inherit.map((name) => [name, process.env[name]]))
    const timeout = (timeoutSeconds ?? 0) * 1000
    const options = { cwd, env: { ...inherited, ...env }, encoding: 'buffer', timeout } as const
    execFile(program, args, options, (error, stdout, stderr) => {
      const code = error?.code
      if (typeof code === 'string') return reject(error)
      const signal = error?.signal ?? undefined
      const exitCode = signal === undefined ? (code ?? 0) : undefined
      const result = { exitCode, signal, timedOut: error?.killed === true, stderrTail: stderr.toString() }
      if (stdoutFile === undefined) return resolve({ ...result, stdout: stdout.toString() })
      writeFile(stdoutFile, stdout).then(() => resolve({ ...result, stdout: '' }), reject)
    })
  })
