import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { Document } from './document.ts'
import { errorOf, type Problem } from './problems.ts'
import { explainErrors } from './schema-problems.ts'

/**
 * Checks a document against a schema and returns its value with the schema's type. Throws one ConfigurationError with
 * a line for every problem (at most 20): where it stands, what was found, what is allowed and the nearest name.
 *
 * Mappings whose schema carries the annotation `x-entry: <noun>` have unknown keys reported with that noun
 * (`no such metric`); `x-form: <words>` says what a pattern asks for (`it must be a percentage such as 2%`), for
 * mappings what the pattern of their keys does. `x-own-entry: {entry, keys, known}` stands on the schema of entries that
 * users may add to known ones: without any of `keys` such an entry is a known name that was misspelt.
 */
export function checkDocument<S extends TSchema>(document: Document, schema: S): Static<S> {
  const { value } = document
  // Looking at the schema takes a hundredth of the time that compiling it does, which only a wrong document is worth.
  if (Value.Check(schema, value)) return value
  const validate = validatorOf<Static<S>>(schema)
  if (validate(value)) return value
  throw errorOf(atLeastOne(explainErrors(validate.errors ?? [], document), document))
}

/** The problems that `checkDocument` would report, unsorted; empty when the document holds. */
export function problemsOf(document: Document, schema: TSchema): readonly Problem[] {
  if (Value.Check(schema, document.value)) return []
  const validate = validatorOf<unknown>(schema)
  if (validate(document.value)) return []
  return atLeastOne(explainErrors(validate.errors ?? [], document), document)
}

/** A refusal that nothing explains must still be a refusal. */
function atLeastOne(problems: readonly Problem[], document: Document): readonly [Problem, ...Problem[]] {
  const [first, ...rest] = problems
  if (first !== undefined) return [first, ...rest]
  return [{ position: document.positionOf([]), path: [], message: 'does not have the form that is asked for.' }]
}

/** Made on first use; it remembers what it compiled by the schema object, which takes longer than the checking. */
let validator: Ajv2020 | undefined

function validatorOf<T>(schema: TSchema): ValidateFunction<T> {
  validator ??= newValidator()
  return validator.compile<T>(schema)
}

function newValidator(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    // Alternatives such as "one of these two keys" name keys in `required` that are declared beside them.
    strictRequired: false,
    allowUnionTypes: true,
    verbose: true,
  })
  addFormats.default(ajv)
  ajv.addVocabulary(['x-entry', 'x-form', 'x-own-entry'])
  return ajv
}
