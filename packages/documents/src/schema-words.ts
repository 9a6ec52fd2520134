import { printable, quoted } from './printable.ts'

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value found, short enough for a sentence. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined) return 'empty'
  if (typeof value === 'string') return `the text ${quoted(value)}`
  if (typeof value === 'number') return Number.isFinite(value) ? `the number ${value}` : `${value}, no finite number`
  if (typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  return 'a mapping'
}

/** A value that is allowed, as one would write it. */
export function literalWords(value: unknown): string {
  if (typeof value === 'string') return printable(value)
  return printable(JSON.stringify(value) ?? String(value))
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of keys to values',
  null: 'nothing',
}

/** JSON Schema's type names in words: `a text or a number`. */
export function typesWords(types: unknown): string {
  const list: readonly unknown[] = Array.isArray(types) ? types : [types]
  return either(list.map((type) => typeWords[String(type)] ?? String(type)))
}

/** The values that a schema lists one by one; undefined when it describes them otherwise. */
export function listedValues(schema: unknown): readonly unknown[] | undefined {
  if (!isRecord(schema)) return undefined
  if ('const' in schema) return [schema.const]
  return Array.isArray(schema.enum) ? schema.enum : undefined
}

/** What schemas ask for, one phrase each: `absolute`, `a number`. */
export function alternativesWords(schemas: readonly unknown[]): readonly string[] {
  return schemas.flatMap((schema) => {
    const listed = listedValues(schema)
    if (listed !== undefined) return listed.map(literalWords)
    return isRecord(schema) && schema.type !== undefined ? [typesWords(schema.type)] : []
  })
}

/** `a, b or c`. */
export function either(words: readonly string[]): string {
  if (words.length <= 1) return words.join('')
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** The key names that a schema declares, those of its `allOf` and alternatives included. */
export function declaredKeys(schema: unknown): readonly string[] {
  if (!isRecord(schema)) return []
  const own = isRecord(schema.properties) ? Object.keys(schema.properties) : []
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => {
    const inner = schema[keyword]
    return Array.isArray(inner) ? inner.flatMap(declaredKeys) : []
  })
  return [...new Set([...own, ...parts])]
}
