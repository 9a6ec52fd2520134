import type { Environment } from '../../host-dependencies.ts'
import { azureRun } from './azure-pipelines.ts'
import { bitbucketRun } from './bitbucket.ts'
import { buildkiteRun } from './buildkite.ts'
import type { CiRun } from './ci-run.ts'
import { circleRun } from './circleci.ts'
import { jenkinsRun } from './jenkins.ts'
import { githubActionsRun, unknownCiRun } from './other-forge.ts'
import { teamcityRun } from './teamcity.ts'

const systems = [
  azureRun,
  bitbucketRun,
  buildkiteRun,
  circleRun,
  teamcityRun,
  githubActionsRun,
  // Last of those with a name: an agent of another system may have been started by a Jenkins.
  jenkinsRun,
  unknownCiRun,
] as const

/**
 * The run as the CI system tells it; undefined on a machine of one's own. The npm package env-ci knows more systems, but
 * neither target branch nor fork of a change on Jenkins, CircleCI and Bitbucket, and it runs git, with all variables, in
 * the folder that is checked out. `readText` reads a file of the system's, and may throw.
 */
export function recogniseCi(env: Environment, readText: (path: string) => string): CiRun | undefined {
  for (const run of systems) {
    const found = run(env, readText)
    if (found !== undefined) return found
  }
  return undefined
}
