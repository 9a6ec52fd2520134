import { ConfigurationError } from '@mlgate/core'
import type { PlainValue } from '@mlgate/tables'
import { countOf, grouped } from '../count-words.ts'
import type { MeasureContext, QueryScope } from '../measure-runner.ts'
import { columnOf, presentSql, scaledOf } from '../value-sql.ts'

/** How a column's values are read: as what, and which they are. */
export interface Reading {
  /** The value, NULL where it cannot be read. */
  readonly value: string
  /** FILTER clause of the rows that are considered and have a value. */
  readonly filter: string
  /** Two aggregates that `refuseUnread` is given the answers to: values, and those that could be read. */
  readonly counts: readonly [string, string]
}

export function readingOf(name: string, as: 'number' | 'timestamp' | 'time', scope: QueryScope): Reading {
  const column = columnOf(scope.columns, name)
  const condition = `${scope.considered} AND ${presentSql(column)}`
  const value = scaledOf(column, as)
  return {
    value,
    filter: `FILTER (WHERE ${condition})`,
    counts: [`count_if(${condition})`, `count_if(${condition} AND ${value} IS NOT NULL)`],
  }
}

/** Throws ConfigurationError, which makes the check an error, when there is no value or one cannot be read. */
export function refuseUnread(
  present: PlainValue | undefined,
  read: PlainValue | undefined,
  as: 'number' | 'timestamp' | 'time' = 'number',
): void {
  if (!(Number(present) > 0)) throw new ConfigurationError('there is no value')
  const unread = Number(present) - Number(read)
  if (unread !== 0) {
    const words = { number: 'no number', timestamp: 'no date in ISO 8601', time: 'no time of day in ISO 8601' }[as]
    const are = unread === 1 ? 'is' : 'are'
    throw new ConfigurationError(`${countOf(unread, 'value')} of ${grouped(Number(present))} ${are} ${words}`)
  }
}

/** What was found, in words that hold no value of a sensitive column. */
export function shown(words: string, column: string, { sensitive }: MeasureContext): string {
  return sensitive.has(column) ? 'not shown: the column is sensitive' : words
}
