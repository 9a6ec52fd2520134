import { ConfigurationError } from '@mlgate/core'
import type { Contract } from '../contract.ts'

/** Which object of a contract says what a file must be. */
export interface Assignment {
  /** The file's name to the project. */
  readonly file: string
  readonly object: string
}

/**
 * Which files belong to which objects of a contract. An object belongs to the file of its name; the one that is left
 * over, to the files of the model that no object is named for.
 *
 * @param roles names of the model's own files that are there, of train, validation and test
 * @param tables names of the other files, those of `data.tables`
 * @returns the assignments, roles first, and the tables that no object is named for, which are not checked
 * @throws ConfigurationError when an object has no file, or a file of the model no object
 */
export function assignObjects(
  { file, objects }: Contract,
  roles: readonly string[],
  tables: readonly string[],
): { readonly assignments: readonly Assignment[]; readonly unchecked: readonly string[] } {
  const names = objects.map(({ name }) => name)
  const left = names.filter((name) => !roles.includes(name) && !tables.includes(name))
  const unnamed = roles.filter((role) => !names.includes(role))
  const [rest, ...others] = left
  if (rest !== undefined && (others.length > 0 || unnamed.length === 0)) {
    throw new ConfigurationError(
      `${file}: no file of the project belongs to ${left.map((name) => JSON.stringify(name)).join(', ')}. Name the files in data.tables of mlgate.yml.`,
    )
  }
  if (rest === undefined && unnamed.length > 0) {
    throw new ConfigurationError(
      `${file}: has no object for ${unnamed.map((role) => `data.${role}`).join(', ')}, only ${names.join(', ')}.`,
    )
  }
  const all = [...roles, ...tables.filter((name) => names.includes(name))]
  return {
    assignments: all.map((name) => ({ file: name, object: names.includes(name) ? name : (rest ?? name) })),
    unchecked: tables.filter((name) => !names.includes(name)),
  }
}
