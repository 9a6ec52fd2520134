import { type FileHandle, open, rm } from 'node:fs/promises'
import type { DuckDBAppender, DuckDBType, DuckDBValue } from '@duckdb/node-api'
import { ConfigurationError } from '@mlgate/core'
import { lockInstance } from '../locked-database.ts'
import { loadDuckdb } from '../native.ts'
import { quoteName, quoteText } from '../quoting.ts'
import { type ArrowMessage, arrowMessages, readExactly } from './arrow-messages.ts'
import { ArrowProblem, damaged } from './arrow-problem.ts'
import { type ArrowField, readSchema, sqlType } from './arrow-schema.ts'
import { readValues, type ValueContext } from './arrow-values.ts'
import { BatchBuffers, maxBatchBytes } from './batch-buffers.ts'
import { OutputBudget } from './output-budget.ts'

/** What a copy, and what all dictionaries, may hold. */
const [maxCopyBytes, maxDictionaryBytes] = [20e9, 1e9]
/** DuckDB's own vector size. */
const chunkRows = 2048

type Duckdb = typeof import('@duckdb/node-api')

/**
 * Writes an Arrow file (IPC, file or stream format) as Parquet, batch by batch: one batch and the dictionaries are in
 * memory, the rows go through a database beside the copy, which is removed.
 *
 * @throws ConfigurationError for types that DuckDB does not have, and for files that are not whole
 */
export async function rewriteArrow(
  { path, file }: { readonly path: string; readonly file: string },
  copy: string,
): Promise<void> {
  const duckdb = await loadDuckdb()
  const database = `${copy}.rows`
  const instance = await duckdb.DuckDBInstance.create(database, {
    threads: '1',
    memory_limit: '512MB',
    temp_directory: '',
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  try {
    await lockInstance(instance, [database, `${database}.wal`, copy])
    const connection = await instance.connect()
    const handle = await open(path)
    try {
      await fill(handle, duckdb, async (fields) => {
        const columns = fields.map(({ name, type }) => `${quoteName(name)} ${sqlType(type)}`)
        await connection.run(`CREATE TABLE rows (${columns.join(', ')})`)
        const empty = await connection.run('SELECT * FROM rows')
        return { appender: await connection.createAppender('rows'), types: empty.columnTypes() }
      })
      await connection.run(`COPY rows TO ${quoteText(copy)} (FORMAT parquet, USE_TMP_FILE false)`)
    } finally {
      await handle.close()
      connection.closeSync()
    }
  } catch (error) {
    if (error instanceof ArrowProblem) throw new ConfigurationError(`${file}: ${error.message}`, { cause: error })
    throw error
  } finally {
    instance.closeSync()
    await rm(database, { force: true })
    await rm(`${database}.wal`, { force: true })
  }
}

interface Target {
  readonly appender: DuckDBAppender
  readonly types: readonly DuckDBType[]
}

async function fill(
  handle: FileHandle,
  duckdb: Duckdb,
  begin: (fields: readonly ArrowField[]) => Promise<Target>,
): Promise<void> {
  const dictionaries = new Dictionaries(duckdb)
  const context = { duckdb, dictionaries: dictionaries.values, budget: new OutputBudget('values', maxCopyBytes) }
  let schema: readonly ArrowField[] | undefined
  let target: Target | undefined
  for await (const { kind, header, body } of arrowMessages(handle)) {
    if (kind === 'schema') {
      if (schema !== undefined) throw damaged('it has two schemas')
      schema = readSchema(header)
      dictionaries.declare(schema)
      target = await begin(schema)
    } else if (schema === undefined || target === undefined) {
      throw damaged('it does not begin with its schema')
    } else if (kind === 'dictionary') {
      const batch = header.table(1)
      if (batch === undefined) throw damaged('a dictionary has no values')
      dictionaries.add(header.id(0), new BatchBuffers(batch, await readBody(handle, body)), header.integer(2, 1) !== 0)
    } else {
      append(new BatchBuffers(header, await readBody(handle, body)), schema, target, context)
    }
  }
  if (target === undefined) throw damaged('it has no schema')
  target.appender.closeSync()
}

async function readBody(handle: FileHandle, { from, bytes }: ArrowMessage['body']): Promise<Buffer> {
  if (bytes > maxBatchBytes) {
    throw new ArrowProblem(`has a batch of more than ${maxBatchBytes / 1e9} GB. Write it in batches of fewer rows.`)
  }
  return readExactly(handle, from, bytes)
}

function append(
  batch: BatchBuffers,
  schema: readonly ArrowField[],
  { appender, types }: Target,
  context: ValueContext,
): void {
  const columns = schema.map((field) => readValues(batch, field, context))
  batch.finish()
  const { rows } = batch
  if (columns.some(({ length }) => length !== rows)) throw damaged('a batch has columns of other lengths')
  for (let from = 0; from < rows; from += chunkRows) {
    const length = Math.min(chunkRows, rows - from)
    context.budget.beginChunk()
    context.budget.spend(8 * length * columns.length)
    const chunk = context.duckdb.DuckDBDataChunk.create(types, length)
    for (const [index, values] of columns.entries()) {
      chunk.setColumnValues(
        index,
        Array.from({ length }, (_, row) => values.at(from + row)),
      )
    }
    appender.appendDataChunk(chunk)
  }
}

/** The values that columns name by number. Later ones are added, or take the place of all before. */
class Dictionaries {
  readonly values = new Map<bigint, readonly DuckDBValue[]>()
  readonly #fields = new Map<bigint, ArrowField>()
  readonly #duckdb: Duckdb
  readonly #budget = new OutputBudget('dictionaries', maxDictionaryBytes)

  constructor(duckdb: Duckdb) {
    this.#duckdb = duckdb
  }

  declare(fields: readonly ArrowField[]): void {
    for (const { name, type, dictionary } of fields) {
      if (type.kind === 'struct') this.declare(type.fields)
      if (type.kind === 'list') this.declare([type.item])
      if (dictionary === undefined) continue
      if (type.kind === 'struct' || type.kind === 'list' || type.kind === 'null') {
        throw new ArrowProblem(`column ${JSON.stringify(name)}: a dictionary of type ${type.kind} is not read.`)
      }
      const other = this.#fields.get(dictionary.id)
      if (other !== undefined && sqlType(other.type) !== sqlType(type)) {
        throw damaged('two columns of other types share a dictionary')
      }
      this.#fields.set(dictionary.id, { name, type })
    }
  }

  add(id: bigint, batch: BatchBuffers, isDelta: boolean): void {
    const field = this.#fields.get(id)
    if (field === undefined) throw damaged('a dictionary belongs to no column')
    const read = readValues(batch, field, { duckdb: this.#duckdb, dictionaries: new Map(), budget: this.#budget })
    batch.finish()
    if (read.length !== batch.rows) throw damaged('a dictionary is of another length than it says')
    const values: DuckDBValue[] = [...((isDelta ? this.values.get(id) : undefined) ?? [])]
    for (let index = 0; index < read.length; index++) {
      if (index % chunkRows === 0) this.#budget.beginChunk()
      this.#budget.spend(16)
      values.push(read.at(index))
    }
    this.values.set(id, values)
  }
}
