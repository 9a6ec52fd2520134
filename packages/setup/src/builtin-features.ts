import type { ObservedColumn, ObservedFile } from '@mlgate/contracts'
import { type Choice, sure } from './choice.ts'

/** Text with up to so many values, or with so many rows for each, is a category; other text is a name or a sentence. */
const mostValues = 20
const rowsForEach = 10

/**
 * What the built-in trainer learns from, where that is not simply all columns: it gives each value of a text or time a
 * weight of its own, which says nothing of values to come. Undefined when nothing is left out, or nothing remains.
 *
 * @param files the rows to train on first
 * @param others columns that never are features: label, id, group
 */
export function builtinFeatures(
  [train, ...rest]: readonly ObservedFile[],
  others: readonly (string | undefined)[],
): Choice<readonly string[]> | undefined {
  const columns = (train?.columns ?? []).filter(({ name }) => !others.includes(name))
  const isEverywhere = ({ name }: ObservedColumn): boolean =>
    rest.every((file) => file.columns.some((column) => column.name === name))
  const kept = columns.filter((column) => !isTime(column) && !isName(column) && isEverywhere(column))
  const left = columns.filter((column) => !kept.includes(column)).map(({ name }) => JSON.stringify(name))
  if (left.length === 0 || kept.length === 0) return undefined
  const shown = left.length > 5 ? [...left.slice(0, 5), `${left.length - 5} more`] : left
  return sure(
    kept.map(({ name }) => name),
    `without ${shown.join(', ')}: times, text with hardly a value twice, or not in every file`,
  )
}

function isTime({ types }: ObservedColumn): boolean {
  return types[0] === 'date' || types[0] === 'timestamp' || types[0] === 'time'
}

function isName({ distinct, present, types }: ObservedColumn): boolean {
  return types[0] === 'string' && distinct > mostValues && distinct * rowsForEach > present
}
