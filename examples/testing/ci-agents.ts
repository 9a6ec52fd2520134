import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

const cli = join(import.meta.dirname, '../../packages/app/bin/mlgate.js')

/** What a shell command on an agent came to. */
export interface Ran {
  readonly status: number | null
  readonly output: string
}

/** Agents of a CI system, each job in a workspace of its own, over a repository with a real origin. */
export class CiAgents {
  readonly #root = mkdtempSync(join(tmpdir(), 'mlgate-agents-'))
  readonly #origin = join(this.#root, 'origin.git')
  readonly #kept = join(this.#root, 'kept')
  readonly registry = join(this.#root, 'registry')
  readonly #env: Readonly<Record<string, string>>

  /** `env` is what the system sets in every job. */
  constructor(env: Readonly<Record<string, string>>) {
    onTestFinished(() => rmSync(this.#root, { recursive: true, force: true }))
    this.#env = env
    for (const folder of ['bin', 'kept', 'registry', 'home']) mkdirSync(join(this.#root, folder))
    // npx --yes mlgate@<version> <step> …: this repository's instead of the published one.
    const npx = join(this.#root, 'bin/npx')
    writeFileSync(npx, `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${cli}" "$@"\n`)
    chmodSync(npx, 0o755)
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', this.#origin])
  }

  /** Commits a folder, changed by `edit`, to a branch of the origin. */
  async commit(branch: string, from: string, edit: (folder: string) => Promise<void> | void): Promise<string> {
    const folder = mkdtempSync(join(this.#root, 'work-'))
    cpSync(from, folder, { recursive: true, filter: (path) => !/\/(?:\.mlgate|out|data)(?:\/|$)/.test(path) })
    await edit(folder)
    writeFileSync(join(folder, '.gitignore'), '.mlgate/\nout/\n')
    const git = (...argv: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...argv], {
        cwd: folder,
        encoding: 'utf8',
      })
    git('init', '--quiet', `--initial-branch=${branch}`)
    git('add', '--all')
    git('commit', '--quiet', '--message=made for a test')
    git('push', '--quiet', '--force', this.#origin, branch)
    return git('rev-parse', 'HEAD').trim()
  }

  /** A fresh workspace, with that branch checked out as shallowly as CI systems do. */
  checkout(branch: string): string {
    const folder = mkdtempSync(join(this.#root, 'workspace-'))
    execFileSync('git', ['clone', '--quiet', '--depth=1', `--branch=${branch}`, `file://${this.#origin}`, folder])
    return folder
  }

  run(workspace: string, command: string, more: Readonly<Record<string, string>> = {}): Ran {
    const path = `${join(this.#root, 'bin')}:${dirname(process.execPath)}:/usr/bin:/bin`
    const env = {
      PATH: path,
      HOME: join(this.#root, 'home'),
      XDG_CACHE_HOME: process.env.XDG_CACHE_HOME,
      ...this.#env,
      ...more,
    }
    const { status, stdout, stderr } = spawnSync('sh', ['-ec', command], { cwd: workspace, encoding: 'utf8', env })
    return { status, output: stdout + stderr }
  }

  /** Keeps a folder of a workspace for later jobs, as stash and pipeline artifacts do. */
  keep(name: string, folder: string): void {
    cpSync(folder, join(this.#kept, name), { recursive: true })
  }

  bring(name: string, folder: string): void {
    if (!existsSync(join(this.#kept, name))) throw new Error(`No job kept ${name}.`)
    cpSync(join(this.#kept, name), folder, { recursive: true })
  }
}

/** Exchanges a text in a file, which must hold it. */
export function exchange(file: string, before: string, after: string): void {
  const text = readFileSync(file, 'utf8')
  if (!text.includes(before)) throw new Error(`${file} does not hold ${before}.`)
  writeFileSync(file, text.replaceAll(before, after))
}
