import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Exec } from '@mlgate/core'
import { ConfigurationError } from '@mlgate/core'

/**
 * Throws ConfigurationError when git holds files below `.mlgate`: a checkout lays them down whatever the jobs did whose
 * folders they fill, so that a commit could speak for a job that this one does not need. Nothing is asked where the
 * project's folder is no checkout (`GIT_STRATEGY: empty`).
 */
export async function refuseCommittedFolder(exec: Exec, projectDirectory: string): Promise<void> {
  if (!existsSync(join(projectDirectory, '.git'))) return
  const { exitCode, stdout, stderrTail } = await exec({
    // Both settings for one call alone: a file system monitor would be a program, and in a container the checkout
    // belongs to another user.
    argv: ['git', '-c', 'core.fsmonitor=false', '-c', 'safe.directory=*', 'ls-files', '-z', '--', '.mlgate'],
    cwd: projectDirectory,
    env: { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
    inherit: ['PATH', 'HOME'],
    timeoutSeconds: 60,
  })
  if (exitCode !== 0) {
    throw new ConfigurationError(
      `git does not tell whether it holds .mlgate: ${stderrTail.trim() || 'no reason given'}`,
    )
  }
  const [first] = stdout.split('\0')
  if (first === undefined || first === '') return
  throw new ConfigurationError(
    `${JSON.stringify(first)} is committed, where jobs hand files over: nobody could tell a job's file from it. Run git rm -r --cached .mlgate, and name .mlgate/ in .gitignore.`,
  )
}
