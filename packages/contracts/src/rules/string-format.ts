/**
 * Formats of strings that are checked, as regular expressions for the whole text (RE2): the standard names them
 * without defining them, so these follow the RFCs as far as a regular expression reasonably goes.
 */
const label = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const octet = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])'
const ipv4 = `${octet}([.]${octet}){3}`
const group = '[0-9A-Fa-f]{1,4}'
const ipv6 = [
  `(${group}:){7}${group}`,
  `(${group}:){1,7}:`,
  ...[1, 2, 3, 4, 5, 6].map((after) => `(${group}:){1,${7 - after}}(:${group}){1,${after}}`),
  `:(:${group}){1,7}`,
  '::',
  `(::([Ff]{4}:)?|(${group}:){6})${ipv4}`,
].join('|')

export const stringFormats: Readonly<Record<string, string>> = {
  email: `[^@\\s]+@${label}([.]${label})+`,
  uuid: '[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}',
  uri: '[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>"{}|\\\\^`]+',
  hostname: `${label}([.]${label})*`,
  ipv4,
  ipv6: `(${ipv6})`,
}

/** Smallest and largest value of the integer formats. */
export const integerFormats: Readonly<Record<string, readonly [low: string, high: string]>> = Object.fromEntries(
  [8, 16, 32, 64].flatMap((bits) => [
    [`i${bits}`, [String(-(2n ** BigInt(bits - 1))), String(2n ** BigInt(bits - 1) - 1n)]],
    [`u${bits}`, ['0', String(2n ** BigInt(bits) - 1n)]],
  ]),
)

/** Largest finite magnitude of the number formats. */
export const numberFormats: Readonly<Record<string, number>> = { f32: 3.4028234663852886e38, f64: Number.MAX_VALUE }
