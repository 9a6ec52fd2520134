import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Makes what is in a folder, but for what mlgate and training write, a commit of a branch and pushes it to the folder's
 * origin: a bare repository inside its `.git`, whose default branch is `main`.
 */
export function commitToOrigin(folder: string, branch = 'main'): void {
  const git = (...argv: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...argv], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  if (!existsSync(join(folder, '.git'))) {
    git('init', '--quiet', '--initial-branch=main')
    git('init', '--quiet', '--bare', '--initial-branch=main', '.git/origin.git')
    git('remote', 'add', 'origin', join(folder, '.git/origin.git'))
    writeFileSync(join(folder, '.git/info/exclude'), '.mlgate\nout\nregistry\n')
  }
  git('checkout', '--quiet', '-B', branch)
  git('add', '--all')
  git('commit', '--quiet', '--allow-empty', '--message=made for a test')
  git('push', '--quiet', '--force', 'origin', branch)
}
