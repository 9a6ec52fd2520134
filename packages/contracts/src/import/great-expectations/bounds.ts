import { type Arguments, Untranslated } from './arguments.ts'
import { type Guard, ofDates, ofInstants, ofTimes } from './guards.ts'

export type BoundValues = Readonly<Record<string, unknown>>

const isoPattern = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?$/

/** Whether a text is a date or a timestamp of ISO 8601. */
export function isIso(text: string): boolean {
  return isoPattern.test(text) && !Number.isNaN(Date.parse(text.replace(' ', 'T')))
}

/** Bounds of a number. Throws Untranslated when they bound nothing, or leave nothing. */
export function numberBounds(given: Arguments): BoundValues {
  return boundsOf(numberBound(given, 'min_value'), numberBound(given, 'max_value'), given)
}

/** A text that reads as a number is one to 1.x. */
function numberBound(given: Arguments, name: string): number | undefined {
  const value = given.get(name)
  return typeof value === 'string' && isNumberText(value) ? Number(value) : given.optionalNumber(name)
}

export function isNumberText(text: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)
}

/** Bounds of numbers, or of dates and times as ISO 8601. */
export function momentBounds(given: Arguments): BoundValues {
  const texts = boundTexts(given)
  if (texts.length === 0 || texts.every(isNumberText)) return numberBounds(given)
  const read = (name: string): string | undefined => {
    const value = given.get(name)
    if (value === undefined || (typeof value === 'string' && isIso(value))) return value
    throw new Untranslated(`${name} is neither a number nor a date as ISO 8601 writes it.`)
  }
  return boundsOf(read('min_value'), read('max_value'), given)
}

/** The bounds that are texts. */
export function boundTexts(given: Arguments): readonly string[] {
  return [given.get('min_value'), given.get('max_value')].filter((bound) => typeof bound === 'string')
}

/**
 * Of what type a column must be to be compared with dates or times: to Python a date is no time, and a time with a zone is
 * none without.
 */
export function momentGuard(texts: readonly string[]): Guard {
  const guards = new Set(texts.map((text) => (text.length === 10 ? ofDates : hasZone(text) ? ofInstants : ofTimes)))
  const [guard] = guards
  if (guard === undefined || guards.size > 1) {
    throw new Untranslated('its bounds are a date and a time, or with a zone and without, which are not compared.')
  }
  return guard
}

function hasZone(text: string): boolean {
  return /(Z|[+-]\d{2}:\d{2})$/.test(text)
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
