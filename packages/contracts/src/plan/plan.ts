import { ConfigurationError } from '@mlgate/core'
import type { Contract, ContractObject } from '../contract.ts'
import { checkOf, type LeftOutCheck } from './compared-files.ts'
import type { NestedColumn } from './nested-column.ts'
import type { Note, PlannedCheck } from './planned-check.ts'

/** What is to be checked of one file: plain data, free of any engine. */
export interface Plan {
  readonly object: string
  /** Columns whose share of missing values is measured. */
  readonly columns: readonly string[]
  /** Parts of columns that checks name like columns. */
  readonly nested?: readonly NestedColumn[]
  /** Columns whose values must not be shown. */
  readonly sensitive: ReadonlySet<string>
  readonly checks: readonly [PlannedCheck, ...PlannedCheck[]]
  /** Checks of the object that are not asked of this file. */
  readonly leftOut?: readonly LeftOutCheck[]
  /** What is told, not checked. */
  readonly notes?: readonly Note[]
}

/**
 * The checks that a contract demands of one object's rows.
 *
 * @param object name of the object; may be left out when the contract has one only
 * @param options.data what the file is called: train, test … A rule that compares with it is not asked of it
 * @throws ConfigurationError when there is no such object, or when it demands nothing: that would pass anything
 */
export function planChecks(contract: Contract, object?: string, { data }: { readonly data?: string } = {}): Plan {
  const found = pick(contract, object)
  const leftOut: LeftOutCheck[] = []
  const asked = found.checks.flatMap((check) => {
    const own = checkOf(check, data)
    if (own === undefined) leftOut.push({ check, because: `It compares other files with ${data}.` })
    return own === undefined ? [] : [own]
  })
  const [first, ...rest] = asked
  if (first === undefined) {
    throw new ConfigurationError(
      `${contract.file}: ${JSON.stringify(found.name)} demands nothing, so nothing was checked. Add properties or quality rules.`,
    )
  }
  const { name, columns, nested, sensitive, notes } = found
  return { object: name, columns, nested, sensitive, notes, checks: [first, ...rest], leftOut }
}

function pick({ file, objects }: Contract, name: string | undefined): ContractObject {
  const names = objects.map((object) => object.name).join(', ')
  if (name === undefined) {
    if (objects.length > 1) {
      throw new ConfigurationError(`${file}: has several objects (${names}). Name the one that the data belong to.`)
    }
    return objects[0]
  }
  const found = objects.find((object) => object.name === name)
  if (found === undefined)
    throw new ConfigurationError(`${file}: has no object ${JSON.stringify(name)}, only ${names}.`)
  return found
}
