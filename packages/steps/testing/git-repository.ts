import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A real git repository in a temporary folder. */
export interface GitRepository {
  readonly path: string
  git(...args: string[]): string
  /** Writes files and commits them; returns the commit. */
  commit(files: Readonly<Record<string, string | Uint8Array>>): string
}

export function gitRepository(): GitRepository {
  const path = mkdtempSync(join(tmpdir(), 'mlgate-git-'))
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@mlgate.invalid', '-c', 'commit.gpgsign=false']
  const git = (...args: string[]) => execFileSync('git', [...identity, ...args], { cwd: path, encoding: 'utf8' }).trim()
  git('init', '--quiet', '--initial-branch=main')
  return {
    path,
    git,
    commit(files) {
      for (const [name, content] of Object.entries(files)) {
        const file = join(path, name)
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, content)
      }
      git('add', '--all')
      git('commit', '--quiet', '--allow-empty', '--message', 'test')
      return git('rev-parse', 'HEAD')
    },
  }
}
