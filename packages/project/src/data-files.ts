import { readdir, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ConfigurationError } from '@mlgate/core'
import { quoted } from '@mlgate/documents'
import { tableName } from '@mlgate/tables'
import { type DataPathRequest, faultOf, resolveDataPath } from './data-path.ts'
import {
  everythingBelow,
  firstPositions,
  follow,
  goesOn,
  isPattern,
  isWhole,
  type PathPattern,
  type Positions,
  parsePattern,
} from './path-pattern.ts'

/** Files that a path of the project file names together. */
export interface DataFileSet {
  /** Stands for all of them: the pattern or folder, absolute. */
  readonly path: string
  /** Sorted by name, by code point; at least one. */
  readonly files: readonly FoundFile[]
}

export interface FoundFile {
  /** Below the folder of the set, with `/`. */
  readonly name: string
  /** As the project file could name it. */
  readonly label: string
  /** The real place: absolute, free of symbolic links. */
  readonly path: string
}

/** Files of one set. */
const maximumFiles = 10_000
/** Names that are looked at for one set: links from folder to folder could go on for ever. */
const maximumNames = 200_000

type FilesRequest = Omit<DataPathRequest, 'use'>

/**
 * The file or the files that a path of the project file names: a file by itself is its real place, a folder all files
 * below it, a pattern those that match, a table of a database (`data.duckdb#table`) the database. Each of them passes the
 * checks of `resolveDataPath`.
 *
 * @throws ConfigurationError for paths that lead elsewhere or are not there, for sets that are empty or too large, and for a
 *   table of several databases
 */
export async function findDataFiles(named: FilesRequest): Promise<string | DataFileSet> {
  const { file: path, table } = tableName(named.path)
  const found = await findFiles({ ...named, path })
  if (table === undefined || typeof found === 'string') return found
  throw refusal(
    named,
    'names a table of several databases. A table is read of one: name that, or write the tables as Parquet.',
  )
}

async function findFiles(request: FilesRequest): Promise<string | DataFileSet> {
  const { path } = request
  if (!isPattern(path)) {
    const real = await resolveDataPath({ ...request, use: 'read' })
    return (await stat(real)).isDirectory() ? filesOf(request, everythingBelow(path)) : real
  }
  const fault = faultOf(path)
  const pattern = fault === undefined ? parsePattern(path) : undefined
  if (pattern === undefined) throw refusal(request, fault ?? 'has .. behind a wildcard; write it before.')
  const single = await fileOfThatName(request)
  if (single === undefined) return filesOf(request, pattern)
  const { files } = await filesOf(request, pattern).catch((error: unknown) => {
    if (error instanceof ConfigurationError) return { files: [] }
    throw error
  })
  if (files.every((file) => file.path === single)) return single
  throw refusal(request, 'is the name of a file and a pattern that other files match. Rename the file.')
}

/**
 * The same as tables are asked for it: a database with `#table` behind it, and the files of a set beside what stands for
 * them.
 */
export async function locateRows(
  request: FilesRequest,
): Promise<{ readonly path: string; readonly set?: DataFileSet['files'] }> {
  const found = await findDataFiles(request)
  if (typeof found !== 'string') return { path: found.path, set: found.files }
  const { table } = tableName(request.path)
  return { path: table === undefined ? found : `${found}#${table}` }
}

/**
 * The real place of the one file that a path of the project file names.
 *
 * @throws ConfigurationError also for folders, patterns and tables of a database
 */
export async function resolveDataFile(request: FilesRequest): Promise<string> {
  if (tableName(request.path).table !== undefined) {
    throw refusal(request, 'names a table of a database, which validate-data alone reads. Write its rows into a file.')
  }
  const isSet = isPattern(request.path) && (await fileOfThatName(request)) === undefined
  const real = isSet ? undefined : await resolveDataPath({ ...request, use: 'read' })
  if (real !== undefined && !(await stat(real)).isDirectory()) return real
  throw refusal(
    request,
    'stands for several files. validate-data reads them as one table; here one file is needed. Write them into one, and name it.',
  )
}

/** A file whose name has the characters of patterns is still a file. */
async function fileOfThatName(request: FilesRequest): Promise<string | undefined> {
  try {
    const real = await resolveDataPath({ ...request, use: 'read' })
    return (await stat(real)).isFile() ? real : undefined
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined
    throw error
  }
}

async function filesOf(request: FilesRequest, pattern: PathPattern): Promise<DataFileSet> {
  const folder = pattern.folder === '' ? '.' : pattern.folder
  const labelOf = (name: string): string =>
    pattern.folder === '' ? name : `${pattern.folder}${pattern.folder.endsWith('/') ? '' : '/'}${name}`
  const place = (path: string): Promise<string> => resolveDataPath({ ...request, path, use: 'read' })
  const found: FoundFile[] = []
  let names = 0

  const visit = async (real: string, above: string, positions: Positions, ancestors: readonly string[]) => {
    if (ancestors.includes(real)) throw refusal(request, `has a link that leads back: ${quoted(labelOf(above))}.`)
    const entries = await readdir(real, { withFileTypes: true })
    // Of several reasons to refuse, the same one is told everywhere.
    for (const entry of entries.toSorted(byName)) {
      names++
      if (names > maximumNames) throw refusal(request, `has more than ${maximumNames} names below it. Narrow it.`)
      const next = follow(pattern, positions, entry.name)
      if (next.size === 0) continue
      const name = `${above}${entry.name}`
      if (entry.isDirectory() && !goesOn(pattern, next)) continue
      if (entry.isFile() && !isWhole(pattern, next)) continue
      const path = await place(labelOf(name))
      if ((await stat(path)).isDirectory()) {
        if (goesOn(pattern, next)) await visit(path, `${name}/`, next, [...ancestors, real])
      } else if (isWhole(pattern, next)) {
        found.push({ name, label: labelOf(name), path })
        if (found.length > maximumFiles) throw refusal(request, `stands for more than ${maximumFiles} files.`)
      }
    }
  }
  const top = await place(folder)
  if (!(await stat(top)).isDirectory()) throw refusal(request, `matches no file: ${quoted(folder)} is not a folder.`)
  await visit(top, '', firstPositions(pattern), [])
  if (found.length === 0) {
    throw refusal(request, 'stands for no file. Names that begin with . or _ do not count, and folders are no files.')
  }
  refuseTwice(request, found)
  return { path: resolve(request.projectFolder, request.path), files: found.toSorted(byName) }
}

/** By two names, the rows of a file would count twice. */
function refuseTwice(request: FilesRequest, files: readonly FoundFile[]): void {
  const labels = new Map<string, string>()
  for (const { path, label } of files.toSorted(byName)) {
    const other = labels.get(path)
    if (other !== undefined) {
      throw refusal(request, `stands twice for one file: as ${quoted(other)} and ${quoted(label)}. Remove the link.`)
    }
    labels.set(path, label)
  }
}

/** Neither the disk's order nor the machine's language decides. */
function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return Buffer.compare(Buffer.from(a.name), Buffer.from(b.name))
}

function refusal({ what, path, position }: FilesRequest, reason: string): ConfigurationError {
  return new ConfigurationError(`${what}: ${quoted(path)} ${reason}`, position === undefined ? {} : { position })
}
