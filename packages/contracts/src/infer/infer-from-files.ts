import { ConfigurationError } from '@mlgate/core'
import { openTables } from '@mlgate/tables'
import { readContract } from '../contract.ts'
import { planChecks } from '../plan/plan.ts'
import { runPlan } from '../run/run-plan.ts'
import { contractYaml } from './contract-yaml.ts'
import { type InferenceOptions, inferContract } from './infer-contract.ts'
import { observeFile } from './observe-columns.ts'

/** A file of rows. */
export interface RowsFile {
  /** As messages name it. */
  readonly name: string
  readonly path: string
}

export interface InferredFile {
  readonly yaml: string
  readonly columns: number
  /** Rows that it was inferred from. */
  readonly rows: number
  /** Checks that another file does not keep, a sentence each. */
  readonly broken: readonly string[]
}

/**
 * The contract that follows from all rows of files, and how other files stand to it.
 *
 * @param basis what it is inferred from, at least one
 * @param others what is only checked against it
 * @throws ConfigurationError for a file that cannot be read or has no rows, for files without a column in common, and for
 *   an id or label that is not in them
 */
export async function inferFromFiles(
  basis: readonly RowsFile[],
  others: readonly RowsFile[],
  options: InferenceOptions,
): Promise<InferredFile> {
  await using tables = await openTables({ allow: [...basis, ...others].map(({ path }) => path) })
  const observed = []
  for (const { name, path } of basis) {
    const file = await observeFile(tables, path, name)
    if (file.rows === 0) throw new ConfigurationError(`${name}: has no rows.`)
    observed.push(file)
  }
  const contract = inferContract(observed, options)
  if (contract === undefined) {
    throw new ConfigurationError(`${basis.map(({ name }) => name).join(' and ')} have no column in common.`)
  }
  for (const [what, column] of Object.entries({ id: options.id, label: options.label })) {
    if (column === undefined || contract.columns.some(({ name }) => name === column)) continue
    throw new ConfigurationError(`${what} ${JSON.stringify(column)}: no such column in ${basis[0]?.name}.`)
  }
  const yaml = contractYaml(contract)
  const plan = planChecks(readContract(yaml, 'the contract'))
  const broken: string[] = []
  for (const { name, path } of others) {
    const { checks } = await runPlan(plan, tables, path, { listedRows: 1 })
    for (const { check, verdict, observed } of checks) {
      if (verdict !== 'pass') broken.push(`${name}: ${check.name}: ${check.expectation}; found: ${observed}`)
    }
  }
  const rows = observed.reduce((sum, file) => sum + file.rows, 0)
  return { yaml, columns: contract.columns.length, rows, broken }
}
