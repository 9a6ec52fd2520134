import { mkdtemp, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir, totalmem } from 'node:os'
import { join, sep } from 'node:path'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import { type CsvDialect, dialectInWords } from './csv-dialect.ts'
import { type CsvReading, checkReading } from './csv-reading.ts'
import { deriveColumns } from './derive-columns.ts'
import { explainQueryError, explainReadError, formatNames, isOutOfMemory } from './duckdb-errors.ts'
import { tableName } from './duckdb-table.ts'
import { type FilePart, rowNumberName, type Tables } from './engine.ts'
import { besideTarget, exportRows } from './export-rows.ts'
import { type FileFormat, formatOf } from './file-format.ts'
import { countParts, formatOfSet, type SetFile } from './file-set.ts'
import { type Limits, type LockedFile, openLocked, withConnection } from './locked-database.ts'
import { partitionsOf, withPartitions } from './partitions.ts'
import {
  type CopiesDescriber,
  type PreparedSource,
  prepareSource,
  type Scratch,
  type Source,
} from './prepare-source.ts'
import { literalPattern, quoteName } from './quoting.ts'
import { readBatches, readColumns } from './read-columns.ts'
import { numberedFrom, pickColumns, type Relation, type SourceFile } from './relation.ts'
import { dataName, numberedName, runSelect } from './run-select.ts'

export interface TablesOptions {
  /** Files and folders that may be read; symbolic links are followed before the comparison. */
  readonly allow: readonly string[]
  /** Threads of the engine; 2 when not given. */
  readonly threads?: number
  /** Memory that the engine may take for one file, in megabytes; half of the machine's when not given. */
  readonly memoryMb?: number
  /**
   * What a query is tried with first, in megabytes: what needs more is spilled to a private temporary folder, and what
   * cannot be spilled is asked again with `memoryMb`. Memory then does not grow with the file where that can be helped.
   */
  readonly leanMb?: number
  /** What one table may take once read, as estimated, in megabytes; 2,000 when not given. */
  readonly tableMb?: number
  /** Whether CSV and JSON files are copied as Parquet first, for those who ask more of them than one or two queries. */
  readonly copyTexts?: boolean
  /** How CSV files are written, by the name that they are asked for. */
  readonly reading?: ReadonlyMap<string, CsvReading>
  /**
   * Existing folder in which the private folder for copies and spilled rows is made; the system's for temporary files
   * unless given. It is removed in the end, except when the process is killed.
   */
  readonly scratchIn?: string
  /** Files that are one table, in the order of its rows, by the name that the table is asked for. */
  readonly sets?: ReadonlyMap<string, readonly SetFile[]>
}

interface OpenSource {
  readonly name: string
  readonly files: readonly SourceFile[]
  readonly format: FileFormat
  readonly dialect: CsvDialect | undefined
  readonly instance: DuckDBInstance
  readonly relation: Relation
  /** The files of a set. */
  readonly set: readonly SetFile[] | undefined
}

/**
 * Opens DuckDB on local files: CSV, Parquet and JSON (an array of objects, or one object a line), the texts also in gzip
 * and zstd, Arrow IPC, and tables of DuckDB databases (`data.duckdb#table`). Each file is looked at in full once; it must
 * not change until the tables are disposed of.
 *
 *     await using tables = await openTables({ allow: ['data'] })
 *     const { rows, columns } = await tables.read('data/train.csv', { columns: ['age'] })
 */
export async function openTables(options: TablesOptions): Promise<Tables> {
  const allowed: ReadonlySet<string> = new Set(await Promise.all(options.allow.map(resolveAllowed)))
  const limits: Limits = {
    threads: options.threads ?? 2,
    memoryMb: options.memoryMb ?? halfOfMemoryMb(),
  }
  const tableBytes = (options.tableMb ?? 2000) * 1e6
  const instances = new Set<DuckDBInstance>()
  const sources = new Map<string, Promise<OpenSource>>()
  const counts = new Map<string, Promise<readonly FilePart[]>>()
  const groups = new Map<string, Promise<DuckDBInstance>>()
  let copies: Promise<string> | undefined

  const scratch: Scratch = () => {
    copies ??= mkdtemp(join(options.scratchIn ?? tmpdir(), 'mlgate-tables-'))
    return copies
  }
  const lean = async (): Promise<Limits> => {
    if (options.leanMb === undefined || options.leanMb >= limits.memoryMb) return limits
    return { ...limits, memoryMb: options.leanMb, spillTo: join(await scratch(), `spill-${instances.size}`) }
  }
  const lock = async (locked: readonly LockedFile[], within?: Limits): Promise<DuckDBInstance> => {
    const instance = await openLocked(locked, within ?? (await lean()))
    instances.add(instance)
    return instance
  }
  /** Copies where there is a way to make them. What reads the files and writes the copies is closed at once. */
  const copied = async (prepared: PreparedSource): Promise<PreparedSource> => {
    const { copy, files } = prepared
    if (copy === undefined) return prepared
    const folder = await scratch()
    const copies = files.map(({ file }): SourceFile => {
      const path = join(folder, `${crypto.randomUUID()}.parquet`)
      return { path, pattern: path, file }
    })
    const targets = copies.map(({ path }) => path)
    const within = async (given: Limits): Promise<CopiesDescriber> => {
      const instance = await openLocked([...files, ...copies], given)
      try {
        return await withConnection(instance, (connection) => copy(connection, targets))
      } finally {
        instance.closeSync()
      }
    }
    const describe = await within(await lean()).catch((error: unknown) => {
      if (options.leanMb === undefined || !isOutOfMemory(error)) throw error
      return within(limits)
    })
    return { files: copies, describe: (connection) => describe(connection, copies) }
  }
  const openSource = async (source: Source, set?: readonly SetFile[]): Promise<OpenSource> => {
    const { name, format } = source
    const reading = options.reading?.get(name) ?? {}
    if (format === 'csv') checkReading(reading)
    const prepared = await prepareSource(source, reading, scratch)
    const { dialect, problem } = prepared
    const partitions = partitionsOf(name, set ?? [])
    try {
      const { files, describe: describeFiles } = options.copyTexts ? await copied(prepared) : prepared
      const describe = async (connection: DuckDBConnection): Promise<Relation> =>
        withPartitions(connection, await describeFiles(connection), files, partitions, name)
      const instance = await lock(files)
      const relation = await withConnection(instance, describe).catch(async (error: unknown) => {
        if (options.leanMb === undefined || !isOutOfMemory(error)) throw error
        return withConnection(await lock(files, limits), describe)
      })
      return { name, files, format, dialect, instance, relation, set }
    } catch (error) {
      throw (await problem?.()) ?? explainReadError(error, name, format)
    }
  }
  const openSet = async (name: string, set: readonly SetFile[]): Promise<OpenSource> => {
    const { format, named } = formatOfSet(name, set)
    const files = await Promise.all(
      set.map(async ({ path }, index) => ({
        ...(await resolveFile(path, allowed)),
        file: path,
        compression: named[index]?.compression,
      })),
    )
    const [first, ...rest] = files
    if (first === undefined) throw new RangeError('There is always a file.')
    return openSource({ name, format, files: [first, ...rest] }, set)
  }
  const open = async (file: string): Promise<OpenSource> => {
    const set = options.sets?.get(file)
    if (set !== undefined) {
      const opened = sources.get(file) ?? openSet(file, set)
      sources.set(file, opened)
      return opened
    }
    const { format, compression } = formatOf(file)
    const named = tableName(file)
    const { path, pattern } = await resolveFile(named.file, allowed)
    const key = named.table === undefined ? path : `${path}#${named.table}`
    const opened = sources.get(key) ?? openSource({ name: file, format, files: [{ path, pattern, file, compression }] })
    sources.set(key, opened)
    return opened
  }
  /** The same for a query whose groups or sorted values cannot be spilled. */
  const openRoomy = (opened: readonly OpenSource[]): Promise<DuckDBInstance> => {
    const locked = new Map(opened.flatMap(({ files }) => files.map((file) => [file.path, file])))
    const key = ['roomy', ...[...locked.keys()].sort()].join('\0')
    const instance = groups.get(key) ?? lock([...locked.values()], limits)
    groups.set(key, instance)
    return instance
  }

  /** What reads these files, and no other. */
  const openTogether = async (opened: readonly [OpenSource, ...OpenSource[]]): Promise<DuckDBInstance> => {
    if (opened.every(({ instance }) => instance === opened[0].instance)) return opened[0].instance
    const locked = new Map(opened.flatMap(({ files }) => files.map((file) => [file.path, file])))
    // No path holds a NUL character.
    const key = [...locked.keys()].sort().join('\0')
    const instance = groups.get(key) ?? lock([...locked.values()])
    groups.set(key, instance)
    return instance
  }

  return {
    async written(file) {
      const { format, dialect, set } = await open(file)
      const name = dialect === undefined ? formatNames[format] : dialectInWords(dialect)
      if (set !== undefined) return `${set.length} ${set.length === 1 ? 'file' : 'files'} of ${name}`
      const { compression } = formatOf(file)
      return compression === undefined ? name : `${compression} of ${name}`
    },

    async parts(file) {
      const { set, files, instance, relation, format } = await open(file)
      if (set === undefined) return undefined
      const counted =
        counts.get(file) ?? withConnection(instance, (connection) => countParts(connection, relation, files, set))
      counts.set(file, counted)
      return counted.catch((error: unknown) => {
        throw explainReadError(error, file, format)
      })
    },

    async columns(file) {
      return (await open(file)).relation.columns
    },

    async read(file, { columns } = {}) {
      const { format, instance, relation } = await open(file)
      const wanted = columns === undefined ? relation.columns : pickColumns(relation, columns, file)
      try {
        return await withConnection(instance, (connection) =>
          readColumns(
            connection,
            { from: relation.from(), countsRows: format === 'parquet', file, bytes: tableBytes },
            wanted,
          ),
        )
      } catch (error) {
        throw explainReadError(error, file, format)
      }
    },

    async *batches(file, { columns, rows }) {
      if (!Number.isSafeInteger(rows) || rows < 1) throw new RangeError(`batches of ${rows} rows`)
      const { format, instance, relation } = await open(file)
      const wanted = columns === undefined ? relation.columns : pickColumns(relation, columns, file)
      const connection = await instance.connect()
      try {
        const source = { from: relation.from(), countsRows: false, file, bytes: tableBytes }
        yield* readBatches(connection, source, wanted, rows)
      } catch (error) {
        throw explainReadError(error, file, format)
      } finally {
        connection.closeSync()
      }
    },

    async query(file, sql, { asText, computed = new Map(), beside = new Map(), asTextBeside } = {}) {
      refuseWrongNames([...beside.keys()])
      const main = await open(file)
      const others = await Promise.all([...beside].map(async ([as, other]) => ({ as, ...(await open(other)) })))
      for (const one of [main, ...others]) refuseRowNumbers(one)
      const instance = await openTogether([main, ...others])
      const relations = new Map([
        [dataName, asRelation(main.relation, asText, computed)],
        ...others.map(({ as, relation }) => [as, asRelation(relation, asTextBeside?.get(as))] as const),
      ])
      try {
        const ask = (of: DuckDBInstance) =>
          withConnection(of, (connection) => runSelect(connection, relations, sql, file))
        return await ask(instance).catch(async (error: unknown) => {
          if (options.leanMb === undefined || !isOutOfMemory(error)) throw error
          return ask(await openRoomy([main, ...others]))
        })
      } catch (error) {
        throw explainQueryError(error, file, main.format)
      }
    },

    async derive(file, expressions, { beside } = {}) {
      const { format, instance, relation } = await open(file)
      const source = { from: relation.from(), columns: relation.columns, countsRows: false, file, bytes: tableBytes }
      try {
        return await withConnection(instance, (connection) =>
          deriveColumns(connection, source, expressions, beside ?? new Map()),
        )
      } catch (error) {
        throw explainQueryError(error, file, format)
      }
    },

    async exportRows(file, target, selection) {
      const one = await open(file)
      refuseRowNumbers(one)
      const beside = besideTarget(target)
      // Nothing else that is asked may write: an instance of its own, which is gone afterwards.
      const instance = await openLocked([...one.files, { path: beside, pattern: beside }], limits)
      try {
        await withConnection(instance, (connection) =>
          exportRows(connection, numberedFrom(one.relation), selection, target),
        )
      } catch (error) {
        throw explainReadError(error, file, one.format)
      } finally {
        instance.closeSync()
      }
    },

    async [Symbol.asyncDispose]() {
      await Promise.allSettled([...sources.values(), ...groups.values()])
      for (const instance of instances) instance.closeSync()
      instances.clear()
      sources.clear()
      groups.clear()
      if (copies !== undefined) await rm(await copies, { recursive: true, force: true })
    },
  }
}

/** Both texts after FROM of a relation, with columns more. */
function asRelation(
  relation: Relation,
  asText: readonly string[] = [],
  computed: ReadonlyMap<string, string> = new Map(),
): { readonly from: string; readonly numbered: string } {
  return {
    from: withComputed(relation.from(asText), computed),
    numbered: withComputed(numberedFrom(relation, asText), computed),
  }
}

/** A relation's text after FROM with columns more. */
function withComputed(from: string, computed: ReadonlyMap<string, string>): string {
  if (computed.size === 0) return from
  const list = [...computed].map(([name, sql]) => `, ${sql} AS ${quoteName(name)}`)
  return `(SELECT *${list.join('')} FROM ${from})`
}

function refuseWrongNames(names: readonly string[]): void {
  const views = new Set([dataName, numberedName(dataName)])
  for (const name of names) {
    if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new RangeError(`${name} is no name of a relation`)
    for (const view of [name, numberedName(name)]) {
      if (views.has(view)) throw new RangeError(`the name of the relation ${name} is taken`)
      views.add(view)
    }
  }
}

function refuseRowNumbers({ relation, name }: OpenSource): void {
  if (relation.columns.some((column) => column.name.toLowerCase() === rowNumberName)) {
    throw new ConfigurationError(`${name}: has a column ${rowNumberName}, which is kept for row numbers. Rename it.`)
  }
}

/** A container's limit counts, not its machine's memory; where there is none, Node gives 0 or an enormous number. */
function halfOfMemoryMb(): number {
  const memory = Math.min(totalmem(), process.constrainedMemory() || totalmem())
  return Math.max(256, Math.floor(memory / 2 / 1e6))
}

async function resolveAllowed(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (cause) {
    throw new ConfigurationError(`${path}: no such file or folder.`, { cause })
  }
}

async function resolveFile(file: string, allowed: ReadonlySet<string>): Promise<LockedFile> {
  let path: string
  try {
    path = await realpath(file)
  } catch (cause) {
    throw new ConfigurationError(`${file}: no such file.`, { cause })
  }
  const isAllowed = (root: string): boolean => path.startsWith(root.endsWith(sep) ? root : root + sep)
  const inside = allowed.has(path) || [...allowed].some(isAllowed)
  if (!inside) {
    throw new ConfigurationError(
      `${file}: lies (or links) outside the folders that may be read. Move it inside, or name its folder in data.roots.`,
    )
  }
  if (!(await stat(path)).isFile()) throw new ConfigurationError(`${file}: is not a file.`)
  const pattern = literalPattern(path)
  if (pattern === undefined) {
    throw new ConfigurationError(`${file}: a path with a backslash and one of * ? [ cannot be read. Rename it.`)
  }
  return { path, pattern }
}
