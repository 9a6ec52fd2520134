import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const cli = join(import.meta.dirname, '../bin/mlgate.js')

/** A project in a temporary folder, worked on as a user would. */
export function cliProject(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'mlgate-cli-'))
  const write = (name: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  for (const [name, content] of Object.entries(files)) write(name, content)
  return {
    folder,
    write,
    read: (name: string) => readFileSync(join(folder, name), 'utf8'),
    /** Runs a step on the generic host and reads its result. */
    run(step: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
      const all = [cli, step, '--format', 'json', '--host', 'generic', ...args]
      const { status, stdout, stderr } = spawnSync(process.execPath, all, {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      })
      return { status, stderr, result: stdout === '' ? undefined : JSON.parse(stdout) }
    },
  }
}
