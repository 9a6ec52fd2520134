import { ConfigurationError, type Exec, type ExecResult } from '@mlgate/core'

/** The commit that training started from. */
export interface GitState {
  readonly commit: string
  /** True when a tracked file differs from the commit: the commit alone does not tell what was trained. */
  readonly dirty: boolean
}

const env = { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' }
const inherit = ['PATH', 'HOME', 'XDG_CONFIG_HOME', 'SYSTEMROOT']

/**
 * The state of the repository that a folder lies in; undefined outside a repository, before its first commit and where
 * there is no git. Ask before training, which might change it. Throws ConfigurationError when git refuses to tell.
 */
export async function gitState(directory: string, exec: Exec): Promise<GitState | undefined> {
  const git = (...args: string[]): Promise<ExecResult> =>
    // A file system monitor is a program that the repository's configuration names; none is needed to read it.
    exec({ argv: ['git', '-c', 'core.fsmonitor=false', ...args], cwd: directory, env, inherit, timeoutSeconds: 60 })
  let head: ExecResult
  try {
    head = await git('rev-parse', '--verify', 'HEAD')
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined
    throw error
  }
  if (head.exitCode !== 0) {
    if (/not a git repository|Needed a single revision/.test(head.stderrTail)) return undefined
    throw refused(head)
  }
  const status = await git('status', '--porcelain', '-z', '--untracked-files=no')
  if (status.exitCode !== 0) throw refused(status)
  return { commit: head.stdout.trim(), dirty: status.stdout !== '' }
}

function refused(result: ExecResult): ConfigurationError {
  return new ConfigurationError(
    `git does not tell which commit this is: ${result.stderrTail.trim() || 'no reason given'}. In a container, git ` +
      'config --global --add safe.directory <folder> may be missing.',
  )
}
