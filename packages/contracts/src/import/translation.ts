import type { DocumentPath } from '@mlgate/documents'
import { wrongPattern } from '../rules/wrong-pattern.ts'
import type { ImportedProperty, ImportedRule, Untranslated } from './imported-contract.ts'

/** A property that is being translated: keys and rules come one by one, and so does what has no translation. */
export class PropertyTranslation {
  readonly name: string
  readonly #path: DocumentPath
  readonly #missing: Untranslated[]
  readonly #options: Record<string, unknown> = {}
  readonly #keys: Record<string, unknown> = {}
  readonly #rules: ImportedRule[] = []

  constructor(name: string, path: DocumentPath, missing: Untranslated[]) {
    this.name = name
    this.#path = path
    this.#missing = missing
  }

  key(name: string, value: unknown): void {
    this.#keys[name] = value
  }

  option(name: string, value: unknown): void {
    this.#options[name] = value
  }

  rule(rule: ImportedRule): void {
    this.#rules.push(rule)
  }

  miss(below: string | DocumentPath, reason: string): void {
    const parts = typeof below === 'string' ? [below] : below
    this.#missing.push({ path: [...this.#path, ...parts], what: `${this.name}: ${parts.join('.')}`, reason })
  }

  /** The only values that there may be; missing values are none of them. */
  oneOf(values: readonly unknown[], below: string | DocumentPath): void {
    const plain = values.filter((value) => ['string', 'number', 'boolean'].includes(typeof value))
    if (plain.length < values.filter((value) => value !== null).length) {
      this.miss(below, 'lists and mappings are not compared with values.')
    } else if (plain.length > 0) {
      this.rule({ metric: 'invalidValues', arguments: { validValues: plain }, mustBe: 0 })
    }
  }

  /** A regular expression that is searched for anywhere. */
  pattern(pattern: string, below: string | DocumentPath): void {
    const wrong = wrongPattern(pattern)
    if (wrong !== undefined) this.miss(below, wrong)
    else if (this.#options.pattern === undefined) this.option('pattern', pattern)
    else this.rule({ metric: 'invalidValues', arguments: { pattern }, mustBe: 0 })
  }

  /** Whether a type was given, without which options mean nothing. */
  get type(): unknown {
    return this.#keys.logicalType
  }

  finish(): ImportedProperty {
    const options = Object.keys(this.#options).length === 0 ? {} : { logicalTypeOptions: this.#options }
    return { name: this.name, keys: { ...this.#keys, ...options }, quality: this.#rules }
  }
}

/** A mapping of an outside file; undefined for anything else. */
export function mappingOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Names in a list, or the one that stands in its place. */
export function namesOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((name) => typeof name === 'string')
}
