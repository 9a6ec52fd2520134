import type { Host, HostName } from '@mlgate/core'
import { GenericHost } from './generic/generic-host.ts'
import { GitHubHost } from './github/github-host.ts'
import { GitLabHost } from './gitlab/gitlab-host.ts'
import type { Environment, HostDependencies } from './host-dependencies.ts'

/**
 * The host that this process runs on, recognised by its environment unless `name` says which. Reads `env` only, and
 * does nothing yet: files, network and programs are touched by the host's methods.
 */
export function detectHost(env: Environment, deps: HostDependencies & { readonly name?: HostName | undefined }): Host {
  switch (deps.name ?? recognise(env)) {
    case 'github':
      return new GitHubHost(env, deps)
    case 'gitlab':
      return new GitLabHost(env, deps)
    case 'generic':
      return new GenericHost(env, deps)
  }
}

function recognise(env: Environment): HostName {
  if (env.GITHUB_ACTIONS === 'true') return 'github'
  return env.GITLAB_CI === 'true' ? 'gitlab' : 'generic'
}
