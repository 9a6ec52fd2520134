import type { Tables } from '@mlgate/tables'
import { type ProposedRule, proposeMachineLearningRules } from '../rules/mlgate/ml/propose-rules.ts'
import { contractYaml } from './contract-yaml.ts'
import { type InferenceOptions, inferContract } from './infer-contract.ts'
import { brokenChecks, brokenInWords, type DataOfProject, type RowsFile } from './infer-from-files.ts'
import type { ObservedFile } from './observe-columns.ts'

/** A file of rows, looked at. */
export interface ObservedRows extends RowsFile {
  readonly observed: ObservedFile
}

/** A contract that its files keep. */
export interface KeptContract {
  readonly yaml: string
  /** What the files break of the rules about learning, which are warnings therefore, or left out: a sentence each. */
  readonly broken: readonly string[]
}

/**
 * The contract that follows from all rows of a project's files, with the rules about learning that fit: the same as
 * `inferFromFiles` proposes, for somebody who begins. The files keep it: a rule about learning that they break today is a
 * warning, until they are mended; one that cannot be asked of them is left out.
 *
 * @returns undefined for files without a column in common
 */
export async function inferKeptContract(
  files: readonly ObservedRows[],
  options: InferenceOptions,
  { roles, classification }: DataOfProject,
  tables: Tables,
): Promise<KeptContract | undefined> {
  const contract = inferContract(
    files.map(({ observed }) => observed),
    options,
  )
  if (contract === undefined) return undefined
  const names = files.flatMap(({ role }) => role ?? [])
  const rules = proposeMachineLearningRules({ ...roles, files: names, classification })
  const broken = await brokenChecks(contractYaml(contract, rules), files, tables, roles)
  const kept = rules.flatMap((rule): ProposedRule[] => {
    const found = broken.filter(({ name }) => name === rule.implementation.check)
    if (found.length === 0) return [rule]
    if (found.some(({ verdict }) => verdict === 'error')) return []
    const breaking = [...new Set(found.map(({ file }) => file))]
    const reason = `${rule.reason} So far a warning, since ${breaking.join(' and ')} ${breaking.length === 1 ? 'breaks' : 'break'} it: mend that, and take severity away.`
    return [{ ...rule, reason, severity: 'warning' }]
  })
  return { yaml: contractYaml(contract, kept), broken: broken.map(brokenInWords) }
}
