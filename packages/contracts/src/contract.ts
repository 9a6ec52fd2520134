import { ConfigurationError } from '@mlgate/core'
import {
  checkDocument,
  type Document,
  type DocumentPath,
  errorOf,
  type Problem,
  parseDocument,
} from '@mlgate/documents'
import { ContractFile, type NestedProperty, type Property, type SchemaObject } from './contract-schema.ts'
import type { DataRoles } from './data-roles.ts'
import { none } from './plan/limit.ts'
import type { NestedColumn } from './plan/nested-column.ts'
import type { Note, PlannedCheck } from './plan/planned-check.ts'
import { logicalChecks } from './rules/logical-checks.ts'
import { readMlgateRule } from './rules/mlgate/read-rule.ts'
import type { Subject } from './rules/mlgate/rule-kind.ts'
import { fieldsOf, itemsOf, refuseTakenNames } from './rules/nested-properties.ts'
import { declaredTypes } from './rules/physical-type.ts'
import { qualityCheck, severityOf } from './rules/quality-checks.ts'
import { foreignKeys } from './rules/relationships.ts'
import { serviceLevelNotes } from './rules/service-levels.ts'
import { sqlCheck } from './rules/sql-rule.ts'

/** A data contract with all that it demands worked out. */
export interface Contract {
  readonly file: string
  readonly id: string
  readonly version: string
  readonly objects: readonly [ContractObject, ...ContractObject[]]
}

/** One table that the contract speaks about. */
export interface ContractObject {
  readonly name: string
  /** Names of the columns in the file, in the contract's order. */
  readonly columns: readonly string[]
  /** Parts of columns that its checks name like columns. */
  readonly nested: readonly NestedColumn[]
  /** Columns whose values must not be shown, by their classification. */
  readonly sensitive: ReadonlySet<string>
  readonly checks: readonly PlannedCheck[]
  /** What it says for people alone. */
  readonly notes: readonly Note[]
}

/**
 * Reads a data contract in the Open Data Contract Standard v3.1. What documents is accepted; whatever demands a check
 * that is not run here is refused with its place, so that nothing is skipped in silence.
 *
 * @param options.roles what the project says that columns are for, for rules that do not say it themselves
 * @throws ConfigurationError with a line for each problem
 */
export function readContract(
  text: string,
  file: string,
  { roles = {} }: { readonly roles?: DataRoles } = {},
): Contract {
  const document = parseDocument(text, file)
  const value = checkDocument(document, ContractFile)
  const problems: Problem[] = []
  const objects = value.schema.map((object, index) =>
    readObject(object, ['schema', index], document, problems, roles, value),
  )
  for (const [index, { name }] of objects.entries()) {
    if (objects.findIndex((other) => other.name === name) < index) {
      const path = ['schema', index, 'name']
      problems.push({ position: document.positionOf(path), path, message: 'an object of this name stands above.' })
    }
  }
  const [problem, ...others] = problems
  if (problem !== undefined) throw errorOf([problem, ...others])
  const [first, ...rest] = objects
  if (first === undefined) throw new ConfigurationError(`${file}: describes no object.`)
  return { file, id: value.id, version: value.version, objects: [first, ...rest] }
}

function readObject(
  object: SchemaObject,
  path: DocumentPath,
  document: Document,
  problems: Problem[],
  roles: DataRoles,
  contract: ContractFile,
): ContractObject {
  const { schema: objects } = contract
  const properties = object.properties ?? []
  const checks: PlannedCheck[] = []
  const notes: Note[] = [
    ...serviceLevelNotes(
      contract,
      object.name,
      objects.map(({ name }) => name),
    ),
  ]
  const names = new Set<string>()
  const complainAt =
    (base: DocumentPath) =>
    (below: DocumentPath, message: string): void => {
      const at = [...base, ...below]
      problems.push({ position: document.positionOf(at, 'key'), path: at, message })
    }
  const add = (
    name: string,
    at: DocumentPath,
    check: Pick<PlannedCheck, 'expectation' | 'measure'> & Partial<PlannedCheck>,
  ): void => {
    checks.push({
      limit: none,
      severity: 'error',
      ...check,
      name: uniqueName(name, names),
      position: document.positionOf(at, 'key'),
    })
  }
  const addRules = (rules: SchemaObject['quality'], base: DocumentPath, subject: Subject, prefix: string): void => {
    for (const [index, rule] of (rules ?? []).entries()) {
      const at = [...base, 'quality', index]
      if (rule.type === 'custom' && rule.engine === 'mlgate') {
        const demanded = readMlgateRule(rule.implementation, subject, document, at, complainAt(at))
        if (demanded === undefined) continue
        if (demanded.measure.counts === 'own' && nested.some(({ name }) => isOf(subject, name))) {
          complainAt(at)(['implementation', 'check'], 'programs see whole columns. Move it to the column’s property.')
        }
        const { check, ...planned } = demanded
        add(`${prefix}${rule.name ?? check}`, at, { ...planned, severity: severityOf(rule.severity) })
        continue
      }
      if (rule.type === 'text') {
        if (rule.description === undefined) complainAt(at)([], 'a rule of type text needs description.')
        notes.push({ name: `${prefix}${rule.name ?? 'text'}`, text: rule.description ?? '' })
        continue
      }
      if (rule.type === 'custom') {
        add(`${prefix}${rule.name ?? `custom (${rule.engine ?? 'no engine'})`}`, at, {
          expectation: `the rule of the engine ${rule.engine ?? 'that is not named'} holds`,
          measure: { counts: 'unrunnable', because: foreignEngine(rule.engine) },
          severity: severityOf(rule.severity),
        })
        continue
      }
      if (rule.type === 'sql' || (rule.type === undefined && rule.query !== undefined && rule.metric === undefined)) {
        const asked = sqlCheck(rule, subject, complainAt(at))
        if (asked !== undefined)
          add(`${prefix}${rule.name ?? 'sql'}`, at, { ...asked, severity: severityOf(rule.severity) })
        continue
      }
      if (rule.type !== undefined && rule.type !== 'library') {
        complainAt(at)(['type'], `no such type: ${JSON.stringify(rule.type)}. Known are library, sql, text and custom.`)
        continue
      }
      const check = qualityCheck(rule, subject, complainAt(at))
      if (check !== undefined) add(`${prefix}${rule.name ?? check.metric}`, at, check)
    }
  }

  const addNested = (property: Property, column: string, at: DocumentPath): void => {
    for (const { property: field, column: part, path: below } of fieldsOf(property, column, complainAt(at))) {
      const base = [...at, ...below]
      nested.push(part)
      parts.push({ name: part.name, complain: (message) => complainAt(base)(['name'], message) })
      readProperty(field, part.name, base, complainAt(base), add, 'the field is in the data')
      addPhysicalType(field, part.name, base, add, notes)
      addRules(field.quality, base, { level: 'property', column: part.name }, `${part.name}: `)
      addKeys(field.relationships, base, part.name)
    }
    const items = itemsOf(property, column, complainAt(at))
    if (items === undefined) return
    nested.push(items.column)
    parts.push({ name: items.column.name, complain: (message) => complainAt(at)(['items'], message) })
    for (const { key, path: below, expectation, predicate } of items.checks) {
      const measure = { counts: 'matching', predicate, among: 'rows' } as const
      add(`${items.column.name}: ${key}`, [...at, ...below], { expectation, measure })
    }
  }
  const addKeys = (relationships: SchemaObject['relationships'], base: DocumentPath, column?: string): void => {
    const own = { object: object.name, ...(column === undefined ? {} : { column }) }
    for (const { name, path: below, ...key } of foreignKeys(relationships ?? [], objects, own, complainAt(base))) {
      add(name, [...base, ...below], key)
    }
  }

  const nested: NestedColumn[] = []
  const parts: { readonly name: string; complain(message: string): void }[] = []
  const columns = new Map<string, string>()
  const taken = new Set<string>()
  for (const [index, property] of properties.entries()) {
    const at = [...path, 'properties', index]
    const column = property.physicalName ?? property.name
    if (columns.has(property.name) || taken.has(column)) {
      complainAt(at)(['name'], 'a property of this name, or with its physicalName, stands above.')
    }
    columns.set(property.name, column)
    taken.add(column)
    readProperty(property, column, at, complainAt(at), add)
    addPhysicalType(property, column, at, add, notes)
    addRules(property.quality, at, { level: 'property', column }, `${column}: `)
    addNested(property, column, at)
  }
  refuseTakenNames(parts, [...taken])
  addKeys(object.relationships, path)
  for (const [index, { relationships, name, physicalName }] of properties.entries()) {
    addKeys(relationships, [...path, 'properties', index], physicalName ?? name)
  }
  addPrimaryKey(properties, [...path, 'properties'], complainAt, add)
  addRules(object.quality, path, { level: 'object', columns, roles }, '')
  const hidden = new Set(properties.filter(hasSensitivePart).map(({ name, physicalName }) => physicalName ?? name))
  const hiddenParts = nested.filter(({ parent }) => hidden.has(parent)).map(({ name }) => name)
  return {
    name: object.name,
    columns: [...columns.values()],
    nested,
    sensitive: new Set([...hidden, ...hiddenParts]),
    checks,
    notes,
  }
}

function isOf(subject: Subject, column: string): boolean {
  return subject.level === 'property' && subject.column === column
}

/** The values of a part stand in those of its column, and so in those of the other parts' rows. */
function hasSensitivePart(property: Property): boolean {
  return [property, ...(property.properties ?? []), property.items ?? {}].some(isSensitive)
}

/** Classifications whose values may be read by whoever reads the report; any other hides them. */
const shownClassifications = new Set(['public', 'open', 'internal', 'unclassified'])

function isSensitive({ classification, encryptedName }: Pick<Property, 'classification' | 'encryptedName'>): boolean {
  if (encryptedName !== undefined) return true
  if (classification === undefined || classification === null) return false
  return !(typeof classification === 'string' && shownClassifications.has(classification.trim().toLowerCase()))
}

type Add = (
  name: string,
  at: DocumentPath,
  check: Pick<PlannedCheck, 'expectation' | 'measure'> & Partial<PlannedCheck>,
) => void

function foreignEngine(engine: string | undefined): string {
  return engine === undefined
    ? 'a rule of type custom needs engine.'
    : `rules of the engine ${JSON.stringify(engine)} cannot be run here. Write it for engine: mlgate (mlgate contract import translates what it knows), or remove it.`
}

function readProperty(
  property: NestedProperty,
  column: string,
  at: DocumentPath,
  complain: (below: DocumentPath, message: string) => void,
  add: Add,
  presence = 'the column is in the file',
): void {
  add(`${column}: present`, [...at, 'name'], {
    expectation: presence,
    measure: { counts: 'presence', column },
  })
  if (property.required === true) {
    add(`${column}: required`, [...at, 'required'], {
      expectation: 'every row has a value (NaN is none)',
      measure: { counts: 'matching', predicate: { is: 'null', columns: [column] }, among: 'rows' },
    })
  }
  if (property.unique === true) {
    add(`${column}: unique`, [...at, 'unique'], {
      expectation: 'no value stands twice',
      measure: { counts: 'surplus', columns: [column] },
    })
  }
  for (const { key, path, expectation, predicate } of logicalChecks(property, column, complain)) {
    add(`${column}: ${key}`, [...at, ...path], {
      expectation,
      measure: { counts: 'matching', predicate, among: 'rows' },
    })
  }
}

/** A type of another system is told, not checked: how a file would declare it is not known. */
function addPhysicalType(
  { physicalType }: NestedProperty,
  column: string,
  at: DocumentPath,
  add: Add,
  notes: Note[],
): void {
  if (physicalType === undefined) return
  const types = declaredTypes(physicalType)
  if (types === undefined) {
    notes.push({ name: `${column}: physicalType`, text: `${physicalType} is no type that a data file declares` })
    return
  }
  add(`${column}: physicalType`, [...at, 'physicalType'], {
    expectation: `a file that declares types has ${physicalType}`,
    measure: { counts: 'declared-type', column, types },
  })
}

/** A key of several properties is one key: its parts together must be unique, and each must have a value. */
function addPrimaryKey(
  properties: readonly Property[],
  path: DocumentPath,
  complainAt: (base: DocumentPath) => (below: DocumentPath, message: string) => void,
  add: Add,
): void {
  const parts = properties.flatMap((property, index) => {
    const position = property.primaryKeyPosition ?? -1
    if (property.primaryKey !== true) {
      if (position !== -1)
        complainAt([...path, index])(['primaryKeyPosition'], 'has no meaning without primaryKey: true.')
      return []
    }
    return [{ column: property.physicalName ?? property.name, position, at: [...path, index] }]
  })
  if (parts.length === 0) return
  for (const [index, part] of parts.entries()) {
    if (parts.length > 1 && part.position < 1) {
      complainAt(part.at)(['primaryKey'], 'a key of several properties needs primaryKeyPosition 1, 2, … in each.')
    } else if (parts.findIndex((other) => other.position === part.position) < index) {
      complainAt(part.at)(['primaryKeyPosition'], 'another property has this position.')
    }
  }
  const columns = parts.toSorted((a, b) => a.position - b.position).map(({ column }) => column)
  const at = [...(parts[0]?.at ?? path), 'primaryKey']
  const name = `primary key (${columns.join(', ')})`
  add(`${name}: required`, at, {
    expectation: 'every row has a value in each part of the key (NaN is none)',
    measure: { counts: 'matching', predicate: { is: 'null', columns }, among: 'rows' },
  })
  add(`${name}: unique`, at, { expectation: 'no key stands twice', measure: { counts: 'surplus', columns } })
}

function uniqueName(name: string, taken: Set<string>): string {
  let candidate = name
  for (let number = 2; taken.has(candidate); number++) candidate = `${name} (${number})`
  taken.add(candidate)
  return candidate
}
