import type { ErrorObject } from 'ajv'
import type { Document } from './document.ts'
import { nearest } from './nearest.ts'
import { type DocumentPath, quoted } from './printable.ts'
import type { Problem } from './problems.ts'
import { declaredKeys, either, isRecord, listedValues, literalWords, valueWords } from './schema-words.ts'

/** A JSON pointer as a path; parts that index lists become numbers. */
export function pathOfPointer(pointer: string, document: Document): (string | number)[] {
  let value = document.value
  return pointer
    .split('/')
    .slice(1)
    .map((escaped) => {
      const part = escaped.replaceAll('~1', '/').replaceAll('~0', '~')
      if (Array.isArray(value)) {
        value = value[Number(part)]
        return Number(part)
      }
      value = isRecord(value) ? value[part] : undefined
      return part
    })
}

/** A problem with a key, which is reported where the key stands. */
export function keyProblem(path: DocumentPath, message: string, document: Document): Problem {
  return { path, message, position: document.positionOf(path, 'key') }
}

export function valueProblem(path: DocumentPath, message: string, document: Document): Problem {
  return { path, message, position: document.positionOf(path, 'value') }
}

/** What to say of a key that is not declared; `entry` is the noun for what the mapping lists, such as `metric`. */
export function unknownKey(key: string, known: readonly string[], entry = 'key'): string {
  const meant = nearest(key, known)
  if (meant !== undefined) return `no such ${entry}. Did you mean ${meant}?`
  return known.length === 0
    ? `no such ${entry}; none is allowed here.`
    : `no such ${entry}; known are ${known.join(', ')}.`
}

/** What to say of a value outside a list of allowed ones. */
export function unlistedValue(value: unknown, allowed: readonly unknown[], others: readonly string[] = []): string {
  const words = either([...new Set([...allowed.map(literalWords), ...others])])
  const texts = allowed.filter((one) => typeof one === 'string')
  const meant = typeof value === 'string' ? nearest(value, texts) : undefined
  const choice = allowed.length + others.length === 1 ? `it must be ${words}` : `allowed are ${words}`
  return `is ${valueWords(value)}; ${choice}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`
}

/** The noun that a schema gives its entries by the annotation `x-entry`. */
export function entryNoun(schema: unknown): string {
  const noun = isRecord(schema) ? schema['x-entry'] : undefined
  return typeof noun === 'string' ? noun : 'key'
}

/** What a pattern asks for: in the words of the annotation `x-form`, else the pattern itself. */
function patternWords(schema: unknown, pattern: string): string {
  const form = isRecord(schema) ? schema['x-form'] : undefined
  return typeof form === 'string' ? `be ${form}` : `match ${pattern}`
}

/** What to say of a key that a schema does not allow. */
export function keyMessage(key: string, schema: unknown): string {
  const patterns = isRecord(schema) && isRecord(schema.patternProperties) ? schema.patternProperties : {}
  const pattern = Object.keys(patterns)[0]
  const known = declaredKeys(schema)
  if (known.length === 0 && pattern !== undefined) {
    return `the ${entryNoun(schema)} name must ${patternWords(schema, pattern)}.`
  }
  return unknownKey(key, known, entryNoun(schema))
}

const comparisons: Readonly<Record<string, string>> = {
  '>=': 'at least',
  '<=': 'at most',
  '>': 'greater than',
  '<': 'less than',
}

/** What to say of a value that breaks a rule of its schema. */
export function valueMessage(error: ErrorObject): string {
  const text = (name: string): string => String(error.params[name])
  const found = `is ${valueWords(error.data)}`
  const count = (bound: string, [one, many]: readonly [string, string]): string =>
    `${bound} ${text('limit')} ${text('limit') === '1' ? one : many}`
  switch (error.keyword) {
    case 'const':
    case 'enum':
      return unlistedValue(error.data, listedValues(error.parentSchema) ?? [])
    case 'pattern':
      return `${found}; it must ${patternWords(error.parentSchema, text('pattern'))}.`
    case 'format':
      return `${found}, which is no ${text('format')}.`
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `${found}; it must be ${comparisons[text('comparison')] ?? text('comparison')} ${text('limit')}.`
    case 'multipleOf':
      return `${found}; it must be a multiple of ${text('multipleOf')}.`
    case 'minLength':
      return `${found}; it must have ${count('at least', ['character', 'characters'])}.`
    case 'maxLength':
      return `${found}; it must have ${count('at most', ['character', 'characters'])}.`
    case 'minItems':
      return `${found}; it must have ${count('at least', ['entry', 'entries'])}.`
    case 'maxItems':
      return `has more entries than the ${text('limit')} allowed.`
    case 'minProperties':
      return `must have ${count('at least', ['key', 'keys'])}.`
    case 'maxProperties':
      return `must have ${count('at most', ['key', 'keys'])}.`
    case 'uniqueItems':
      return `the entries ${text('i')} and ${text('j')} (counted from 0) are the same; each may stand once.`
    case 'dependentRequired':
      return `needs ${quoted(text('missingProperty'))} beside ${quoted(text('property'))}.`
    default:
      return `${found}; it ${error.message ?? `breaks the rule ${error.keyword}`}.`
  }
}
