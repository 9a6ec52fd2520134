/** What Python's classes hold beyond ASCII, as parts of a class. */
const classes: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  w: '\\p{L}\\p{N}_',
  s: '\\s\\v\\x1c-\\x1f\\x85\\p{Z}',
}

/**
 * A regular expression of Python in the words of RE2, so that it finds the same texts; undefined where RE2 has no word
 * for it. Python's `$` also stands before a line's end at the text's end, and its `\d`, `\w` and `\s` know all scripts.
 * `\b` stays: RE2 sees ASCII words alone.
 */
export function fromPythonPattern(pattern: string): string | undefined {
  const flags = /^\(\?([ims]+)\)/.exec(pattern)
  const body = translate(flags === null ? pattern : pattern.slice(flags[0].length), flags?.[1]?.includes('m') === true)
  if (body === undefined) return undefined
  return flags === null ? body : `(?${[...new Set(flags[1])].join('')}:${body})`
}

function translate(pattern: string, isMultiline: boolean): string | undefined {
  let out = ''
  let inClass = false
  for (let at = 0; at < pattern.length; at++) {
    const rest = pattern.slice(at)
    const character = rest.charAt(0)
    if (character === '\\') {
      const next = rest.charAt(1)
      const translated = escapeOf(next, inClass)
      if (translated === undefined) return undefined
      out += translated
      at += 1
    } else if (inClass) {
      inClass = character !== ']'
      // A set within a set, or an operation on sets, is something else in RE2.
      out += character === '[' ? '\\[' : character
    } else if (character === '[') {
      inClass = true
      const start = /^\[\^?\]?/.exec(rest)?.[0] ?? '['
      out += start.replace(/(?<=.)\]/, '\\]')
      at += start.length - 1
    } else if (character === '$' && !isMultiline) {
      out += '(?:\\n?\\z)'
    } else if (rest.startsWith('(?')) {
      const group = /^\(\?(?:P<[A-Za-z_]\w*>|:|[ims]+:)/.exec(rest)?.[0]
      if (group === undefined) return undefined
      out += group.startsWith('(?P') ? '(' : group
      at += group.length - 1
    } else if (/^[*+?}]\+/.test(rest)) {
      return undefined
    } else out += character
  }
  return inClass ? undefined : out
}

/** Undefined for back-references and names of characters. */
function escapeOf(next: string, inClass: boolean): string | undefined {
  const kind = classes[next.toLowerCase()]
  if (kind !== undefined) {
    if (next === next.toLowerCase()) return inClass || next === 'd' ? kind : `[${kind}]`
    return inClass ? undefined : `[^${kind}]`
  }
  if (next === 'Z') return '\\z'
  if (/[1-9ugN]/.test(next) || next === '') return undefined
  return `\\${next}`
}

/**
 * A pattern of SQL's LIKE as a regular expression for the whole text.
 *
 * @param escaping character that takes the meaning from the next one
 */
export function fromLikePattern(pattern: string, escaping: string | undefined): string {
  let out = ''
  const characters = [...pattern]
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? ''
    if (character === escaping && at + 1 < characters.length) {
      at += 1
      out += literal(characters[at] ?? '')
    } else if (character === '%') out += '(?s:.*)'
    else if (character === '_') out += '(?s:.)'
    else out += literal(character)
  }
  return out
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&')
}
