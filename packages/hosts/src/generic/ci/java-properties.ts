/**
 * The entries of a Java properties file as TeamCity writes them: one a line, `key=value` or `key:value`, escapes with a
 * backslash, comments with `#` or `!` (java.util.Properties).
 */
export function readProperties(text: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>()
  // A line that ends in an odd number of backslashes goes on in the next one.
  const lines = text.replace(/(?<!\\)((?:\\\\)*)\\\r?\n[ \t\f]*/g, '$1').split(/\r?\n/)
  for (const line of lines) {
    const [, key, value] = /^[ \t\f]*(?![#!])((?:\\.|[^\\:=\s])+)[ \t\f]*[:=]?[ \t\f]*(.*)$/s.exec(line) ?? []
    if (key !== undefined && value !== undefined) entries.set(unescaped(key), unescaped(value))
  }
  return entries
}

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' }

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, character: string) =>
    code === undefined ? (controls[character] ?? character) : String.fromCharCode(Number.parseInt(code, 16)),
  )
}
