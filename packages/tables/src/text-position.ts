/** Where a text goes on, after some of it went by. LF, CR and CRLF end a line. */
export class TextPosition {
  /** From 1. */
  line = 1
  /** From 1, in characters (UTF-16 units). */
  column = 1
  #endsWithReturn = false

  pass(text: string): void {
    if (text === '') return
    const ends = text.includes('\r')
      ? [...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)
      : feeds(text)
    // A CRLF that is cut in two is one line end.
    if (this.#endsWithReturn && text.startsWith('\n')) this.line--
    this.#endsWithReturn = text.endsWith('\r')
    this.line += ends.length
    const last = ends.at(-1)
    this.column = last === undefined ? this.column + text.length : text.length - last + 1
  }
}

function feeds(text: string): number[] {
  const ends: number[] = []
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) ends.push(at + 1)
  return ends
}
