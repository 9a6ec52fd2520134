import type { Exec } from '@mlgate/core'
import type { Finding } from './finding.ts'

/** Whether git is there, this is a repository, and how much of its history is. `needs` are baselines that git gives. */
export async function checkGit(cwd: string, exec: Exec, needs: readonly string[]): Promise<readonly Finding[]> {
  const git = async (...args: string[]): Promise<string | undefined> => {
    const result = await exec({
      argv: ['git', ...args],
      cwd,
      env: { GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
      inherit: ['PATH', 'HOME', 'SYSTEMROOT', 'XDG_CONFIG_HOME'],
      timeoutSeconds: 10,
    }).catch(() => undefined)
    return result?.exitCode === 0 ? result.stdout.trim() : undefined
  }
  const version = await git('--version')
  if (version === undefined) {
    return [
      {
        check: 'git',
        state: 'wrong',
        found: 'no such program in PATH',
        remedy: 'install git: records name the commit, and policies are fetched',
      },
    ]
  }
  const found: Finding[] = [{ check: 'git', state: 'well', found: version.replace(/^git version /, '') }]
  const shallow = await git('rev-parse', '--is-shallow-repository')
  if (shallow === undefined) {
    return [
      ...found,
      {
        check: 'repository',
        state: 'wrong',
        found: 'this folder is in none',
        remedy: 'git init, or run this in the checkout',
      },
    ]
  }
  const remote = await git('config', '--get', 'remote.origin.url')
  const deep = { check: 'history', state: 'well', found: 'all of it is here' } as const
  const reach = `a baseline from git (${needs.join(', ')}) is fetched when it is not here, which needs origin`
  found.push(
    shallow !== 'true'
      ? deep
      : needs.length === 0
        ? { ...deep, found: 'shallow, which is enough: no baseline comes from git' }
        : remote === undefined
          ? {
              ...deep,
              state: 'wrong',
              found: `shallow; ${reach}`,
              remedy: 'clone with more depth (actions/checkout: fetch-depth: 0)',
            }
          : { ...deep, found: `shallow; ${reach}` },
  )
  // The address may hold a password.
  found.push(
    remote === undefined
      ? { check: 'remote', state: 'untold', found: 'there is no origin' }
      : { check: 'remote', state: 'well', found: `origin at ${hostOf(remote)}` },
  )
  return found
}

function hostOf(remote: string): string {
  if (URL.canParse(remote) && remote.includes('://')) return new URL(remote).host || 'a folder'
  return /^(?:[^@/:\s]+@)?([A-Za-z0-9.-]+):/.exec(remote)?.[1] ?? 'a folder'
}
