import { printable } from '@mlgate/documents'
import { isStrptime } from '../../rules/mlgate/date-formats.ts'
import { nameSql } from '../great-expectations/sql.ts'
import { mappingOf, type PropertyTranslation } from '../translation.ts'
import { entriesOf, fieldOf, numberIn, snakeName } from './schema-fields.ts'

type Fields = Readonly<Record<string, unknown>>

/** A domain that stands beside the features, by its name. */
export type Domains = (name: unknown) => { readonly kind: string; readonly value: Fields } | undefined

const types: Readonly<Record<string, string>> = { BYTES: 'string', INT: 'integer', FLOAT: 'number' }

/** Fields that say what a feature is and demand nothing, or that are read elsewhere. */
const silent = new Set(['name', 'deprecated', 'lifecycle_stage', 'type', 'distribution_constraints'])

/** What is listed, and why. */
const listed: Readonly<Record<string, string>> = {
  skew_comparator: 'what it is compared with is not in the schema; write a rule distribution.',
  drift_comparator: 'what it is compared with is not in the schema; write a rule distribution.',
  in_environment: 'all files keep one contract; there are no environments.',
  not_in_environment: 'all files keep one contract; there are no environments. Its column must be in every file.',
  group_presence: 'nested features are not checked.',
  value_counts: 'nested values are not checked.',
  url_domain: 'what TFDV takes for an address is not known here; write the format uri.',
}

/**
 * Translates a feature that is validated.
 *
 * @param rule takes rules about the whole object
 */
export function translateFeature(
  feature: Fields,
  property: PropertyTranslation,
  domains: Domains,
  rule: (implementation: object) => void,
): void {
  const domain = domainOf(feature, domains)
  translateType(feature, domain?.kind, property)
  for (const key of Object.keys(feature)) {
    const name = snakeName(key)
    const fields = mappingOf(feature[key]) ?? {}
    if (silent.has(name)) continue
    const words = listed[name]
    if (words !== undefined) property.miss(key, words)
    else if (name === 'presence') translatePresence(fields, key, property, rule)
    else if (name === 'value_count') translateCount(fields, key, property)
    else if (name === 'shape') translateShape(fields, key, property)
    else if (name === 'unique_constraints') translateDistinct(fields, key, property)
    else if (name === 'annotation') translateAnnotation(fields, key, property)
    else if (name === 'domain' && domain === undefined) {
      property.miss(key, `no domain is called ${printable(String(feature[key]))}.`)
    } else if (name === domain?.key) translateDomain(domain, feature, key, property)
    else property.miss(key, 'is not checked.')
  }
  const { key: constraints = '', value } = fieldOf(feature, 'distribution_constraints') ?? {}
  if (constraints !== '' && domain?.kind !== 'string_domain' && numberIn(massIn(value)) !== 1) {
    property.miss(constraints, 'TFDV knows it of string domains alone.')
  }
}

interface Domain {
  /** Name of the field that names or holds it. */
  readonly key: string
  readonly kind: string
  readonly value: Fields
}

function domainOf(feature: Fields, domains: Domains): Domain | undefined {
  const named = fieldOf(feature, 'domain')
  if (named !== undefined) {
    const found = domains(named.value)
    return found && { ...found, key: 'domain' }
  }
  for (const key of Object.keys(feature)) {
    const kind = snakeName(key)
    if (/_domain$/.test(kind)) return { key: kind, kind, value: mappingOf(feature[key]) ?? {} }
  }
  return undefined
}

function translateType(feature: Fields, domain: string | undefined, property: PropertyTranslation): void {
  // A domain says what the values mean, whatever bytes hold them; true and false are said by their values alone.
  const meant = { int_domain: 'integer', float_domain: 'number' }[domain ?? '']
  const { type } = feature
  if (domain === 'bool_domain' || type === undefined || type === 'TYPE_UNKNOWN') return
  const own = typeof type === 'string' ? types[type] : undefined
  if (own === undefined) property.miss('type', `${printable(String(type))} is not checked.`)
  else property.key('logicalType', type === 'BYTES' ? (meant ?? own) : own)
}

function translatePresence(
  presence: Fields,
  key: string,
  property: PropertyTranslation,
  rule: (implementation: object) => void,
): void {
  for (const part of Object.keys(presence)) {
    const number = numberIn(presence[part])
    const name = snakeName(part)
    if (number === undefined) property.miss([key, part], 'is no number.')
    else if (name === 'min_fraction' && number >= 1) property.key('required', true)
    else if (name === 'min_fraction' && number > 0) {
      property.rule(custom({ check: 'notNull', mostly: number }))
    } else if (name === 'min_count' && number > 0) {
      const present = `count(*) FILTER (WHERE lower(${nameSql(property.name)}::VARCHAR) <> 'nan')`
      rule({ check: 'sqlValue', query: `SELECT ${present} FROM data`, minimum: number })
    } else if (name !== 'min_fraction' && name !== 'min_count') property.miss([key, part], 'is not checked.')
  }
}

const lists = 'only features of one value are checked, not lists.'

/** A cell holds one value; that there may be none is a matter of presence. */
function translateCount(count: Fields, key: string, property: PropertyTranslation): void {
  if (numberIn(fieldOf(count, 'max')?.value) !== 1) property.miss(key, lists)
}

function translateShape(shape: Fields, key: string, property: PropertyTranslation): void {
  const sizes = entriesOf(shape, 'dim').map(({ value }) => numberIn(mappingOf(value)?.size))
  if (sizes.some((size) => size !== 1)) property.miss(key, lists)
}

function translateDistinct(constraints: Fields, key: string, property: PropertyTranslation): void {
  const minimum = numberIn(constraints.min)
  const maximum = numberIn(constraints.max)
  if (minimum === undefined && maximum === undefined) property.miss(key, 'bounds nothing.')
  else {
    const bounds = { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) }
    property.rule(custom({ check: 'distinctCount', ...bounds }))
  }
}

function translateAnnotation(annotation: Fields, key: string, property: PropertyTranslation): void {
  const texts = (name: string): readonly string[] =>
    entriesOf(annotation, name).flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
  const [comments, tags] = [texts('comment'), texts('tag')]
  if (comments.length > 0) property.key('description', comments.join(' '))
  if (tags.length > 0) property.key('tags', tags)
  const other = fieldOf(annotation, 'extra_metadata')
  if (other !== undefined) property.miss([key, other.key], 'is not taken over.')
}

function translateDomain({ kind, value }: Domain, feature: Fields, key: string, property: PropertyTranslation): void {
  switch (kind) {
    case 'string_domain': {
      const values = entriesOf(value, 'value').map(({ value }) => value)
      const mass = massIn(fieldOf(feature, 'distribution_constraints')?.value)
      const mostly = mass === undefined ? 1 : numberIn(mass)
      if (values.length === 0) property.miss(key, 'lists no values.')
      else if (mostly === undefined || mostly > 1) property.miss(key, 'its min_domain_mass is no share.')
      else if (mostly <= 0) property.miss(key, 'of a min_domain_mass of 0, nothing can break it.')
      else if (mostly === 1) property.oneOf(values, key)
      else property.rule(custom({ check: 'inSet', values, mostly }))
      return
    }
    case 'int_domain':
    case 'float_domain':
      translateBounds(value, kind, key, property)
      return
    case 'bool_domain': {
      const values = ['true_value', 'false_value'].flatMap((name) => fieldOf(value, name)?.value ?? [])
      if (values.length > 0) property.oneOf(values, key)
      else if (feature.type === 'BYTES') property.miss(key, 'does not say what is true and what is false.')
      else property.oneOf([0, 1], key)
      return
    }
    case 'time_domain': {
      const format = fieldOf(value, 'string_format')?.value
      if (typeof format === 'string' && isStrptime(format)) property.rule(custom({ check: 'dateFormat', format }))
      else property.miss(key, 'this way of writing times is not checked.')
      return
    }
    default:
      property.miss(key, 'is not checked.')
  }
}

function translateBounds(domain: Fields, kind: string, key: string, property: PropertyTranslation): void {
  if (property.type !== 'integer' && property.type !== 'number') {
    property.key('logicalType', kind === 'int_domain' ? 'integer' : 'number')
  }
  for (const part of Object.keys(domain)) {
    const name = snakeName(part)
    const value = domain[part]
    if (name === 'name' || name === 'is_categorical' || value === false) continue
    if (name === 'min' || name === 'max') {
      const bound = numberIn(value)
      if (bound === undefined) property.miss([key, part], 'is no number that can be compared exactly.')
      else property.option(name === 'min' ? 'minimum' : 'maximum', bound)
    } else if (name === 'disallow_nan') property.miss([key, part], 'NaN counts as no value; write required.')
    else if (name === 'disallow_inf') property.miss([key, part], 'write a minimum and a maximum.')
    else property.miss([key, part], 'is not checked.')
  }
}

function massIn(constraints: unknown): unknown {
  const found = fieldOf(mappingOf(constraints) ?? {}, 'min_domain_mass')
  // Protobuf's default.
  return found === undefined ? 1 : found.value
}

function custom(implementation: object): Readonly<Record<string, unknown>> {
  return { type: 'custom', engine: 'mlgate', implementation }
}
