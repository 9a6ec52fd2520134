/** How a gate's numbers are written: all with the same digits, enough to tell them apart. */
export interface NumberFormat {
  value(number: number | undefined): string
  /** With its sign: `+0.013`, `−0.09`. */
  change(number: number | undefined): string
}

/** What is written where there is no number. */
export const noNumber = '–'

/** From here on a number is written with an exponent: a model may err by as much as it likes. */
const unreadable = 1e15

/** A difference that a reader must see, and how many of its digits. */
export type Distance = readonly [size: number | undefined, digits: number]

/**
 * Chooses the decimals for numbers that are shown beside each other: about three digits of the largest, more where a
 * distance needs them, but at most four more.
 */
export function formatFor(values: readonly (number | undefined)[], distances: readonly Distance[]): NumberFormat {
  const largest = Math.max(0, ...values.filter(isNumber).map(Math.abs))
  const usual = usualDecimals(largest)
  const wanted = distances.map(([size, digits]) => (isNumber(size) && size !== 0 ? digits - 1 - exponentOf(size) : 0))
  const decimals = Math.min(Math.max(usual, ...wanted), usual + 4, 20)
  // Beside a number that nobody can read in full, each has digits of its own.
  const decimalsOf = (number: number): number => (largest < unreadable ? decimals : usualDecimals(Math.abs(number)))
  return {
    value: (number) => (isNumber(number) ? write(number, decimalsOf(number), false) : noNumber),
    change: (number) => (isNumber(number) ? write(number, decimalsOf(number), true) : noNumber),
  }
}

/** A limit as the policy has it, with a true minus and thousands separated: `0.7`, `−0.02`, `1,500`. */
export function formatLimit(limit: number, signed = false): string {
  const text = limits.format(Math.abs(limit))
  return `${signOf(limit, signed)}${text}`
}

/** A number of rows: `50,000`. */
export function formatCount(count: number): string {
  return counts.format(count)
}

/** An estimate of a number of rows, to two digits: `1,900`. */
export function formatAbout(count: number): string {
  return about.format(count)
}

const limits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 12 })
const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const about = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 })

function isNumber(number: number | undefined): number is number {
  return number !== undefined && Number.isFinite(number)
}

/** Three digits or so: 0.61, 0.052, 1.93, 19.3, 193. */
function usualDecimals(largest: number): number {
  if (largest === 0) return 2
  const exponent = exponentOf(largest)
  return exponent >= 0 ? Math.max(0, 2 - exponent) : Math.max(2, 1 - exponent)
}

function exponentOf(number: number): number {
  return Math.floor(Math.log10(Math.abs(number)))
}

function write(number: number, decimals: number, signed: boolean): string {
  if (Math.abs(number) >= unreadable) {
    return `${signOf(number, signed)}${Math.abs(number).toExponential(2).replace('e+', 'e')}`
  }
  const digits = Math.abs(number).toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  return /[1-9]/.test(digits) ? `${signOf(number, signed)}${digits}` : digits
}

function signOf(number: number, signed: boolean): string {
  return number < 0 ? '−' : signed && number > 0 ? '+' : ''
}
