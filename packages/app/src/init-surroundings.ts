import { realpath } from 'node:fs/promises'
import type { Exec } from '@mlgate/core'

/** What git tells of a folder. */
export interface GitSurroundings {
  /** Address of the remote `origin`. */
  readonly remote: string | undefined
  readonly branch: string
  /** Whether the folder is the top of the repository; true outside one. */
  readonly isRoot: boolean
}

/** Asks git, without changing anything and without a network. Where there is no git or no repository: nothing, main. */
export async function gitSurroundings(cwd: string, exec: Exec): Promise<GitSurroundings> {
  const git = async (...args: string[]): Promise<string | undefined> => {
    try {
      const result = await exec({
        argv: ['git', ...args],
        cwd,
        env: { GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
        inherit: ['PATH', 'HOME', 'SYSTEMROOT', 'XDG_CONFIG_HOME'],
        timeoutSeconds: 10,
      })
      return result.exitCode === 0 ? result.stdout.trim() || undefined : undefined
    } catch {
      return undefined
    }
  }
  const top = await git('rev-parse', '--show-toplevel')
  const remoteHead = await git('symbolic-ref', '--short', 'refs/remotes/origin/HEAD')
  const known = async (name: string) => (await git('rev-parse', '--verify', '--quiet', `refs/heads/${name}`)) && name
  return {
    remote: await git('config', '--get', 'remote.origin.url'),
    branch:
      remoteHead?.replace(/^origin\//, '') ??
      ((await known('main')) || (await known('master')) || (await git('symbolic-ref', '--short', 'HEAD')) || 'main'),
    isRoot: top === undefined || (await realpath(top)) === (await realpath(cwd)),
  }
}
