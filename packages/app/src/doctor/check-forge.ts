import { failureKind, type Host, messageOf } from '@mlgate/core'
import type { ExaminedForge } from '@mlgate/hosts'
import type { Finding } from './finding.ts'

/** Signatures and certificates are refused when clocks differ by more. */
const mostSkewSeconds = 60

const states = { has: 'well', lacks: 'wrong', unknown: 'untold' } as const

/** What the token may do, and whether the clocks agree. */
export function checkToken(examined: ExaminedForge): readonly Finding[] {
  const { forge, tokenFrom, rights, skewSeconds, unreachable } = examined
  if (forge === 'none') {
    return [
      { check: 'token', state: 'untold', found: 'no forge here: comments and looked-up baselines are for its jobs' },
    ]
  }
  const variable = forge === 'github' ? 'GITHUB_TOKEN' : 'GITLAB_TOKEN'
  if (tokenFrom === undefined) {
    const remedy =
      forge === 'github'
        ? `give the step env: ${variable}: github.token`
        : `set the variable ${variable}: docs/gitlab.md`
    return [{ check: 'token', state: 'wrong', found: `${variable} is not set`, remedy }]
  }
  if (unreachable !== undefined) return [{ check: 'token', state: 'unreachable', found: unreachable }]
  return [
    { check: 'token', state: 'well', found: `from ${tokenFrom}` },
    ...rights.map(({ what, state, found, remedy }) => ({ check: `may ${what}`, state: states[state], found, remedy })),
    clock(skewSeconds),
  ]
}

function clock(skew: number | undefined): Finding {
  const check = 'clock'
  if (skew === undefined) return { check, state: 'untold', found: 'the forge did not tell its time' }
  if (Math.abs(skew) <= mostSkewSeconds)
    return { check, state: 'well', found: `within ${mostSkewSeconds} s of the forge's` }
  const way = skew > 0 ? 'ahead of' : 'behind'
  return {
    check,
    state: 'wrong',
    found: `${Math.abs(skew)} s ${way} the forge's`,
    remedy: 'set the clock of this machine: signatures are dated',
  }
}

/** Whether the policy can be read where it counts. */
export async function checkPolicy(host: Host, projectFile: string | undefined): Promise<Finding> {
  const check = 'policy'
  try {
    const tip = await host.policyTip()
    if (tip === undefined) return { check, state: 'untold', found: 'no forge here: the working tree is the policy' }
    const bytes = projectFile === undefined ? undefined : await tip.readFile(projectFile)
    return bytes === undefined
      ? {
          check,
          state: 'untold',
          found: `${tip.branch} has no ${projectFile ?? 'project file'} yet: nothing passes before it is merged`,
        }
      : { check, state: 'well', found: `${projectFile} at ${tip.branch}` }
  } catch (error) {
    const kind = failureKind(error)
    if (kind === 'bug') throw error
    return { check, state: kind === 'infrastructure' ? 'unreachable' : 'wrong', found: messageOf(error) }
  }
}
