import { ConfigurationError, messageOf } from '@mlgate/core'
import type { ReferenceDistribution } from '../../plan/distribution.ts'
import { type ColumnProfile, type DataProfile, quantileLevels, readProfile } from '../../profile/data-profile.ts'
import type { MeasureContext } from '../measure-runner.ts'

type FromProfile = Extract<ReferenceDistribution, { readonly by: 'profile' }>
type Inline = Exclude<ReferenceDistribution, FromProfile>

/**
 * The distribution that a profile tells of a column: its values where it holds them all, and otherwise, or where an order
 * is needed, the shares between its quantiles. ConfigurationError when it tells neither.
 */
export async function distributionInProfile(
  { path, data }: FromProfile,
  name: string,
  isOrdered: boolean,
  { policyFile }: MeasureContext,
): Promise<Inline> {
  const bytes = await policyFile?.(path)
  if (bytes === undefined) throw new ConfigurationError(`there is no ${path} where the contract was read`)
  const profile = profileIn(bytes, path)
  const files = profile.files.filter((file) => data === undefined || file.data === data)
  const [file, ...others] = files
  if (file === undefined || others.length > 0) {
    const known = profile.files.map((one) => one.data).join(', ')
    throw new ConfigurationError(`data must name one of the files in ${path}: ${known === '' ? 'it has none' : known}`)
  }
  const column = file.columns.find((one) => one.name === name)
  if (column === undefined) throw new ConfigurationError(`${path} has no column ${JSON.stringify(name)}`)
  if (column.masked) throw new ConfigurationError(`${path} does not tell the values of ${JSON.stringify(name)}`)
  const found = isOrdered ? binsOf(column) : (valuesOf(column, file.rows) ?? binsOf(column))
  if (found !== undefined) return found
  throw new ConfigurationError(
    `${path} tells neither all values of ${JSON.stringify(name)} nor different quantiles; give values or bins, and weights`,
  )
}

function profileIn(bytes: Uint8Array, path: string): DataProfile {
  try {
    return readProfile(bytes)
  } catch (cause) {
    throw new ConfigurationError(`${path} ${messageOf(cause)}`, { cause })
  }
}

function valuesOf({ values, missing }: ColumnProfile, rows: number): Inline | undefined {
  const present = rows - missing
  if (values === undefined || !values.complete || !(present > 0)) return undefined
  const total = values.counts.reduce((sum, { count }) => sum + count, 0)
  if (total !== present) return undefined
  return {
    by: 'values',
    values: values.counts.map(({ value }) => value),
    weights: values.counts.map(({ count }) => count / present),
  }
}

/** Where quantiles coincide, how many values lie below is not known. */
function binsOf({ numbers }: ColumnProfile): Inline | undefined {
  const edges = (numbers?.quantiles ?? []).filter((edge) => edge !== null)
  const ascend = edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? Infinity))
  if (edges.length !== quantileLevels.length || !ascend) return undefined
  const weights = quantileLevels.slice(1).map((level, index) => level - (quantileLevels[index] ?? 0))
  return { by: 'bins', edges, weights, tails: [quantileLevels[0], 1 - (quantileLevels.at(-1) ?? 1)] }
}
