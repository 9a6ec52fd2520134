/** A name that writers of several files give to each of them: `part-00000-…`, `000000000000.csv`. */
const partName = /^(part|\d+\.)/i

/**
 * Puts the pattern in place of files that are one table: those below folders such as `year=2026`, and those of one folder
 * whose names begin with `part`, or are a number, and differ in digits alone. Files of the folder of the project itself are
 * left as they are.
 *
 * @param files paths with `/`, sorted
 */
export function joinParts(files: readonly string[]): readonly string[] {
  const groups = new Map<string, string[]>()
  for (const file of files) {
    const pattern = partitionPattern(file) ?? partPattern(file) ?? file
    const group = groups.get(pattern)
    if (group === undefined) groups.set(pattern, [file])
    else group.push(file)
  }
  return [...groups].flatMap(([pattern, group]) =>
    // Several formats in one folder are not one table.
    group.length > 1 || partitionPattern(group[0] ?? '') !== undefined ? [pattern] : group,
  )
}

function partitionPattern(file: string): string | undefined {
  const folders = file.split('/').slice(0, -1)
  const first = folders.findIndex((folder) => /^[^=]+=/.test(folder))
  return first < 1 ? undefined : `${escaped(folders.slice(0, first).join('/'))}/**/*${extensionOf(file)}`
}

function partPattern(file: string): string | undefined {
  const at = file.lastIndexOf('/')
  const name = file.slice(at + 1)
  if (at < 1 || !partName.test(name)) return undefined
  const stem = name.slice(0, name.length - extensionOf(name).length)
  return `${escaped(file.slice(0, at))}/${escaped(stem.replaceAll(/\d+/g, '\0')).replaceAll('\0', '*')}${extensionOf(name)}`
}

/** All of the extension that tells the format. */
function extensionOf(file: string): string {
  return /\.[A-Za-z]+(\.(gz|zst))?$/i.exec(file)?.[0] ?? ''
}

/** Characters that mean something in patterns. */
function escaped(text: string): string {
  return text.replaceAll(/[*?[]/g, (letter) => `[${letter}]`)
}
