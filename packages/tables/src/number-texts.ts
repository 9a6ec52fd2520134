import type { CsvDialect } from './csv-dialect.ts'
import { quoteText } from './quoting.ts'

/**
 * Turns SQL for a text into SQL for the same number as programs write it: groups of digits joined, a point before the
 * fraction. Texts that are no number of that writing become texts that are none of ours. Undefined when numbers are
 * written so already.
 */
export function plainNumber({
  decimal,
  thousands,
}: Pick<CsvDialect, 'decimal' | 'thousands'>): ((column: string) => string) | undefined {
  if (decimal === '.' && thousands === '') return undefined
  const joined = (column: string): string => {
    if (thousands === '') return column
    const grouped = `[+-]?[1-9][0-9]{0,2}(${literal(thousands)}[0-9]{3})+(${literal(decimal)}[0-9]*)?`
    return `CASE WHEN regexp_full_match(${column}, ${quoteText(grouped)}) THEN replace(${column}, ${quoteText(thousands)}, '') ELSE ${column} END`
  }
  if (decimal === '.') return joined
  // A point is no comma: swapped, so that `1.5` does not pass for a number.
  return (column) => `translate(${joined(column)}, ',.', '.,')`
}

/** A character as a regular expression. */
function literal(character: string): string {
  return `[${character}]`
}
