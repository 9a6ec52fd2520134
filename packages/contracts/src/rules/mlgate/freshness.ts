import { Type } from 'typebox'
import { columnRule } from './rule-kind.ts'

const secondsIn: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 }

/** How far the newest value may lie ahead of the clock: a date is midnight in UTC, somewhere it is already tomorrow. */
const aheadSeconds = 86_400

export const freshness = columnRule({
  check: 'freshness',
  summary: 'The newest date or time is not older than so long when the step begins, nor more than a day ahead of it.',
  keys: { within: Type.String({ description: 'Such as 30m, 24h, 7d, 2w, or in ISO 8601 P1D, PT12H.' }) },
  plan: ({ within }, column, complain) => {
    const seconds = readDuration(within)
    if (seconds === undefined) {
      complain(['within'], 'is no duration such as 30m, 24h, 7d, 2w, P1D or PT12H.')
      return undefined
    }
    return {
      expectation: `the newest value is not older than ${within}`,
      measure: { counts: 'age', column },
      limit: { unit: 'value', operator: 'within', bounds: [-aheadSeconds, seconds] },
    }
  },
})

/** Seconds; undefined for what is no duration. Months and years are none: their length depends on when. */
function readDuration(text: string): number | undefined {
  const short = /^([0-9]+(?:[.][0-9]+)?)([mhdw])$/.exec(text)
  if (short !== null) return Number(short[1]) * (secondsIn[short[2] ?? ''] ?? Number.NaN)
  const iso = /^P(?=[0-9T])(?:([0-9]+)W)?(?:([0-9]+)D)?(?:T(?=[0-9])(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)S)?)?$/.exec(
    text,
  )
  if (iso === null) return undefined
  const [weeks, days, hours, minutes, seconds] = iso.slice(1).map((part) => Number(part ?? 0))
  return (weeks ?? 0) * 604_800 + (days ?? 0) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)
}
