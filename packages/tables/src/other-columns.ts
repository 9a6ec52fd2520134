import { ConfigurationError } from '@mlgate/core'

/** Files that are one table have the same columns in the same order. Throws ConfigurationError for others. */
export function refuseOtherColumns(
  firstFile: string,
  first: readonly string[],
  file: string,
  names: readonly string[],
): void {
  if (first.length === names.length && first.every((name, index) => name === names[index])) return
  const shown = (some: readonly string[]): string => some.map((name) => JSON.stringify(name)).join(', ')
  const more = names.filter((name) => !first.includes(name))
  const less = first.filter((name) => !names.includes(name))
  const differences = [
    ...(more.length > 0 ? [`has ${shown(more)} besides`] : []),
    ...(less.length > 0 ? [`lacks ${shown(less)}`] : []),
  ]
  const what = differences.length === 0 ? `has them in another order (${shown(names)})` : differences.join(' and ')
  throw new ConfigurationError(
    `${file}: does not have the columns of ${firstFile}: it ${what}. Files that are read together need the same columns.`,
  )
}
