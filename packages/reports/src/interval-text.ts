import type { IntervalInline } from '@mlgate/core'
import { intervalPositions } from './interval-scale.ts'

const width = 10

/**
 * An interval as ten characters, worse on the left and better on the right: `●` the value, `━` the interval,
 * `│` the limit, `·` the rest. `?` stands where the value would be when it is not a number.
 */
export function intervalText(interval: IntervalInline): string {
  const at = intervalPositions(interval)
  const cell = (position: number) => Math.min(width - 1, Math.floor(position * width))
  const cells = Array.from({ length: width }, () => '·')
  if (at.low !== undefined && at.high !== undefined) {
    for (let index = cell(at.low); index <= cell(at.high); index++) cells[index] = '━'
  }
  const dot = at.value === undefined ? undefined : cell(at.value)
  if (at.limit !== undefined) {
    let mark = cell(at.limit)
    // Both in one cell: the limit steps aside to where it truly lies, or the reader could not see which side won.
    if (mark === dot) mark += at.value !== undefined && at.limit > at.value ? 1 : -1
    // At the border there is no cell to step to; then the value does.
    if (mark < 0) return shifted(cells, 1, 0)
    if (mark >= width) return shifted(cells, width - 2, width - 1)
    cells[mark] = '│'
  }
  if (dot === undefined) cells[4] = '?'
  else cells[dot] = '●'
  return cells.join('')
}

function shifted(cells: readonly string[], value: number, limit: number): string {
  return cells.map((cell, index) => (index === value ? '●' : index === limit ? '│' : cell)).join('')
}
