import { declaredClasses } from '@mlgate/models'
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
      classes: positiveLast(declaredClasses(policy.body.candidate), policy.body.data.positive),
      resolvePath: (path) => resolvePolicyPath(path, key, 'write', policy, deps),
    })
}

/** As a table with one column of probabilities wants them; a graph has its own order. */
function positiveLast(
  classes: readonly string[] | undefined,
  positive: string | number | boolean | undefined,
): readonly string[] | undefined {
  const isTurned = classes?.length === 2 && positive !== undefined && classes[0] === String(positive)
  return isTurned ? classes.toReversed() : classes
}
