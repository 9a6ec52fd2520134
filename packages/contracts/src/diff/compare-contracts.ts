import { checkDocument, parseDocument } from '@mlgate/documents'
import { type Contract, type ContractObject, readContract } from '../contract.ts'
import { ContractFile, type Property, type SchemaObject } from '../contract-schema.ts'
import { type DataRoles, rolesOfAnyProject } from '../data-roles.ts'
import type { PlannedCheck } from '../plan/planned-check.ts'
import { compareChecks } from './compare-checks.ts'
import { type ContractChange, worstFirst } from './contract-change.ts'

/** The text of a contract's file, and what to call it. */
export interface ContractText {
  readonly text: string
  readonly file: string
}

/**
 * What a contract says otherwise than another, by what it demands and not by its text; the worst first.
 *
 * @param features columns that the model reads; undefined when nobody said
 * @param roles what the project says that columns are for, which tells rules about all features which those are
 * @throws ConfigurationError for a text that is no contract
 */
export function compareContracts(
  before: ContractText,
  after: ContractText,
  features?: ReadonlySet<string>,
  roles: DataRoles = {},
): readonly ContractChange[] {
  const [old, now] = [read(before, roles), read(after, roles)]
  const change = (object: string, column: string | undefined, kind: ContractChange['class'], sentence: string) => ({
    class: kind,
    object,
    column,
    sentence,
    feature: column === undefined ? undefined : features?.has(column),
  })
  const pairs = old.objects.map((one) => {
    const same = now.objects.find(({ name }) => name === one.name)
    const isOnly = old.objects.length === 1 && now.objects.length === 1
    return [one, same ?? (isOnly ? now.objects[0] : undefined)] as const
  })
  const paired = new Set(pairs.map(([, other]) => other))
  const changes = [
    ...pairs.flatMap(([one, other]) =>
      other === undefined
        ? [change(one.name, undefined, 'breaking', 'the table is no longer promised')]
        : compareObjects(one, other, change),
    ),
    ...now.objects
      .filter((object) => !paired.has(object))
      .map(({ name }) => change(name, undefined, 'stricter', 'the table is promised now')),
    ...(isSame(old.documentation, now.documentation)
      ? []
      : [
          change('', undefined, 'harmless', 'what the contract says of itself is otherwise, such as version or status'),
        ]),
  ]
  return worstFirst(changes)
}

interface ReadObject {
  readonly name: string
  readonly properties: readonly Property[]
  readonly found: ContractObject
  readonly documentation: unknown
}

function read(
  { text, file }: ContractText,
  { label, id, time, group }: DataRoles,
): {
  readonly objects: readonly ReadObject[]
  readonly documentation: unknown
} {
  const told = Object.entries({ label, id, time, group }).filter(([, column]) => column !== undefined)
  const roles: DataRoles = { ...rolesOfAnyProject, ...Object.fromEntries(told) }
  const contract: Contract = readContract(text, file, { roles })
  const { schema, ...documentation } = checkDocument(parseDocument(text, file), ContractFile)
  const objects = contract.objects.map((found, index): ReadObject => {
    const { properties = [], quality: _, ...rest }: SchemaObject = schema[index] ?? { name: found.name }
    return { name: found.name, properties, found, documentation: rest }
  })
  return { objects, documentation }
}

type Change = (
  object: string,
  column: string | undefined,
  kind: ContractChange['class'],
  sentence: string,
) => ContractChange

function compareObjects(before: ReadObject, after: ReadObject, change: Change): readonly ContractChange[] {
  const say = (column: string | undefined, kind: ContractChange['class'], sentence: string) =>
    change(after.name, column, kind, sentence)
  const changes: ContractChange[] = []
  if (before.name !== after.name)
    changes.push(say(undefined, 'harmless', `the table ${before.name} is called ${after.name} now`))
  const columns = matchColumns(before.properties, after.properties)
  const renamed = new Map<string, string>()
  for (const { old, now } of columns) {
    if (old === undefined || now === undefined) continue
    const [was, is] = [columnOf(old), columnOf(now)]
    if (was !== is) {
      renamed.set(was, is)
      changes.push(say(was, 'breaking', `the column is called ${is} now`))
    } else if (old.name !== now.name) {
      changes.push(say(is, 'harmless', `the property ${old.name} is called ${now.name} now; its column stays`))
    }
    if (before.found.sensitive.has(was) !== after.found.sensitive.has(is)) {
      const hides = after.found.sensitive.has(is)
      changes.push(
        say(is, hides ? 'harmless' : 'breaking', `its values are ${hides ? 'hidden' : 'shown'} in reports now`),
      )
    } else if (!isSame(documentationOf(old), documentationOf(now))) {
      changes.push(say(is, 'harmless', 'what the contract says of the column is otherwise, and demands nothing'))
    }
  }
  const gone = new Set(columns.flatMap(({ old, now }) => (now === undefined && old ? [columnOf(old)] : [])))
  const come = new Set(columns.flatMap(({ old, now }) => (old === undefined && now ? [columnOf(now)] : [])))
  for (const column of gone) changes.push(say(column, 'breaking', 'the column is no longer promised'))
  for (const column of come) {
    const own = after.found.checks.filter((check) => isAbout(check, column)).length - 1
    const more = own > 0 ? `, with ${own} more ${own === 1 ? 'check' : 'checks'}` : ''
    changes.push(say(column, 'stricter', `the column is promised now${more}`))
  }
  const stays = (checks: readonly PlannedCheck[], without: ReadonlySet<string>) =>
    checks.filter((check) => ![...without].some((column) => isAbout(check, column)))
  const old = stays(before.found.checks, gone).map((check) => withColumns(check, renamed))
  for (const found of compareChecks(old, stays(after.found.checks, come))) {
    const [column, ...others] = found.columns
    changes.push(say(others.length === 0 ? column : undefined, found.class, ofColumns(found.columns, found.sentence)))
  }
  if (!isSame(before.documentation, after.documentation) && before.name === after.name) {
    changes.push(say(undefined, 'harmless', 'what the contract says of the table is otherwise, and demands nothing'))
  }
  return changes
}

function ofColumns(columns: readonly string[], sentence: string): string {
  return columns.length > 1 ? `${columns.join(', ')} together: ${sentence}` : sentence
}

function isAbout({ measure }: PlannedCheck, column: string): boolean {
  const found: unknown = JSON.parse(JSON.stringify(measure), (key, value: unknown) =>
    (key === 'column' && value === column) ||
    (key === 'columns' && Array.isArray(value) && value.length === 1 && value[0] === column)
      ? '\0found'
      : value,
  )
  return JSON.stringify(found).includes('"\\u0000found"')
}

function columnOf({ name, physicalName }: Property): string {
  return physicalName ?? name
}

interface Match {
  readonly old: Property | undefined
  readonly now: Property | undefined
}

/** By the column, else by the property's name: what keeps one of the two is the same thing under another name. */
function matchColumns(before: readonly Property[], after: readonly Property[]): readonly Match[] {
  const left = new Set(after)
  const take = (found: Property | undefined): Property | undefined => {
    if (found !== undefined) left.delete(found)
    return found
  }
  const byColumn = new Map(before.map((old) => [old, take([...left].find((now) => columnOf(now) === columnOf(old)))]))
  const matches = before.map((old): Match => {
    const now = byColumn.get(old) ?? take([...left].find(({ name }) => name === old.name))
    return { old, now }
  })
  return [...matches, ...[...left].map((now): Match => ({ old: undefined, now }))]
}

/** The check as it is of columns that are called otherwise. */
function withColumns(check: PlannedCheck, renamed: ReadonlyMap<string, string>): PlannedCheck {
  if (renamed.size === 0) return check
  const name = (value: unknown): unknown => (typeof value === 'string' ? (renamed.get(value) ?? value) : value)
  const walk = (value: unknown, key: string): unknown => {
    if (key === 'column') return name(value)
    if (Array.isArray(value)) return value.map((entry) => (key === 'columns' ? name(entry) : walk(entry, '')))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, walk(entry, name)]))
  }
  // Only names of columns are replaced, so that it stays a measure.
  return { ...check, measure: walk(check.measure, '') as PlannedCheck['measure'] }
}

/** What a property says that demands nothing. */
function documentationOf(property: Property): unknown {
  const {
    name,
    physicalName,
    logicalType,
    logicalTypeOptions,
    required,
    unique,
    primaryKey,
    primaryKeyPosition,
    quality,
    properties,
    items,
    ...rest
  } = property
  return rest
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
