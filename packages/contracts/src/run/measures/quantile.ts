import { ConfigurationError } from '@mlgate/core'
import type { PlainValue } from '@mlgate/tables'
import { holds } from '../../plan/limit.ts'
import type { MeasureOf } from '../../plan/measure.ts'
import type { Interpolation } from '../../plan/value-measure.ts'
import type { MeasureContext, MeasureRunner, QueryScope } from '../measure-runner.ts'
import { readingOf, refuseUnread, shown } from './numbers.ts'

export const quantile: MeasureRunner<MeasureOf<'quantile'>> = {
  columnsAsText: () => [],
  aggregates: ({ column, level, interpolation }, scope) => aggregatesOf(column, [level], interpolation, scope),
  measure: async ({ column, level, interpolation }, answers, context) => {
    const [value = Number.NaN] = await quantilesOf(column, [level], interpolation, answers, context)
    const words = level === 0.5 ? `median ${value}` : `quantile ${value}`
    return { value, observed: shown(words, column, context), countsRows: false }
  },
  failingRows: () => undefined,
}

export const quantiles: MeasureRunner<MeasureOf<'quantiles'>> = {
  columnsAsText: () => [],
  aggregates: ({ column, interpolation, within }, scope) =>
    aggregatesOf(
      column,
      within.map(({ level }) => level),
      interpolation,
      scope,
    ),
  measure: async ({ column, interpolation, within }, answers, context) => {
    const levels = within.map(({ level }) => level)
    const found = await quantilesOf(column, levels, interpolation, answers, context)
    const beyond = within.filter(({ limit }, index) => !holds(limit, found[index] ?? Number.NaN))
    const words = within.map(({ level }, index) => `${found[index]} at ${level}`).join(', ')
    return { value: beyond.length, observed: shown(words, column, context), countsRows: false }
  },
  failingRows: () => undefined,
}

function aggregatesOf(
  column: string,
  levels: readonly number[],
  interpolation: Interpolation,
  scope: QueryScope,
): readonly string[] {
  const { value, filter, counts } = readingOf(column, 'number', scope)
  if (interpolation !== 'linear') return counts
  return [...counts, `array_to_string(quantile_cont((${value})::DOUBLE, [${levels.join(', ')}]) ${filter}, ' ')`]
}

/** Exact: all values of the column are looked at, none is estimated. */
async function quantilesOf(
  column: string,
  levels: readonly number[],
  interpolation: Interpolation,
  [present, read, linear]: readonly PlainValue[],
  context: MeasureContext,
): Promise<readonly number[]> {
  refuseUnread(present, read)
  const found =
    interpolation === 'linear'
      ? numbersIn(linear)
      : await neighbours(column, levels, interpolation, Number(present), context)
  if (found.some(Number.isNaN)) throw new ConfigurationError('there is no quantile between infinite values')
  return found
}

/** Quantiles that are values, or lie midway between two: numpy's other methods, by the places of the values. */
async function neighbours(
  column: string,
  levels: readonly number[],
  interpolation: Exclude<Interpolation, 'linear'>,
  count: number,
  context: MeasureContext,
): Promise<readonly number[]> {
  const places = levels.map((level) => placesOf(level * (count - 1), interpolation))
  // In the middle of a value's own share no rounding can reach the next one.
  const shares = places.flat().map((place) => (place + 0.5) / count)
  const { value, filter } = readingOf(column, 'number', context)
  const [[answer] = []] = await context.ask(
    `SELECT array_to_string(quantile_disc((${value})::DOUBLE, [${shares.join(', ')}]) ${filter}, ' ') FROM data`,
  )
  const values = numbersIn(answer)
  return places.map((_, index) => ((values[2 * index] ?? Number.NaN) + (values[2 * index + 1] ?? Number.NaN)) / 2)
}

/** The places, from 0, of the two values whose middle is the quantile: mostly twice the same. */
function placesOf(position: number, interpolation: Exclude<Interpolation, 'linear'>): readonly [number, number] {
  const [low, high] = [Math.floor(position), Math.ceil(position)]
  switch (interpolation) {
    case 'lower':
      return [low, low]
    case 'higher':
      return [high, high]
    case 'midpoint':
      return [low, high]
    case 'nearest': {
      const share = position - low
      const nearest = share === 0.5 ? (low % 2 === 0 ? low : high) : Math.round(position)
      return [nearest, nearest]
    }
  }
}

function numbersIn(answer: PlainValue | undefined): readonly number[] {
  return String(answer ?? '')
    .split(' ')
    .filter((text) => text !== '')
    .map((text) => ({ inf: Infinity, '-inf': -Infinity })[text] ?? Number(text))
}
