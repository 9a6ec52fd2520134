import type { Scalar } from '../../plan/predicate.ts'
import { nameSql, valueSql } from './sql.ts'

/** An SQL condition, or why there is none. */
export type ConditionReading = { readonly sql: string } | { readonly reason: string }

/** Says why a condition cannot be translated. */
class Untranslatable extends Error {}

/** How comparisons treat missing values: pandas takes a missing value for one that differs, SQL for none at all. */
type Missing = 'differs' | 'unknown'

/**
 * Translates a `row_condition`: a text in the syntax of `condition_parser` (pandas, spark, great_expectations, where
 * missing told by its look), or the objects that 1.x writes.
 */
export function readRowCondition(condition: unknown, parser: unknown): ConditionReading {
  try {
    if (typeof condition === 'string') {
      const isSql = parser === 'spark'
      return { sql: parseText(condition, isSql ? 'unknown' : 'differs') }
    }
    return { sql: objectSql(condition) }
  } catch (error) {
    if (error instanceof Untranslatable) return { reason: `row_condition: ${error.message}` }
    throw error
  }
}

const operators: Readonly<Record<string, string>> = {
  '==': '=',
  '=': '=',
  '!=': '<>',
  '<>': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
}

function comparison(column: string, operator: string, value: Exclude<Scalar, null>, missing: Missing): string {
  const sql = operators[operator]
  if (sql === undefined) throw new Untranslatable(`the operator ${operator} is not known.`)
  if (sql === '<>' && missing === 'differs') return `${nameSql(column)} IS DISTINCT FROM ${valueSql(value)}`
  return `${nameSql(column)} ${sql} ${valueSql(value)}`
}

/** To pandas a value differs from a missing one, and a missing one from itself. */
function columnComparison(one: string, operator: string, other: string, missing: Missing): string {
  const sql = operators[operator]
  if (sql === undefined) throw new Untranslatable(`the operator ${operator} is not known.`)
  const test = `${nameSql(one)} ${sql} ${nameSql(other)}`
  return sql === '<>' && missing === 'differs' ? `coalesce(${test}, true)` : test
}

function membership(column: string, values: readonly Exclude<Scalar, null>[], isIn: boolean, missing: Missing): string {
  if (values.length === 0) return isIn ? 'false' : 'true'
  const name = nameSql(column)
  const list = values.map(valueSql).join(', ')
  if (isIn) return `${name} IN (${list})`
  return missing === 'differs' ? `(${name} IS NULL OR ${name} NOT IN (${list}))` : `${name} NOT IN (${list})`
}

function objectSql(value: unknown): string {
  if (!isRecord(value)) throw new Untranslatable('is neither a text nor a condition.')
  const column = isRecord(value.column) && typeof value.column.name === 'string' ? value.column.name : undefined
  switch (value.type) {
    case 'and':
    case 'or': {
      const parts = Array.isArray(value.conditions) ? value.conditions.map(objectSql) : []
      if (parts.length === 0) throw new Untranslatable(`${value.type} has no conditions.`)
      return parts.length === 1 ? parts.join() : `(${parts.join(value.type === 'and' ? ' AND ' : ' OR ')})`
    }
    case 'nullity':
      if (column === undefined) break
      return `${nameSql(column)} IS ${value.is_null === true ? '' : 'NOT '}NULL`
    case 'comparison': {
      const { operator, parameter } = value
      if (column === undefined || typeof operator !== 'string') break
      if (operator === 'IN' || operator === 'NOT_IN') {
        if (!Array.isArray(parameter) || !parameter.every(isValue)) break
        return membership(column, parameter, operator === 'IN', 'differs')
      }
      if (isValue(parameter)) return comparison(column, operator, parameter, 'differs')
      break
    }
    case 'pass_through':
      if (typeof value.pass_through_filter === 'string') return parseText(value.pass_through_filter, 'differs')
  }
  throw new Untranslatable('is a kind of condition that is not known.')
}

const tokenPattern =
  /\s*(?:(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<number>-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|`(?<quoted>[^`]+)`|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<sign>==|!=|<>|<=|>=|[<>=&|~()[\],.]))/uy

interface Token {
  readonly kind: 'text' | 'number' | 'quoted' | 'word' | 'sign'
  readonly text: string
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  tokenPattern.lastIndex = 0
  while (tokenPattern.lastIndex < text.trimEnd().length) {
    const at = tokenPattern.lastIndex
    const groups = tokenPattern.exec(text)?.groups
    const found = Object.entries(groups ?? {}).find(([, part]) => part !== undefined)
    if (found === undefined) throw new Untranslatable(`cannot be read from ${JSON.stringify(text.slice(at, at + 20))}.`)
    tokens.push({ kind: found[0] as Token['kind'], text: String(found[1]) })
  }
  return tokens
}

/** A boolean expression of comparisons: a column, an operator, a literal. Throws Untranslatable for anything else. */
function parseText(text: string, missing: Missing): string {
  const tokens = tokensOf(text)
  let next = 0
  const peek = (): Token | undefined => tokens[next]
  const is = (...texts: string[]): boolean => {
    const token = tokens[next]
    return (
      token !== undefined &&
      token.kind !== 'text' &&
      token.kind !== 'quoted' &&
      texts.includes(token.text.toLowerCase())
    )
  }
  const take = (...texts: string[]): boolean => {
    if (!is(...texts)) return false
    next += 1
    return true
  }
  const expect = (sign: string): void => {
    if (!take(sign)) throw new Untranslatable(`${sign} is missing ${placeOf(peek())}.`)
  }

  function disjunction(): string {
    const parts = [conjunction()]
    while (take('or', '|')) parts.push(conjunction())
    return parts.length === 1 ? parts.join() : `(${parts.join(' OR ')})`
  }
  function conjunction(): string {
    const parts = [negation()]
    while (take('and', '&')) parts.push(negation())
    return parts.length === 1 ? parts.join() : `(${parts.join(' AND ')})`
  }
  function negation(): string {
    if (take('not', '~')) {
      const inner = negation()
      return missing === 'differs' ? `NOT coalesce(${inner}, false)` : `NOT (${inner})`
    }
    if (take('(')) {
      const inner = disjunction()
      expect(')')
      return `(${inner})`
    }
    return test()
  }
  function test(): string {
    const column = name()
    if (take('.')) {
      const method = tokens[next++]?.text.toLowerCase()
      expect('(')
      expect(')')
      if (method === 'isnull' || method === 'isna') return `${nameSql(column)} IS NULL`
      if (method === 'notnull' || method === 'notna') return `${nameSql(column)} IS NOT NULL`
      throw new Untranslatable(`the method ${method} is not known.`)
    }
    if (take('is')) {
      const isNot = take('not')
      expect('null')
      return `${nameSql(column)} IS ${isNot ? 'NOT ' : ''}NULL`
    }
    const isNot = take('not')
    if (take('in')) return membership(column, list(), !isNot, missing)
    const operator = tokens[next++]
    if (isNot || operator?.kind !== 'sign') throw new Untranslatable(`an operator is missing ${placeOf(operator)}.`)
    return isColumn()
      ? columnComparison(column, operator.text, name(), missing)
      : comparison(column, operator.text, literal(), missing)
  }
  function name(): string {
    const token = tokens[next++]
    if (token?.kind === 'quoted') return token.text
    if (token?.kind !== 'word') throw new Untranslatable(`a column is missing ${placeOf(token)}.`)
    if (token.text !== 'col' || !take('(')) return token.text
    const quoted = tokens[next++]
    if (quoted?.kind !== 'text') throw new Untranslatable('col( needs a name in quotes.')
    expect(')')
    return unquoted(quoted.text)
  }
  /** A name, but for the words that stand for values, and functions other than col(). */
  function isColumn(): boolean {
    const token = peek()
    const isCalled = tokens[next + 1]?.text === '(' && token?.text !== 'col'
    if (token?.kind === 'quoted') return true
    return token?.kind === 'word' && !isCalled && !/^(true|false|none|null|nan)$/i.test(token.text)
  }
  function list(): Exclude<Scalar, null>[] {
    const close = take('[') ? ']' : take('(') ? ')' : undefined
    if (close === undefined) throw new Untranslatable(`a list is missing ${placeOf(peek())}.`)
    const values: Exclude<Scalar, null>[] = []
    while (!take(close)) {
      values.push(literal())
      if (!is(close)) expect(',')
    }
    return values
  }
  function literal(): Exclude<Scalar, null> {
    const token = tokens[next++]
    if (token?.kind === 'word' && token.text === 'date' && take('(')) {
      const day = literal()
      expect(')')
      return day
    }
    if (token?.kind === 'number') return Number(token.text)
    if (token?.kind === 'text') return unquoted(token.text)
    if (token?.kind === 'word' && /^true$/i.test(token.text)) return true
    if (token?.kind === 'word' && /^false$/i.test(token.text)) return false
    throw new Untranslatable(`only numbers, quoted texts, true and false are compared with, not ${placeOf(token)}.`)
  }

  const sql = disjunction()
  if (next < tokens.length) throw new Untranslatable(`cannot be read ${placeOf(peek())}.`)
  return sql
}

function placeOf(token: Token | undefined): string {
  return token === undefined ? 'at the end' : `at ${JSON.stringify(token.text)}`
}

function unquoted(text: string): string {
  const inner = text.slice(1, -1)
  if (/\\[^\\'"]/.test(inner)) throw new Untranslatable('a text with escapes is not understood.')
  return inner.replaceAll(/\\(.)/g, '$1')
}

function isValue(value: unknown): value is Exclude<Scalar, null> {
  return (
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
  )
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
