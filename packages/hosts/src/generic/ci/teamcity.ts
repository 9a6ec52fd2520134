import type { Environment } from '../../host-dependencies.ts'
import { variable } from '../../host-dependencies.ts'
import { isObjectName } from '../../json-shape.ts'
import { type CiRun, shortBranch } from './ci-run.ts'
import { readProperties } from './java-properties.ts'

/**
 * TeamCity. Its variables tell little; a build's parameters, those of pull requests among them, stand in a file that
 * TEAMCITY_BUILD_PROPERTIES_FILE leads to (https://www.jetbrains.com/help/teamcity/predefined-build-parameters.html).
 */
export function teamcityRun(env: Environment, readText: (path: string) => string): CiRun | undefined {
  if (variable(env, 'TEAMCITY_VERSION') === undefined) return undefined
  const first = propertiesIn(variable(env, 'TEAMCITY_BUILD_PROPERTIES_FILE'), readText)
  const parameters = propertiesIn(first.get('teamcity.configuration.properties.file'), readText)
  const parameter = (name: string) => parameters.get(name) || undefined
  const id = parameter('teamcity.pullRequest.number')
  const commit = variable(env, 'BUILD_VCS_NUMBER')
  const known = isObjectName(commit) ? commit : undefined
  const build = parameter('teamcity.build.id') ?? variable(env, 'BUILD_NUMBER')
  return {
    system: 'teamcity',
    repository: undefined,
    commit: known,
    // The name of a branch there is one that the administrator chose.
    ref: undefined,
    event: id === undefined ? 'teamcity' : 'pull_request',
    runUrl: variable(env, 'BUILD_URL') ?? parameter('env.BUILD_URL'),
    runId: build === undefined ? undefined : `${build}-1`,
    change:
      id === undefined
        ? undefined
        : {
            id,
            url: undefined,
            targetBranch: shortBranch(parameter('teamcity.pullRequest.target.branch')),
            headCommit: known,
            // There only when the source is in the same repository.
            fromFork: parameter('teamcity.pullRequest.source.branch') === undefined,
          },
  }
}

function propertiesIn(path: string | undefined, readText: (path: string) => string): ReadonlyMap<string, string> {
  return path === undefined ? new Map() : readProperties(readText(path))
}
