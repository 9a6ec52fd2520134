import { type Change, ConfigurationError, InfrastructureError, type PolicyTip } from '@mlgate/core'
import type { Environment, HostDependencies } from '../host-dependencies.ts'
import { isObjectName } from '../json-shape.ts'
import type { CiRun } from './ci/ci-run.ts'
import { toldTargetBranch } from './ci-policy.ts'

/** The change that a CI system works on. What it does not tell is asked of git: the commit, and by `tip` the branch. */
export async function ciChange(
  env: Environment,
  deps: Pick<HostDependencies, 'exec'>,
  run: CiRun,
  directory: string,
  tip: () => Promise<PolicyTip | undefined>,
): Promise<Change | undefined> {
  const { change, system } = run
  if (change === undefined) return undefined
  const number = Number(change.id)
  if (!Number.isSafeInteger(number) || number <= 0) {
    throw new ConfigurationError(`${system} calls this change ${JSON.stringify(change.id)}, which is no number.`)
  }
  const targetBranch = toldTargetBranch(env, run) ?? (await tip())?.branch
  if (targetBranch === undefined) throw new RangeError('In CI there is a tip.')
  return {
    number,
    url: change.url ?? run.runUrl ?? '',
    targetBranch,
    headCommit: change.headCommit ?? (await checkedOut(deps, directory)),
    fromFork: change.fromFork,
  }
}

async function checkedOut({ exec }: Pick<HostDependencies, 'exec'>, directory: string): Promise<string> {
  const { exitCode, stdout, stderrTail } = await exec({
    argv: ['git', 'rev-parse', '--verify', 'HEAD^{commit}'],
    cwd: directory,
    env: { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
    inherit: ['PATH', 'HOME', 'XDG_CONFIG_HOME'],
    timeoutSeconds: 60,
  })
  const commit = stdout.trim()
  if (exitCode === 0 && isObjectName(commit)) return commit
  throw new InfrastructureError(`${directory}: git names no commit that is checked out (${stderrTail.trim()}).`, {
    retryable: false,
  })
}
