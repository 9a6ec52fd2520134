/** Directives of strptime, as the contract's formats have them. */
const directives: Readonly<Record<string, string>> = {
  '%Y': 'yyyy',
  '%m': 'MM',
  '%d': 'dd',
  '%H': 'HH',
  '%M': 'mm',
  '%S': 'ss',
  '%f': 'SSSSSS',
  '%%': '%',
}

/** A strptime format as a DateTimeFormatter pattern; undefined when it has a directive that is not understood. */
export function dateFormatOf(format: string): string | undefined {
  const parts = [...format.matchAll(/%.|[A-Za-z']+|[^%A-Za-z']+/gs)].map(([part]) => {
    if (part.startsWith('%')) return directives[part]
    return /^[A-Za-z']/.test(part) ? `'${part.replaceAll("'", "''")}'` : part
  })
  if (!format.includes('%') || parts.join('').length === 0) return undefined
  return parts.includes(undefined) ? undefined : parts.join('')
}
