import { type Choice, sure, unsure } from './choice.ts'
import type { SeenFiles } from './look-at-files.ts'

export type Forge = 'github' | 'gitlab' | 'none'

/** Which forge runs the steps: by what is here for one, else by the address of the remote. */
export function chooseForge(seen: SeenFiles, remote: string | undefined): Choice<Forge> {
  const workflows = [...seen.texts.keys()].some((path) => path.startsWith('.github/'))
  const pipeline = seen.texts.has('.gitlab-ci.yml')
  const host = hostOf(remote)
  const named = host === undefined ? undefined : forgeNamed(host)
  if (named !== undefined) return sure(named, `the remote is at ${host}`)
  if (workflows !== pipeline)
    return sure(workflows ? 'github' : 'gitlab', workflows ? '.github is here' : '.gitlab-ci.yml is here')
  if (workflows) return unsure('none', '.github and .gitlab-ci.yml are both here')
  return unsure('none', host === undefined ? 'no remote, and no pipeline of a forge' : `the remote is at ${host}`)
}

/** github.com and gitlab.com, and servers of one's own that are called so. */
function forgeNamed(host: string): Forge | undefined {
  if (/(^|[.-])github([.-]|$)/.test(host)) return 'github'
  return /(^|[.-])gitlab([.-]|$)/.test(host) ? 'gitlab' : undefined
}

/** The host of `https://host/…`, `ssh://git@host/…` and `git@host:path`, without user and port. */
function hostOf(remote: string | undefined): string | undefined {
  if (remote === undefined) return undefined
  if (URL.canParse(remote) && remote.includes('://')) return new URL(remote).hostname.toLowerCase() || undefined
  return /^(?:[^@/:\s]+@)?([A-Za-z0-9.-]+):/.exec(remote)?.[1]?.toLowerCase()
}
