/** One part of a pattern between two `/`: what is compared with a name, or `**`, which stands for any folders. */
type Segment = '**' | readonly Token[]
type Token = { readonly kind: 'star' } | { readonly kind: 'one'; readonly matches: (character: string) => boolean }

/** A pattern of paths, parsed: its fixed folders, and what names below them must be. */
export interface PathPattern {
  /** The folders before the first wildcard, as they are written; empty for the folder of the project. */
  readonly folder: string
  readonly segments: readonly Segment[]
}

/** Positions in a pattern that the names so far lead to. */
export type Positions = ReadonlySet<number>

/** Whether a path has wildcards: `*`, `?` or `[`. */
export function isPattern(path: string): boolean {
  return /[*?[]/.test(path)
}

/**
 * Reads a pattern: `*` stands for any characters of a name, `?` for one, `[ab]`, `[a-z]` and `[!a]` for one of them or
 * of the others, `**` between two `/` for any folders, also none. Undefined where `..` stands behind a wildcard.
 */
export function parsePattern(path: string): PathPattern | undefined {
  const parts = path.split('/')
  const first = parts.findIndex(isPattern)
  const below = parts.slice(first).filter((part) => part !== '' && part !== '.')
  if (below.includes('..')) return undefined
  const folder = parts.slice(0, first).join('/')
  return { folder: folder === '' && first > 0 ? '/' : folder, segments: below.map(parseSegment) }
}

/** The pattern of all files below a folder. */
export function everythingBelow(folder: string): PathPattern {
  return { folder: folder.replace(/(?<=.)\/+$/, ''), segments: ['**'] }
}

export function firstPositions(pattern: PathPattern): Positions {
  return closed(pattern, [0])
}

/**
 * Where a name leads to. Names that begin with `.` or `_` are those of other programs (`_SUCCESS`, `.ipynb_checkpoints`):
 * only a segment that begins with the same character speaks of them.
 */
export function follow(pattern: PathPattern, positions: Positions, name: string): Positions {
  const isHidden = /^[._]/.test(name)
  const next = [...positions].flatMap((position) => {
    const segment = pattern.segments[position]
    if (segment === undefined) return []
    if (segment === '**') return isHidden ? [] : [position]
    const [first] = segment
    if (isHidden && !(first?.kind === 'one' && first.matches(name.slice(0, 1)))) return []
    return matches(segment, name) ? [position + 1] : []
  })
  return closed(pattern, next)
}

/** Whether a file may have the last name that was followed. */
export function isWhole(pattern: PathPattern, positions: Positions): boolean {
  return positions.has(pattern.segments.length)
}

/** Whether more names may follow: that of a folder, then. */
export function goesOn(pattern: PathPattern, positions: Positions): boolean {
  return [...positions].some((position) => position < pattern.segments.length)
}

/** `**` stands for no folder as well. */
function closed({ segments }: PathPattern, positions: readonly number[]): Positions {
  const all = new Set(positions)
  // What is added on the way is visited as well.
  for (const position of all) if (segments[position] === '**') all.add(position + 1)
  return all
}

function parseSegment(text: string): Segment {
  if (text === '**') return '**'
  const characters = [...text]
  const tokens: Token[] = []
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]
    // A bracket right behind the opening one is one of the characters.
    const negated = characters[at + 1] === '!' || characters[at + 1] === '^'
    const end = character === '[' ? characters.indexOf(']', at + (negated ? 3 : 2)) : -1
    if (character === '*') tokens.push({ kind: 'star' })
    else if (character === '?') tokens.push({ kind: 'one', matches: () => true })
    else if (end < 0) tokens.push({ kind: 'one', matches: (other) => other === character })
    else {
      const within = oneOf(characters.slice(at + (negated ? 2 : 1), end))
      tokens.push({ kind: 'one', matches: (other) => within(other) !== negated })
      at = end
    }
  }
  return tokens
}

function oneOf(characters: readonly string[]): (character: string) => boolean {
  const ranges: (readonly [number, number])[] = []
  for (let at = 0; at < characters.length; at++) {
    const from = characters[at]?.codePointAt(0) ?? 0
    const isRange = characters[at + 1] === '-' && at + 2 < characters.length
    const to = isRange ? (characters[at + 2]?.codePointAt(0) ?? 0) : from
    ranges.push([from, to])
    if (isRange) at += 2
  }
  return (character) => {
    const code = character.codePointAt(0) ?? 0
    return ranges.some(([from, to]) => from <= code && code <= to)
  }
}

/** Goes back to the last star alone, so that no pattern takes longer than its length times that of the name. */
function matches(tokens: readonly Token[], name: string): boolean {
  const characters = [...name]
  let [token, at, star, afterStar] = [0, 0, -1, 0]
  while (at < characters.length) {
    const current = tokens[token]
    if (current?.kind === 'star') {
      star = token++
      afterStar = at
    } else if (current?.matches(characters[at] ?? '') === true) {
      token++
      at++
    } else if (star >= 0) {
      token = star + 1
      at = ++afterStar
    } else return false
  }
  return tokens.slice(token).every(({ kind }) => kind === 'star')
}
