import { ConfigurationError } from '@mlgate/core'
import { type Document, type DocumentPath, printable } from '@mlgate/documents'
import type { ImportedContract, ImportedProperty, ImportedRule, Untranslated } from '../imported-contract.ts'
import { listOf, mappingOf, PropertyTranslation } from '../translation.ts'
import { entriesOf, type Found, fieldOf, numberIn, snakeName } from './schema-fields.ts'
import { type Domains, translateFeature } from './translate-feature.ts'

/** Whether a file's value is a schema of TensorFlow Data Validation, in JSON. */
export function isTfdv(value: unknown): boolean {
  const features = listOf(mappingOf(value)?.feature)
  return features.length > 0 && features.every((feature) => typeof mappingOf(feature)?.name === 'string')
}

/** Stages in which TFDV validates a feature. */
const validated = new Set(['UNKNOWN_STAGE', 'BETA', 'PRODUCTION'])

/** What only tells TensorFlow how to hold the data. */
const ofTensors = new Set(['represent_variable_length_as_ragged', 'generate_legacy_feature_spec'])

/** Fields of a schema that are read with its features, or that say what it is. */
const domainKinds = ['string_domain', 'int_domain', 'float_domain']
const known = new Set(['feature', ...domainKinds, 'annotation'])

/**
 * Translates a schema of TensorFlow Data Validation.
 *
 * Source: tensorflow_metadata/proto/v0/schema.proto, whose comments say what each field demands
 */
export function importTfdvSchema(document: Document): ImportedContract {
  const top = mappingOf(document.value) ?? {}
  const features = entriesOf(top, 'feature')
  if (features.length === 0) throw new ConfigurationError(`${document.file}: is no schema of TFDV: no feature.`)
  const missing: Untranslated[] = []
  const quality: ImportedRule[] = []
  const properties: ImportedProperty[] = []
  const unvalidated: string[] = []
  const names = new Set<string>()
  const rule = (implementation: object): void => void quality.push({ type: 'custom', engine: 'mlgate', implementation })
  const named = new Map(
    domainKinds.flatMap((kind) =>
      entriesOf(top, kind).map(
        ({ value }) => [mappingOf(value)?.name, { kind, value: mappingOf(value) ?? {} }] as const,
      ),
    ),
  )
  const domains: Domains = (name) => named.get(name)
  for (const { value, path } of features) {
    const feature = mappingOf(value)
    const { name } = feature ?? {}
    if (feature === undefined || typeof name !== 'string' || name === '' || names.has(name)) {
      missing.push({ path, what: 'feature', reason: 'needs a name of its own.' })
      continue
    }
    names.add(name)
    const stage = fieldOf(feature, 'lifecycle_stage')?.value ?? 'UNKNOWN_STAGE'
    if (feature.deprecated === true || !validated.has(String(stage))) {
      unvalidated.push(`${printable(name)} (${feature.deprecated === true ? 'deprecated' : printable(String(stage))})`)
      continue
    }
    const property = new PropertyTranslation(name, path, missing)
    if (feature.type === 'STRUCT' || fieldOf(feature, 'struct_domain') !== undefined) {
      property.miss('type', 'nested features are not checked.')
      continue
    }
    translateFeature(feature, property, domains, rule)
    properties.push(property.finish())
  }
  const ignored: string[] = []
  for (const key of Object.keys(top)) {
    const name = snakeName(key)
    if (name === 'dataset_constraints') translateSize(fieldOf(top, name), quality, missing)
    else if (ofTensors.has(name)) ignored.push(name)
    else if (name === 'default_environment') missing.push({ path: [key], what: name, reason: oneEnvironment })
    else if (!known.has(name)) missing.push({ path: [key], what: printable(name), reason: 'is not checked.' })
  }
  // TFDV reports a column that no feature has.
  rule({ check: 'columns', in: [...names] })
  const notes = [
    ...(unvalidated.length === 0 ? [] : [`Left out, since TFDV does not validate them: ${unvalidated.join(', ')}.`]),
    ...(ignored.length === 0 ? [] : [`Left out, since they say how TensorFlow holds the data: ${ignored.join(', ')}.`]),
    'A feature without presence may be absent in TFDV; here its column must be there, and may be empty.',
  ]
  return { id: 'rows', quality, properties, missing, notes }
}

const oneEnvironment = 'all files keep one contract; there are no environments.'

function translateSize(found: Found | undefined, quality: ImportedRule[], missing: Untranslated[]): void {
  const constraints = mappingOf(found?.value) ?? {}
  const limits: Readonly<Record<string, string>> = {
    min_examples_count: 'mustBeGreaterOrEqualTo',
    max_examples_count: 'mustBeLessOrEqualTo',
  }
  for (const key of Object.keys(constraints)) {
    const limit = limits[snakeName(key)]
    const count = numberIn(constraints[key])
    const path: DocumentPath = [found?.key ?? '', key]
    if (limit !== undefined && count !== undefined) quality.push({ metric: 'rowCount', [limit]: count })
    else if (limit !== undefined) missing.push({ path, what: printable(key), reason: 'is no number.' })
    else missing.push({ path, what: printable(key), reason: 'write a rule rowCountChange.' })
  }
}
