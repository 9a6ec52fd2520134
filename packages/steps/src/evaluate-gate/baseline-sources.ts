import { openRegistry } from '../open-registry.ts'
import type { Policy } from '../policy.ts'
import { resolvePolicyPath } from '../policy-path.ts'
import type { StepDeps } from '../step-deps.ts'
import { type BaselineSearch, findBaseline } from './baseline.ts'

/** Looks for a model where the policy says; `key` is the policy's, for messages. */
export type FindModel = (from: readonly string[], key: string) => Promise<BaselineSearch>

/** The search for baselines, with everything that it needs of a step. */
export function modelFinder(policy: Policy, deps: StepDeps, workFolder: string): FindModel {
  return (from, key) =>
    findBaseline(from, {
      modelName: deps.modelName,
      host: deps.host,
      exec: deps.exec,
      repositoryRoot: deps.folder.repositoryRoot,
      policy,
      registry: () => openRegistry(policy, deps),
      workFolder,
      resolvePath: (path) => resolvePolicyPath(path, key, 'write', policy, deps),
    })
}
