import { ConfigurationError } from '@mlgate/core'
import type { Document, DocumentPath } from '@mlgate/documents'
import type { ImportedContract, ImportedProperty, Untranslated } from '../imported-contract.ts'
import { listOf, mappingOf, namesOf, PropertyTranslation } from '../translation.ts'

type Schema = Readonly<Record<string, unknown>>

/** Whether a file's value is a JSON Schema of a row, or of a list of rows. */
export function isJsonSchema(value: unknown): boolean {
  const top = mappingOf(value)
  if (top === undefined) return false
  const row = rowOf(top, top)
  return (
    (typeof top.$schema === 'string' && top.$schema.includes('json-schema.org')) ||
    mappingOf(row?.schema.properties) !== undefined
  )
}

function rowOf(top: Schema, root: Schema): { readonly schema: Schema; readonly path: DocumentPath } | undefined {
  const schema = followed(top, root)
  const items = mappingOf(schema?.items)
  if (schema === undefined) return undefined
  if (items === undefined) return { schema, path: [] }
  const row = followed(items, root)
  return row && { schema: row, path: ['items'] }
}

/** The schema that `$ref` leads to, within the file; undefined when it leads nowhere, or in a circle. */
function followed(schema: Schema, root: Schema): Schema | undefined {
  let found: Schema | undefined = schema
  for (let steps = 0; found !== undefined && typeof found.$ref === 'string'; steps++) {
    if (steps > 50 || !found.$ref.startsWith('#')) return undefined
    let target: unknown = root
    for (const part of found.$ref
      .slice(1)
      .split('/')
      .filter((part) => part !== '')) {
      target = mappingOf(target)?.[decoded(part)]
    }
    const { $ref: _, ...beside }: Schema = found
    const next = mappingOf(target)
    found = next && { ...next, ...beside }
  }
  return found
}

/** A part of a JSON pointer in an address. */
function decoded(part: string): string {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~')
  return /%[0-9A-Fa-f]{2}/.test(plain)
    ? plain.replace(/%([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : plain
}

/** Translates a JSON Schema (draft 4 to 2020-12) of one row, or of a list of rows. */
export function importJsonSchema(document: Document): ImportedContract {
  const root = mappingOf(document.value) ?? {}
  const row = rowOf(root, root)
  const fields = mappingOf(row?.schema.properties)
  if (row === undefined || fields === undefined) {
    throw new ConfigurationError(`${document.file}: is no JSON Schema of a row: no properties.`)
  }
  const missing: Untranslated[] = []
  const { schema, path } = row
  const required = new Set(namesOf(schema.required))
  const properties = Object.entries(fields).map(([name, value]): ImportedProperty => {
    const property = new PropertyTranslation(name, [...path, 'properties', name], missing)
    const own = followed(mappingOf(value) ?? {}, root)
    if (own === undefined) property.miss('$ref', 'leads out of the file, or nowhere.')
    else translate(own, required.has(name), root, property)
    return property.finish()
  })
  for (const name of required) {
    if (fields[name] === undefined) properties.push({ name, keys: {}, quality: [] })
  }
  for (const key of Object.keys(schema).filter((key) => !documentation.has(key) && !ofRow.has(key))) {
    missing.push({ path: [...path, key], what: key, reason: 'is not checked.' })
  }
  const closed = schema.additionalProperties === false
  const rule = { check: 'columns', in: properties.map(({ name }) => name) }
  return {
    id: typeof root.title === 'string' && root.title.trim() !== '' ? root.title : 'rows',
    quality: closed ? [{ type: 'custom', engine: 'mlgate', implementation: rule }] : [],
    properties,
    missing,
    notes: ['Properties are columns here: one that is not required must still be there, and may be empty.'],
  }
}

const ofRow = new Set(['type', 'properties', 'required', 'items'])
const documentation = new Set(
  '$schema $id id $ref $defs definitions $comment $anchor title description default examples readOnly writeOnly deprecated additionalProperties'.split(
    ' ',
  ),
)

const types: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
}
const temporal: Readonly<Record<string, string>> = { date: 'date', 'date-time': 'timestamp', time: 'time' }
const textFormats: Readonly<Record<string, string>> = {
  email: 'email',
  uuid: 'uuid',
  uri: 'uri',
  hostname: 'hostname',
  ipv4: 'ipv4',
  ipv6: 'ipv6',
}

function translate(given: Schema, isRequired: boolean, root: Schema, property: PropertyTranslation): void {
  const { schema, allowsNull } = withoutNull(given, root)
  const all = namesOf(schema.type).filter((type) => type !== 'null')
  const [only] = all
  if (isRequired && !allowsNull) property.key('required', true)
  const format = typeof schema.format === 'string' ? schema.format : undefined
  const time = only === 'string' && format !== undefined ? temporal[format] : undefined
  const type = all.length === 1 && only !== undefined ? (time ?? types[only]) : undefined
  const bothNumbers = all.length === 2 && all.includes('integer') && all.includes('number')
  if (type !== undefined || bothNumbers) property.key('logicalType', type ?? 'number')
  else if (all.length > 0) property.miss('type', `${all.join(' or ')} is not checked.`)
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'type' || (documentation.has(key) && key !== 'additionalProperties')) continue
    if (key === 'format' && time !== undefined) continue
    translateKey(key, value, schema, property)
  }
  if (typeof schema.description === 'string') property.key('description', schema.description)
}

/** `type: [x, null]`, `anyOf` and `oneOf` with null, and `nullable` say that a value may be missing. */
function withoutNull(schema: Schema, root: Schema): { readonly schema: Schema; readonly allowsNull: boolean } {
  const named = namesOf(schema.type).includes('null') || schema.nullable === true
  const { nullable: _, ...rest } = schema
  for (const key of ['anyOf', 'oneOf']) {
    const parts = listOf(rest[key]).map((part) => followed(mappingOf(part) ?? {}, root))
    const others = parts.filter((part) => part?.type !== 'null')
    const [only] = others
    if (parts.length === 2 && others.length === 1 && only !== undefined) {
      const { [key]: __, ...beside } = rest
      return { schema: { ...beside, ...only }, allowsNull: true }
    }
  }
  return { schema: rest, allowsNull: named || listOf(schema.enum).includes(null) }
}

const bounds = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']

function translateKey(key: string, value: unknown, schema: Schema, property: PropertyTranslation): void {
  const isNumber = property.type === 'integer' || property.type === 'number'
  const isText = property.type === 'string'
  if (bounds.includes(key)) {
    if (!isNumber) {
      property.miss(key, 'is a bound of what is no number.')
      return
    }
    // In draft 4 exclusiveMinimum is a flag beside minimum.
    if (typeof value === 'boolean') return
    const exclusive = key === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum'
    const isFlagged = (key === 'minimum' || key === 'maximum') && schema[exclusive] === true
    property.option(isFlagged ? exclusive : key, value)
    return
  }
  switch (key) {
    case 'enum':
      property.oneOf(listOf(value), key)
      return
    case 'const':
      property.oneOf([value], key)
      return
    case 'multipleOf':
      if (isNumber) property.option(key, value)
      else property.miss(key, 'is about numbers.')
      return
    case 'minLength':
    case 'maxLength':
      if (isText) property.option(key, value)
      else property.miss(key, 'is about texts.')
      return
    case 'pattern':
      if (isText && typeof value === 'string') property.pattern(value, key)
      else property.miss(key, 'is about texts.')
      return
    case 'format': {
      const known = isText ? textFormats[String(value)] : undefined
      if (known === undefined) property.miss(key, `${String(value)} is not checked.`)
      else property.option('format', known)
      return
    }
    default:
      property.miss(key, 'is not checked.')
      return
  }
}
