import { join, relative, sep } from 'node:path'
import { leaveQuarantine, type PlanResult, type Quarantine } from '@mlgate/contracts'
import { ConfigurationError } from '@mlgate/core'
import { type Tables, tableName } from '@mlgate/tables'
import { artifactName } from '../artifact-name.ts'
import { GitReader } from '../git.ts'
import type { Policy } from '../policy.ts'
import type { StepDeps } from '../step-deps.ts'

/** What the folder of the rows is called, within that of the step. */
const folderName = 'quarantine'

/** A file whose rows were checked. */
interface CheckedFile {
  readonly role: string
  readonly path: string
  /** The files of a set. */
  readonly set?: readonly { readonly path: string }[]
}

/** What a file is written by. */
export interface Keeping {
  /** Columns whose values must not leave, whichever contract says so. */
  readonly sensitive: ReadonlySet<string>
  /** Whether the contract that the rows break is a second one, of the change. */
  readonly isSecond: boolean
  readonly tables: Tables
}

/**
 * Leaves the rows that break the contract in the step's folder, which becomes its artifact. Undefined where no row does, or
 * none may be left. That rows cannot be written is told in the log: the verdict does not rest on it.
 */
export async function quarantine(
  result: PlanResult,
  file: CheckedFile,
  { sensitive, isSecond, tables }: Keeping,
  policy: Policy,
  deps: StepDeps,
): Promise<Quarantine | undefined> {
  if (!(await mayLeave(file, policy, deps))) return undefined
  const name = [folderName, ...(isSecond ? ['of-change'] : []), `${file.role}.parquet`].join('/')
  try {
    const target = join(deps.folder.output, ...name.split('/'))
    const artifact = deps.host.artifactPlace(artifactName(deps.modelName, 'validate-data'))
    const here = relative(deps.folder.directory, target).split(sep).join('/')
    const options = { target, name: artifact === undefined ? here : name, sensitive }
    const left = await leaveQuarantine(result, tables, file.path, options)
    return left && { ...left, artifact }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    deps.log.warn(`${name} was not written. ${error.message}`)
    return undefined
  }
}

/**
 * The policy's word, where it has one. Else: an artifact may have more readers than the data, but who reads what git holds
 * can read the repository; so on a forge rows are left of files that git holds as they are.
 */
async function mayLeave({ path, set }: CheckedFile, policy: Policy, { exec, folder }: StepDeps): Promise<boolean> {
  const said = policy.body.data.quarantine
  if (said === false) return false
  // A change that is judged by a policy of its own does not speak for the repository.
  if (said === true && policy.ownBecause === undefined) return true
  if (policy.tip === undefined) return true
  // A job may have brought other rows over a file that git holds. Without git nothing is known to be in the repository.
  const git = new GitReader(exec, folder.repositoryRoot)
  for (const file of set ?? [{ path: tableName(path).file }])
    if (!(await git.isAsCommitted(file.path).catch(() => false))) return false
  return true
}
