import { type Contract, referencedPaths } from '@mlgate/contracts'
import type { Policy } from '../policy.ts'
import type { StepDeps } from '../step-deps.ts'
import { type DataFile, locateDataFile, withDigest } from './data-files.ts'

/** Files of data that contracts name by path, beside those that mlgate.yml names. */
export interface ReferencedFiles {
  /** Those that mlgate.yml does not name, each once. */
  readonly others: readonly DataFile[]
  /** Real places of all of them, by the paths that the contracts have. */
  readonly byPath: ReadonlyMap<string, string>
}

/**
 * Finds them as the change has them, whoever names them: which file it is, is the contract's to say; what stands in it, is
 * data. They are read by the rules of all data: inside the repository or the policy's roots.
 *
 * @param files that mlgate.yml names
 * @throws ConfigurationError at the contract's rule for a path that leads elsewhere or is not there
 */
export async function referencedFiles(
  contracts: readonly Contract[],
  files: readonly DataFile[],
  policy: Policy,
  deps: StepDeps,
): Promise<ReferencedFiles> {
  const others: DataFile[] = []
  const byPath = new Map<string, string>()
  for (const { path, position } of contracts.flatMap(({ objects }) => referencedPaths(objects))) {
    if (byPath.has(path)) continue
    const located = await locateDataFile({ role: path, path, what: 'foreignKey: to.file', position }, policy, deps)
    byPath.set(path, located.path)
    if ([...files, ...others].some((known) => known.path === located.path)) continue
    others.push(await withDigest(located))
  }
  return { others, byPath }
}
