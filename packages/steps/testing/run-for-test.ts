import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import type { Exec } from '@mlgate/core'

/** Programs for tests, run by Node's own child_process. */
export const runForTest: Exec = ({ argv: [program, ...args], cwd, env, inherit = [], stdoutFile }) =>
  new Promise((resolve, reject) => {
    const inherited = Object.fromEntries(inherit.map((name) => [name, process.env[name]]))
    execFile(program, args, { cwd, env: { ...inherited, ...env }, encoding: 'buffer' }, (error, stdout, stderr) => {
      const code = error?.code
      if (typeof code === 'string') return reject(error)
      const result = { exitCode: code ?? 0, signal: undefined, timedOut: false, stderrTail: stderr.toString() }
      if (stdoutFile === undefined) return resolve({ ...result, stdout: stdout.toString() })
      writeFile(stdoutFile, stdout).then(() => resolve({ ...result, stdout: '' }), reject)
    })
  })
