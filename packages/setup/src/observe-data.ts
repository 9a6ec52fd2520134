import { mkdtemp, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ObservedFile, observeFile } from '@mlgate/contracts'
import { ConfigurationError } from '@mlgate/core'
import { openTables } from '@mlgate/tables'
import { isTestRow, splitPaths, splitRows } from './split-rows.ts'

/** What is known of files of rows without opening the project: reading alone, in a repository of anybody's. */
export interface DataReader {
  /** All rows of a file, looked at; `path` is relative to the folder. Throws ConfigurationError for one without rows. */
  observe(path: string): Promise<ObservedFile>
  /** Whether two paths lead to one file. */
  isSame(a: string, b: string): Promise<boolean>
  /** Divides a file into rows to train on and rows to judge on, in a folder for temporary files. */
  split(path: string, group: string | undefined): Promise<DividedFile>
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

/** Reading more than this takes long enough to say so. */
const largeBytes = 200_000_000

/** Opens a folder for reading; what was divided meanwhile goes away at the end. `tell` hears of what takes long. */
export async function openData(root: string, tell: (line: string) => void): Promise<DataReader & AsyncDisposable> {
  const scratch = await mkdtemp(join(tmpdir(), 'mlgate-init-'))
  const tables = await openTables({ allow: [root, scratch] })
  const observeAt = async (file: string, name: string): Promise<ObservedFile> => {
    const bytes = await stat(file).then(
      ({ size }) => size,
      () => 0,
    )
    if (bytes > largeBytes) tell(`Reading all rows of ${name}, ${(bytes / 1e9).toFixed(1)} GB`)
    const observed = await observeFile(tables, file, name)
    if (observed.rows === 0) throw new ConfigurationError(`${name}: has no rows.`)
    return observed
  }
  return {
    observe: (path) => observeAt(join(root, path), path),

    async isSame(a, b) {
      const [first, second] = await Promise.all([a, b].map((path) => realpath(join(root, path)).catch(() => path)))
      return first === second
    },

    async split(path, group) {
      const paths = splitPaths(path)
      if (paths === undefined) {
        throw new ConfigurationError(
          `${path}: only CSV, TSV and JSON lines can be divided here. Write two files yourself, and name them with --train and --test.`,
        )
      }
      // Read by the one that refuses links to elsewhere.
      const whole = await observeAt(join(root, path), path)
      const groups = group === undefined ? undefined : await tables.read(join(root, path), { columns: [group] })
      const column = group === undefined ? undefined : groups?.columns.get(group)?.values
      const extension = path.slice(path.lastIndexOf('.'))
      const [train, test] = [join(scratch, `train${extension}`), join(scratch, `test${extension}`)]
      const counts = await splitRows({
        source: await realpath(join(root, path)),
        train,
        test,
        hasHeader: /\.(csv|tsv)$/i.test(path),
        isTest: (row) => isTestRow(column === undefined ? String(row) : String(column[row])),
      })
      if (counts.train + counts.test !== whole.rows || counts.train === 0 || counts.test === 0) {
        throw new ConfigurationError(
          `${path}: its ${whole.rows} rows cannot be divided here (${counts.train} and ${counts.test} came out). Write two files yourself, and name them with --train and --test.`,
        )
      }
      return {
        from: path,
        train: { path: paths.train, temporary: train, observed: await observeAt(train, paths.train) },
        test: { path: paths.test, temporary: test, observed: await observeAt(test, paths.test) },
      }
    },

    async [Symbol.asyncDispose]() {
      await tables[Symbol.asyncDispose]()
      await rm(scratch, { recursive: true, force: true })
    },
  }
}
