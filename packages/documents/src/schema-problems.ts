import type { ErrorObject } from 'ajv'
import { branchesOf, branchPrefix, explainAlternatives } from './alternatives.ts'
import type { Document } from './document.ts'
import type { Problem } from './problems.ts'
import {
  entryNoun,
  keyMessage,
  keyProblem,
  pathOfPointer,
  unknownKey,
  valueMessage,
  valueProblem,
} from './schema-sentences.ts'
import { isRecord, typesWords, valueWords } from './schema-words.ts'

/**
 * Turns the validator's errors into problems for people: alternatives are reduced to the one that was meant, and
 * what follows from another error is left out.
 */
export function explainErrors(errors: readonly ErrorObject[], document: Document): Problem[] {
  const claimed = new Set<ErrorObject>()
  for (const error of errors) {
    if (isAlternative(error)) for (const other of errorsOfBranches(error, errors)) claimed.add(other)
  }
  const problems = errors.flatMap((error) => {
    if (claimed.has(error) || error.keyword === 'propertyNames') return []
    const stranger = strangerProblem(error, document)
    if (stranger !== undefined) return [stranger]
    if (isAlternative(error))
      return explainAlternatives(error, errorsOfBranches(error, errors), document, explainErrors)
    return [explainError(error, document)]
  })
  return withoutConsequences(problems)
}

/**
 * A mapping that takes entries of the user's own beside known ones says in `x-own-entry` which keys tell that an entry is
 * one; without any of them it is a known name that was misspelt.
 */
function strangerProblem(error: ErrorObject, document: Document): Problem | undefined {
  const rule: unknown = isRecord(error.parentSchema) ? error.parentSchema['x-own-entry'] : undefined
  if (!isRecord(rule) || !Array.isArray(rule.keys) || !Array.isArray(rule.known)) return undefined
  const { data } = error
  if (isRecord(data) && rule.keys.some((key) => Object.hasOwn(data, String(key)))) return undefined
  const path = pathOfPointer(error.instancePath, document)
  return keyProblem(path, unknownKey(String(path.at(-1)), rule.known.map(String), String(rule.entry)), document)
}

function isAlternative(error: ErrorObject): boolean {
  return error.keyword === 'anyOf' || error.keyword === 'oneOf'
}

function errorsOfBranches(parent: ErrorObject, errors: readonly ErrorObject[]): ErrorObject[] {
  const prefixes = branchesOf(parent).map((branch, index) => branchPrefix(parent, branch, index))
  return errors.filter(
    (error) =>
      error !== parent &&
      isBelow(error.instancePath, parent.instancePath) &&
      prefixes.some((prefix) => error.schemaPath.startsWith(prefix)),
  )
}

function isBelow(pointer: string, parent: string): boolean {
  return pointer === parent || pointer.startsWith(`${parent}/`)
}

function explainError(error: ErrorObject, document: Document): Problem {
  const path = pathOfPointer(error.instancePath, document)
  const schema: unknown = error.parentSchema
  const text = (name: string): string => String(error.params[name])
  if (error.propertyName !== undefined) {
    const rule = error.keyword === 'pattern' ? `must match ${text('pattern')}` : String(error.message)
    return keyProblem([...path, error.propertyName], `the ${entryNoun(schema)} name ${rule}.`, document)
  }
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const key = text(error.keyword === 'additionalProperties' ? 'additionalProperty' : 'unevaluatedProperty')
      return keyProblem([...path, key], keyMessage(key, schema), document)
    }
    case 'required':
      return keyProblem([...path, text('missingProperty')], 'is missing.', document)
    case 'type':
      return valueProblem(path, `is ${valueWords(error.data)}; it must be ${typesWords(error.schema)}.`, document)
    default:
      return valueProblem(path, valueMessage(error), document)
  }
}

/** A wrong type makes further complaints about the same value idle; a misspelt key explains the missing one. */
function withoutConsequences(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>()
  const suggested = new Set<string>()
  for (const { path, message } of problems) {
    const meant = /Did you mean (.+)\?$/.exec(message)?.[1]
    if (meant !== undefined) suggested.add(JSON.stringify([...path.slice(0, -1), meant]))
  }
  return problems.filter(({ path, message }) => {
    const place = JSON.stringify(path)
    if (seen.has(place) || (message === 'is missing.' && suggested.has(place))) return false
    seen.add(place)
    return true
  })
}
