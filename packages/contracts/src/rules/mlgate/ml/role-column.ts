import { nearest } from '@mlgate/documents'
import { Type } from 'typebox'
import type { DataRoles } from '../../../data-roles.ts'
import type { Complain } from '../../logical-checks.ts'
import type { Subject } from '../rule-kind.ts'

export type ObjectSubject = Extract<Subject, { readonly level: 'object' }>

/** Key that names a property which mlgate.yml may name as well. */
export function roleKey(role: keyof DataRoles) {
  return Type.Optional(Type.String({ minLength: 1, description: `Property; data.${role} of mlgate.yml unless given.` }))
}

/**
 * The column of a role: what the rule names, else what mlgate.yml says. Undefined, with a complaint, when neither does.
 *
 * @param key of the rule that names it
 */
export function roleColumn(
  role: keyof DataRoles,
  named: string | undefined,
  subject: ObjectSubject,
  complain: Complain,
  key: string = role,
): string | undefined {
  if (named !== undefined) return propertyColumn(named, [key], subject, complain)
  const column = subject.roles[role]
  if (column === undefined) {
    complain([], `needs to know the ${role} column. Give ${key} here, or data.${role} in mlgate.yml.`)
  }
  return column
}

/** The column of a property; undefined, with a complaint, when there is no such property. */
export function propertyColumn(
  name: string,
  path: readonly (string | number)[],
  { columns }: ObjectSubject,
  complain: Complain,
): string | undefined {
  const column = columns.get(name)
  if (column === undefined) {
    const meant = nearest(name, columns.keys())
    const advice =
      meant === undefined ? `The object has ${[...columns.keys()].join(', ') || 'none'}.` : `Did you mean ${meant}?`
    complain(path, `no such property. ${advice}`)
  }
  return column
}
