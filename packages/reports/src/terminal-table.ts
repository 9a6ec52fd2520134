import type { TableColumn } from '@mlgate/core'
import stringWidth from 'string-width'
import { padded, wrapped } from './terminal-text.ts'

const gap = 2
const narrowest = 6

/**
 * Column widths that fit: long titles break at their blanks first (`wanted` is what the cells need), then the widest
 * column gives way. Undefined when there are too many columns for the line.
 */
function fittingWidths(natural: readonly number[], wanted: readonly number[], columns: number): number[] | undefined {
  const room = columns - gap * (natural.length - 1)
  const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0)
  const widths = sum(natural) <= room ? [...natural] : [...wanted]
  const total = () => sum(widths)
  while (total() > room) {
    const widest = Math.max(...widths)
    if (widest <= narrowest) return undefined
    widths[widths.indexOf(widest)] = widest - 1
  }
  return widths
}

/**
 * A table in aligned columns, cells wrapped where the line is too short; on a very narrow terminal a row becomes lines
 * of `title: cell`. `paint` colours a finished line by the row's number; the titles have number −1.
 */
export function terminalTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number,
  paint: (row: number, line: string) => string,
): string[] {
  const titles = columns.map((column) => column.title)
  const cells = [titles, ...rows.map((row) => titles.map((_, index) => row[index] ?? ''))]
  const natural = titles.map((_, index) => Math.max(...cells.map((row) => stringWidth(row[index] ?? ''))))
  const wanted = titles.map((title, index) =>
    Math.max(
      ...title.split(' ').map((word) => stringWidth(word)),
      ...cells.slice(1).map((row) => stringWidth(row[index] ?? '')),
    ),
  )
  const widths = fittingWidths(natural, wanted, width)
  if (widths === undefined) {
    return cells
      .slice(1)
      .flatMap((row, number) => [
        ...row.flatMap((cell, index) =>
          cell === ''
            ? []
            : wrapped(titles[index] ? `${titles[index]}: ${cell}` : cell, width).map((line) => paint(number, line)),
        ),
        '',
      ])
  }
  return cells.flatMap((row, number) => {
    const wrappedCells = row.map((cell, index) => wrapped(cell, Math.max(1, widths[index] ?? 1)))
    const height = Math.max(...wrappedCells.map((lines) => lines.length))
    return Array.from({ length: height }, (_, line) => {
      const text = wrappedCells.map((lines, index) =>
        padded(lines[line] ?? '', widths[index] ?? 0, columns[index]?.align ?? 'left'),
      )
      return paint(number - 1, text.join(' '.repeat(gap)).trimEnd())
    })
  })
}
