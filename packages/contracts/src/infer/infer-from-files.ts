import { ConfigurationError, type Verdict } from '@mlgate/core'
import { type CsvReading, openTables, type SetFile, type Tables, tableName } from '@mlgate/tables'
import { readContract } from '../contract.ts'
import type { DataRoles } from '../data-roles.ts'
import { planChecks } from '../plan/plan.ts'
import { type FileRole, proposeMachineLearningRules } from '../rules/mlgate/ml/propose-rules.ts'
import { runPlan } from '../run/run-plan.ts'
import { contractYaml } from './contract-yaml.ts'
import { type InferenceOptions, inferContract } from './infer-contract.ts'
import { observeFile } from './observe-columns.ts'

/** A file of rows, a table of a database (`data.duckdb#table`), or several files that are one table. */
export interface RowsFile {
  /** As messages name it. */
  readonly name: string
  readonly path: string
  /** The files of several that are one table, for which `path` stands. */
  readonly set?: readonly SetFile[] | undefined
  /** What it is to the project; undefined outside of one. */
  readonly role?: FileRole
}

/** What a project says of its data; rules about learning from them follow. */
export interface DataOfProject {
  readonly roles: DataRoles
  /** Whether the label is a class. */
  readonly classification: boolean
  /** How its CSV files are written. */
  readonly reading?: CsvReading | undefined
}

export interface InferredFile {
  readonly yaml: string
  readonly columns: number
  /** Rows that it was inferred from. */
  readonly rows: number
  /** Checks that a file does not keep, a sentence each. */
  readonly broken: readonly string[]
}

/**
 * The contract that follows from all rows of files, and how files stand to it. What is inferred from files they keep; rules
 * about learning, which a project adds, they may break.
 *
 * @param basis what it is inferred from, at least one
 * @param others what is only checked against it
 * @param project where there is none, no rules about learning are proposed
 * @throws ConfigurationError for a file that cannot be read or has no rows, for files without a column in common, and for
 *   an id, label or other role that is not in them
 */
export async function inferFromFiles(
  basis: readonly RowsFile[],
  others: readonly RowsFile[],
  options: InferenceOptions,
  project?: DataOfProject,
): Promise<InferredFile> {
  const all = [...basis, ...others]
  const { reading, roles = {} } = project ?? {}
  await using tables = await openTables({
    allow: all.flatMap(({ path, set }) => set?.map((file) => file.path) ?? [tableName(path).file]),
    sets: new Map(all.flatMap(({ path, set }) => (set === undefined ? [] : [[path, set] as const]))),
    reading: new Map(reading === undefined ? [] : all.map(({ path }) => [path, reading])),
  })
  const observed = []
  for (const { name, path } of basis) {
    const file = await observeFile(tables, path, name)
    if (file.rows === 0) throw new ConfigurationError(`${name}: has no rows.`)
    observed.push(file)
  }
  const alike = []
  for (const { name, path } of others) {
    const [[rows] = []] = await tables.query(path, 'SELECT count(*) FROM data')
    alike.push({ file: name, rows: Number(rows) })
  }
  const contract = inferContract(observed, { ...options, alike })
  if (contract === undefined) {
    throw new ConfigurationError(`${basis.map(({ name }) => name).join(' and ')} have no column in common.`)
  }
  const { label, id, time, group } = roles
  for (const [what, column] of Object.entries({ time, group, label, id, ...given(options) })) {
    if (column === undefined || contract.columns.some(({ name }) => name === column)) continue
    throw new ConfigurationError(`${what} ${JSON.stringify(column)}: no such column in ${basis[0]?.name}.`)
  }
  const files = all.flatMap(({ role }) => role ?? [])
  const rules =
    project === undefined
      ? []
      : proposeMachineLearningRules({ ...roles, files, classification: project.classification })
  const yaml = contractYaml(contract, rules)
  const broken = (await brokenChecks(yaml, rules.length === 0 ? others : all, tables, roles)).map(brokenInWords)
  const rows = observed.reduce((sum, file) => sum + file.rows, 0)
  return { yaml, columns: contract.columns.length, rows, broken }
}

function given({ id, label }: InferenceOptions): Pick<InferenceOptions, 'id' | 'label'> {
  return { ...(id === undefined ? {} : { id }), ...(label === undefined ? {} : { label }) }
}

/** A check that a file does not keep, or that could not be run. */
export interface BrokenCheck {
  readonly file: string
  readonly name: string
  readonly verdict: Exclude<Verdict, 'pass'>
  readonly expectation: string
  readonly observed: string
}

export function brokenInWords({ file, name, expectation, observed }: BrokenCheck): string {
  return `${file}: ${name}: ${expectation}; found: ${observed}`
}

/** What files do not keep of a contract for all of them. */
export async function brokenChecks(
  yaml: string,
  files: readonly RowsFile[],
  tables: Tables,
  roles: DataRoles,
): Promise<readonly BrokenCheck[]> {
  const read = readContract(yaml, 'the contract', { roles })
  const byRole = new Map(files.flatMap(({ role, path }) => (role === undefined ? [] : [[role, path] as const])))
  const broken: BrokenCheck[] = []
  for (const { name: file, path, role } of files) {
    const plan = planChecks(read, undefined, role === undefined ? {} : { data: role })
    const { checks } = await runPlan(plan, tables, path, { listedRows: 1, files: byRole })
    for (const { check, verdict, observed } of checks) {
      if (verdict === 'pass') continue
      broken.push({ file, name: check.name, verdict, expectation: check.expectation, observed })
    }
  }
  return broken
}
