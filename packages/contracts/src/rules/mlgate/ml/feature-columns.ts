import { Type } from 'typebox'
import type { DataRoles } from '../../../data-roles.ts'
import type { Complain } from '../../logical-checks.ts'
import { type ObjectSubject, propertyColumn } from './role-column.ts'

const names = Type.Array(Type.String({ minLength: 1 }), { minItems: 1, uniqueItems: true })

/** Keys of rules over several columns. */
export const columnKeys = {
  columns: Type.Optional({ ...names, description: 'Properties that are looked at; all features unless given.' }),
  except: Type.Optional({ ...names, description: 'Properties that are left out.' }),
}

/**
 * The columns that a rule looks at: those that it names, else all properties of the object but those with the roles that
 * make no feature, and `except`. Undefined, with a complaint, when that cannot be told or leaves none.
 *
 * @param not columns that are never among them
 */
export function featureColumns(
  { columns: named, except }: { readonly columns?: readonly string[]; readonly except?: readonly string[] },
  subject: ObjectSubject,
  complain: Complain,
  { withoutRoles, not = [] }: { readonly withoutRoles: readonly (keyof DataRoles)[]; readonly not?: readonly string[] },
): readonly string[] | undefined {
  if (named !== undefined && except !== undefined) {
    complain(['except'], 'has no meaning beside columns. Give one of the two.')
    return undefined
  }
  const resolve = (key: string, list: readonly string[]): readonly (string | undefined)[] =>
    list.map((name, index) => propertyColumn(name, [key, index], subject, complain))
  if (named !== undefined) {
    const found = resolve('columns', named)
    return found.every((column) => column !== undefined) ? found : undefined
  }
  const excluded = resolve('except', except ?? [])
  if (!excluded.every((column) => column !== undefined)) return undefined
  const left = new Set([...excluded, ...not, ...withoutRoles.map((role) => subject.roles[role])])
  const columns = [...subject.columns.values()].filter((column) => !left.has(column))
  if (columns.length === 0) {
    complain(
      [],
      'has no column to look at. Describe the features as properties of the object, or name them in columns.',
    )
    return undefined
  }
  return columns
}

/** Says which columns: up to three by name. */
export function columnWords(columns: readonly string[]): string {
  return columns.length <= 3 ? columns.join(', ') : `the ${columns.length} columns ${columns[0]}, ${columns[1]} …`
}
