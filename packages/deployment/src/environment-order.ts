import type { DeploySection } from './deploy-section.ts'

/** An environment whose `requires.passed` can never be met, and why: a sentence that continues after a colon. */
export interface EnvironmentProblem {
  readonly environment: string
  readonly message: string
}

/** Environments that require one that is not there, or that wait for each other in a circle. */
export function environmentProblems(section: DeploySection): readonly EnvironmentProblem[] {
  return Object.keys(section).flatMap((environment) => {
    const required = requiredEnvironment(section, environment)
    if (required === undefined) return []
    if (!Object.hasOwn(section, required)) {
      const names = Object.keys(section).join(', ')
      return [{ environment, message: `there is no environment ${required}; there are: ${names}.` }]
    }
    const way = wayBack(section, environment)
    if (way === undefined) return []
    return [{ environment, message: `goes in a circle (${way.join(' → ')}), so none of them could be the first.` }]
  })
}

/** The environment that must come before, undefined when none must. */
export function requiredEnvironment(section: DeploySection, environment: string): string | undefined {
  return Object.hasOwn(section, environment) ? section[environment]?.requires?.passed : undefined
}

/** Whether a record of a deployment to this environment is what another one asks for. */
export function isRequired(section: DeploySection, environment: string): boolean {
  return Object.keys(section).some((other) => requiredEnvironment(section, other) === environment)
}

/** The environments from this one over what each requires back to it; undefined when that never leads back. */
function wayBack(section: DeploySection, start: string): readonly string[] | undefined {
  const way = [start]
  for (let next = requiredEnvironment(section, start); next !== undefined; next = requiredEnvironment(section, next)) {
    if (next === start) return [...way, start]
    // A circle that this one only leads into is told of those in it.
    if (way.includes(next)) return undefined
    way.push(next)
  }
  return undefined
}
