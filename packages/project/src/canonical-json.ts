/**
 * A value as the one text that JSON has for it: members sorted by UTF-16 code units, no white space, numbers and strings
 * as ECMAScript writes them (JSON Canonicalization Scheme, RFC 8785). Equal values are equal texts, however a file wrote
 * them. Members that are undefined are left out, as JSON.stringify does; half of a surrogate pair, which the RFC refuses,
 * is escaped as there, so that texts which differ stay apart. Throws RangeError for what JSON cannot say.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${value} has no form in JSON.`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(member)}`)
    return `{${members.join(',')}}`
  }
  throw new RangeError(`A ${typeof value} has no form in JSON.`)
}
