import { type ExitCode, exitCodes } from '@mlgate/core'

/** What one check came to. */
export interface Finding {
  readonly check: string
  /** `wrong` is ours to correct; `unreachable` is somebody else's; `untold` could not be known, or does not apply. */
  readonly state: 'well' | 'wrong' | 'unreachable' | 'untold'
  readonly found: string
  /** What to do about it. */
  readonly remedy?: string | undefined
}

/** 0 when nothing is wrong, 2 for what is ours to correct, else 3. */
export function exitCodeOf(findings: readonly Finding[]): ExitCode {
  if (findings.some(({ state }) => state === 'wrong')) return exitCodes.configuration
  return findings.some(({ state }) => state === 'unreachable') ? exitCodes.infrastructure : exitCodes.pass
}

const signs = { well: '✓', wrong: '✗', unreachable: '✗', untold: '–' } as const

/** A line a check, below it the other lines of what was found, and what to do. */
export function findingLines(findings: readonly Finding[]): readonly string[] {
  const width = Math.max(0, ...findings.map(({ check }) => check.length))
  return findings.flatMap(({ check, state, found, remedy }) => [
    ...found
      .split('\n')
      .map((line, index) =>
        index === 0 ? `${signs[state]} ${check.padEnd(width)}  ${line}` : `  ${' '.repeat(width)}  ${line}`,
      ),
    ...(remedy === undefined ? [] : [`  ${' '.repeat(width)}  → ${remedy}`]),
  ])
}
