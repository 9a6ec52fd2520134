/**
 * What columns of the project's data are for, as `data:` of mlgate.yml says, by their names in the files. Rules that
 * need one and do not name it themselves take it from here.
 */
export interface DataRoles {
  /** What is predicted. */
  readonly label?: string
  /** What identifies a row. */
  readonly id?: string
  /** When a row was. */
  readonly time?: string
  /** Whose rows depend on each other. */
  readonly group?: string
}

/**
 * Stands for what mlgate.yml says where a contract is read without a project, to be compared or shown: its rules then
 * speak of `data.label`. Such a contract is not for running.
 */
export const rolesOfAnyProject: DataRoles = {
  label: 'data.label',
  id: 'data.id',
  time: 'data.time',
  group: 'data.group',
}
