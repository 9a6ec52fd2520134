import type { ErrorObject } from 'ajv'
import type { Document } from './document.ts'
import type { Problem } from './problems.ts'
import { entryNoun, keyProblem, pathOfPointer, unknownKey, unlistedValue, valueProblem } from './schema-sentences.ts'
import { alternativesWords, declaredKeys, either, isRecord, listedValues, valueWords } from './schema-words.ts'

/** The schemas that an `anyOf` or `oneOf` error offered. */
export function branchesOf(error: ErrorObject): readonly unknown[] {
  return Array.isArray(error.schema) ? error.schema : []
}

/** Errors below a reference carry the path of what is referred to, not the path to the reference. */
export function branchPrefix(parent: ErrorObject, branch: unknown, index: number): string {
  const reference = isRecord(branch) ? branch.$ref : undefined
  return typeof reference === 'string' ? `${reference}/` : `${parent.schemaPath}/${index}/`
}

interface Branch {
  readonly schema: unknown
  readonly errors: readonly ErrorObject[]
}

/**
 * Explains why none of several alternatives fits, by the one that the author most likely meant: the only one of the
 * right type, else the one that knows the keys which are there; `explain` then puts that one's errors into words.
 */
export function explainAlternatives(
  error: ErrorObject,
  errors: readonly ErrorObject[],
  document: Document,
  explain: (errors: readonly ErrorObject[], document: Document) => Problem[],
): readonly Problem[] {
  const path = pathOfPointer(error.instancePath, document)
  if (Array.isArray(error.params.passingSchemas)) {
    return [valueProblem(path, 'fits more than one of the forms that are allowed here; it must fit one.', document)]
  }
  const branches = branchesOf(error).map((schema, index): Branch => {
    const prefix = branchPrefix(error, schema, index)
    return { schema, errors: errors.filter((one) => one.schemaPath.startsWith(prefix)) }
  })
  const fitting = branches.filter(
    ({ errors }) => !errors.some((one) => one.instancePath === error.instancePath && isOfKind(one)),
  )
  if (fitting.length === 0) {
    return [
      valueProblem(
        path,
        noneFits(
          error.data,
          branches.map(({ schema }) => schema),
        ),
        document,
      ),
    ]
  }
  if (fitting.length > 1) {
    const special = discriminatorProblem(fitting, document) ?? keyProblems(error, fitting, path, document)
    if (special !== undefined) return special
  }
  return explain(mostLikely(fitting, isRecord(error.data) ? Object.keys(error.data) : []).errors, document)
}

/** The form with the fewest errors, of those that ask for a key which is there where any does. */
function mostLikely(fitting: readonly Branch[], keys: readonly string[]): Branch {
  const named = fitting.filter(({ schema }) => requiredKeys(schema).some((name) => keys.includes(name)))
  const [first, ...others] = named.length > 0 ? named : fitting
  if (first === undefined) throw new RangeError('no form to choose from')
  return others.reduce((best, branch) => (branch.errors.length < best.errors.length ? branch : best), first)
}

function isOfKind(error: ErrorObject): boolean {
  return error.keyword === 'type' || error.keyword === 'const' || error.keyword === 'enum'
}

function noneFits(value: unknown, schemas: readonly unknown[]): string {
  const listed = schemas.flatMap((schema) => listedValues(schema) ?? [])
  const others = alternativesWords(schemas.filter((schema) => listedValues(schema) === undefined))
  if (listed.length > 0) return unlistedValue(value, listed, others)
  if (others.length === 0) return `is ${valueWords(value)}, which fits none of the forms that are allowed here.`
  return `is ${valueWords(value)}; it must be ${either([...new Set(others)])}.`
}

/** When every form asks for another constant at the same place (`type: oci`), that place is what is wrong. */
function discriminatorProblem(fitting: readonly Branch[], document: Document): readonly Problem[] | undefined {
  const [first, ...rest] = fitting.map(({ errors }) => errors.filter((error) => error.keyword === 'const'))
  const place = first?.find((error) =>
    rest.every((others) => others.some((other) => other.instancePath === error.instancePath)),
  )
  if (place === undefined) return undefined
  const allowed = fitting.flatMap(({ errors }) =>
    errors
      .filter((error) => error.keyword === 'const' && error.instancePath === place.instancePath)
      .flatMap((error) => listedValues(error.parentSchema) ?? []),
  )
  const path = pathOfPointer(place.instancePath, document)
  return [valueProblem(path, unlistedValue(place.data, [...new Set(allowed)]), document)]
}

function keyProblems(
  error: ErrorObject,
  fitting: readonly Branch[],
  path: readonly (string | number)[],
  document: Document,
): readonly Problem[] | undefined {
  const value = error.data
  if (!isRecord(value) || !fitting.every(({ schema }) => isClosed(schema))) return undefined
  const keys = Object.keys(value)
  const known = [...new Set(fitting.flatMap(({ schema }) => declaredKeys(schema)))]
  const unknown = keys.filter((key) => !known.includes(key))
  if (unknown.length > 0) {
    const noun = entryNoun(error.parentSchema)
    return unknown.map((key) => keyProblem([...path, key], unknownKey(key, known, noun), document))
  }
  const required = fitting.map(({ schema }) => requiredKeys(schema))
  if (!required.some((names) => names.some((name) => keys.includes(name)))) {
    const choices = required.map((names) => names.join(' with '))
    return [valueProblem(path, `needs ${either([...new Set(choices)])}.`, document)]
  }
  const own = declaredKeys(mostLikely(fitting, keys).schema)
  const strangers = keys.filter((key) => !own.includes(key))
  if (strangers.length === 0) return undefined
  const beside = either(keys.filter((key) => own.includes(key)))
  return strangers.map((key) => keyProblem([...path, key], `cannot stand beside ${beside}.`, document))
}

function isClosed(schema: unknown): boolean {
  return isRecord(schema) && schema.additionalProperties === false
}

function requiredKeys(schema: unknown): readonly string[] {
  const names = isRecord(schema) ? schema.required : undefined
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
}
