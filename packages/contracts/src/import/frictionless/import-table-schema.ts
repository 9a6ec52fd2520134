import { ConfigurationError } from '@mlgate/core'
import type { Document, DocumentPath } from '@mlgate/documents'
import type { ImportedContract, ImportedProperty, ImportedRule, Untranslated } from '../imported-contract.ts'
import { listOf, mappingOf, namesOf, PropertyTranslation } from '../translation.ts'
import { dateFormatOf } from './date-format.ts'
import { readingWords } from './reading-words.ts'

/** Whether a file's value is a Table Schema, a Data Resource or a Data Package of Frictionless. */
export function isFrictionless(value: unknown): boolean {
  return schemaIn(value) !== undefined
}

interface Found {
  readonly schema: Readonly<Record<string, unknown>>
  readonly path: DocumentPath
  readonly name: string | undefined
  readonly others: number
  /** What the schema is of, when it is in the file. */
  readonly resource: Readonly<Record<string, unknown>>
}

function schemaIn(value: unknown): Found | undefined {
  const top = mappingOf(value)
  if (top === undefined) return undefined
  if (Array.isArray(top.fields)) {
    return { schema: top, path: [], name: nameOf(top), others: 0, resource: {} }
  }
  const own = mappingOf(top.schema)
  if (own !== undefined && Array.isArray(own.fields)) {
    return { schema: own, path: ['schema'], name: nameOf(top), others: 0, resource: top }
  }
  const found = listOf(top.resources).flatMap((entry, index): Found[] => {
    const resource = mappingOf(entry)
    const schema = mappingOf(resource?.schema)
    if (resource === undefined || schema === undefined || !Array.isArray(schema.fields)) return []
    const path = ['resources', index, 'schema']
    return [{ schema, path, name: nameOf(resource), others: 0, resource }]
  })
  return found[0] && { ...found[0], others: listOf(top.resources).length - 1 }
}

function nameOf({ name }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof name === 'string' && name !== '' ? name : undefined
}

/** Translates a Table Schema (versions 1 and 2), alone or in a Data Package. */
export function importTableSchema(document: Document): ImportedContract {
  const found = schemaIn(document.value)
  if (found === undefined) throw new ConfigurationError(`${document.file}: holds no Table Schema: no fields.`)
  const { schema, path } = found
  const missing: Untranslated[] = []
  const quality: ImportedRule[] = []
  const miss = (below: DocumentPath, reason: string): void =>
    void missing.push({ path: [...path, ...below], what: below.join('.'), reason })
  if (found.others > 0) {
    missing.push({
      path: ['resources'],
      what: 'resources',
      reason: `${found.others} more; the first with a schema is read.`,
    })
  }
  const keys = namesOf(schema.primaryKey)
  const names = new Set<string>()
  const properties = listOf(schema.fields).flatMap((entry, index): ImportedProperty[] => {
    const field = mappingOf(entry)
    const name = field && nameOf(field)
    if (field === undefined || name === undefined || names.has(name)) {
      miss(['fields', index], 'a field needs a name of its own.')
      return []
    }
    names.add(name)
    const property = new PropertyTranslation(name, [...path, 'fields', index], missing)
    translateField(field, property)
    if (keys.includes(name)) {
      property.key('primaryKey', true)
      if (keys.length > 1) property.key('primaryKeyPosition', keys.indexOf(name) + 1)
    }
    return [property.finish()]
  })
  for (const key of keys.filter((key) => !names.has(key))) miss(['primaryKey'], `no field is called ${key}.`)
  for (const [index, key] of listOf(schema.uniqueKeys).entries()) {
    const columns = namesOf(key)
    if (columns.every((column) => names.has(column)) && columns.length > 0) {
      quality.push({ metric: 'duplicateValues', arguments: { properties: columns }, mustBe: 0 })
    } else miss(['uniqueKeys', index], 'names a field that is not there.')
  }
  const id = found.name ?? 'rows'
  for (const [index, entry] of listOf(schema.foreignKeys).entries()) {
    const key = foreignKeyOf(mappingOf(entry) ?? {}, id)
    if (key?.columns.every((column) => names.has(column))) {
      quality.push({ type: 'custom', engine: 'mlgate', implementation: key })
    } else miss(['foreignKeys', index], 'names fields that are not there, or not as many as it refers to.')
  }
  const { lines, unknown } = readingWords(found.resource, [...names])
  const above = path.slice(0, -1)
  if (lines.length > 0) missing.push({ path: above, what: 'dialect', reason: intoReading(lines) })
  for (const key of unknown) missing.push({ path: above, what: `dialect: ${key}`, reason: 'is not understood.' })
  const absent = namesOf(schema.missingValues ?? [''])
  if (absent.some((value) => value !== '')) {
    miss(['missingValues'], intoReading([`null_values: ${JSON.stringify(absent)}`]))
  }
  const matches = schema.fieldsMatch
  const must = { exact: 'equal', equal: 'equal', superset: 'contain', subset: 'in' }[String(matches)]
  if (matches !== undefined && must === undefined) miss(['fieldsMatch'], `${String(matches)} has no counterpart.`)
  if (must !== undefined) {
    const ordered = matches === 'exact' ? { ordered: true } : {}
    quality.push({
      type: 'custom',
      engine: 'mlgate',
      implementation: { check: 'columns', [must]: [...names], ...ordered },
    })
  }
  for (const key of Object.keys(schema).filter((key) => !known.has(key))) miss([key], 'is not understood.')
  const notes = matches === undefined ? ['Columns beyond the fields are not refused; a rule "columns" does that.'] : []
  return { id, quality, properties, missing, notes }
}

/** A rule for a foreign key; a resource without a name is the table itself. */
function foreignKeyOf(key: Readonly<Record<string, unknown>>, own: string) {
  const reference = mappingOf(key.reference) ?? {}
  const [columns, others] = [namesOf(key.fields), namesOf(reference.fields)]
  if (columns.length === 0 || columns.length !== others.length) return undefined
  return { check: 'foreignKey', columns, to: { table: nameOf({ name: reference.resource }) ?? own, columns: others } }
}

function intoReading(lines: readonly string[]): string {
  return `is no demand on rows. Write under data.reading in mlgate.yml: ${lines.join('; ')}`
}

const known = new Set(
  'fields primaryKey uniqueKeys foreignKeys missingValues fieldsMatch name title description $schema profile homepage version sources licenses keywords examples contributors image created'.split(
    ' ',
  ),
)

const knownOfField = new Set(
  'name type format title description example examples rdfType constraints trueValues falseValues missingValues decimalChar groupChar bareNumber categories categoriesOrdered'.split(
    ' ',
  ),
)

function translateField(field: Readonly<Record<string, unknown>>, property: PropertyTranslation): void {
  const type = typeof field.type === 'string' ? field.type : 'any'
  const format = typeof field.format === 'string' ? field.format : 'default'
  translateType(type, format, field, property)
  if (field.description !== undefined) property.key('description', field.description)
  if (field.missingValues !== undefined)
    property.miss(
      'missingValues',
      'count as values here, unless null_values in data.reading lists them for all columns.',
    )
  const categories = listOf(field.categories).map((entry) => mappingOf(entry)?.value ?? entry)
  if (categories.length > 0) property.oneOf(categories, 'categories')
  for (const key of Object.keys(field).filter((key) => !knownOfField.has(key))) property.miss(key, 'is not understood.')
  for (const [name, value] of Object.entries(mappingOf(field.constraints) ?? {})) {
    translateConstraint(name, value, type, property)
  }
}

const stringFormats = new Set(['email', 'uri', 'uuid'])

function translateType(
  type: string,
  format: string,
  field: Readonly<Record<string, unknown>>,
  property: PropertyTranslation,
): void {
  switch (type) {
    case 'string':
      property.key('logicalType', 'string')
      if (stringFormats.has(format)) property.option('format', format)
      else if (format !== 'default') property.miss('format', `${format} is not checked.`)
      return
    case 'integer':
    case 'number':
      for (const key of ['decimalChar', 'groupChar', 'bareNumber']) {
        if (field[key] === undefined || (key === 'bareNumber' && field[key] === true)) continue
        const own = { decimalChar: 'decimal', groupChar: 'thousands' }[key]
        if (own === undefined) {
          property.miss(key, 'numbers are read as JSON writes them.')
          return
        }
        property.miss(key, intoReading([`${own}: ${JSON.stringify(field[key])}`]))
      }
      property.key('logicalType', type)
      return
    case 'year':
      property.key('logicalType', 'integer')
      return
    case 'yearmonth':
      property.key('logicalType', 'string')
      property.option('pattern', '^[0-9]{4}-(0[1-9]|1[0-2])$')
      return
    case 'boolean': {
      const [yes, no] = [
        field.trueValues ?? ['true', 'True', 'TRUE', '1'],
        field.falseValues ?? ['false', 'False', 'FALSE', '0'],
      ]
      property.oneOf([...listOf(yes), ...listOf(no)], 'type')
      return
    }
    case 'date':
    case 'datetime':
    case 'time': {
      const pattern = format === 'default' ? undefined : dateFormatOf(format)
      if (format !== 'default' && pattern === undefined) {
        property.miss('format', `${format} cannot be written as a format of the contract.`)
        return
      }
      property.key('logicalType', type === 'datetime' ? 'timestamp' : type)
      if (pattern !== undefined) property.option('format', pattern)
      return
    }
    case 'any':
      return
    default:
      property.miss('type', `${type} is not checked.`)
  }
}

const ordered = new Set(['integer', 'number', 'date', 'timestamp', 'time'])

function translateConstraint(name: string, value: unknown, type: string, property: PropertyTranslation): void {
  const path = ['constraints', name]
  switch (name) {
    case 'required':
    case 'unique':
      if (value === true) property.key(name, true)
      return
    case 'minLength':
    case 'maxLength':
      if (property.type === 'string' && typeof value === 'number') property.option(name, value)
      else property.miss(path, `the length of ${type} is not checked.`)
      return
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum': {
      const isNumber = property.type === 'integer' || property.type === 'number'
      const bound = isNumber && typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      const fits = isNumber ? typeof bound === 'number' && Number.isFinite(bound) : typeof bound === 'string'
      if (ordered.has(String(property.type)) && fits) property.option(name, bound)
      else property.miss(path, `is no bound of ${type} that can be checked.`)
      return
    }
    case 'pattern':
      // XML Schema's expressions match the whole value.
      if (property.type === 'string' && typeof value === 'string') property.pattern(`^(?:${value})$`, path)
      else property.miss(path, `patterns of ${type} are not checked.`)
      return
    case 'enum': {
      const isNumber = property.type === 'integer' || property.type === 'number'
      property.oneOf(
        listOf(value).map((one) => (isNumber && typeof one === 'string' ? Number(one) : one)),
        path,
      )
      return
    }
    default:
      property.miss(path, 'is not checked.')
  }
}
