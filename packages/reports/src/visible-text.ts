/**
 * The first thing that happens to every string of a report, whatever the format: what would hide, reorder or act
 * becomes something that can be seen. Escaping for the format itself comes after.
 */

/** Longest run of plain text that one string may put into a report, in code points. */
const textLimit = 2_000
/** Longest name in a code span. */
const codeLimit = 160
/** Longest preformatted block. */
const blockLimit = 20_000

export const zeroWidthSpace = '\u200B'
const firstStrongIsolate = '\u2068'
const popDirectionalIsolate = '\u2069'

/** Variation selector 16 makes ⚠️ an emoji; it neither hides nor moves anything. */
const unseen =
  /(?!\uFE0F)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u{E000}-\u{F8FF}]/gu
/** Colours and styles of a terminal (ECMA-48 SGR): dropped from preformatted output, where they only make noise. */
// biome would read the escape as a mistake in a literal, so the pattern is built from its code.
const graphicRendition = new RegExp(`${String.fromCharCode(0x1b)}\\[[0-9;:]*m`, 'g')
/** Stacked combining marks that paint over the neighbouring lines. */
const stackedMarks = /(\p{M}{4})\p{M}+/gu
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFE\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u

/** A control character as its picture (␛), anything else unseen as ‹U+202E›. */
function placeholder(character: string): string {
  const point = character.codePointAt(0) ?? 0
  if (point < 0x20) return String.fromCodePoint(0x2400 + point)
  if (point === 0x7f) return '␡'
  return `‹U+${point.toString(16).toUpperCase().padStart(4, '0')}›`
}

/** At most `limit` code points, the last one `…` when something was cut. */
export function truncated(text: string, limit: number): string {
  // A code point has at most two units, so this much always holds the first `limit` of them.
  const points = [...text.slice(0, limit * 2 + 2)]
  return points.length <= limit && text.length <= limit * 2 + 2 ? text : `${points.slice(0, limit - 1).join('')}…`
}

/** Right-to-left words keep to themselves: without the isolate they would reorder the numbers beside them. */
function isolated(text: string): string {
  return rightToLeft.test(text) ? `${firstStrongIsolate}${text}${popDirectionalIsolate}` : text
}

const seen = (text: string): string => text.toWellFormed().replace(unseen, placeholder).replace(stackedMarks, '$1…')

/** Enough of a long text to cut it at `limit` code points, so that a huge one costs nothing. */
const beginning = (text: string, limit: number): string => text.slice(0, limit * 2 + 2)

/** One line of prose: line breaks and tabs become spaces. */
export function visibleText(text: string, limit: number = textLimit): string {
  return isolated(truncated(seen(beginning(text, limit).replace(/\r\n?|\n|\t/g, ' ')), limit))
}

/** A name that came from a file: line breaks and tabs stay visible as ␊ and ␉, and an empty name is said to be. */
export function visibleName(text: string, limit: number = codeLimit): string {
  const name = isolated(truncated(seen(beginning(text, limit)), limit))
  return name.trim() === '' ? `‹${name === '' ? 'empty' : `${name.length} × space`}›` : name
}

/** Preformatted text: lines and tabs stay, a long text loses its middle and says so. */
export function visibleBlock(text: string, limit: number = blockLimit): string {
  const plain = text.replace(graphicRendition, '')
  const head = Math.floor(limit / 4)
  // Cut in UTF-16 units: a half character at the cut becomes U+FFFD below.
  const kept =
    plain.length <= limit
      ? plain
      : `${plain.slice(0, head)}\n… ${plain.length - limit} characters left out …\n${plain.slice(head - limit)}`
  return kept
    .split(/\r\n|\n|\r/)
    .map((line) => line.split('\t').map(seen).join('    '))
    .map(isolated)
    .join('\n')
}

/**
 * Lines that a log may print: no line starts a workflow command. GitHub's runner reads `::` at the start of a line after
 * blanks and `##[` anywhere in it; Azure and TeamCity read `##vso[` and `##teamcity[`.
 */
export function withoutLogCommands(text: string): string {
  return text
    .replace(/^(\s*:)(?=:)/gm, `$1${zeroWidthSpace}`)
    .replace(/##(?=\[|vso\[|teamcity\[)/gi, `##${zeroWidthSpace}`)
}
