import { mkdtemp, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type DataOfProject,
  type InferenceOptions,
  inferKeptContract,
  type KeptContract,
  type ObservedFile,
  observeFile,
  type RowsFile,
} from '@mlgate/contracts'
import { ConfigurationError } from '@mlgate/core'
import { findDataFiles } from '@mlgate/project'
import { type CsvReading, declaredReading, openTables, type SetFile, type Tables, tableName } from '@mlgate/tables'
import { isTestRow, splitPaths, splitRows } from './split-rows.ts'

/** What is known of files of rows without opening the project: reading alone, in a repository of anybody's. */
export interface DataReader {
  /** How its CSV files are written, where that was declared. */
  readonly reading: CsvReading | undefined
  /**
   * All rows of a file, looked at; `path` is relative to the folder, or a pattern or a folder of files that are one table.
   * Throws ConfigurationError for one without rows.
   */
  observe(path: string): Promise<ObservedFile>
  /** Whether two paths lead to one file. */
  isSame(a: string, b: string): Promise<boolean>
  /** Whether a path stands for several files, or for one table of a database: steps other than validate-data refuse it. */
  isSet(path: string): Promise<boolean>
  /** Divides a file into rows to train on and rows to judge on, in a folder for temporary files. */
  split(path: string, group: string | undefined): Promise<DividedFile>
  /** The contract that files which were observed keep. Throws ConfigurationError when they have no column in common. */
  infer(files: readonly ObservedRole[], options: InferenceOptions, project: DataOfProject): Promise<KeptContract>
}

/** A file that was observed, and what it is to the project. */
export interface ObservedRole {
  readonly role: NonNullable<RowsFile['role']>
  readonly observed: ObservedFile
}

/** A file that was divided: the parts are observed under the paths that they will have. */
export interface DividedFile {
  readonly from: string
  readonly train: DividedPart
  readonly test: DividedPart
}

export interface DividedPart {
  readonly path: string
  /** Where its bytes are meanwhile. */
  readonly temporary: string
  readonly observed: ObservedFile
}

/** Where rows are, as tables are asked for them. */
interface Place {
  readonly path: string
  readonly files: readonly string[]
  readonly set?: readonly SetFile[]
}

/** Reading more than this takes long enough to say so. */
const largeBytes = 200_000_000

/**
 * Opens a folder for reading; what was divided meanwhile goes away at the end.
 *
 * @param tell hears of what takes long
 * @param reading how its CSV files are written
 */
export async function openData(
  root: string,
  tell: (line: string) => void,
  reading?: CsvReading,
): Promise<DataReader & AsyncDisposable> {
  const scratch = await mkdtemp(join(tmpdir(), 'mlgate-init-'))
  /** Parts of a divided file by the paths that they will have. */
  const temporaries = new Map<string, string>()

  const locate = async (path: string): Promise<Place> => {
    const temporary = temporaries.get(path)
    if (temporary !== undefined) return { path: temporary, files: [temporary] }
    const found = (await isSetHere(root, path))
      ? await findDataFiles({ path, what: 'rows', projectFolder: root, repository: root, roots: [] })
      : join(root, path)
    if (typeof found === 'string') return { path: found, files: [tableName(found).file] }
    return { path: found.path, files: found.files.map((file) => file.path), set: found.files }
  }
  const withTables = async <T>(places: readonly Place[], body: (tables: Tables) => Promise<T>): Promise<T> => {
    const paths = places.map(({ path }) => path)
    await using tables = await openTables({
      allow: [root, scratch],
      reading: declaredReading(reading === undefined ? {} : { reading }, paths),
      sets: new Map(places.flatMap(({ path, set }) => (set === undefined ? [] : [[path, set] as const]))),
    })
    return body(tables)
  }
  const observe = async (path: string): Promise<ObservedFile> => {
    const place = await locate(path)
    const sizes = await Promise.all(place.files.map((file) => stat(file).catch(() => ({ size: 0 }))))
    const bytes = sizes.reduce((sum, { size }) => sum + size, 0)
    if (bytes > largeBytes) tell(`Reading all rows of ${path}, ${(bytes / 1e9).toFixed(1)} GB`)
    const observed = await withTables([place], (tables) => observeFile(tables, place.path, path)).catch(adviseReading)
    if (observed.rows === 0) throw new ConfigurationError(`${path}: has no rows.`)
    return observed
  }
  return {
    reading,
    observe,

    async isSame(a, b) {
      const [first, second] = await Promise.all([a, b].map((path) => realFiles(locate, path)))
      return first?.some((file) => second?.includes(file)) === true
    },

    async isSet(path) {
      return tableName(path).table !== undefined || (await isSetHere(root, path))
    },

    async split(path, group) {
      const paths = splitPaths(path)
      if (paths === undefined) {
        throw new ConfigurationError(
          `${path}: only CSV, TSV and JSON lines can be divided here. Write two files yourself, and name them with --train and --test.`,
        )
      }
      // Read by the one that refuses links to elsewhere.
      const whole = await observe(path)
      const place = await locate(path)
      const groups =
        group === undefined
          ? undefined
          : await withTables([place], (tables) => tables.read(place.path, { columns: [group] }))
      const column = group === undefined ? undefined : groups?.columns.get(group)?.values
      const extension = path.slice(path.lastIndexOf('.'))
      const [train, test] = [join(scratch, `train${extension}`), join(scratch, `test${extension}`)]
      const counts = await splitRows({
        source: await realpath(join(root, path)),
        train,
        test,
        hasHeader: /\.(csv|tsv)$/i.test(path) && reading?.header !== false,
        isTest: (row) => isTestRow(column === undefined ? String(row) : String(column[row])),
      })
      if (counts.train + counts.test !== whole.rows || counts.train === 0 || counts.test === 0) {
        throw new ConfigurationError(
          `${path}: its ${whole.rows} rows cannot be divided here (${counts.train} and ${counts.test} came out). Write two files yourself, and name them with --train and --test.`,
        )
      }
      temporaries.set(paths.train, train).set(paths.test, test)
      return {
        from: path,
        train: { path: paths.train, temporary: train, observed: await observe(paths.train) },
        test: { path: paths.test, temporary: test, observed: await observe(paths.test) },
      }
    },

    async infer(files, options, project) {
      const places = await Promise.all(files.map(({ observed }) => locate(observed.file)))
      const rows = files.map(({ role, observed }, index) => ({
        role,
        observed,
        name: observed.file,
        path: places[index]?.path ?? observed.file,
      }))
      const contract = await withTables(places, (tables) => inferKeptContract(rows, options, project, tables))
      if (contract !== undefined) return contract
      throw new ConfigurationError(
        `${files.map(({ observed }) => observed.file).join(' and ')} have no column in common.`,
      )
    },

    async [Symbol.asyncDispose]() {
      await rm(scratch, { recursive: true, force: true })
    },
  }
}

/** Whether a path is a folder, or has wildcards and is no file. */
async function isSetHere(root: string, path: string): Promise<boolean> {
  return stat(join(root, path)).then(
    (found) => found.isDirectory(),
    () => /[*?[]/.test(path),
  )
}

async function realFiles(locate: (path: string) => Promise<Place>, path: string): Promise<readonly string[]> {
  const { files } = await locate(path)
  return Promise.all(files.map((file) => realpath(file).catch(() => file)))
}

/** Without a project file there is another place to declare it. */
function adviseReading(error: unknown): never {
  if (!(error instanceof ConfigurationError) || !error.message.includes('data.reading')) throw error
  throw new ConfigurationError(`${error.message} Here that is said with --reading '{encoding: windows-1252}'.`, {
    cause: error,
  })
}
