import { createTwoFilesPatch } from 'diff'

/** A file that is to be written. */
export interface PlannedFile {
  readonly path: string
  readonly content: string
  /** What is there now; undefined when nothing is. */
  readonly before: string | undefined
  /** True when all that was there stays, so that nobody needs to be asked. */
  readonly adds: boolean
}

/** Files that would lose something that is there. */
export function overwritten(files: readonly PlannedFile[]): readonly PlannedFile[] {
  return files.filter(({ before, content, adds }) => before !== undefined && before !== content && !adds)
}

/** Files that are not as planned yet. */
export function changed(files: readonly PlannedFile[]): readonly PlannedFile[] {
  return files.filter(({ before, content }) => before !== content)
}

/** What would change in a file, as a unified diff. */
export function diffOf({ path, content, before }: PlannedFile): string {
  const [from, to] = [before === undefined ? '/dev/null' : `a/${path}`, `b/${path}`]
  return createTwoFilesPatch(from, to, before ?? '', content, undefined, undefined, { context: 3 }).replace(/^=+\n/, '')
}

/** `.gitignore` with these lines in it, and all that was there. */
export function withIgnored(before: string | undefined, lines: readonly string[]): string {
  const present = new Set((before ?? '').split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, '')))
  const missing = lines.filter((line) => !present.has(line.replace(/^\/|\/$/g, '')))
  if (missing.length === 0) return before ?? ''
  const start = before === undefined || before === '' || before.endsWith('\n') ? (before ?? '') : `${before}\n`
  return `${start}${missing.join('\n')}\n`
}
