/** Control, format (bidi, zero width), separator and lone surrogate characters: they change how a line reads. */
const disguising = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** A text from outside on one line, with invisible characters spelled out and at most `limit` characters long. */
export function printable(text: string, limit = 80): string {
  const characters = [...text.slice(0, limit * 2)]
  const cut = characters.length > limit || text.length > limit * 2
  const shown = cut ? characters.slice(0, limit).join('') : text
  const spelled = shown.replace(disguising, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
  return cut ? `${spelled}…` : spelled
}

/** The same in double quotes. */
export function quoted(text: string, limit = 80): string {
  return `"${printable(text.replaceAll('\\', '\\\\').replaceAll('"', '\\"'), limit)}"`
}

/** A text from outside as the one line of a YAML comment, as the library wants it: what follows the `#`. */
export function commentLine(text: string): string {
  return ` ${printable(text, 300)}`
}

export type DocumentPath = readonly (string | number)[]

const plainKey = /^[\p{L}\p{N}_-]+$/u

/** A path as people write it: `gate.metrics.roc_auc`, `train.inputs[2]`, `models["a b"]`; the root is `the file`. */
export function pathText(path: DocumentPath): string {
  if (path.length === 0) return 'the file'
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`
      if (plainKey.test(part)) return index === 0 ? printable(part) : `.${printable(part)}`
      return `[${quoted(part)}]`
    })
    .join('')
}
