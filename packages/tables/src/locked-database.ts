import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { loadDuckdb } from './native.ts'
import { quoteText } from './quoting.ts'

export interface Limits {
  readonly threads: number
  readonly memoryMb: number
  /** Folder in a private one for what does not fit; nothing is spilled unless given. */
  readonly spillTo?: string
}

/** A file that may be read. */
export interface LockedFile {
  /** The real path (symbolic links resolved). */
  readonly path: string
  /** The same as a glob pattern that matches it alone, which DuckDB looks up before the file. */
  readonly pattern: string
}

/**
 * A DuckDB of its own for a few files: it can read those files and nothing else, write nothing, load no extension, spill
 * nowhere but where it is told, and its configuration cannot be changed any more. One instance for what is read together, because
 * `allowed_directories` goes by names: a symbolic link in an allowed folder could point anywhere.
 */
export async function openLocked(files: readonly LockedFile[], limits: Limits): Promise<DuckDBInstance> {
  const { DuckDBInstance } = await loadDuckdb()
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(limits.threads),
    memory_limit: `${limits.memoryMb}MB`,
    temp_directory: limits.spillTo ?? '',
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
  })
  await lockInstance(
    instance,
    files.flatMap(({ path, pattern }) => [path, pattern]),
  )
  return instance
}

/** Takes from a database everything but these paths, for good. */
export async function lockInstance(instance: DuckDBInstance, paths: readonly string[]): Promise<void> {
  await withConnection(instance, async (connection) => {
    await connection.run("SET GLOBAL TimeZone = 'UTC'")
    await connection.run(`SET GLOBAL allowed_paths = [${[...new Set(paths)].map(quoteText).join(', ')}]`)
    await connection.run('SET GLOBAL enable_external_access = false')
    await connection.run('SET GLOBAL lock_configuration = true')
  })
}

/** Runs `body` with a connection of its own, so that temporary views of one caller never meet another's. */
export async function withConnection<T>(
  instance: DuckDBInstance,
  body: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const connection = await instance.connect()
  try {
    return await body(connection)
  } finally {
    connection.closeSync()
  }
}
