import { type Arguments, Untranslated } from './arguments.ts'

export type BoundValues = Readonly<Record<string, unknown>>

const isoPattern = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?$/

/** Whether a text is a date or a timestamp of ISO 8601. */
export function isIso(text: string): boolean {
  return isoPattern.test(text) && !Number.isNaN(Date.parse(text.replace(' ', 'T')))
}

/** Bounds of a number. Throws Untranslated when they bound nothing, or leave nothing. */
export function numberBounds(given: Arguments): BoundValues {
  const [low, high] = [given.optionalNumber('min_value'), given.optionalNumber('max_value')]
  return boundsOf(low, high, given)
}

/** Bounds of numbers, or of dates and times as ISO 8601. */
export function momentBounds(given: Arguments): BoundValues {
  const read = (name: string): number | string | undefined => {
    const value = given.get(name)
    if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return value
    if (typeof value === 'string' && isIso(value)) return value
    throw new Untranslated(`${name} is neither a number nor a date as ISO 8601 writes it.`)
  }
  return boundsOf(read('min_value'), read('max_value'), given)
}

/** Minimum and maximum in the words of the rules. */
export function boundsOf(
  low: number | string | undefined,
  high: number | string | undefined,
  given: Arguments,
): BoundValues {
  const [strictLow, strictHigh] = [given.flag('strict_min'), given.flag('strict_max')]
  if (low === undefined && high === undefined) throw new Untranslated('has no bounds, so that it demands nothing.')
  if (low !== undefined && high !== undefined && (low > high || (low === high && (strictLow || strictHigh)))) {
    throw new Untranslated('its bounds leave no room for a value.')
  }
  return {
    ...(low === undefined ? {} : { [strictLow ? 'exclusiveMinimum' : 'minimum']: low }),
    ...(high === undefined ? {} : { [strictHigh ? 'exclusiveMaximum' : 'maximum']: high }),
  }
}
