import { sep } from 'node:path'

/**
 * The two ways in which text from outside enters SQL. Every name of a column, path or value in our SQL goes through
 * one of them; nothing else builds SQL from foreign text.
 */

/** A column's name as an SQL identifier, whatever characters it holds. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text as an SQL string literal. DuckDB's literals know no backslash escapes: doubling the quote is all. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/**
 * A file's path as a glob pattern that matches it alone: DuckDB takes every path for a pattern. Undefined for a path
 * with a backslash beside glob characters, which DuckDB has no way to write.
 */
export function literalPattern(path: string, separator: string = sep): string | undefined {
  if (!/[*?[]/.test(path)) return path
  if (separator !== '\\' && path.includes('\\')) return undefined
  return path.replaceAll(/[*?[]/g, '[$&]')
}
