import type { DocumentPath } from '@mlgate/documents'
import type { Items, NestedProperty, Property } from '../contract-schema.ts'
import type { NestedColumn } from '../plan/nested-column.ts'
import type { Complain, LogicalCheck } from './logical-check.ts'
import { logicalChecks } from './logical-checks.ts'

/** A property of the objects in a column, with the part of the column that it is about. */
export interface FieldOfColumn {
  readonly property: NestedProperty
  readonly column: NestedColumn
  /** Below the property that has it. */
  readonly path: DocumentPath
}

/** The properties nested in one, which must be an object. Complains about what is nested deeper, and about keys. */
export function fieldsOf(property: Property, column: string, complain: Complain): readonly FieldOfColumn[] {
  const { properties, logicalType } = property
  if (properties === undefined) return []
  if (logicalType !== 'object') complain(['properties'], 'needs logicalType: object.')
  return properties.map((nested, index) => {
    const path = ['properties', index]
    refuseDeeper(nested, path, complain)
    for (const key of ['primaryKey', 'primaryKeyPosition'] as const) {
      if (nested[key] !== undefined) complain([...path, key], 'a part of a column is no key. Use required and unique.')
    }
    const field = nested.physicalName ?? nested.name
    return {
      property: nested,
      column: { name: `${column}.${field}`, parent: column, part: { is: 'field', field } },
      path,
    }
  })
}

/** What `items` demands of all items of a column of arrays. */
export interface ItemsOfColumn {
  readonly column: NestedColumn
  /** Their paths begin at the property that has the items. */
  readonly checks: readonly LogicalCheck[]
}

const notOfItems = [
  'unique',
  'primaryKey',
  'primaryKeyPosition',
  'quality',
  'relationships',
  'physicalName',
  'physicalType',
] as const satisfies readonly (keyof Items)[]

/** What a property says of the items of its arrays; undefined when nothing. Complains about what cannot be checked. */
export function itemsOf(property: Property, column: string, complain: Complain): ItemsOfColumn | undefined {
  const { items, logicalType } = property
  if (items === undefined) return undefined
  if (logicalType !== 'array') complain(['items'], 'needs logicalType: array.')
  refuseDeeper(items, ['items'], complain)
  for (const key of notOfItems) {
    if (items[key] !== undefined) complain(['items', key], 'cannot be checked of items. Remove it.')
  }
  const name = `${column}.items`
  const required: readonly LogicalCheck[] =
    items.required === true
      ? [
          {
            key: 'required',
            expectation: 'every item has a value (NaN is none)',
            predicate: { is: 'null', columns: [name] },
            path: ['required'],
          },
        ]
      : []
  const checks = [...required, ...logicalChecks(items, name, (path, message) => complain(['items', ...path], message))]
  return {
    column: { name, parent: column, part: { is: 'items' } },
    checks: checks.map(({ key, expectation, predicate, path }) => ({
      key,
      expectation: `in every array, ${expectation}`,
      predicate: { is: 'any-item', column: name, item: predicate },
      path: ['items', ...path],
    })),
  }
}

function refuseDeeper(nested: NestedProperty | Items, path: DocumentPath, complain: Complain): void {
  for (const key of ['properties', 'items'] as const) {
    if (nested[key] !== undefined) {
      complain([...path, key], 'lies too deep: one level below a column is checked. Remove it.')
    }
  }
}

/** Complains about parts whose names cannot be told from other columns' in queries, which know no case of letters. */
export function refuseTakenNames(
  parts: readonly { readonly name: string; complain(message: string): void }[],
  columns: readonly string[],
): void {
  const taken = new Set(columns.map((name) => name.toLowerCase()))
  for (const { name, complain } of parts) {
    if (taken.has(name.toLowerCase())) {
      complain(`${JSON.stringify(name)} is the name of another column or part too, letter case aside.`)
    }
    taken.add(name.toLowerCase())
  }
}
