import type { IntervalInline } from '@mlgate/core'
import type { Element } from 'hast'
import { s } from 'hastscript'
import { intervalPositions } from './interval-scale.ts'

const width = 96
const height = 16
const margin = 6

function digits(number: number): string {
  if (Number.isNaN(number)) return 'not a number'
  return String(Number(number.toPrecision(4))).replace('-', '−')
}

function summary(interval: IntervalInline): string {
  const limit = interval.limit === undefined ? '' : `, limit ${digits(interval.limit)}`
  return `change ${digits(interval.value)}, interval ${digits(interval.low)} to ${digits(interval.high)}${limit}; better is to the right`
}

/** An interval as a small picture in a line of text: worse on the left, better on the right, as in `intervalText`. */
export function intervalSvg(interval: IntervalInline): Element {
  const at = intervalPositions(interval)
  const x = (position: number) => Math.round((margin + position * (width - 2 * margin)) * 100) / 100
  const middle = height / 2
  const line = (className: string, x1: number, y1: number, x2: number, y2: number) =>
    s('line', { class: className, x1, y1, x2, y2 })
  const words = summary(interval)
  const beyond = at.value !== undefined && at.limit !== undefined && at.value < at.limit
  return s(
    'svg',
    {
      class: beyond ? 'interval beyond' : 'interval',
      role: 'img',
      ariaLabel: words,
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
    },
    [
      s('title', words),
      line('track', 0, middle, width, middle),
      line('zero', x(at.zero), 3, x(at.zero), height - 3),
      ...(at.low === undefined || at.high === undefined ? [] : [line('range', x(at.low), middle, x(at.high), middle)]),
      ...(at.limit === undefined ? [] : [line('limit', x(at.limit), 1, x(at.limit), height - 1)]),
      ...(at.value === undefined ? [] : [s('circle', { class: 'value', cx: x(at.value), cy: middle, r: 3.5 })]),
    ],
  )
}
