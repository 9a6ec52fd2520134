import stringWidth from 'string-width'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Pieces of a word that each fit `width` columns. */
function pieces(word: string, width: number): string[] {
  const result: string[] = []
  let piece = ''
  for (const { segment } of segmenter.segment(word)) {
    if (piece !== '' && stringWidth(piece + segment) > width) {
      result.push(piece)
      piece = ''
    }
    piece += segment
  }
  return [...result, piece]
}

/** Lines of at most `width` columns, broken at blanks, and inside words that are longer than a line. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((part) => (stringWidth(part) > width ? pieces(part, width) : [part]))) {
    if (line === '') line = word
    else if (stringWidth(line) + 1 + stringWidth(word) <= width) line += ` ${word}`
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line]
}

/** Filled with blanks to `width` columns. */
export function padded(text: string, width: number, align: 'left' | 'right' | 'center'): string {
  const blanks = Math.max(0, width - stringWidth(text))
  const before = align === 'left' ? 0 : align === 'right' ? blanks : Math.floor(blanks / 2)
  return ' '.repeat(before) + text + ' '.repeat(blanks - before)
}
