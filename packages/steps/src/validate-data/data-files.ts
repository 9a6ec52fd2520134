import { stat } from 'node:fs/promises'
import {
  ConfigurationError,
  type Digest,
  digestOfFile,
  digestOfFiles,
  type NamedDigest,
  type SourcePosition,
} from '@mlgate/core'
import { type DataFileSet, findDataFiles } from '@mlgate/project'
import { partitionsOf, type SetFile, tableName } from '@mlgate/tables'
import type { Policy } from '../policy.ts'
import type { StepDeps } from '../step-deps.ts'

/** A file of the project's data, or several that are one table. */
export interface DataFile {
  /**
   * Its key in mlgate.yml: train, validation or test, or the name of the object in data.tables. The path for a file that
   * a contract alone names.
   */
  readonly role: string
  /** As mlgate.yml names it, or the contract. */
  readonly name: string
  /** The real place, with `#table` for one of a database; what stands for all files of a set. */
  readonly path: string
  /** Of the bytes, or of the names and digests of a set's files. */
  readonly digest: Digest
  /** Of all files. */
  readonly bytes: number
  /** The files of a set, in the order of their rows; undefined for a file by itself. */
  readonly set?: readonly (SetFile & { readonly label: string; readonly digest: Digest })[]
}

/** Where a file of the project's data lies, or several that are one table; nothing of it was read. */
export type LocatedFile = Pick<DataFile, 'role' | 'name' | 'path'> & { readonly set?: DataFileSet['files'] }

/** The data that mlgate.yml names: train, validation, test and other tables. Throws ConfigurationError when there are none. */
export async function locateDataFiles(policy: Policy, deps: StepDeps): Promise<readonly LocatedFile[]> {
  const { model } = deps
  const { train, validation, test, tables = {} } = model.data
  const files: LocatedFile[] = []
  const named = [
    ...Object.entries({ train, validation, test }).map(([role, path]) => ({ role, path, what: `data.${role}` })),
    ...Object.entries(tables).map(([role, path]) => ({ role, path, what: `data.tables.${role}` })),
  ]
  for (const { role, path, what } of named) {
    if (path === undefined) continue
    if (files.some((file) => file.role === role)) {
      throw new ConfigurationError(`mlgate.yml: ${what}: the model's own file has this name. Take another.`)
    }
    files.push(await locateDataFile({ role, path, what }, policy, deps))
  }
  if (files.length === 0) {
    throw new ConfigurationError(
      'mlgate.yml: data names no train, validation, test or tables: there is nothing to check.',
    )
  }
  return files
}

/**
 * Where one lies: in the repository or one of the policy's roots. Throws ConfigurationError for any other path.
 *
 * @param named `what` messages call it, and where it is named if that is not mlgate.yml
 */
export async function locateDataFile(
  {
    role,
    ...named
  }: { readonly role: string; readonly path: string; readonly what: string } & {
    readonly position?: SourcePosition
  },
  policy: Policy,
  { folder }: StepDeps,
): Promise<LocatedFile> {
  const place = { projectFolder: folder.directory, repository: folder.repositoryRoot, roots: policy.roots }
  const found = await findDataFiles({ ...named, ...place })
  const { table } = tableName(named.path)
  return {
    role,
    name: named.path,
    ...(typeof found === 'string'
      ? { path: table === undefined ? found : `${found}#${table}` }
      : { path: found.path, set: found.files }),
  }
}

/** The same with their digests and sizes. */
export async function namedDataFiles(policy: Policy, deps: StepDeps): Promise<readonly DataFile[]> {
  const files: DataFile[] = []
  for (const file of await locateDataFiles(policy, deps)) files.push(await withDigest(file))
  return files
}

export async function withDigest({ set: files, ...located }: LocatedFile): Promise<DataFile> {
  if (files === undefined) {
    const path = tableName(located.path).file
    return { ...located, digest: await digestOfFile(path), bytes: (await stat(path)).size }
  }
  const set = []
  let bytes = 0
  for (const file of files) {
    set.push({ ...file, digest: await digestOfFile(file.path) })
    bytes += (await stat(file.path)).size
  }
  return { ...located, digest: digestOfFiles(set), bytes, set }
}

/**
 * Names of files stand in the report and in the record. Throws ConfigurationError where a folder's name would tell the
 * value of a sensitive column there.
 */
export function refuseToldColumns(files: readonly LocatedFile[], sensitive: ReadonlySet<string>): void {
  const hidden = new Set([...sensitive].map((column) => column.toLowerCase()))
  for (const { name, set = [] } of files) {
    const told = partitionsOf(name, set).names.find((column) => hidden.has(column.toLowerCase()))
    if (told === undefined) continue
    throw new ConfigurationError(
      `${name}: the contract calls the column ${JSON.stringify(told)} sensitive, and the names of folders tell it (${told}=…). Write it into the files.`,
    )
  }
}

/** The files that the data are on the disk. */
export function pathsOf({ path, set }: LocatedFile): readonly string[] {
  return set?.map((file) => file.path) ?? [tableName(path).file]
}

/** What a record says of the data: each by its name in mlgate.yml, and behind them the files of sets. */
export function digestsOf(files: readonly DataFile[]): readonly NamedDigest[] {
  const all = [
    ...files.map(({ name, digest }) => ({ name, digest })),
    ...files.flatMap(({ set = [] }) => set.map(({ label, digest }) => ({ name: label, digest }))),
  ]
  const seen = new Set<string>(files.map(({ name }) => name))
  return all.filter(({ name }, index) => {
    const isNew = index < files.length || !seen.has(name)
    seen.add(name)
    return isNew
  })
}
