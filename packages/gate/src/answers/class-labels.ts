import { ConfigurationError } from '@mlgate/core'
import { describeRows } from '@mlgate/statistics'
import type { Column } from '@mlgate/tables'

/** The text of a value, as class labels are written: integers without a decimal point, booleans as true and false. */
function textOf(value: string | number | boolean): string {
  return String(value)
}

/** Who is spoken about in messages. */
export type Role = 'candidate' | 'baseline' | 'anchor'

/** The cell's text, null where it is missing. */
export function textAt(column: Column, row: number): string | null {
  const value = column.values[row]
  if (value === undefined || value === null || (typeof value === 'number' && Number.isNaN(value))) return null
  return textOf(value)
}

/** Refuses missing labels, naming how many there are and the first rows: they can be neither right nor wrong. */
export function refuseMissingLabels(name: string, column: Column, rows: number): void {
  const missing = describeRows(rows, (row) => textAt(column, row) === null)
  if (missing) {
    throw new ConfigurationError(
      `data.label: column ${JSON.stringify(name)} has no label in ${missing} of the ${rows} rows of the test data. Remove or label them.`,
    )
  }
}

/**
 * The true class of every row as an index into `classes`. Throws ConfigurationError when a label is none of them, which
 * no metric could judge.
 */
export function encodeLabels(
  name: string,
  column: Column,
  rows: number,
  classes: readonly string[],
  role: Role,
): Int32Array {
  const indexOf = new Map(classes.map((label, index) => [label, index]))
  const encoded = new Int32Array(rows)
  const strangers = new Set<string>()
  const where = describeRows(rows, (row) => {
    const label = textAt(column, row)
    const index = label === null ? undefined : indexOf.get(label)
    if (index === undefined && strangers.size < 5) strangers.add(JSON.stringify(label))
    encoded[row] = index ?? -1
    return index === undefined
  })
  if (where) {
    throw new ConfigurationError(
      `data.label: column ${JSON.stringify(name)} holds ${[...strangers].join(', ')} in ${where}, and the ${role} knows only the classes ${shown(classes)}. Labels are compared as text: write both alike.`,
    )
  }
  return encoded
}

/**
 * The class that counts as positive, by its text. Two classes need one: it is `positive`, or 1 of 0 and 1, or true of
 * false and true. With more classes there is none, and naming one is an error.
 */
export function positiveClass(
  classes: readonly string[],
  positive: string | number | boolean | undefined,
  role: Role,
): string | undefined {
  if (classes.length !== 2) {
    if (positive === undefined) return undefined
    throw new ConfigurationError(
      `data.positive: is for two classes, and the ${role} knows ${classes.length}: ${shown(classes)}. Remove it.`,
    )
  }
  if (positive !== undefined) {
    const text = textOf(positive)
    if (classes.includes(text)) return text
    throw new ConfigurationError(
      `data.positive: ${JSON.stringify(text)} is none of the ${role}'s classes ${shown(classes)}. Write one of them.`,
    )
  }
  for (const [negative, usual] of [
    ['0', '1'],
    ['false', 'true'],
  ] as const) {
    if (classes.includes(negative) && classes.includes(usual)) return usual
  }
  throw new ConfigurationError(
    `data.positive: missing. The ${role}'s classes are ${shown(classes)}; say which of them counts as positive, for instance positive: ${JSON.stringify(classes[1])}.`,
  )
}

/** Class names for a message; the first twenty. */
export function shown(classes: readonly string[]): string {
  const first = classes.slice(0, 20).map((label) => JSON.stringify(label))
  return classes.length > 20 ? `${first.join(', ')} and ${classes.length - 20} more` : first.join(', ')
}
