import { ConfigurationError, type SourcePosition } from '@mlgate/core'
import { type DocumentPath, pathText } from './printable.ts'

/** One thing that is wrong in a document: where, and what in a sentence that continues after the path and a colon. */
export interface Problem {
  readonly position: SourcePosition
  readonly path: DocumentPath
  readonly message: string
}

const shownProblems = 20

/**
 * One error for all problems, a line each, in the order in which they stand in the file; at most 20 are shown.
 * Its position is the first problem's.
 */
export function errorOf(problems: readonly [Problem, ...Problem[]]): ConfigurationError {
  const sorted = problems.toSorted((a, b) => a.position.line - b.position.line || a.position.column - b.position.column)
  const lines = sorted.slice(0, shownProblems).map(({ position, path, message }, index) => {
    // ConfigurationError itself writes the position before the first line.
    const at = index === 0 ? '' : `${position.file}:${position.line}:${position.column} `
    return `${at}${pathText(path)}: ${message}`
  })
  if (sorted.length > shownProblems) lines.push(`… and ${sorted.length - shownProblems} more.`)
  return new ConfigurationError(lines.join('\n'), { position: (sorted[0] ?? problems[0]).position })
}
