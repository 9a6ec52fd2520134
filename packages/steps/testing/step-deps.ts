import type { Host } from '@mlgate/core'
import { declaredPosition, loadProject } from '@mlgate/project'
import { loadPolicy } from '../src/policy.ts'
import type { StepDeps } from '../src/step-deps.ts'
import { runForTest } from './run-for-test.ts'

/** What a step is handed in a checkout whose mlgate.yml declares the one model `m` as `own` says. */
export function stepDeps(directory: string, own: string, host: Host): StepDeps {
  const project = loadProject(own, 'mlgate.yml')
  const body = project.models.get('m')
  if (body === undefined) throw new Error('The test project has the model m.')
  const quiet = () => undefined
  return {
    host,
    signs: false,
    launch: { mlgate: ['false'], env: {}, start: () => Promise.reject(new Error('The test expects no process.')) },
    fetch: () => Promise.reject(new Error('The test expects no request.')),
    clock: { now: () => new Date(0), monotonicMs: () => 0 },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    progress: { start: quiet, advance: quiet, stop: quiet },
    exec: runForTest,
    keep: quiet,
    folder: { directory, repositoryRoot: directory, output: directory, version: '1.2.3' },
    modelName: 'm',
    model: body,
    positionOf: (path) => declaredPosition(project, 'm', path),
    policy: () =>
      loadPolicy({
        host,
        projectFile: 'mlgate.yml',
        local: { project, directory, repositoryRoot: directory },
        modelName: 'm',
      }),
  }
}
