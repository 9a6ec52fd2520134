const opening = /^<!-- generated:([a-z:-]+) -->$/
const closing = '<!-- /generated -->'

/** An empty part that a skeleton holds. */
export function markedPart(key: string): string {
  return `<!-- generated:${key} -->\n${closing}`
}

/**
 * Fills what stands between `<!-- generated:<key> -->` and `<!-- /generated -->`, both alone on their lines. Throws on a
 * key that `contentFor` does not know and on a part that does not end. Marks in code fences are text.
 */
export function fillMarkedParts(file: string, text: string, contentFor: (key: string) => string | undefined): string {
  const lines: string[] = []
  let open: string | undefined
  let fenced = false
  for (const [index, line] of text.split('\n').entries()) {
    if (open !== undefined) {
      if (opening.test(line)) throw new Error(`${file}:${index + 1}: part ${open} does not end before the next begins.`)
      if (line !== closing) continue
      open = undefined
      lines.push(line)
      continue
    }
    lines.push(line)
    if (line.startsWith('```')) fenced = !fenced
    const key = fenced ? undefined : opening.exec(line)?.[1]
    if (key === undefined) continue
    const content = contentFor(key)
    if (content === undefined) throw new Error(`${file}:${index + 1}: there is no generated part ${key}.`)
    lines.push('', content, '')
    open = key
  }
  if (open !== undefined) throw new Error(`${file}: part ${open} does not end.`)
  return lines.join('\n')
}
