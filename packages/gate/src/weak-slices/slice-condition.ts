import { type Column, quoteName, quoteText, type Table } from '@mlgate/tables'
import { textAt } from '../answers/class-labels.ts'
import { formatLimit } from '../number-format.ts'

/** One thing that the rows of a slice have in common. */
export type SliceCondition =
  | { readonly kind: 'equals'; readonly column: string; readonly value: string }
  | { readonly kind: 'missing'; readonly column: string }
  | { readonly kind: 'at-least' | 'below'; readonly column: string; readonly limit: number }

/** In words: `age ≥ 61 and plan = basic`. */
export function conditionsInWords(conditions: readonly SliceCondition[]): string {
  return conditions.map(inWords).join(' and ')
}

function inWords(condition: SliceCondition): string {
  const { column } = condition
  switch (condition.kind) {
    case 'equals':
      return `${column} = ${condition.value}`
    case 'missing':
      return `${column} is missing`
    case 'at-least':
      return `${column} ≥ ${formatLimit(condition.limit)}`
    case 'below':
      return `${column} < ${formatLimit(condition.limit)}`
  }
}

/** As SQL, to be put under `slices`. */
export function conditionsInSql(conditions: readonly SliceCondition[], table: Table): string {
  return conditions.map((condition) => inSql(condition, table)).join(' and ')
}

function inSql(condition: SliceCondition, table: Table): string {
  const name = /^[a-z_][a-z0-9_]*$/.test(condition.column) ? condition.column : quoteName(condition.column)
  switch (condition.kind) {
    case 'equals':
      return table.columns.get(condition.column)?.kind === 'string'
        ? `${name} = ${quoteText(condition.value)}`
        : `${name} = ${condition.value}`
    case 'missing':
      return `${name} is null`
    case 'at-least':
      return `${name} >= ${condition.limit}`
    case 'below':
      return `${name} < ${condition.limit}`
  }
}

/** The rows among `rows` that meet all conditions. */
export function rowsThatMeet(conditions: readonly SliceCondition[], table: Table, rows: Uint32Array): Uint32Array {
  const tests = conditions.map((condition) => testOf(condition, table.columns.get(condition.column)))
  return rows.filter((row) => tests.every((test) => test(row)))
}

function testOf(condition: SliceCondition, column: Column | undefined): (row: number) => boolean {
  if (!column) throw new RangeError(`no column ${condition.column}.`)
  switch (condition.kind) {
    case 'equals':
      return (row) => textAt(column, row) === condition.value
    case 'missing':
      return (row) => textAt(column, row) === null
    case 'at-least':
      return (row) => Number(column.values[row]) >= condition.limit
    case 'below':
      return (row) => Number(column.values[row]) < condition.limit
  }
}
