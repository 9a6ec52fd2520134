import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type BaseOfData,
  type BaseRows,
  type Contract,
  compareProfiles,
  type DataProfile,
  profileDocument,
  profileFile,
  profileLimit,
  readProfile,
} from '@mlgate/contracts'
import {
  ConfigurationError,
  type Digest,
  failureKind,
  messageOf,
  readBoundedFile,
  writeFileAtomically,
} from '@mlgate/core'
import type { Tables } from '@mlgate/tables'
import { artifactName } from '../artifact-name.ts'
import type { Policy } from '../policy.ts'
import type { StepDeps } from '../step-deps.ts'

/** Name of the profile among the files of the step. */
const profileName = 'profile.json'

interface ProfiledFile {
  readonly role: string
  readonly name: string
  readonly path: string
  readonly digest: Digest
}

/** Columns that any of the contracts calls sensitive: what one hides, another cannot show. */
export function sensitiveColumns(contracts: readonly Contract[]): ReadonlySet<string> {
  return new Set(contracts.flatMap(({ objects }) => objects.flatMap(({ sensitive }) => [...sensitive])))
}

/** Counts what the files hold, and leaves it in the step's folder for the changes that come later. */
export async function leaveProfile(
  files: readonly ProfiledFile[],
  contracts: readonly Contract[],
  tables: Tables,
  deps: StepDeps,
): Promise<DataProfile> {
  const masked = sensitiveColumns(contracts)
  const profiles = []
  for (const { role, name, path, digest } of files) {
    deps.log.info(`${name}: read as ${await tables.written(path)}`)
    profiles.push(await profileFile(tables, { data: role, name, path, digest }, masked))
  }
  const profile: DataProfile = { format: 'mlgate-profile/1', files: profiles }
  await writeFileAtomically(join(deps.folder.output, profileName), profileDocument(profile))
  return profile
}

/**
 * What the data of a change are otherwise than on its target branch, by the profile that the newest run there left.
 * Undefined where no change is under review. For reading alone: that it cannot be had is said, and decides nothing.
 */
export async function compareWithBase(
  profile: DataProfile,
  policy: Policy,
  deps: StepDeps,
): Promise<BaseOfData | undefined> {
  const { host, log } = deps
  if (policy.tip === undefined || (await host.change()) === undefined) return undefined
  const { branch } = policy.tip
  const folder = await mkdtemp(join(deps.folder.output, '.base-'))
  try {
    const found = await host.findBranchArtifact(branch, artifactName(deps.modelName, 'validate-data'))
    if (!found.found) return { name: branch, changes: undefined, because: found.reason }
    await host.downloadArtifact(found.artifact, join(folder, 'artifact'))
    const name = `${branch}@${found.commit.slice(0, 7)}`
    const bytes = await readBoundedFile(join(folder, 'artifact', profileName), profileLimit)
    if (bytes === undefined) {
      return { name, changes: undefined, because: `The newest run on ${branch} left no profile of its data.` }
    }
    const { id } = deps.model.data
    const before = profileIn(bytes, name)
    const changes = compareProfiles(before, profile, new Set(id === undefined ? [] : [id]))
    return { name, changes, rows: new Map(before.files.map(({ data, rows }) => [data, rows])) }
  } catch (error) {
    if (failureKind(error) === 'bug') throw error
    const because = messageOf(error)
    log.warn(`The data were not compared with ${branch}. ${because}`)
    return { name: branch, changes: undefined, because }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Rows of a file on the target branch; undefined where no change is under review. */
export function baseRows(base: BaseOfData | undefined, role: string): BaseRows | undefined {
  if (base === undefined) return undefined
  const { name, rows, because = `the profile of ${name} has no data.${role}` } = base
  const count = rows?.get(role)
  return count === undefined ? { because } : { name, rows: count }
}

/** The jobs of that run may have run anything: what they left is read as what a stranger wrote. */
function profileIn(bytes: Uint8Array, origin: string): DataProfile {
  try {
    return readProfile(bytes)
  } catch (cause) {
    throw new ConfigurationError(`${profileName} of ${origin} ${messageOf(cause)}.`, { cause })
  }
}
