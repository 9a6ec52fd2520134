import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** The command's launcher. */
export const cli = join(import.meta.dirname, '../bin/mlgate.js')

/** A project in a folder that goes away with the test, worked on as a user would. */
export function cliProject(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'mlgate-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const write = (name: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  for (const [name, content] of Object.entries(files)) write(name, content)
  /** Runs the command with nothing of this process's environment but where programs and the home are. */
  const mlgate = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, [cli, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    })
  return {
    folder,
    write,
    read: (name: string) => readFileSync(join(folder, name), 'utf8'),
    has: (name: string) => existsSync(join(folder, name)),
    mlgate,
    /** Runs a step and reads its result. */
    run(step: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
      const { status, stdout, stderr } = mlgate([step, '--format', 'json', ...args], env)
      return { status, stderr, result: stdout === '' ? undefined : JSON.parse(stdout) }
    },
  }
}
