import { ConfigurationError } from '@mlgate/core'
import type { Document } from '@mlgate/documents'
import type { ImportedContract, ImportedRule, Untranslated } from '../imported-contract.ts'
import { listOf, mappingOf } from '../translation.ts'

const key = 'constraint_suggestions'

/** Whether a file's value is what Deequ's constraint suggestion leaves. */
export function isDeequ(value: unknown): boolean {
  return Array.isArray(mappingOf(value)?.[key])
}

interface Translation {
  readonly keys?: Readonly<Record<string, unknown>>
  readonly rule?: ImportedRule
}

/** Translates the constraints that Deequ suggests, by the code that it suggests for each. */
export function importSuggestions(document: Document): ImportedContract {
  const suggestions = listOf(mappingOf(document.value)?.[key])
  if (suggestions.length === 0) throw new ConfigurationError(`${document.file}: holds no ${key}.`)
  const missing: Untranslated[] = []
  const columns = new Map<string, { keys: Record<string, unknown>; quality: ImportedRule[] }>()
  for (const [index, entry] of suggestions.entries()) {
    const suggestion = mappingOf(entry) ?? {}
    const { column_name: column, code_for_constraint: code } = suggestion
    const found = typeof code === 'string' && typeof column === 'string' ? translate(code, column) : 'has no code.'
    if (typeof found === 'string' || typeof column !== 'string') {
      missing.push({
        path: [key, index],
        what: String(code ?? suggestion.constraint_name ?? index),
        reason: String(found),
      })
      continue
    }
    const own = columns.get(column) ?? { keys: {}, quality: [] }
    Object.assign(own.keys, found.keys)
    if (found.rule !== undefined) own.quality.push(found.rule)
    columns.set(column, own)
  }
  const properties = [...columns].map(([name, { keys, quality }]) => ({ name, keys, quality }))
  return { id: 'rows', quality: [], properties, missing, notes: [] }
}

const text = '"((?:[^"\\\\]|\\\\.)*)"'
const share = '_\\s*(>=|>|==)\\s*([0-9.]+)'

/** What one line of Scala or Python asks for; a sentence when it has no translation. */
function translate(code: string, column: string): Translation | string {
  const [, method = '', rest = ''] = /^\s*\.(\w+)\((.*)\)\s*$/s.exec(code) ?? []
  const args = new RegExp(`^${text}\\s*(?:,\\s*(.*))?$`, 's').exec(rest)
  if (args === null || unquoted(args[1] ?? '') !== column) return 'is written in a way that is not understood.'
  const more = args[2] ?? ''
  switch (method) {
    case 'isComplete':
      return { keys: { required: true } }
    case 'isUnique':
      return { keys: { unique: true } }
    case 'isPrimaryKey':
      return more === '' ? { keys: { primaryKey: true } } : 'a key of several columns is written by hand.'
    case 'isNonNegative':
      return { keys: { logicalType: 'number', logicalTypeOptions: { minimum: 0 } } }
    case 'isPositive':
      return { keys: { logicalType: 'number', logicalTypeOptions: { exclusiveMinimum: 0 } } }
    case 'hasCompleteness': {
      const [, operator, bound] = new RegExp(share).exec(more) ?? []
      if (operator === undefined || operator === '==') return 'only a least completeness is understood.'
      const percent = Number((100 * (1 - Number(bound))).toPrecision(12))
      const limit = operator === '>=' ? 'mustBeLessOrEqualTo' : 'mustBeLessThan'
      return { rule: { metric: 'nullValues', [limit]: percent, unit: 'percent' } }
    }
    case 'isContainedIn':
      return containedIn(more)
    case 'hasMin':
    case 'hasMax':
      return hasBound(method, more)
    default:
      return `${method || 'it'} has no translation.`
  }
}

function containedIn(more: string): Translation | string {
  const [, list, after = ''] = /^(?:Array\(|\[)(.*?)(?:\)|\])\s*(?:,\s*(.*))?$/s.exec(more) ?? []
  const values = [...(list ?? '').matchAll(new RegExp(text, 'g'))].map(([, value = '']) => unquoted(value))
  if (values.length === 0) return 'its values are not understood.'
  const rule = { metric: 'invalidValues', arguments: { validValues: values } }
  if (after === '') return { rule: { ...rule, mustBe: 0 } }
  return 'a tolerance counts the rows without a value otherwise. Write inSet with mostly.'
}

function hasBound(method: 'hasMin' | 'hasMax', more: string): Translation | string {
  const [, operator, bound] = /_\s*(>=|>|<=|<)\s*(-?[0-9.]+)\s*$/.exec(more) ?? []
  const names: Readonly<Record<string, string>> = {
    'hasMin>=': 'minimum',
    'hasMin>': 'exclusiveMinimum',
    'hasMax<=': 'maximum',
    'hasMax<': 'exclusiveMaximum',
  }
  const name = names[`${method}${operator ?? ''}`]
  if (name === undefined) return 'is no bound on that side.'
  return { keys: { logicalType: 'number', logicalTypeOptions: { [name]: Number(bound) } } }
}

function unquoted(literal: string): string {
  return literal.replace(/\\(.)/g, '$1')
}
