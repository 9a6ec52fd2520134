import { ConfigurationError } from '@mlgate/core'
import { quoteText, type Tables } from '@mlgate/tables'

/** A condition over one row that a contract has in SQL, with the columns that it looks at. */
export interface RowCondition {
  /** SQL that is never NULL. */
  readonly sql: string
  /** As the file spells them where it has them, otherwise as the condition does. */
  readonly columns: readonly string[]
}

/**
 * Makes sure that a text is one SQL condition over the columns of a row: no query, aggregate, window or table.
 *
 * @param names of the file's columns; SQL finds them whatever their case
 * @param readsAs types of columns that the queries see as text, because other checks want to: the condition means their
 *   values as the file has them
 * @throws ConfigurationError, without position, that says what is wrong
 */
export async function parseRowCondition(
  condition: string,
  names: readonly string[],
  tables: Tables,
  file: string,
  readsAs: ReadonlyMap<string, string> = new Map(),
): Promise<RowCondition> {
  const select = `SELECT (${condition}\n) FROM data`
  const tree = await syntaxOf(select, tables, file)
  const node = selectOf(tree)
  if (node === undefined) throw wrong(condition, 'it is not one condition')
  const nodes = [...nodesIn(node)]
  const foreign = nodes.find(
    ({ class: kind }) => kind === 'SUBQUERY' || kind === 'WINDOW' || kind === 'STAR' || kind === 'PARAMETER',
  )
  if (foreign !== undefined) throw wrong(condition, `${String(foreign.class).toLowerCase()} is not of one row`)
  const columns = nodes.flatMap(({ class: kind, column_names: path }) =>
    kind === 'COLUMN_REF' && Array.isArray(path) ? [nameOf(path.map(String), names)] : [],
  )
  const used = [...new Set(columns)]
  if (isRow(node)) throw wrong(condition, 'it is several expressions')
  // Binding it finds unknown functions and aggregates; without its columns there is nothing to bind.
  if (used.every((name) => names.includes(name))) {
    try {
      await tables.query(file, `SELECT 1 FROM data WHERE (${condition}\n) LIMIT 0`)
    } catch (cause) {
      if (!(cause instanceof ConfigurationError)) throw cause
      throw wrong(condition, cause.message, cause)
    }
  }
  const typed = withTypes(select, nodes, names, readsAs)
  if (typed === undefined) throw wrong(condition, 'its columns cannot be told; write their names alone, or in quotes')
  return { sql: `coalesce((${typed.slice('SELECT ('.length, -') FROM data'.length)})::BOOLEAN, false)`, columns: used }
}

const identifier = '(?:"(?:[^"]|"")*"|[\\p{L}_][\\p{L}\\p{N}_$]*)'

/** A statement with a cast around the columns that have a type; undefined when a column is not where the tree has it. */
function withTypes(
  sql: string,
  nodes: readonly SyntaxNode[],
  names: readonly string[],
  readsAs: ReadonlyMap<string, string>,
): string | undefined {
  const bytes = Buffer.from(sql)
  const references = nodes.flatMap(({ class: kind, column_names: path, query_location: at }) => {
    const type = kind === 'COLUMN_REF' && Array.isArray(path) ? readsAs.get(nameOf(path.map(String), names)) : undefined
    return type === undefined || !Array.isArray(path) ? [] : [{ at: Number(at), type, length: path.length }]
  })
  let out = sql
  // From the end, so that places before stay what they are.
  for (const { at, type, length } of references.sort((a, b) => b.at - a.at)) {
    const start = bytes.subarray(0, at).toString().length
    const pattern = new RegExp(`^${identifier}(?:\\s*\\.\\s*${identifier}){${length - 1}}`, 'u')
    const text = pattern.exec(sql.slice(start))?.[0]
    if (text === undefined) return undefined
    out = `${out.slice(0, start)}TRY_CAST(${text} AS ${type})${out.slice(start + text.length)}`
  }
  return out
}

/** `1 = 1, 2` in parentheses is a row of two. */
function isRow({ class: kind, function_name: name }: SyntaxNode): boolean {
  return kind === 'FUNCTION' && name === 'row'
}

type SyntaxNode = Readonly<Record<string, unknown>>

async function syntaxOf(sql: string, tables: Tables, file: string): Promise<unknown> {
  const [[text] = []] = await tables.query(file, `SELECT json_serialize_sql(${quoteText(sql)})`)
  const tree: unknown = JSON.parse(String(text))
  if (isNode(tree) && tree.error === false && Array.isArray(tree.statements)) return tree.statements
  const reason = isNode(tree) ? String(tree.error_message) : 'it cannot be parsed'
  throw new ConfigurationError(`the condition cannot be parsed (${reason}).`)
}

/** The statement's node when it is `SELECT <one expression> FROM data` and nothing else. */
function selectOf(statements: unknown): SyntaxNode | undefined {
  const [statement, ...more] = Array.isArray(statements) ? statements : []
  if (more.length > 0 || !isNode(statement) || !isNode(statement.node)) return undefined
  const { type, select_list: list, where_clause: where, having, qualify, modifiers, from_table: from } = statement.node
  const { group_expressions: groups } = statement.node
  const isPlain =
    type === 'SELECT_NODE' &&
    [where, having, qualify].every((part) => part === null) &&
    Array.isArray(modifiers) &&
    modifiers.length === 0 &&
    Array.isArray(groups) &&
    groups.length === 0 &&
    isNode(from) &&
    from.type === 'BASE_TABLE' &&
    from.table_name === 'data' &&
    Array.isArray(list) &&
    list.length === 1
  return isPlain && isNode(list[0]) ? list[0] : undefined
}

function* nodesIn(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) for (const part of value) yield* nodesIn(part)
  if (!isNode(value)) return
  yield value
  for (const part of Object.values(value)) yield* nodesIn(part)
}

/** `flights.delay` is the column delay of data, or the part delay of a column flights: the first name decides. */
function nameOf(path: readonly string[], names: readonly string[]): string {
  const [first = '', second] = path
  const name = first.toLowerCase() === 'data' && second !== undefined ? second : first
  return names.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name
}

function wrong(condition: string, why: string, cause?: unknown): ConfigurationError {
  const found = `${JSON.stringify(condition)} is not an SQL condition over the columns of one row: ${why}`
  return new ConfigurationError(found.endsWith('.') ? found : `${found}.`, { cause })
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
